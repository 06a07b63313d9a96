import { addDays, lastDayOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import type { HoursPolicy, SourceKind } from './hours-policy.policy.ts'

export type MakeUpRefusal = 'not-offered' | 'month-still-open' | 'window-over' | 'source-not-accepted'

/**
 * May something done on `day` fill the gap that `month` left? The policy names the sources and how many days
 * after the month's end; `until` is the last of them.
 */
export function makeUpWindow(given: {
  policy: HoursPolicy
  month: CalendarMonth
  sourceKind: SourceKind
  day: CalendarDay
}): { until: CalendarDay } | Refusal<MakeUpRefusal> {
  const { makeUp } = given.policy
  if (!makeUp) return { refused: 'not-offered' }
  const until = addDays(lastDayOf(given.month), makeUp.windowDays)
  if (given.day <= lastDayOf(given.month)) return { refused: 'month-still-open' }
  if (given.day > until) return { refused: 'window-over' }
  if (!makeUp.sources.includes(given.sourceKind)) return { refused: 'source-not-accepted' }
  return { until }
}
