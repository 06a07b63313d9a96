import { expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { isDelegatedOn } from './delegation.policy.ts'

const from = calendarDay('2026-07-01')
const to = calendarDay('2026-08-01')

test.each([
  ['the day before', '2026-06-30', to, false],
  ['the first day', '2026-07-01', to, true],
  ['the last day of it', '2026-07-31', to, true],
  ['the first day no longer', '2026-08-01', to, false],
  ['years on, without an end', '2036-08-01', null, true],
])('%s', (_, day, delegatedTo, expected) => {
  expect(isDelegatedOn(calendarDay(day), { delegatedFrom: from, delegatedTo })).toBe(expected)
})
