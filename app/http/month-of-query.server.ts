import { now } from '#app/clock.server.ts'
import { dayAt, isCalendarMonth, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'

/** The month asked for in `?m=2026-06`, never a future one; the current one for anything else. */
export function monthOfQuery(request: Request): CalendarMonth {
  const current = monthOf(dayAt(now()))
  const wanted = new URL(request.url).searchParams.get('m') ?? ''
  return isCalendarMonth(wanted) && wanted < current && wanted >= '2000-01' ? wanted : current
}
