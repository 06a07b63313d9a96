import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { env } from '#app/env.server.ts'
import { errorCode, NewcomerError } from '../newcomer-error.ts'
import { KEY_BYTES, type RingKey } from './cipher.ts'

/**
 * The ring: keys with their ids, one of them active. `*2026-11:<base64>` is the active one, `2025-03:<base64>` another;
 * between two stand commas or line ends. In the environment (SEALING_KEYS), or, with the embedded database alone, in a
 * file beside it that is made at the first start.
 */
export type KeyRing = {
  active: RingKey
  find: (keyId: string) => KeyObject | undefined
  ids: readonly string[]
}

export const KEY_FILE = 'sealing-keys'
const ENTRY = /^(\*?)([a-z0-9][a-z0-9-]{0,38}):([A-Za-z0-9+/]{43}=)$/

/** `source`: where it came from, as a sentence names it. Throws NewcomerError, which never repeats a key. */
export function parseKeyRing(text: string, source: string): KeyRing {
  const entries = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry, index) => {
      const [, star, id, key] = ENTRY.exec(entry) ?? []
      if (!id || !key)
        throw new NewcomerError(
          `${source}: the ${ordinal(index)} entry is no key. An entry is <id>:<32 bytes in base64>, a star before ` +
            `the active one, commas or line ends between two. "npm run keys:rotate -- --new-key" prints a new one.`,
        )
      return { id, active: star === '*', key: createSecretKey(Buffer.from(key, 'base64')) }
    })
  const keys = new Map(entries.map(({ id, key }) => [id, key]))
  if (keys.size !== entries.length)
    throw new NewcomerError(`${source}: two keys have the same id. Give each an id of its own.`)
  const active = entries.filter((entry) => entry.active)
  if (active.length !== 1)
    throw new NewcomerError(
      `${source}: ${active.length} keys are marked as the active one. Put a star (*) before exactly one.`,
    )
  return {
    active: { id: active[0]!.id, key: active[0]!.key },
    find: (keyId) => keys.get(keyId),
    ids: [...keys.keys()],
  }
}

const ordinal = (index: number) => ['first', 'second', 'third'][index] ?? `${index + 1}th`

/** A new entry of the ring; its id is the day and something that no other key has. */
export function newKeyEntry(now: Date): string {
  const id = `${now.toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`
}

/** Where the embedded default keeps its ring; null where the environment has it, or must. */
export function keyFilePath(): string | null {
  return env.sealingKeys || env.databaseUrl ? null : path.resolve(env.dataDir, KEY_FILE)
}

let ring: KeyRing | null | undefined

/**
 * The ring of this process, read once. Null when an external database is used and SEALING_KEYS is not set: then nothing
 * can be sealed, and what needs to be is refused in words.
 */
export function keyRing(): KeyRing | null {
  if (ring === undefined) ring = readKeyRing()
  return ring
}

/** What a test or a rotation works with from now on; undefined: read it again. */
export function useKeyRing(next: KeyRing | null | undefined): void {
  ring = next
}

function readKeyRing(): KeyRing | null {
  if (env.sealingKeys) return parseKeyRing(env.sealingKeys, 'SEALING_KEYS')
  const file = keyFilePath()
  if (!file) return null
  return parseKeyRing(readKeyFile(file), file)
}

/** Made with the first look, by whoever comes first; nobody else's account may read it. */
function readKeyFile(file: string): string {
  const made = makeKeyFile(file)
  const text = made ?? fs.readFileSync(file, 'utf8')
  if ((fs.statSync(file).mode & 0o077) !== 0)
    throw new NewcomerError(`${file} can be read by other accounts of this machine. Run: chmod 600 ${file}`)
  return text
}

function makeKeyFile(file: string): string | null {
  if (fs.existsSync(file)) return null
  const text = `*${newKeyEntry(new Date())}\n`
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // Written aside and linked: it is there whole or not at all, and never replaces one that came first.
  const aside = `${file}.${process.pid}`
  writeThrough(aside, text)
  try {
    fs.linkSync(aside, file)
    return text
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return null
  } finally {
    fs.rmSync(aside, { force: true })
  }
}

/** Puts a new ring in the file's place, whole or not at all. */
export function writeKeyFile(file: string, text: string): void {
  const aside = `${file}.${process.pid}`
  writeThrough(aside, text)
  fs.renameSync(aside, file)
}

function writeThrough(file: string, text: string): void {
  const handle = fs.openSync(file, 'w', 0o600)
  try {
    fs.fchmodSync(handle, 0o600)
    fs.writeSync(handle, text)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
