import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Tx } from '#db/client.server.ts'
import { supervisedPersons } from '#db/schema/supervision.ts'
import { needsMoreReadingTime } from './access-needs.policy.ts'

/** Whether the person themselves has a recorded need for more reading time. */
export async function hasReadingNeed(tx: Tx, actor: Actor): Promise<boolean> {
  const [own] = await tx
    .select({ needs: supervisedPersons.accessNeeds })
    .from(supervisedPersons)
    .where(and(eq(supervisedPersons.countyId, actor.countyId), eq(supervisedPersons.id, actor.personId!)))
  return own ? needsMoreReadingTime(own.needs) : false
}
