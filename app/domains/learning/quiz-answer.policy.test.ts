import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnswer, typedOf, type Typed } from './quiz-answer.policy.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'

const question = (kind: AskedQuestion['kind'], letters = 'abcd'): AskedQuestion => ({
  ...{ id: 'q04', version: '0123456789ab', kind, unit: '1', question: '怎么做？' },
  options: [...letters].map((key) => ({ key, text: `选项 ${key}` })),
})
const single = question('single')
const several = question('several')
const trueFalse = question('true-false', '')
const order = question('order', 'abc')
const number = question('number', '')

const chosen = (...keys: string[]) => ({ chosen: keys })
const refused = (reason: string) => ({ refused: reason })

const CASES: [string, AskedQuestion, Typed, object][] = [
  ['one option', single, { q04: 'c' }, chosen('c')],
  ['nothing', single, {}, chosen()],
  ['an option that is not there', single, { q04: 'e' }, refused('unknown-option')],
  ['another question’s field', single, { q05: 'a' }, chosen()],
  ['several options', several, { 'q04.c': 'on', 'q04.a': 'on' }, chosen('a', 'c')],
  ['no option of several', several, {}, chosen()],
  [
    'several with one that is not there',
    several,
    { 'q04.a': 'on', 'q04.z': 'on' },
    refused('unknown-option'),
  ],
  ['several as if it were one', several, { q04: 'a' }, chosen()],
  ['true', trueFalse, { q04: 'true' }, chosen('true')],
  ['neither true nor false', trueFalse, { q04: 'maybe' }, refused('unknown-option')],
  ['all steps placed', order, { 'q04.a': '2', 'q04.b': '3', 'q04.c': '1' }, chosen('c', 'a', 'b')],
  ['no step placed', order, { 'q04.a': '', 'q04.b': '', 'q04.c': '' }, chosen()],
  ['a place twice', order, { 'q04.a': '1', 'q04.b': '1', 'q04.c': '2' }, refused('place-twice')],
  ['a place twice, one missing', order, { 'q04.a': '1', 'q04.b': '1' }, refused('place-twice')],
  ['a step without a place', order, { 'q04.a': '1', 'q04.b': '', 'q04.c': '2' }, refused('place-missing')],
  [
    'a place that is not there',
    order,
    { 'q04.a': '1', 'q04.b': '2', 'q04.c': '4' },
    refused('unknown-option'),
  ],
  ['digits', number, { q04: '10' }, chosen('10')],
  ['full-width digits', number, { q04: '１０' }, chosen('10')],
  ['spaces and leading zeros', number, { q04: ' 0 1 0　' }, chosen('10')],
  ['zero', number, { q04: '000' }, chosen('0')],
  ['only a space', number, { q04: '　' }, chosen()],
  ['a minus', number, { q04: '-10' }, refused('not-a-number')],
  ['a fraction', number, { q04: '10.5' }, refused('not-a-number')],
  ['1e9', number, { q04: '1e9' }, refused('not-a-number')],
  ['words', number, { q04: '十天' }, refused('not-a-number')],
  ['absurdly many digits', number, { q04: '9'.repeat(40) }, refused('not-a-number')],
]

describe('readAnswer', () => {
  test.each(CASES)('%s', (_, asked, typed, expected) => {
    expect(readAnswer(asked, typed)).toEqual(expected)
  })

  test('whatever is kept is filled in again and reads the same', () => {
    const kept = fc.oneof(
      fc.constantFrom('a', 'b', 'c', 'd').map((key) => [single, [key]] as const),
      fc.subarray(['a', 'b', 'c', 'd']).map((keys) => [several, keys] as const),
      fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }).map((keys) => [order, keys] as const),
      fc.nat().map((value) => [number, [String(value % 1_000_000)]] as const),
      fc.constantFrom('true', 'false').map((value) => [trueFalse, [value]] as const),
    )
    fc.assert(
      fc.property(kept, ([asked, keys]) => {
        expect(readAnswer(asked, typedOf(asked, keys))).toEqual({ chosen: keys })
      }),
    )
  })

  test('whatever is sent answers, and names no option that is not there', () => {
    const anything = fc.dictionary(
      fc.constantFrom('q04', 'q04.a', 'q04.b', 'q04.c', 'q04.', 'q04.__proto__'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.constantFrom(single, several, order, number, trueFalse), anything, (asked, typed) => {
        const read = readAnswer(asked, typed)
        if ('refused' in read) return
        const known = [...asked.options.map(({ key }) => key), 'true', 'false']
        for (const key of read.chosen) expect(known.includes(key) || /^\d{1,9}$/.test(key)).toBe(true)
      }),
    )
  })
})
