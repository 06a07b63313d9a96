import { env } from '#app/env.server.ts'
import { knowsSeals, type OwnerSql } from '#db/audit-seals.server.ts'
import { makeDataDir } from '#db/embedded-place.server.ts'
import { startEmbedded } from '#db/embedded.server.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { connectOwner } from '#db/prepare.server.ts'

/**
 * Work of a command as the owner of the tables: on DATABASE_OWNER_URL, or on the embedded database, beside a running app
 * or alone. Changes nothing by itself: an app that was never started has nothing to look at, and `missing` says so.
 */
export async function workAsOwner<T>(
  isReady: (owner: OwnerSql) => Promise<boolean>,
  missing: string,
  work: (owner: OwnerSql) => Promise<T>,
): Promise<T> {
  const database = env.databaseUrl ? undefined : await startEmbedded({ dataDir: makeDataDir(env.dataDir) })
  try {
    const owner = connectOwner(database?.socketDir)
    try {
      if (!(await isReady(owner))) throw new NewcomerError(missing)
      return await work(owner)
    } finally {
      await owner.end()
    }
  } finally {
    if (database && !database.adopted) await database.stop()
  }
}

/** Work on the audit log. */
export function workOnLog<T>(work: (owner: OwnerSql) => Promise<T>): Promise<T> {
  return workAsOwner(
    knowsSeals,
    'This database has no seals yet. Start the app once (npm start), then try again.',
    work,
  )
}
