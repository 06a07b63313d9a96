import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type * as KeyRingModule from './key-ring.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-keys-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

/** The module as a process with these settings has it. */
async function withSettings(settings: Record<string, string>): Promise<typeof KeyRingModule> {
  vi.resetModules()
  const all = { DATA_DIR: dir, SEALING_KEYS: '', DATABASE_URL: '', ...settings }
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value)
  return import('./key-ring.ts')
}
const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

describe('a ring', () => {
  test('one active key, others beside it', async () => {
    const { keyRing } = await withSettings({ SEALING_KEYS: `old:${key(1)},*new:${key(2)}` })
    const ring = keyRing()!
    expect([ring.active.id, ring.ids]).toEqual(['new', ['old', 'new']])
    expect(ring.find('old')?.export().toString('base64')).toBe(key(1))
    expect(ring.find('gone')).toBeUndefined()
    expect(inspect(ring, { depth: 9, showHidden: true })).not.toContain(key(1).slice(0, 20))
  })

  test.each([
    ['nothing at all', 'x'],
    ['a short key', `*a:${Buffer.alloc(31).toString('base64')}`],
    ['a long key', `*a:${Buffer.alloc(33).toString('base64')}`],
    ['no active one', `a:${key(1)},b:${key(2)}`],
    ['two active ones', `*a:${key(1)},*b:${key(2)}`],
    ['the same id twice', `*a:${key(1)},a:${key(2)}`],
    ['an id with capitals', `*A:${key(1)}`],
  ])('refuses %s, and repeats no key', async (_, text) => {
    const { keyRing } = await withSettings({ SEALING_KEYS: text })
    let said = ''
    try {
      keyRing()
    } catch (error) {
      said =
        error instanceof Error && error.name === 'NewcomerError'
          ? error.message
          : `no sentence: ${String(error)}`
    }
    expect(said).toMatch(/^SEALING_KEYS: .+\.$/)
    expect(said).not.toContain(key(1).slice(0, 12))
  })
})

describe('the embedded default', () => {
  test('a file that is made once, for this account alone', async () => {
    const first = await withSettings({})
    const ring = first.keyRing()!
    const file = path.join(dir, first.KEY_FILE)
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(fs.readdirSync(dir)).toEqual([first.KEY_FILE])
    const again = (await withSettings({})).keyRing()!
    expect(again.active.id).toBe(ring.active.id)
    expect(again.active.key.equals(ring.active.key)).toBe(true)
  })

  test('twenty first looks at once: one key', async () => {
    const apart = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-keys-'))
    try {
      const rings = []
      for (let count = 0; count < 20; count++) {
        const module = await withSettings({ DATA_DIR: apart })
        rings.push(Promise.resolve().then(() => module.keyRing()!.active.id))
      }
      expect(new Set(await Promise.all(rings)).size).toBe(1)
    } finally {
      fs.rmSync(apart, { recursive: true, force: true })
    }
  })

  test('a file that others can read is refused, with what to do', async () => {
    const file = path.join(dir, 'sealing-keys')
    fs.chmodSync(file, 0o640)
    const { keyRing } = await withSettings({})
    expect(() => keyRing()).toThrow(/chmod 600/)
    fs.chmodSync(file, 0o600)
  })
})

test('an external database without SEALING_KEYS: no ring, and no file', async () => {
  const apart = path.join(dir, 'none')
  const { keyRing, keyFilePath } = await withSettings({ DATABASE_URL: 'postgres://x/y', DATA_DIR: apart })
  expect([keyRing(), keyFilePath()]).toEqual([null, null])
  expect(fs.existsSync(apart)).toBe(false)
})

test('a new entry is one that a ring takes', async () => {
  const { newKeyEntry, parseKeyRing } = await withSettings({})
  const entry = newKeyEntry(new Date('2026-11-24T00:00:00Z'))
  expect(parseKeyRing(`*${entry}`, 'a test').active.id).toMatch(/^2026-11-24-[0-9a-f]{6}$/)
})
