import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Tx } from '#db/client.server.ts'
import { supervisedPersons as person } from '#db/schema/supervision.ts'

/** The account somebody signs in with, in the running transaction; null without one. For rules alone, never for a page. */
export async function accountOfPerson(tx: Tx, actor: Actor, personId: string): Promise<string | null> {
  const [found] = await tx
    .select({ accountId: person.accountId })
    .from(person)
    .where(and(eq(person.countyId, actor.countyId), eq(person.id, personId)))
  return found?.accountId ?? null
}
