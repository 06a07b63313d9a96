import { expect, test } from 'vitest'
import { movedIds, readGiven, withIdsOf } from './given-questions.ts'
import { readQuizFile } from './quiz-file.ts'

const question = (id: string, unit: string) => `
  - id: ${id}
    unit: '${unit}'
    kind: true-false
    question: 出县之前要先报，批了再走。
    answer: true
    explanation: 先报，批了再走。`
const bank = readQuizFile(`questions:${question('q01', '1')}${question('q02', '2')}`)
const given = withIdsOf('x1', bank, {})

test('a bank that keeps its ids has none that moved', () => {
  expect(given).toEqual({ x1: { q01: 'true-false, unit 1', q02: 'true-false, unit 2' } })
  expect(movedIds('x1', bank, given)).toEqual([])
})

test('questions that are numbered anew are seen', () => {
  const anew = readQuizFile(`questions:${question('q01', '2')}${question('q03', '1')}`)
  expect(movedIds('x1', anew, given)).toEqual(['q01 was true-false, unit 1, is true-false, unit 2'])
})

test('an id once given stays given, also when its question is dropped or changed', () => {
  const [, second] = bank
  expect(withIdsOf('x1', [{ ...second!, unit: '5' }], given)).toEqual(given)
})

test('a file that is no table of ids is refused', () => {
  expect(() => readGiven('{"x1": ["q01"]}')).toThrow()
})
