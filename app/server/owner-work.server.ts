import { env } from '#app/env.server.ts'
import { knowsSeals, type OwnerSql } from '#db/audit-seals.server.ts'
import { makeDataDir } from '#db/embedded-place.server.ts'
import { startEmbedded } from '#db/embedded.server.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { connectOwner } from '#db/prepare.server.ts'

/**
 * Work of a command on the audit log, as the owner of the tables: on DATABASE_OWNER_URL, or on the embedded database,
 * beside a running app or alone. Changes nothing by itself: an app that was never started has no log.
 */
export async function workOnLog<T>(work: (owner: OwnerSql) => Promise<T>): Promise<T> {
  const database = env.databaseUrl ? undefined : await startEmbedded({ dataDir: makeDataDir(env.dataDir) })
  try {
    const owner = connectOwner(database?.socketDir)
    try {
      if (!(await knowsSeals(owner)))
        throw new NewcomerError(
          'This database has no seals yet. Start the app once (npm start), then try again.',
        )
      return await work(owner)
    } finally {
      await owner.end()
    }
  } finally {
    if (database && !database.adopted) await database.stop()
  }
}
