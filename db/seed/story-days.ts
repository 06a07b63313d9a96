import { addDays, firstDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'

/** The story was drawn on the 22nd: its lines stand on the 1st to the 21st. */
const DRAWN_DAYS = 21

/**
 * The day of today's month on which something of the story happened: the drawn day of the month when that has passed,
 * otherwise the same share of the days that have. On the 1st nothing has happened yet, and this is the 1st.
 */
export function storyDay(today: CalendarDay, drawnDay: number): CalendarDay {
  const elapsed = Number(today.slice(8)) - 1
  const day = elapsed >= DRAWN_DAYS ? drawnDay : Math.round((drawnDay * elapsed) / DRAWN_DAYS)
  return addDays(firstDayOf(monthOf(today)), Math.max(1, day) - 1)
}
