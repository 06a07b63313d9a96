import { expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { clockOf, spanOfView } from './calendar-view.policy.ts'

test.each([
  ['week', '2026-07-22', '2026-07-20', '2026-07-26', '2026-07-15', '2026-07-29'],
  ['week', '2026-07-20', '2026-07-20', '2026-07-26', '2026-07-13', '2026-07-27'],
  ['week', '2026-07-26', '2026-07-20', '2026-07-26', '2026-07-19', '2026-08-02'],
  ['week', '2027-01-01', '2026-12-28', '2027-01-03', '2026-12-25', '2027-01-08'],
  ['month', '2026-07-31', '2026-06-29', '2026-08-02', '2026-06-01', '2026-08-01'],
  ['month', '2027-02-14', '2027-02-01', '2027-02-28', '2027-01-01', '2027-03-01'],
  ['list', '2026-12-31', '2026-12-01', '2026-12-31', '2026-11-01', '2027-01-01'],
] as const)('%s of %s', (view, on, from, to, previous, next) => {
  expect(spanOfView(view, calendarDay(on))).toEqual({ from, to, previous, next })
})

test('minutes of the day as a clock shows them', () => {
  expect([0, 545, 1140, 1440].map(clockOf)).toEqual(['00:00', '09:05', '19:00', '24:00'])
})
