import { describe, expect, test } from 'vitest'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import { assess } from './assessment.policy.ts'
import { credit } from './hours-entry.factory.ts'
import type { Requirement } from './requirement.policy.ts'
import { daysLeftIn, perDay, standingOf } from './standing.policy.ts'

const month = calendarMonth('2026-07')
const drawn = calendarDay('2026-07-22')

const owing = (minutes: number, eligibleDays = 31): Requirement => ({
  kind: 'target',
  minutes,
  eligibleDays,
  daysInMonth: 31,
  steps: [],
  publicBenefitMinutes: null,
})
const withCounted = (minutes: number, requirement: Requirement) => {
  const entries = minutes > 0 ? [credit('a', 'adjustment', null, { minutes })] : []
  return assess({ entries, requirement, policy: policyPack('demo-county').policy, month })
}
const standing = (minutes: number, requirement: Requirement, today = drawn) =>
  standingOf({ assessment: withCounted(minutes, requirement), today })

test('the drawn board: minutes a day on 22 July, nine days left', () => {
  expect(daysLeftIn(month, drawn)).toBe(9)
  expect([385, 240, 220, 180, 130, 120, 105, 30, 60].map((short) => perDay(short, 9))).toEqual([
    43, 27, 25, 20, 15, 14, 12, 4, 7,
  ])
})

test('the drawn board: seven will fall short, two are near', () => {
  const short = [
    standing(95, owing(480)),
    standing(0, owing(240)),
    standing(20, owing(240)),
    standing(60, owing(240)),
    standing(110, owing(240)),
    standing(120, owing(240)),
    standing(30, owing(135, 16)),
  ]
  expect(short).toEqual(Array(7).fill('short'))
  expect([standing(210, owing(240)), standing(180, owing(240))]).toEqual(['near', 'near'])
})

describe('where somebody stands', () => {
  test('done is done, and nothing asked is none', () => {
    expect(standing(240, owing(240))).toBe('met')
    const nothing = { eligibleDays: 0, daysInMonth: 31, steps: [], publicBenefitMinutes: null }
    expect(standing(0, { kind: 'no-target', ...nothing })).toBe('none')
    expect(standing(0, { kind: 'none', reason: 'paused', ...nothing })).toBe('none')
  })

  test('nobody is called short on the first of the month, of whatever grade', () => {
    for (const minutes of [480, 240, 120]) {
      expect(standing(0, owing(minutes), calendarDay('2026-07-01'))).toBe('near')
    }
  })

  test('who has done nothing is called short about a week in, strict and ordinary alike', () => {
    for (const minutes of [480, 240]) {
      expect(standing(0, owing(minutes), calendarDay('2026-07-07'))).toBe('near')
      expect(standing(0, owing(minutes), calendarDay('2026-07-08'))).toBe('short')
    }
  })

  test('on the last day the whole gap is today’s; afterwards any gap is short', () => {
    expect(daysLeftIn(month, calendarDay('2026-07-31'))).toBe(0)
    expect(standing(230, owing(240), calendarDay('2026-07-31'))).toBe('near')
    expect(standing(229, owing(240), calendarDay('2026-07-31'))).toBe('short')
    expect(standing(239, owing(240), calendarDay('2026-08-02'))).toBe('short')
  })

  test('a month that has not begun has all its days left', () => {
    expect(daysLeftIn(month, calendarDay('2026-06-20'))).toBe(31)
  })
})
