import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import path from 'node:path'
import type { Sql } from 'postgres'

/** Brings the tables up to date, as their owner. Two at once wait for each other. */
export async function migrateAsOwner(owner: Sql): Promise<void> {
  // Session-level lock, so the connection must be one and the same: the caller's pool has max 1.
  await owner.unsafe('select pg_advisory_lock(7113011)')
  try {
    await migrate(drizzle({ client: owner, casing: 'snake_case' }), {
      migrationsFolder: path.resolve('db/migrations'),
    })
  } finally {
    await owner.unsafe('select pg_advisory_unlock(7113011)')
  }
}
