import { addMonths, lastDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'

/** The same day `years` later; the 29th of February becomes the 28th where there is none. */
export function birthdayAfter(birthDay: CalendarDay, years: number): CalendarDay {
  const month = addMonths(monthOf(birthDay), years * 12)
  const last = lastDayOf(month)
  const same = `${month}-${birthDay.slice(8)}` as CalendarDay
  return same > last ? last : same
}

/**
 * Whether somebody is of the minors' regime: under eighteen on the day of entry, and for good (社矫法 52–58). The
 * eighteenth birthday itself still belongs to it: where a day is in doubt, the protection of minors holds.
 * The database holds a new row to the same rule.
 */
export function isOfMinorsRegime(birthDay: CalendarDay, enteredOn: CalendarDay): boolean {
  return enteredOn <= birthdayAfter(birthDay, 18)
}
