import { readFileSync } from 'node:fs'
import { now } from '#app/clock.server.ts'
import { knowsSealing, neededKeys, resealAll } from '#db/sealing/reseal.server.ts'
import { keyFilePath, keyRing, newKeyEntry, parseKeyRing, writeKeyFile } from '#db/sealing/key-ring.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { explain } from './newcomer-errors.server.ts'
import { workAsOwner } from './owner-work.server.ts'

const USAGE = `npm run keys:rotate
  Seals every record and draft under the ring's active key. Safe to stop and to run again: it goes on with what is left.
  With the embedded database, --new-key first adds a new active key to the key file.
  With SEALING_KEYS, --new-key only prints a new entry: put it into SEALING_KEYS with a star, keep the earlier ones, start
  the app anew, and run this command without --new-key.`

/** What the command ends with when a record could not be opened. */
const WRONG = 2
const SHOWN = 20

/** A new active key in the file; the earlier ones stay until nothing needs them. */
function addToFile(file: string): void {
  const text = readFileSync(file, 'utf8')
  parseKeyRing(text, file)
  const earlier = text.replaceAll('*', '').trim()
  const next = `*${newKeyEntry(now())}\n${earlier}\n`
  parseKeyRing(next, file)
  writeKeyFile(file, next)
  console.log(
    `A new active key stands in ${file}. Keep a copy of the file apart from backups of the database.`,
  )
}

async function run(): Promise<void> {
  const args = process.argv.slice(2)
  if (args.some((arg) => arg !== '--new-key')) throw new NewcomerError(USAGE)
  const file = keyFilePath()
  if (args.includes('--new-key')) {
    if (!file) {
      console.log(newKeyEntry(now()))
      return
    }
    // Made now, if this is the first look at all.
    keyRing()
    addToFile(file)
    console.log('Restart the app, then run: npm run keys:rotate')
    return
  }
  const ring = keyRing()
  if (!ring) throw new NewcomerError(`SEALING_KEYS is not set, so there is nothing to seal with.\n${USAGE}`)
  let stopped = false
  process.once('SIGINT', () => (stopped = true))
  process.once('SIGTERM', () => (stopped = true))
  const { done, needed } = await workAsOwner(
    knowsSealing,
    'This database has no sealed records yet. Start the app once (npm start), then try again.',
    async (owner) => ({
      done: await resealAll(owner, ring, { stopped: () => stopped }),
      needed: await neededKeys(owner),
    }),
  )
  console.log(`${done.resealed} records are sealed under ${ring.active.id} now.`)
  for (const { id, refused } of done.wrong.slice(0, SHOWN))
    console.log(
      refused === 'unknown-key'
        ? `Record ${id} needs a key that the ring lacks. It was left as it is.`
        : `Record ${id} is damaged or stands where it was not sealed. It was left as it is.`,
    )
  if (done.wrong.length > SHOWN) console.log(`… and ${done.wrong.length - SHOWN} more.`)
  if (done.stopped) console.log('Stopped. Run it again: it goes on with what is left.')
  const unused = ring.ids.filter((id) => id !== ring.active.id && !needed.some(({ keyId }) => keyId === id))
  if (unused.length > 0 && !done.stopped)
    console.log(`No row needs ${unused.join(', ')} any more. Backups of the database made before may.`)
  if (done.wrong.length > 0) process.exitCode = WRONG
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
