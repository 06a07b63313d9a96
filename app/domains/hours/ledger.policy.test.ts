import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { between, credit, reversal } from './hours-entry.factory.ts'
import { checkPosting, liveCreditOf, nextRevision, reversalOf, type Posting } from './ledger.policy.ts'

const first = credit('first', 'lecture', between('2026-07-03', '19:12', '20:00'))
const undo = reversal('undo', first, new Date('2026-07-16T02:00:00Z'))
const again: Posting = { ...first, during: between('2026-07-03', '19:00', '20:00'), minutes: 60, revision: 2 }

describe('a credit', () => {
  test('the first, and the next once the first is reversed', () => {
    expect(checkPosting([], first)).toEqual({ accepted: 'credit' })
    expect(checkPosting([first, undo], again)).toEqual({ accepted: 'credit' })
  })

  test('is whole minutes from 1 to 1440', () => {
    const adjustment = credit('a', 'adjustment', null, { minutes: 1440 })
    expect(checkPosting([], adjustment)).toEqual({ accepted: 'credit' })
    expect(checkPosting([], { ...adjustment, minutes: 1441 })).toEqual({ refused: 'more-than-a-day' })
    expect(checkPosting([], { ...adjustment, minutes: 0 })).toEqual({ refused: 'credit-not-positive' })
    expect(checkPosting([], { ...adjustment, minutes: -5 })).toEqual({ refused: 'credit-not-positive' })
    expect(checkPosting([], { ...adjustment, minutes: 1.5 })).toEqual({ refused: 'minutes-not-whole' })
    expect(checkPosting([], { ...adjustment, minutes: NaN })).toEqual({ refused: 'minutes-not-whole' })
  })

  test('is no longer than its instants', () => {
    expect(checkPosting([], { ...first, minutes: 49 })).toEqual({ refused: 'longer-than-its-interval' })
  })

  test('waits until the one before is reversed, and skips none', () => {
    expect(checkPosting([first], again)).toEqual({ refused: 'earlier-credit-not-reversed' })
    expect(checkPosting([], again)).toEqual({ refused: 'revision-out-of-order' })
    expect(checkPosting([first, undo], { ...again, revision: 3 })).toEqual({
      refused: 'revision-out-of-order',
    })
    expect(checkPosting([first], first)).toEqual({ refused: 'revision-taken' })
    expect(checkPosting([], { ...first, revision: 0 })).toEqual({ refused: 'revision-not-whole' })
  })

  test('stands among lines of its own person, source and day', () => {
    expect(checkPosting([first], { ...again, countyDay: calendarDay('2026-07-04') })).toEqual({
      refused: 'other-source',
    })
    expect(checkPosting([first], { ...again, personId: 'wei14' })).toEqual({ refused: 'other-source' })
  })

  test('points at no other entry', () => {
    expect(checkPosting([], { ...first, reversesId: 'x' })).toEqual({ refused: 'reverses-another-entry' })
  })
})

describe('a reversal', () => {
  test('takes back exactly the credit it points at', () => {
    expect(checkPosting([first], reversalOf(first))).toEqual({ accepted: 'reversal' })
    expect(checkPosting([first], { ...reversalOf(first), minutes: -47 })).toEqual({
      refused: 'reversal-does-not-negate',
    })
    expect(checkPosting([first], { ...reversalOf(first), bucket: 'public_benefit' })).toEqual({
      refused: 'reversal-does-not-negate',
    })
    expect(checkPosting([first], { ...reversalOf(first), reversesId: 'other' })).toEqual({
      refused: 'reverses-another-entry',
    })
  })

  test('happens once, and only to what is there', () => {
    expect(checkPosting([first, undo], reversalOf(first))).toEqual({ refused: 'revision-taken' })
    expect(checkPosting([], reversalOf(first))).toEqual({ refused: 'nothing-to-reverse' })
  })
})

test('which credit stands, and which revision comes next', () => {
  const second = { ...first, ...again, id: 'second' }
  expect(liveCreditOf([])).toBeNull()
  expect(nextRevision([])).toBe(1)
  expect(liveCreditOf([first])).toBe(first)
  expect(nextRevision([first])).toEqual({ refused: 'earlier-credit-not-reversed' })
  expect(liveCreditOf([undo, first])).toBeNull()
  expect(nextRevision([undo, first])).toBe(2)
  expect(liveCreditOf([second, undo, first])).toBe(second)
})
