import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.server.ts'

/** Whether an account also acts in another county: then only its appointments here are this county's business. */
export async function servesElsewhere(tx: Tx, accountId: string): Promise<boolean> {
  const [row] = await tx.execute<{ yes: boolean }>(
    sql`select door_serves_elsewhere(${accountId}::uuid) as yes`,
  )
  return row?.yes ?? false
}
