import { expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { holidayWithin, isHoliday } from './key-dates.policy.ts'

/** As the calendar of the Purple Mountain Observatory has them. */
test.each([
  ...['2024-02-10', '2025-01-29', '2026-02-17', '2028-01-26'],
  ...['2025-05-31', '2026-06-19', '2025-10-06', '2026-09-25'],
  ...['2026-01-01', '2026-05-01', '2026-10-01'],
])('%s begins a holiday', (day) => {
  expect(isHoliday(calendarDay(day))).toBe(true)
})

test('where the new moon is close to midnight, at most a day off', () => {
  expect(holidayWithin(calendarDay('2027-02-05'), 2)).toBe(true)
  expect(holidayWithin(calendarDay('2027-01-15'), 19)).toBe(false)
})

test.each(['2026-02-16', '2026-02-18', '2026-07-22', '2026-12-04', '2023-04-20'])('%s begins none', (day) => {
  expect(isHoliday(calendarDay(day))).toBe(false)
})

test('within so many days, today included', () => {
  expect(holidayWithin(calendarDay('2026-10-01'), 0)).toBe(true)
  expect(holidayWithin(calendarDay('2026-09-11'), 14)).toBe(true)
  expect(holidayWithin(calendarDay('2026-09-10'), 14)).toBe(false)
})
