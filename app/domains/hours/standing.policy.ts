import {
  daysBetween,
  daysOf,
  firstDayOf,
  lastDayOf,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Assessment } from './assessment.policy.ts'

/** The four heaps of the office's month board. */
export type Standing = 'met' | 'near' | 'short' | 'none'

/**
 * Ten minutes a day is one unit a day, every day: what somebody with a phone and a full day's work can still
 * do without help. Who needs more is listed for help (the drawn board: 12 a day is short, 7 is near).
 */
export const HELP_ABOVE_MINUTES_A_DAY: Minutes = 10

/**
 * A strict month needs more than ten minutes a day from its first day. So that the list does not open with
 * everyone of that grade, being behind means a quarter above one's own even pace; for the ordinary grade
 * that is again ten a day (240 ÷ 31 × 1.25).
 */
export const HELP_ABOVE_PERCENT_OF_EVEN_PACE = 125

/** Days after today until the month ends; the whole month when it has not begun. */
export function daysLeftIn(month: CalendarMonth, today: CalendarDay): number {
  if (today < firstDayOf(month)) return daysOf(month).length
  return Math.max(0, daysBetween(today, lastDayOf(month)))
}

/** Minutes a day, rounded up, that would close the gap in the days left; on the last day, all of it. */
export function perDay(short: Minutes, daysLeft: number): Minutes {
  return Math.ceil(short / Math.max(1, daysLeft))
}

/** Where somebody stands in the month: done, going to make it, will fall short without help, nothing asked. */
export function standingOf({ assessment, today }: { assessment: Assessment; today: CalendarDay }): Standing {
  const { requirement, short, month } = assessment
  if (requirement.kind !== 'target') return 'none'
  if (short === 0) return 'met'
  if (today > lastDayOf(month)) return 'short'
  return perDay(short, daysLeftIn(month, today)) > helpAbove(requirement) ? 'short' : 'near'
}

function helpAbove({ minutes, eligibleDays }: { minutes: Minutes; eligibleDays: number }): Minutes {
  const withSlack = Math.ceil((minutes * HELP_ABOVE_PERCENT_OF_EVEN_PACE) / (100 * eligibleDays))
  return Math.max(HELP_ABOVE_MINUTES_A_DAY, withSlack)
}
