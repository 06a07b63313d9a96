import { sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { unitStudies } from '#db/schema/learning.ts'
import { unitsFor, type Module } from './lessons.server.ts'

/** How far one unit has come. */
export type UnitState =
  | { state: 'new' }
  | { state: 'open'; place: number; passages: number }
  | { state: 'counted'; on: CalendarDay; again: CalendarDay; minutes: number }
  /** Finished without a minute: it may be taken again at once. */
  | { state: 'finished-without-minutes' }

const latestOfEachUnit = db
  .selectDistinctOn([unitStudies.unitId], {
    unitId: unitStudies.unitId,
    place: unitStudies.place,
    passages: unitStudies.passageCount,
    finishedAt: unitStudies.finishedAt,
    creditedMinutes: unitStudies.creditedMinutes,
    countedDuring: unitStudies.countedDuring,
  })
  .from(unitStudies)
  .where(
    sql`${unitStudies.countyId} = ${sql.placeholder('countyId')} and ${unitStudies.personId} = ${sql.placeholder('personId')}`,
  )
  .orderBy(unitStudies.unitId, sql`${unitStudies.openedAt} desc`)
  .prepare('progress')

/** The person's standing in every unit they have opened, in the running transaction. */
export async function progressOf(
  actor: Actor,
  personId: string,
  today: CalendarDay,
): Promise<Map<string, UnitState>> {
  const rows = await latestOfEachUnit.execute({ countyId: actor.countyId, personId })
  return new Map(rows.map((row) => [row.unitId, stateOf(row, today)]))
}

/** One's own standing in every unit, in a transaction of its own. */
export function ownProgress(actor: Actor, today: CalendarDay): Promise<Map<string, UnitState>> {
  return inActorTransaction(scopeOf(actor), () => progressOf(actor, actor.personId!, today))
}

function stateOf(
  row: Awaited<ReturnType<typeof latestOfEachUnit.execute>>[number],
  today: CalendarDay,
): UnitState {
  if (!row.finishedAt) return { state: 'open', place: row.place, passages: row.passages }
  const window = row.countedDuring
  if (window?.to && today < window.to) {
    return { state: 'counted', on: window.from, again: window.to, minutes: row.creditedMinutes ?? 0 }
  }
  return row.creditedMinutes ? { state: 'new' } : { state: 'finished-without-minutes' }
}

/** Nominal minutes of the units that would count if studied now. */
export function studyLeftIn(
  modules: readonly Module[],
  progress: ReadonlyMap<string, UnitState>,
  minorsRegime: boolean,
): number {
  return modules
    .flatMap((module) => unitsFor(module, minorsRegime))
    .filter((unit) => progress.get(unit.id)?.state !== 'counted')
    .reduce((sum, unit) => sum + unit.minutes, 0)
}
