import { addDays, instantAt, startOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Span } from '#app/shared/instants.ts'
import type { Outcome } from '#app/shared/outcome.ts'

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/

/**
 * Two typed times of one county day as a span: `9:05` or `09:05`, a full-width colon too; 24:00 ends the day. Refuses
 * what is no time, and an end that is not after its beginning.
 */
export function clockTimesOf(
  day: CalendarDay,
  from: string,
  to: string,
): Outcome<{ span: Span }, 'time-unreadable' | 'times-order'> {
  const start = instantOf(day, from)
  const end =
    to.trim().replace('：', ':') === '24:00' ? startOfDay(addDays(day, 1)).getTime() : instantOf(day, to)
  if (start === null || end === null) return { refused: 'time-unreadable' }
  return end > start ? { span: [start, end] } : { refused: 'times-order' }
}

function instantOf(day: CalendarDay, typed: string): number | null {
  const time = typed.trim().replace('：', ':')
  return TIME.test(time) ? instantAt(day, time).getTime() : null
}
