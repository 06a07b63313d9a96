import { describe, expect, test } from 'vitest'
import { instantAt, calendarDay } from '#app/shared/calendar-day.ts'
import {
  blockedAround,
  checkSpan,
  engagementStates,
  holdUntil,
  isLive,
  mayBecome,
  overlaps,
} from './engagement.policy.ts'

const at = (day: string, time: string) => instantAt(calendarDay(day), time)
const NOW = at('2026-07-22', '10:00')

describe('a span that can be taken', () => {
  test.each([
    ['an ordinary class', at('2026-07-25', '14:30'), at('2026-07-25', '16:00'), null],
    ['over midnight', at('2026-07-25', '23:00'), at('2026-07-26', '00:30'), null],
    ['over the end of a month', at('2026-07-31', '23:30'), at('2026-08-01', '01:00'), null],
    ['over the end of a year', at('2026-12-31', '23:00'), at('2027-01-01', '01:00'), null],
    ['from this instant', NOW, at('2026-07-22', '11:00'), null],
    ['begun a minute ago', at('2026-07-22', '09:59'), at('2026-07-22', '11:00'), 'past'],
    ['the end before the start', at('2026-07-25', '16:00'), at('2026-07-25', '14:30'), 'ends-before-start'],
    ['no length', at('2026-07-25', '16:00'), at('2026-07-25', '16:00'), 'ends-before-start'],
    ['not a time at all', new Date(NaN), at('2026-07-25', '16:00'), 'ends-before-start'],
    ['of four months', at('2026-08-01', '08:00'), at('2026-12-01', '08:00'), 'too-long'],
    ['a slip in the year', at('2036-07-25', '14:30'), at('2036-07-25', '16:00'), 'too-far-ahead'],
  ])('%s', (_, from, to, refused) => {
    expect(checkSpan({ from, to }, NOW)).toEqual(refused && { refused })
  })
})

test('a buffer stands on both sides, across midnight too', () => {
  const span = { from: at('2026-07-31', '23:30'), to: at('2026-08-01', '00:30') }
  expect(blockedAround(span, 30)).toEqual({ from: at('2026-07-31', '23:00'), to: at('2026-08-01', '01:00') })
  expect(blockedAround(span, 0)).toEqual(span)
  expect(() => blockedAround(span, -1)).toThrow(RangeError)
})

test('a hold lasts three days, and not beyond what it holds', () => {
  expect(holdUntil(NOW, at('2026-08-08', '14:30'))).toEqual(at('2026-07-25', '10:00'))
  expect(holdUntil(NOW, at('2026-07-23', '19:00'))).toEqual(at('2026-07-23', '19:00'))
})

test('a hold whose time has passed takes nobody’s time', () => {
  expect(isLive('held', at('2026-07-22', '10:01'), NOW)).toBe(true)
  expect(isLive('held', NOW, NOW)).toBe(false)
  expect(isLive('confirmed', null, NOW)).toBe(true)
  expect(isLive('released', null, NOW)).toBe(false)
})

test('what is released or expired never comes back', () => {
  const moves = engagementStates.flatMap((from) =>
    engagementStates.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`),
  )
  expect(moves).toEqual([
    ...['held > held', 'held > confirmed', 'held > released', 'held > expired', 'confirmed > released'],
  ])
})

test('spans that touch do not overlap', () => {
  const first = { from: at('2026-07-25', '14:00'), to: at('2026-07-25', '15:00') }
  expect(overlaps(first, { from: first.to, to: at('2026-07-25', '16:00') })).toBe(false)
  expect(overlaps(first, { from: at('2026-07-25', '14:59'), to: at('2026-07-25', '16:00') })).toBe(true)
})
