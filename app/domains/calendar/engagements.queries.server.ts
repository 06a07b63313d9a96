import { and, eq, inArray, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { engagements } from '#db/schema/calendar.ts'
import type { TimeSpan } from './engagement.policy.ts'

/**
 * What is taken in a span, as the actor may see it: a lecturer's or counsellor's own time, an office's own classes, the
 * county's for the bureau. Live rows, by their beginning; a hold whose time has passed is left out. `version` is what a
 * form that frees one's own time sends back. Of everything else there is free or busy: the search for a time.
 */
export function engagementsBetween(actor: Actor, span: TimeSpan) {
  return inActorTransaction(scopeOf(actor), (tx) => engagementsIn(tx, actor.countyId, span))
}

/** The same in the running transaction. */
export async function engagementsIn(tx: Tx, countyId: string, { from, to }: TimeSpan) {
  return tx
    .select({
      id: engagements.id,
      kind: engagements.kind,
      staffId: engagements.staffId,
      roomId: engagements.roomId,
      officeId: engagements.officeId,
      forId: engagements.forId,
      during: engagements.during,
      blocked: engagements.blocked,
      state: engagements.state,
      holdUntil: engagements.holdUntil,
      version: engagements.version,
    })
    .from(engagements)
    .where(
      and(
        eq(engagements.countyId, countyId),
        inArray(engagements.state, ['held', 'confirmed']),
        sql`(${engagements.state} = 'confirmed' or ${engagements.holdUntil} > app_now())`,
        sql`${engagements.blocked} && tstzrange(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(sql`lower(${engagements.during})`, engagements.id)
}
