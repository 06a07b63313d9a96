import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'

/** First days of the holidays on which people travel: New Year, Labour Day, National Day; then Spring Festival, Dragon Boat, Mid-Autumn. */
const BY_THE_SUN: readonly string[] = ['01-01', '05-01', '10-01']
const BY_THE_MOON: readonly string[] = ['1-1', '5-5', '8-15']

// The days are civil days already; UTC keeps them as they are. A leap month reads `6bis` and is none of these.
const moon = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

/**
 * Whether a holiday begins on this day. Tomb-Sweeping Day moves with the sun's course and is left out. Where a new moon
 * falls close to midnight the runtime's calendar can be a day off (Spring Festival 2027): enough for a reminder, and never
 * to be shown as a date.
 */
export function isHoliday(day: CalendarDay): boolean {
  if (BY_THE_SUN.includes(day.slice(5))) return true
  const parts = moon.formatToParts(new Date(`${day}T00:00:00Z`))
  const part = (type: string) => parts.find((one) => one.type === type)?.value
  return BY_THE_MOON.includes(`${part('month')}-${part('day')}`)
}

/** Whether a holiday begins within `days` from today, today included. */
export function holidayWithin(today: CalendarDay, days: number): boolean {
  for (let ahead = 0; ahead <= days; ahead++) if (isHoliday(addDays(today, ahead))) return true
  return false
}
