import { expect, test } from 'vitest'
import { db, inActorTransaction, type Scope } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { sql } from 'drizzle-orm'
import { database } from '#tests/support/this-database.ts'

const scope: Scope = {
  role: 'bureau',
  accountId: null,
  countyId: '0190aaaa-0000-7000-8000-000000000001',
  officeId: null,
  personId: null,
}

test('the settings of the actor are there for the first query already, and gone after the transaction', async () => {
  const rows = await inActorTransaction(scope, (tx) =>
    tx.execute<{ role: string; county: string }>(
      sql`select app_role() as role, app_county()::text as county`,
    ),
  )
  expect([...rows]).toEqual([{ role: 'bureau', county: scope.countyId }])
})

test('a query outside a transaction is refused', async () => {
  await expect((async () => db.select().from(accounts))()).rejects.toThrow()
  expect(database.name).toMatch(/^test_/)
})
