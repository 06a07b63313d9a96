import { addDays, daysBetween, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome, Refusal } from '#app/shared/outcome.ts'

/** Why an assignment is taken back; as stored. `renewed` is written by the product alone. */
export const withdrawalReasons = ['not-needed', 'cannot-now', 'mistake'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

export type AssignRefusal =
  'left-register' | 'not-taught' | 'nothing-left' | 'already-assigned' | 'due-past' | 'due-too-far'

/** A quarter: what is farther away is no help for a month. */
export const DUE_WITHIN_DAYS = 92
/** From how many days before its due day an assignment stands among what is pressing. */
export const SOON_DAYS = 3
const USUAL_DAYS = 7

/** Until which day a unit counts as studied: half-open; null: never counted. */
export type Studied = { countedUntil: CalendarDay | null; begun: boolean }

/** `open`: being worked on or not begun. `done`: every unit was counted on the day of the assignment or since. */
export type AssignmentState = 'open' | 'due-soon' | 'overdue' | 'done'

/**
 * Where an assignment stands on a day. A unit that had already been counted when the module was assigned is not asked
 * for again; one that counts again later does not undo what was done.
 */
export function assignmentState(
  assignment: { assignedOn: CalendarDay; dueOn: CalendarDay },
  unitIds: readonly string[],
  studied: ReadonlyMap<string, Studied>,
  today: CalendarDay,
): { state: AssignmentState; unitsLeft: number } {
  const left = unitIds.filter((id) => {
    const until = studied.get(id)?.countedUntil
    return !until || until <= assignment.assignedOn
  })
  const unitsLeft = left.length
  if (unitsLeft === 0) return { state: 'done', unitsLeft }
  if (assignment.dueOn < today) return { state: 'overdue', unitsLeft }
  return { state: daysBetween(today, assignment.dueOn) <= SOON_DAYS ? 'due-soon' : 'open', unitsLeft }
}

/** The due day that stands in the form: a week ahead, at the latest the last day of the month. */
export function usualDueDay(today: CalendarDay, lastDayOfMonth: CalendarDay): CalendarDay {
  const week = addDays(today, USUAL_DAYS)
  return week < lastDayOfMonth ? week : lastDayOfMonth
}

export function checkDueDay(dueOn: CalendarDay, today: CalendarDay): Refusal<AssignRefusal> | null {
  if (dueOn < today) return { refused: 'due-past' }
  return dueOn > addDays(today, DUE_WITHIN_DAYS) ? { refused: 'due-too-far' } : null
}

/**
 * May this module be assigned to this person? Only what is taught for their regime (社矫法 52) and still has a unit that
 * would count. One that stands and is done or overdue is renewed: the new one takes its place.
 */
export function mayAssign(given: {
  today: CalendarDay
  dueOn: CalendarDay
  /** First day no longer on the register. */
  leftOn: CalendarDay | null
  /** Units of the module for the person's regime; none: not taught to them. */
  unitIds: readonly string[]
  studied: ReadonlyMap<string, Studied>
  standing: AssignmentState | null
}): Outcome<{ renews: boolean }, AssignRefusal> {
  const { today, standing } = given
  if (given.leftOn !== null && given.leftOn <= today) return { refused: 'left-register' }
  const badDay = checkDueDay(given.dueOn, today)
  if (badDay) return badDay
  if (given.unitIds.length === 0) return { refused: 'not-taught' }
  if (given.unitIds.every((id) => isCounted(given.studied.get(id), today))) return { refused: 'nothing-left' }
  if (standing === 'open' || standing === 'due-soon') return { refused: 'already-assigned' }
  return { renews: standing !== null }
}

/** Whether a unit, studied today, would bring no minute because it counts already. */
export function isCounted(studied: Studied | undefined, today: CalendarDay): boolean {
  return studied?.countedUntil != null && today < studied.countedUntil
}
