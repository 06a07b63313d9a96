import { and, eq, inArray } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { feedbackTokens } from '#db/schema/after-class.ts'
import { attendanceConfirmations, occasionPlaces, occasions } from '#db/schema/attendance.ts'

/** What one's own classes came to: which the office has confirmed, and about which one has said something. */
export async function ownAfterClass(
  actor: Actor,
): Promise<{ confirmed: ReadonlySet<string>; answered: ReadonlySet<string> }> {
  const personId = actor.personId
  if (!personId) return { confirmed: new Set(), answered: new Set() }
  const { countyId } = actor
  const [confirmed, answered] = await inActorTransaction(scopeOf(actor), (tx) =>
    Promise.all([
      tx
        .select({ id: attendanceConfirmations.occasionId })
        .from(attendanceConfirmations)
        .where(
          and(eq(attendanceConfirmations.countyId, countyId), eq(attendanceConfirmations.personId, personId)),
        ),
      tx
        .select({ id: feedbackTokens.occasionId })
        .from(feedbackTokens)
        .where(and(eq(feedbackTokens.countyId, countyId), eq(feedbackTokens.personId, personId))),
    ]),
  )
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id))
  return { confirmed: ids(confirmed), answered: ids(answered) }
}

/** Which of these classes the actor may see: the database decides. */
export async function occasionsInSight(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({ id: occasions.id })
      .from(occasions)
      .where(and(eq(occasions.countyId, actor.countyId), inArray(occasions.id, [...ids]))),
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * How often one's own place and its class were changed, and when the place was: what a calendar program tells the older from
 * the newer by. Null for a class one was never offered.
 */
export async function ownPlaceVersion(
  actor: Actor,
  occasionId: string,
): Promise<{ sequence: number; changedAt: Date } | null> {
  if (!actor.personId) return null
  const personId = actor.personId
  const [row] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({
        occasion: occasions.version,
        place: occasionPlaces.version,
        changedAt: occasionPlaces.changedAt,
      })
      .from(occasionPlaces)
      .innerJoin(
        occasions,
        and(eq(occasions.countyId, occasionPlaces.countyId), eq(occasions.id, occasionPlaces.occasionId)),
      )
      .where(
        and(
          ...[eq(occasionPlaces.countyId, actor.countyId), eq(occasionPlaces.personId, personId)],
          eq(occasionPlaces.occasionId, occasionId),
        ),
      ),
  )
  return row ? { sequence: row.occasion + row.place, changedAt: row.changedAt } : null
}
