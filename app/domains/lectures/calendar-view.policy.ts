import {
  addDays,
  addMonths,
  firstDayOf,
  lastDayOf,
  monthOf,
  weekdayOf,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'

export const calendarViews = ['week', 'month', 'list'] as const
export type CalendarView = (typeof calendarViews)[number]

const mondayOf = (day: CalendarDay) => addDays(day, 1 - weekdayOf(day))

/**
 * What a view of a day shows: whole weeks from Monday for the grids, the month itself for the list. `previous` and `next`
 * are days of the views beside it.
 */
export function spanOfView(view: CalendarView, on: CalendarDay) {
  if (view === 'week') {
    const from = mondayOf(on)
    return { from, to: addDays(from, 6), previous: addDays(on, -7), next: addDays(on, 7) }
  }
  const month = monthOf(on)
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const beside = { previous: firstDayOf(addMonths(month, -1)), next: firstDayOf(addMonths(month, 1)) }
  if (view === 'list') return { from: first, to: last, ...beside }
  return { from: mondayOf(first), to: addDays(mondayOf(last), 6), ...beside }
}

/** `1140` → `19:00`; the end of the day is `24:00`. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
