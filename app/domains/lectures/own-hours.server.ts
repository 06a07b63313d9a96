import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lecturerExceptions, lecturerHours } from '#db/schema/lectures.ts'
import type { ExceptionForm, Week } from './lecturer.schema.ts'
import { ownLecturerId } from './lecturers.queries.server.ts'
import { sameWeek } from './week.policy.ts'

/** A lecturer's own hours. What is booked stays, whatever they say afterwards. */

/**
 * The whole week from today on, instead of the one before, which ends. `seen`: the week that the change was made on; refuses
 * `stale` when another one stands by now.
 */
export async function setOwnWeek(
  actor: Actor,
  week: Week,
  seen?: Week,
): Promise<Outcome<{ lecturerId: string }, 'not-found' | 'stale'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const lecturerId = await ownLecturerId(tx)
    if (!lecturerId) return { refused: 'not-found' as const }
    // Two phones at once: the second week follows the first one, it does not mix with it.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`lectures:hours:${lecturerId}`}, 0))`,
    )
    const today = dayAt(now())
    if (seen && !sameWeek(seen, await openWeek(tx, actor, lecturerId, today)))
      return { refused: 'stale' as const }
    await tx
      .update(lecturerHours)
      .set({ toOn: sql`greatest(${lecturerHours.fromOn}, ${today}::date)` })
      .where(
        and(
          ...[eq(lecturerHours.countyId, actor.countyId), eq(lecturerHours.lecturerId, lecturerId)],
          or(isNull(lecturerHours.toOn), gt(lecturerHours.toOn, today)),
        ),
      )
    if (week.length > 0)
      await tx.insert(lecturerHours).values(
        week.map((hours) => ({
          id: uuidv7(),
          countyId: actor.countyId,
          lecturerId,
          fromOn: today,
          ...hours,
        })),
      )
    const subject = { kind: 'lecturer' as const, id: lecturerId }
    await recordAudit(tx, scope, 'lectures.hours-set', subject, { spans: week.length })
    return { lecturerId }
  })
}

/** The week that stands on a day, by weekday and hour; in the running transaction. */
export async function openWeek(
  tx: Tx,
  { countyId }: Pick<Actor, 'countyId'>,
  lecturerId: string,
  today: CalendarDay,
): Promise<Week> {
  return tx
    .select({
      weekday: lecturerHours.weekday,
      fromMinute: lecturerHours.fromMinute,
      toMinute: lecturerHours.toMinute,
    })
    .from(lecturerHours)
    .where(
      and(
        ...[eq(lecturerHours.countyId, countyId), eq(lecturerHours.lecturerId, lecturerId)],
        lte(lecturerHours.fromOn, today),
        or(isNull(lecturerHours.toOn), gt(lecturerHours.toOn, today)),
      ),
    )
    .orderBy(asc(lecturerHours.weekday), asc(lecturerHours.fromMinute))
}

/** One day with hours more or less. Refuses a day that has gone by. */
export async function exceptDay(
  actor: Actor,
  exception: ExceptionForm,
): Promise<Outcome<{ exceptionId: string }, 'not-found' | 'day-past'>> {
  if (exception.day < dayAt(now())) return { refused: 'day-past' }
  const scope = scopeOf(actor)
  const exceptionId = uuidv7()
  return inActorTransaction(scope, async (tx) => {
    const lecturerId = await ownLecturerId(tx)
    if (!lecturerId) return { refused: 'not-found' as const }
    await tx
      .insert(lecturerExceptions)
      .values({ id: exceptionId, countyId: actor.countyId, lecturerId, ...exception })
    const { day, open } = exception
    await recordAudit(tx, scope, 'lectures.day-excepted', { kind: 'lecturer', id: lecturerId }, { day, open })
    return { exceptionId }
  })
}

/** The day is as usual again. Refuses what is not one's own, or was taken back before. */
export async function withdrawException(
  actor: Actor,
  exceptionId: string,
): Promise<Outcome<{ exceptionId: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const lecturerId = await ownLecturerId(tx)
    if (!lecturerId) return { refused: 'not-found' as const }
    const [gone] = await tx
      .update(lecturerExceptions)
      .set({ withdrawnAt: now() })
      .where(
        and(
          ...[eq(lecturerExceptions.countyId, actor.countyId), eq(lecturerExceptions.id, exceptionId)],
          ...[eq(lecturerExceptions.lecturerId, lecturerId), isNull(lecturerExceptions.withdrawnAt)],
        ),
      )
      .returning({ day: lecturerExceptions.day })
    if (!gone) return { refused: 'not-found' as const }
    const subject = { kind: 'lecturer' as const, id: lecturerId }
    await recordAudit(tx, scope, 'lectures.day-exception-withdrawn', subject, { day: gone.day })
    return { exceptionId }
  })
}
