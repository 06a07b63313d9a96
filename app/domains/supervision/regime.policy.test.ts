import { expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { isOfMinorsRegime } from './regime.policy.ts'

test.each([
  ['the day before the birthday', '2008-07-02', '2026-07-01', true],
  ['the birthday itself: the year begins the day after', '2008-07-01', '2026-07-01', true],
  ['the day after', '2008-06-30', '2026-07-01', false],
  ['born on the 29th of February, on the 28th', '2008-02-29', '2026-02-28', true],
  ['born on the 29th of February, on the 1st of March', '2008-02-29', '2026-03-01', false],
  ['grown long ago', '1960-01-01', '2026-07-01', false],
])('%s', (_, born, entered, minor) => {
  expect(isOfMinorsRegime(calendarDay(born), calendarDay(entered))).toBe(minor)
})
