import { describe, expect, test } from 'vitest'
import type { OccasionState, PlaceState } from './occasion.policy.ts'
import { calendarStatus, ownStanding, type OwnStanding } from './own-standing.policy.ts'

const NOW = new Date('2026-07-22T02:00:00Z')
const ahead = { from: new Date('2026-08-01T01:00:00Z'), to: new Date('2026-08-01T02:30:00Z') }
const running = { from: new Date('2026-07-22T01:00:00Z'), to: new Date('2026-07-22T02:00:00.001Z') }
const past = { from: new Date('2026-07-22T01:00:00Z'), to: NOW }

test.each<[OccasionState, PlaceState, typeof ahead, boolean, OwnStanding]>([
  ['planned', 'offered', ahead, true, 'offered'],
  ['planned', 'joined', ahead, false, 'going'],
  ['planned', 'waiting', ahead, false, 'waiting'],
  ['planned', 'withdrawn', ahead, true, 'left'],
  ['planned', 'withdrawn', ahead, false, 'taken-out'],
  ['planned', 'excused', ahead, false, 'excused'],
  ['unsettled', 'joined', ahead, false, 'unsettled'],
  ['unsettled', 'withdrawn', ahead, true, 'left'],
  ['cancelled', 'joined', ahead, false, 'cancelled'],
  ['cancelled', 'joined', past, false, 'over'],
  ['did-not-take-place', 'joined', past, false, 'over'],
  ['planned', 'joined', running, false, 'going'],
  ['planned', 'joined', past, false, 'over'],
  ['took-place', 'joined', past, false, 'over'],
])('%s, %s → %s', (state, place, during, mayJoin, expected) => {
  expect(ownStanding({ state, place, during, mayJoin, now: NOW })).toBe(expected)
})

describe('in a calendar', () => {
  test('only who is going has it as certain; who is not coming has it cancelled', () => {
    expect(calendarStatus('going')).toBe('confirmed')
    expect(calendarStatus('waiting')).toBe('tentative')
    for (const standing of ['left', 'taken-out', 'excused', 'cancelled'] as const)
      expect(calendarStatus(standing)).toBe('cancelled')
  })
})
