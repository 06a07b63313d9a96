import { env } from '#app/env.server.ts'
import { makeDataDir } from '#db/embedded-place.server.ts'
import { startEmbedded } from '#db/embedded.server.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { dropEmbeddedDatabase, prepareDatabase } from '#db/prepare.server.ts'
import { claimDataDir } from './data-dir-lock.server.ts'
import { explain } from './newcomer-errors.server.ts'

/** `npm run demo:reset`: throws the embedded demo database away and builds it anew. Never touches an external one. */
async function run(): Promise<void> {
  if (env.databaseUrl)
    throw new NewcomerError('demo:reset works on the embedded database only. Unset DATABASE_URL.')
  if (!env.demo) throw new NewcomerError('demo:reset is for demo instances; DEMO=off says this is none.')
  const dataDir = makeDataDir(env.dataDir)
  // Refused while the app runs on this directory.
  const release = claimDataDir(dataDir, 'npm run demo:reset')
  const database = await startEmbedded({ dataDir, log: (line) => console.log(line) })
  try {
    await dropEmbeddedDatabase(database.socketDir)
    await prepareDatabase({ superuserSocketDir: database.socketDir, report: (line) => console.log(line) })
    console.log('The demo county is built anew.')
  } finally {
    await database.stop()
    release()
  }
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
