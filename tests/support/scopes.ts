import { sql } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { inActorTransaction, type Scope } from '#db/client.server.ts'
import type { TestAccount } from './factories/staff.ts'
import { database } from './this-database.ts'

/** What the database is told when this account acts. */
export function scopeOfAccount(account: TestAccount): Scope {
  const { role, accountId, countyId, officeId, personId } = account
  return { role, accountId, countyId, officeId, personId }
}

/** Hand-written SQL in a transaction of its own, as this actor. */
export async function asActor(scope: Scope, text: string): Promise<Record<string, unknown>[]> {
  const rows = await inActorTransaction(scope, (tx) => tx.execute(sql.raw(text)))
  return [...rows]
}

/** The app's login itself, without a transaction that says who acts. */
export function appLogin(): Sql {
  return postgres({
    ...{ host: database.socketDir, username: 'qicheng_app', database: database.name, max: 1 },
    onnotice() {},
  })
}

/** The SQLSTATE a statement was refused with; null when it was not. */
export async function refusalOf(running: Promise<unknown>): Promise<string | null> {
  try {
    await running
    return null
  } catch (error) {
    for (let seen = error; seen instanceof Error; seen = seen.cause) {
      if (seen instanceof postgres.PostgresError) return seen.code
    }
    throw error
  }
}
