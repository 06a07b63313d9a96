import { z } from 'zod'
import {
  addMonths,
  isCalendarDay,
  isCalendarMonth,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import { calendarViews } from './calendar-view.policy.ts'

/** Years that a calendar can be turned to; a day beyond reads as none. */
const WITHIN = /^20\d\d-/

/** A day of the query; null for anything that is none. */
export const dayOfQuery = z
  .string()
  .transform((text): CalendarDay | null => (isCalendarDay(text) && WITHIN.test(text) ? text : null))
  .catch(null)

/** How the calendar is shown, and around which day; anything unreadable is the week of today. */
export const calendarViewSchema = z.object({ view: z.enum(calendarViews).catch('week'), on: dayOfQuery })

const month = z
  .string()
  .transform((text): CalendarMonth | null => (isCalendarMonth(text) && WITHIN.test(text) ? text : null))
  .catch(null)

/** Months from one to the other; whatever is unreadable, the wrong way round or too long is the year up to `last`. */
export function monthsOfQuery(parameters: URLSearchParams, last: CalendarMonth) {
  const from = month.parse(parameters.get('from'))
  const to = month.parse(parameters.get('to'))
  const usual = { from: addMonths(last, -11), to: last }
  if (!from || !to || from > to || addMonths(from, MOST_MONTHS) <= to) return usual
  return { from, to }
}
const MOST_MONTHS = 60
