import { expect, test } from 'vitest'
import { hasPassed, mayStart, MINUTES_AFTER_MISS, passMarkOf } from './quiz-attempt.policy.ts'

test.each([
  [10, 6],
  [9, 6],
  [5, 3],
  [2, 2],
  [1, 1],
])('of %i questions %i right answers pass', (questions, right) => {
  expect(passMarkOf(questions)).toBe(right)
})

test('the mark itself passes, one below it does not', () => {
  expect(hasPassed({ rightCount: 6, passRight: 6 })).toBe(true)
  expect(hasPassed({ rightCount: 5, passRight: 6 })).toBe(false)
})

const at = new Date('2026-07-22T10:00:00+08:00')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const missed = { submittedAt: at, rightCount: 3, passRight: 6 }

test('the first try, and one after a pass, begin at once', () => {
  expect(mayStart(null, at)).toEqual({ start: true })
  expect(mayStart({ ...missed, rightCount: 6 }, at)).toEqual({ start: true })
})

test('after a miss the next try says when it opens, and opens then', () => {
  const opens = later(MINUTES_AFTER_MISS * 60)
  expect(mayStart(missed, at)).toEqual({ refused: 'wait', from: opens })
  expect(mayStart(missed, new Date(opens.getTime() - 1))).toEqual({ refused: 'wait', from: opens })
  expect(mayStart(missed, opens)).toEqual({ start: true })
})
