import { describe, expect, test } from 'vitest'
import type { QuizKind } from '#content/lesson.ts'
import { isRight, missedOf } from './judge.policy.ts'

const CASES: [string, QuizKind, string[], string[], boolean][] = [
  ['the one option', 'single', ['b'], ['b'], true],
  ['another option', 'single', ['b'], ['a'], false],
  ['two options where one is right', 'single', ['b'], ['a', 'b'], false],
  ['nothing', 'single', ['b'], [], false],
  ['all that are right', 'several', ['a', 'c'], ['a', 'c'], true],
  ['all that are right, the other way round', 'several', ['a', 'c'], ['c', 'a'], true],
  ['one too few', 'several', ['a', 'c'], ['a'], false],
  ['one too many', 'several', ['a', 'c'], ['a', 'b', 'c'], false],
  ['one of them twice', 'several', ['a', 'c'], ['a', 'a'], false],
  ['true where it is true', 'true-false', ['true'], ['true'], true],
  ['false where it is true', 'true-false', ['true'], ['false'], false],
  ['every step in its place', 'order', ['c', 'a', 'b'], ['c', 'a', 'b'], true],
  ['two steps changed round', 'order', ['c', 'a', 'b'], ['c', 'b', 'a'], false],
  ['the number', 'number', ['10'], ['10'], true],
  ['another number', 'number', ['10'], ['100'], false],
  ['nothing where there is no key', 'number', [], [], false],
]

describe('isRight', () => {
  test.each(CASES)('%s (%s)', (_, kind, right, chosen, expected) => {
    expect(isRight(kind, right, chosen)).toBe(expected)
  })
})

test('what was missed, in the order asked; without an answer or a key it is missed', () => {
  const asked = ['q03', 'q01', 'q02', 'q04'].map((id) => ({ id, kind: 'single' as const }))
  const keys = new Map([
    ['q01', ['a']],
    ['q02', ['a']],
    ['q03', ['a']],
  ])
  const chosen = new Map([
    ['q01', ['a']],
    ['q03', ['b']],
    ['q04', ['a']],
  ])
  expect(missedOf(asked, keys, chosen)).toEqual(['q03', 'q02', 'q04'])
})
