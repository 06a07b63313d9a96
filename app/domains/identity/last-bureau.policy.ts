import type { CalendarDay } from '#app/shared/calendar-day.ts'

/** A bureau appointment of the county, with the state of its account. */
export type BureauSeat = {
  appointmentId: string
  accountId: string
  enabled: boolean
  from: CalendarDay
  to: CalendarDay | null
}

/**
 * Whether somebody still runs the county when an account is disabled or an appointment gets an end: an enabled account
 * with a bureau appointment that holds today and has no end. One that would end by itself does not count: on that day
 * nobody would be left to appoint the next. The database asks the same (door_bureau_remains).
 */
export function bureauRemains(
  seats: readonly BureauSeat[],
  today: CalendarDay,
  without: { accountId: string } | { appointmentId: string },
): boolean {
  const holds = (seat: BureauSeat) => seat.enabled && seat.to === null && seat.from <= today
  const goes = (seat: BureauSeat) =>
    'accountId' in without
      ? seat.accountId === without.accountId
      : seat.appointmentId === without.appointmentId
  const holding = seats.filter(holds)
  return !holding.some(goes) || holding.some((seat) => !goes(seat))
}
