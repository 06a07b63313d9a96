import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Tx } from '#db/client.server.ts'
import { hoursEntries } from '#db/schema/hours.ts'
import type { SourceKind } from './hours-policy.policy.ts'

/** The standing ledger lines of one source, by day; what the actor may not see is not found. */
export async function entriesOfSource(tx: Tx, actor: Actor, sourceKind: SourceKind, sourceId: string) {
  return tx
    .select({
      id: hoursEntries.id,
      countyDay: hoursEntries.countyDay,
      minutes: hoursEntries.minutes,
      explanation: hoursEntries.explanation,
    })
    .from(hoursEntries)
    .where(
      and(
        eq(hoursEntries.countyId, actor.countyId),
        eq(hoursEntries.sourceKind, sourceKind),
        eq(hoursEntries.sourceId, sourceId),
      ),
    )
    .orderBy(asc(hoursEntries.countyDay), asc(hoursEntries.postedAt))
}
