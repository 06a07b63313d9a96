import { expect, test } from 'vitest'
import { hasPassed, mayStart, passMarkOf } from './quiz-attempt.policy.ts'

test.each([
  [10, 60, 6],
  [9, 60, 6],
  [5, 60, 3],
  [2, 60, 2],
  [1, 60, 1],
  [10, 0, 1],
  [10, 100, 10],
  [10, 75, 8],
  [3, 1, 1],
])('of %i questions at %i of 100, %i right answers pass', (questions, quizPassMark, right) => {
  expect(passMarkOf(questions, { quizPassMark })).toBe(right)
})

test('the mark itself passes, one below it does not', () => {
  expect(hasPassed({ rightCount: 6, passRight: 6 })).toBe(true)
  expect(hasPassed({ rightCount: 5, passRight: 6 })).toBe(false)
})

const at = new Date('2026-07-22T10:00:00+08:00')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const missed = { submittedAt: at, rightCount: 3, passRight: 6, waitMinutes: 10 }

test('the first try, and one after a pass, begin at once', () => {
  expect(mayStart(null, at)).toEqual({ start: true })
  expect(mayStart({ ...missed, rightCount: 6 }, at)).toEqual({ start: true })
})

test.each([1, 10, 1440])('after a miss that waits %i minutes the next try opens then', (waitMinutes) => {
  const opens = later(waitMinutes * 60)
  const last = { ...missed, waitMinutes }
  expect(mayStart(last, at)).toEqual({ refused: 'wait', from: opens })
  expect(mayStart(last, new Date(opens.getTime() - 1))).toEqual({ refused: 'wait', from: opens })
  expect(mayStart(last, opens)).toEqual({ start: true })
})

test('where a miss does not wait, the next try begins at once', () => {
  expect(mayStart({ ...missed, waitMinutes: 0 }, at)).toEqual({ start: true })
})
