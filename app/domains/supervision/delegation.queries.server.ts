import { and, eq } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import type { Delegation } from './delegation.policy.ts'

/** From when to when an office of the county is delegated; null for one that the county does not have. In the running transaction. */
export async function delegationOf(tx: Tx, countyId: string, officeId: string): Promise<Delegation | null> {
  const [office] = await tx
    .select({ delegatedFrom: judicialOffices.delegatedFrom, delegatedTo: judicialOffices.delegatedTo })
    .from(judicialOffices)
    .where(and(eq(judicialOffices.countyId, countyId), eq(judicialOffices.id, officeId)))
  return office ?? null
}

/** The delegation of the actor's own office; null for whoever has none. */
export async function ownDelegation(actor: Actor): Promise<Delegation | null> {
  const { officeId } = actor
  if (!officeId) return null
  return inActorTransaction(scopeOf(actor), (tx) => delegationOf(tx, actor.countyId, officeId))
}
