import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import type { Scope, Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { engagements } from '#db/schema/calendar.ts'
import { blockedAround, holdUntil, type TimeSpan } from './engagement.policy.ts'

/**
 * What other rooms do with the calendar, each in the caller's transaction and under the caller's audit row. Every
 * change is a compare-and-set on the state that the caller must find; `false` means that it was not there any more.
 */

/**
 * First of all in a transaction that claims: waits for whoever claims the same lecturer or room, then lets stale holds on
 * them go. Always the lecturer before the room, so that two never wait for each other.
 */
export async function takeTurns(tx: Tx, staffId: string, roomId: string | null): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`calendar:staff:${staffId}`}, 0))`)
  if (roomId)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`calendar:room:${roomId}`}, 0))`)
  await tx.execute(sql`select door_expire_stale_holds(${staffId}::uuid, ${roomId}::uuid)`)
}

export type LectureClaim = {
  staffId: string
  roomId: string
  /** Whose class it is. */
  officeId: string
  orderId: string
  during: TimeSpan
  bufferMinutes: number
}
export type Held = { engagementId: string; holdUntil: Date }

/**
 * Holds a lecturer and a room for a class, for 72 hours at most. After takeTurns(). Rejects when either is taken, and the
 * transaction with it: overlapOf() says which.
 */
export async function holdLecture(tx: Tx, scope: Scope, claim: LectureClaim): Promise<Held> {
  const { staffId, roomId, officeId, orderId, during, bufferMinutes } = claim
  const held = { engagementId: uuidv7(), holdUntil: holdUntil(now(), during.from) }
  await tx.insert(engagements).values({
    ...{ id: held.engagementId, countyId: scope.countyId!, kind: 'lecture', state: 'held' },
    ...{ staffId, roomId, officeId, forId: orderId, during, blocked: blockedAround(during, bufferMinutes) },
    ...{ holdUntil: held.holdUntil, placedBy: scope.accountId, placedAs: scope.role },
  })
  return held
}

export type Overlap = 'lecturer-taken' | 'room-taken'

/** Which of the two was taken, when that is why a claim was rejected. */
export function overlapOf(error: unknown): Overlap | null {
  switch (violatedConstraint(error)) {
    case 'engagements_staff_free':
      return 'lecturer-taken'
    case 'engagements_room_free':
      return 'room-taken'
    default:
      return null
  }
}

const here = (scope: Scope, engagementId: string) =>
  and(eq(engagements.countyId, scope.countyId!), eq(engagements.id, engagementId))
const stillHeld = (scope: Scope, engagementId: string) =>
  and(here(scope, engagementId), eq(engagements.state, 'held'), gt(engagements.holdUntil, sql`app_now()`))
const nextVersion = sql`${engagements.version} + 1`

/** A hold that still holds gets 72 hours from now. Null when it does not hold any more. */
export async function renewHold(
  tx: Tx,
  scope: Scope,
  engagementId: string,
  start: Date,
): Promise<Date | null> {
  const until = holdUntil(now(), start)
  const rows = await tx
    .update(engagements)
    .set({ holdUntil: until, version: nextVersion })
    .where(stillHeld(scope, engagementId))
    .returning({ id: engagements.id })
  return rows.length > 0 ? until : null
}

/** From held to confirmed. False when the hold has passed, or somebody released it. */
export async function confirmEngagement(tx: Tx, scope: Scope, engagementId: string): Promise<boolean> {
  const rows = await tx
    .update(engagements)
    .set({ state: 'confirmed', version: nextVersion })
    .where(stillHeld(scope, engagementId))
    .returning({ id: engagements.id })
  return rows.length > 0
}

/** Gives the time back. False when it was not live any more (a hold that had expired, in the row or by its time). */
export async function releaseEngagement(tx: Tx, scope: Scope, engagementId: string): Promise<boolean> {
  const rows = await tx
    .update(engagements)
    .set({ state: 'released', version: nextVersion, endedAt: now() })
    .where(and(here(scope, engagementId), inArray(engagements.state, ['held', 'confirmed'])))
    .returning({ id: engagements.id })
  return rows.length > 0
}

/** Notes that a hold's time has passed. Nothing when a claim has noted it before. */
export async function expireEngagement(tx: Tx, scope: Scope, engagementId: string): Promise<void> {
  await tx
    .update(engagements)
    .set({ state: 'expired', version: nextVersion, endedAt: now() })
    .where(
      and(
        here(scope, engagementId),
        eq(engagements.state, 'held'),
        sql`${engagements.holdUntil} <= app_now()`,
      ),
    )
}

/**
 * Takes the actor's own time for a counselling appointment, confirmed at once: both have agreed on it. The calendar is not
 * told for whom. Rejects where anything else stands, a class too, and the transaction with it: overlapOf() says so.
 */
export async function keepForCounselling(
  tx: Tx,
  scope: Scope,
  staffId: string,
  during: TimeSpan,
): Promise<string> {
  const id = uuidv7()
  await takeTurns(tx, staffId, null)
  await tx.insert(engagements).values({
    ...{ id, countyId: scope.countyId!, kind: 'counselling', staffId, state: 'confirmed' },
    ...{ during, blocked: during, placedBy: scope.accountId, placedAs: scope.role },
  })
  return id
}
