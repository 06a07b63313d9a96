/**
 * A day on the county's calendar, `YYYY-MM-DD`, and a month, `YYYY-MM`. Arithmetic is on the civil calendar,
 * so it is the same in every process time zone. `COUNTY_ZONE` is named here and nowhere else.
 */
export type CalendarDay = string & { readonly __calendarDay: unique symbol }
export type CalendarMonth = string & { readonly __calendarMonth: unique symbol }

/** Every county of the country keeps one civil time, without daylight saving (since 1992). */
export const COUNTY_ZONE = 'Asia/Shanghai'
const ZONE_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/
const MONTH_PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/

const epoch = (day: string) => Date.parse(`${day}T00:00:00Z`)
const fromEpoch = (ms: number) => new Date(ms).toISOString().slice(0, 10) as CalendarDay

export function isCalendarDay(text: string): text is CalendarDay {
  return DAY_PATTERN.test(text) && !Number.isNaN(epoch(text)) && fromEpoch(epoch(text)) === text
}

export function isCalendarMonth(text: string): text is CalendarMonth {
  return MONTH_PATTERN.test(text)
}

/** Throws RangeError on anything that is not a day of the calendar (2026-02-30 too). */
export function calendarDay(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new RangeError(`not a calendar day: ${text}`)
  return text
}

export function calendarMonth(text: string): CalendarMonth {
  if (!isCalendarMonth(text)) throw new RangeError(`not a calendar month: ${text}`)
  return text
}

/** The county's day at an instant. */
export function dayAt(instant: Date): CalendarDay {
  return fromEpoch(instant.getTime() + ZONE_OFFSET_MS)
}

/** The instant at which a day begins in the county (00:00 there). */
export function startOfDay(day: CalendarDay): Date {
  return new Date(epoch(day) - ZONE_OFFSET_MS)
}

/** An instant from a wall-clock time in the county: `instantAt('2026-07-03', '19:12')`. */
export function instantAt(day: CalendarDay, time: string): Date {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number)
  const instant = new Date(startOfDay(day).getTime() + (hours * 60 + minutes) * 60_000)
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not a time of day: ${time}`)
  return instant
}

/** `HH:MM` in the county. */
export function timeOfDay(instant: Date): string {
  return new Date(instant.getTime() + ZONE_OFFSET_MS).toISOString().slice(11, 16)
}

export function addDays(day: CalendarDay, count: number): CalendarDay {
  return fromEpoch(epoch(day) + count * DAY_MS)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((epoch(to) - epoch(from)) / DAY_MS)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(epoch(day)).getUTCDay() || 7
}

export function monthOf(day: CalendarDay): CalendarMonth {
  return day.slice(0, 7) as CalendarMonth
}

export function firstDayOf(month: CalendarMonth): CalendarDay {
  return `${month}-01` as CalendarDay
}

export function lastDayOf(month: CalendarMonth): CalendarDay {
  return addDays(firstDayOf(addMonths(month, 1)), -1)
}

export function addMonths(month: CalendarMonth, count: number): CalendarMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}` as CalendarMonth
}

/** Every day of the month, in order. */
export function daysOf(month: CalendarMonth): CalendarDay[] {
  const length = Number(lastDayOf(month).slice(8))
  // Written out, not counted through Date: a board asks for the month once for each person.
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}` as CalendarDay)
}
