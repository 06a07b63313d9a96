import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { clockTimesOf } from './clock-times.policy.ts'
import type { EntryExplanation } from './explanation.policy.ts'
import { between } from './hours-entry.factory.ts'
import {
  ANSWER_DAYS,
  answerDueOn,
  charactersIn,
  correctionOf,
  questionState,
  verdictsFor,
  type TypedCorrection,
} from './question.policy.ts'
import { answerQuestionSchema, askQuestionSchema } from './question.schema.ts'

const day = calendarDay('2026-07-03')

test('an answer is due seven days after the day of asking, over the end of a month too', () => {
  expect(ANSWER_DAYS).toBe(7)
  expect(answerDueOn(calendarDay('2026-07-14'))).toBe('2026-07-21')
  expect(answerDueOn(calendarDay('2026-07-31'))).toBe('2026-08-07')
})

test.each([
  ['on its last day it is in time', '2026-07-21', null, 'waiting'],
  ['from the next day it is overdue', '2026-07-22', null, 'overdue'],
  ['an answer ends both', '2026-07-30', 'upheld', 'upheld'],
] as const)('%s', (_, today, verdict, state) => {
  expect(questionState({ answerDue: calendarDay('2026-07-21'), verdict }, calendarDay(today))).toBe(state)
})

test('a line that takes another back, or is taken back, can only be explained', () => {
  expect(verdictsFor({ revision: 1, undone: false })).toEqual(['upheld', 'reversed', 'recredited'])
  expect(verdictsFor({ revision: 2, undone: false })).toHaveLength(3)
  expect(verdictsFor({ revision: 1, undone: true })).toEqual(['upheld'])
  expect(verdictsFor({ revision: -1, undone: false })).toEqual(['upheld'])
})

describe('two times of one day', () => {
  const minutes = (from: string, to: string) => {
    const span = clockTimesOf(day, from, to)
    return 'refused' in span ? span.refused : (span.span[1] - span.span[0]) / 60_000
  }
  test.each([
    ['19:00', '20:00', 60],
    ['9:05', '09:15', 10],
    ['19：00', ' 20:00 ', 60],
    ['23:50', '24:00', 10],
    ['00:00', '24:00', 1440],
    ['20:00', '19:00', 'times-order'],
    ['19:00', '19:00', 'times-order'],
    ['24:00', '24:00', 'time-unreadable'],
    ['7pm', '20:00', 'time-unreadable'],
    ['19:60', '20:00', 'time-unreadable'],
    ['25:00', '26:00', 'time-unreadable'],
    ['', '20:00', 'time-unreadable'],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(minutes(from, to)).toBe(expected)
  })
})

describe('what a line is recorded as anew', () => {
  const plain: EntryExplanation = { notes: [] }
  const lecture = {
    countyDay: day,
    minutes: 48,
    during: between('2026-07-03', '19:12', '20:00'),
    explanation: plain,
  }
  const transfer = { countyDay: day, minutes: 100, during: null, explanation: plain }
  const over: EntryExplanation = { notes: [{ code: 'over-nominal', nominalMinutes: 10, cutSeconds: 960 }] }
  const unit = { ...lecture, minutes: 10, during: between('2026-07-03', '21:05', '21:15'), explanation: over }
  const slow: EntryExplanation = {
    notes: [...over.notes, { code: 'reading-factor', nominalMinutes: 10, limitMinutes: 20 }],
  }
  const of = (line: Parameters<typeof correctionOf>[0], typed: TypedCorrection) => {
    const corrected = correctionOf(line, typed, new Date('2026-07-03T22:00:00+08:00'))
    return 'refused' in corrected ? corrected.refused : corrected.minutes
  }
  test.each<[string, Parameters<typeof correctionOf>[0], TypedCorrection, number | string]>([
    ['the drawn story: 48 → 60', lecture, { from: '19:00', to: '20:00' }, 60],
    ['what stands already', lecture, { from: '19:12', to: '20:00' }, 'same-as-before'],
    ['one time is missing', lecture, { from: '19:00' }, 'times-missing'],
    ['no times at all', lecture, {}, 'times-missing'],
    ['minutes do not stand in for times', lecture, { minutes: 60 }, 'times-missing'],
    ['backwards', lecture, { from: '20:00', to: '19:00' }, 'times-order'],
    ['what has not been yet', lecture, { from: '21:30', to: '22:01' }, 'times-ahead'],
    ['a unit keeps its nominal time', unit, { from: '21:05', to: '21:31' }, 10],
    [
      'a recorded reading need keeps its own',
      { ...unit, explanation: slow },
      { from: '21:05', to: '21:31' },
      20,
    ],
    ['minutes where nobody recorded when', transfer, { minutes: 90 }, 90],
    ['the same minutes', transfer, { minutes: 100 }, 'same-as-before'],
    ['none', transfer, {}, 'minutes-missing'],
    ['nought', transfer, { minutes: 0 }, 'minutes-out-of-range'],
    ['more than a day', transfer, { minutes: 1441 }, 'minutes-out-of-range'],
    ['half a minute', transfer, { minutes: 9.5 }, 'minutes-out-of-range'],
    ['no number', transfer, { minutes: NaN }, 'minutes-out-of-range'],
  ])('%s', (_, line, typed, expected) => {
    expect(of(line, typed)).toBe(expected)
  })
})

describe('what is typed', () => {
  const entry = '0197f000-0000-7000-8000-000000000000'
  const problemOf = (words: unknown) =>
    askQuestionSchema.safeParse({ entry, words }).error?.issues[0]?.message
  test('words are trimmed, counted as a person counts them, and needed', () => {
    expect(askQuestionSchema.parse({ entry, words: ' 我 19:00 就到了\r\n真的 ' }).words).toBe(
      '我 19:00 就到了\n真的',
    )
    expect(charactersIn('𠮷😀字')).toBe(3)
    expect(problemOf('😀'.repeat(500))).toBeUndefined()
    expect(problemOf('字'.repeat(501))).toBe('words-too-long')
    for (const nothing of ['', '  \r\n ', undefined]) expect(problemOf(nothing)).toBe('words-missing')
  })

  test.each([
    [{}, ['verdict-missing']],
    [{ verdict: 'nonsense' }, ['verdict-missing']],
    [{ verdict: 'upheld' }, ['answer-words-missing']],
    [{ verdict: 'upheld', words: '  ' }, ['answer-words-missing']],
    [{ verdict: 'reversed', reason: '' }, ['reason-missing']],
    [{ verdict: 'recredited', reason: 'because' }, ['reason-missing']],
    [{ verdict: 'recredited', reason: 'times-wrong', minutes: '1e9x' }, ['minutes-out-of-range']],
    [{ verdict: 'upheld', words: '核对过签到表', reason: '' }, []],
    [{ verdict: 'reversed', reason: 'clock-wrong', words: '' }, []],
  ])('%j', (typed, messages) => {
    expect(answerQuestionSchema.safeParse(typed).error?.issues.map(({ message }) => message) ?? []).toEqual(
      messages,
    )
  })
})
