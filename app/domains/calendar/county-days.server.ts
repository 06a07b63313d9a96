import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { countyDays } from '#db/schema/calendar.ts'
import type { DayReason } from './county-day.policy.ts'

export type CountyDay = {
  day: CalendarDay
  /** `holiday`: a public holiday. `workday`: a day of the weekend that is worked instead (调休). */
  kind: 'holiday' | 'workday'
  nameZh: string
  nameEn: string
  /** The notice that says so. */
  source: string
}

/** Days that are not what their weekday says, both ends included; in the running transaction. */
export async function countyDaysBetween(
  tx: Tx,
  countyId: string,
  from: CalendarDay,
  to: CalendarDay,
): Promise<(CountyDay & { id: string })[]> {
  return tx
    .select({
      id: countyDays.id,
      day: countyDays.day,
      kind: countyDays.kind,
      nameZh: countyDays.nameZh,
      nameEn: countyDays.nameEn,
      source: countyDays.source,
    })
    .from(countyDays)
    .where(
      and(
        ...[eq(countyDays.countyId, countyId), isNull(countyDays.withdrawnAt)],
        ...[gte(countyDays.day, from), lte(countyDays.day, to)],
      ),
    )
    .orderBy(countyDays.day)
}

/** The days of a year that are not what their weekday says, in their order. */
export function countyDaysOfYear(actor: Actor, year: number) {
  const [from, to] = [calendarDay(`${year}-01-01`), calendarDay(`${year}-12-31`)]
  return inActorTransaction(scopeOf(actor), (tx) => countyDaysBetween(tx, actor.countyId, from, to))
}

/** The bureau says what a day is. Refuses a day about which something stands: that is withdrawn first. */
export async function setCountyDay(
  actor: Actor,
  day: CountyDay,
): Promise<Outcome<{ id: string }, 'already-set'>> {
  const scope = scopeOf(actor)
  const id = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      await tx.insert(countyDays).values({ id, countyId: actor.countyId, ...day })
      const subject = { kind: 'county-day' as const, id }
      await recordAudit(tx, scope, 'calendar.day-set', subject, { day: day.day, kind: day.kind })
      return { id }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'county_days_one_standing') return { refused: 'already-set' }
    throw error
  }
}

/** The day is what its weekday says again. Refuses one that was withdrawn before or is another county's. */
export async function withdrawCountyDay(
  actor: Actor,
  id: string,
  reason: DayReason,
): Promise<Outcome<{ id: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [gone] = await tx
      .update(countyDays)
      .set({ withdrawnAt: now() })
      .where(
        and(eq(countyDays.countyId, actor.countyId), eq(countyDays.id, id), isNull(countyDays.withdrawnAt)),
      )
      .returning({ day: countyDays.day })
    if (!gone) return { refused: 'not-found' as const }
    await recordAudit(
      tx,
      scope,
      'calendar.day-withdrawn',
      { kind: 'county-day', id },
      { day: gone.day, reason },
    )
    return { id }
  })
}
