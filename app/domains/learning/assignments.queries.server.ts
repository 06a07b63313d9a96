import { sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { db } from '#db/client.server.ts'
import { moduleAssignments as assignment } from '#db/schema/assignments.ts'
import { unitStudies } from '#db/schema/learning.ts'
import type { Studied } from './assignment.policy.ts'

export type StandingAssignment = {
  id: string
  personId: string
  moduleCode: string
  assignedOn: CalendarDay
  dueOn: CalendarDay
  assignedBy: string
}

const ph = sql.placeholder
const standingOfPeople = db
  .select({
    id: assignment.id,
    personId: assignment.personId,
    moduleCode: assignment.moduleCode,
    assignedAt: assignment.assignedAt,
    dueOn: assignment.dueOn,
    assignedBy: assignment.assignedBy,
  })
  .from(assignment)
  .where(
    sql`${assignment.countyId} = ${ph('countyId')} and ${assignment.personId} = any(${ph('ids')}::uuid[]) and ${assignment.withdrawnAt} is null`,
  )
  .orderBy(assignment.dueOn, assignment.moduleCode)
  .prepare('standing_assignments')

const studiedByPeople = db
  .select({
    personId: unitStudies.personId,
    unitId: unitStudies.unitId,
    countedUntil: sql<CalendarDay | null>`max(upper(${unitStudies.countedDuring}))`.as('counted_until'),
    begun: sql<boolean>`bool_or(${unitStudies.finishedAt} is null)`.as('begun'),
  })
  .from(unitStudies)
  .where(
    sql`${unitStudies.countyId} = ${ph('countyId')} and ${unitStudies.personId} = any(${ph('ids')}::uuid[])`,
  )
  .groupBy(unitStudies.personId, unitStudies.unitId)
  .prepare('studied_by_people')

/** What these people have been asked to study and nobody took back, by due day; in the running transaction. */
export async function standingAssignments(
  actor: Actor,
  personIds: readonly string[],
): Promise<StandingAssignment[]> {
  if (personIds.length === 0) return []
  const rows = await standingOfPeople.execute({ countyId: actor.countyId, ids: idArray(personIds) })
  return rows.map(({ assignedAt, ...row }) => ({ ...row, assignedOn: dayAt(assignedAt) }))
}

/** Which units these people have begun, and until when each counts as studied; in the running transaction. */
export async function studiedBy(
  actor: Actor,
  personIds: readonly string[],
): Promise<(personId: string) => ReadonlyMap<string, Studied>> {
  const found = new Map<string, Map<string, Studied>>()
  const none = new Map<string, Studied>()
  if (personIds.length === 0) return () => none
  const rows = await studiedByPeople.execute({ countyId: actor.countyId, ids: idArray(personIds) })
  for (const { personId, unitId, countedUntil, begun } of rows) {
    const units = found.get(personId) ?? new Map<string, Studied>()
    found.set(personId, units.set(unitId, { countedUntil, begun }))
  }
  return (personId) => found.get(personId) ?? none
}
