import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { bureauRemains, type BureauSeat } from './last-bureau.policy.ts'

const today = calendarDay('2026-07-22')
const seat = (accountId: string, more: Partial<BureauSeat> = {}): BureauSeat => ({
  ...{ appointmentId: `seat of ${accountId}`, accountId, enabled: true },
  ...{ from: calendarDay('2026-01-01'), to: null },
  ...more,
})
const ended = calendarDay('2026-12-31')

describe('somebody still runs the county without a', () => {
  const cases: [string, BureauSeat[], boolean][] = [
    ['a alone', [seat('a')], false],
    ['a and b', [seat('a'), seat('b')], true],
    ['b disabled', [seat('a'), seat('b', { enabled: false })], false],
    ['b until the end of the year', [seat('a'), seat('b', { to: ended })], false],
    ['b from tomorrow', [seat('a'), seat('b', { from: calendarDay('2026-07-23') })], false],
    ['b from today', [seat('a'), seat('b', { from: today })], true],
    ['a was no bureau account', [seat('b', { to: ended })], true],
    ['a is disabled already', [seat('a', { enabled: false }), seat('b', { to: ended })], true],
    ['a has an end already', [seat('a', { to: ended })], true],
  ]
  test.each(cases)('%s', (_, seats, remains) => {
    expect(bureauRemains(seats, today, { accountId: 'a' })).toBe(remains)
    expect(bureauRemains(seats, today, { appointmentId: 'seat of a' })).toBe(remains)
  })

  test('one account with two appointments may lose one, but may not be disabled', () => {
    const seats = [seat('a'), seat('a', { appointmentId: 'second' })]
    expect(bureauRemains(seats, today, { appointmentId: 'second' })).toBe(true)
    expect(bureauRemains(seats, today, { accountId: 'a' })).toBe(false)
  })
})
