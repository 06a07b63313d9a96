import { describe, expect, it, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import type { Module } from './lesson.ts'
import { readQuizFile, type WrittenQuestion } from './quiz-file.ts'
import { bankFaults, guessable, wordingFaults } from './quiz-review.ts'

const words = { zh: '一节', en: 'A unit' }
const unit = (code: string, regime: 'all' | 'adults' | 'minors') => ({
  code,
  id: `x1/${code}`,
  title: words,
  minutes: 10 as Module['units'][number]['minutes'],
  regime,
  passages: [],
})
const citation = {
  id: 'law-1',
  law: '社区矫正法',
  article: '27',
  label: '',
  quote: '',
  version: calendarDay('2019-12-28'),
  inForce: calendarDay('2020-07-01'),
  reviewed: calendarDay('2026-11-24'),
}
const module = (menu: Module['menu'], ...units: Module['units'][number][]) => ({
  menu,
  units,
  citations: [citation],
})

/** One question as an author writes it, through the reader of the file. */
function written(yaml: string): WrittenQuestion {
  return readQuizFile(`questions:\n  - ${yaml.trim().replaceAll('\n', '\n    ')}\n`)[0]!
}
const statement = (number: number, answer: boolean, more = '') =>
  written(`
id: q${String(number).padStart(2, '0')}
unit: '1'
kind: true-false
question: 出县之前要先报，批了再走。
answer: ${answer}
explanation: 先报，批了再走。
${more}`)
const choice = (number: number, ...options: string[]) => chosen('single', number, ...options)
const chosen = (kind: 'single' | 'several', number: number, ...options: string[]) =>
  written(`
id: q${String(number).padStart(2, '0')}
unit: '1'
kind: ${kind}
question: 要出县，先做什么？
explanation: 先报，批了再走。
cite: law-1
options:
${options.map((text) => (text.startsWith('*') ? `  - text: ${text.slice(1)}\n    right: true` : `  - text: ${text}`)).join('\n')}`)

describe('bankFaults', () => {
  const whole = module('A', unit('1', 'all'))

  it('names what is missing', () => {
    const faults = bankFaults(
      [statement(1, true, 'cite: law-1')],
      module('A', unit('1', 'all'), unit('2', 'minors')),
    )
    expect(faults).toContain('no question of the kind number')
    expect(faults).toContain('1 questions for adults, 20 are needed')
    expect(faults).toContain('1 questions for minors, 10 are needed')
    expect(faults).toContain('no question leads back to unit 2')
  })

  it('asks no minors’ questions of a module for adults', () => {
    expect(bankFaults([], module('A', unit('1', 'adults'))).join()).not.toContain('minors')
  })

  it('sends nobody back to a unit that is not theirs', () => {
    const adults = module('A', unit('1', 'adults'))
    expect(bankFaults([statement(1, true, 'cite: law-1')], adults).join()).toContain('q01: asks all')
    expect(bankFaults([statement(1, true, 'cite: law-1\nregime: adults')], adults).join()).not.toContain(
      'q01',
    )
    expect(bankFaults([{ ...statement(1, true, 'cite: law-1'), unit: '7' }], whole)).toContain(
      'q01: there is no unit 7',
    )
  })

  it('wants a citation of the module wherever law is stated, and of every question of menu A', () => {
    expect(bankFaults([statement(1, true, 'cite: gone')], whole)).toContain(
      'q01: no citation "gone" in module.yaml',
    )
    expect(bankFaults([statement(1, true)], whole)).toContain('q01: states law without a citation')
    const calm = { ...statement(1, true), explanation: '慢慢呼气，数到六。' }
    const strict = { ...statement(2, true), explanation: '法律写的是应当批准。' }
    const faults = bankFaults([calm, strict], module('C', unit('1', 'all')))
    expect(faults).not.toContain('q01: states law without a citation')
    expect(faults).toContain('q02: states law without a citation')
  })
})

describe('guessable', () => {
  it('sees a favoured place', () => {
    const first = [1, 2, 3, 4].map((number) => choice(number, '*先去报告', '先坐上车', '先不作声'))
    expect(guessable(first)).toEqual(['single: place 1 is right in 100 % of the questions'])
  })

  it('sees the right option by its length', () => {
    const long = [
      choice(1, '*先去司法所报告', '先走', '先等'),
      choice(2, '先走', '*先去司法所报告', '先等'),
      choice(3, '先走', '先等', '*先去司法所报告'),
      choice(4, '先走', '先等', '*先去司法所报告'),
    ]
    expect(guessable(long)).toEqual(['single: the right option is the longest in 100 % of the questions'])
  })

  it('sees that always as many are right, in the same place, and longer', () => {
    const several = [1, 2, 3, 4].map((number) =>
      chosen('several', number, '*先去司法所报告', '先走', '先等', '*带上材料去问'),
    )
    expect(guessable(several)).toEqual([
      'several: place 1 is right in 100 % of the questions',
      'several: place 4 is right in 100 % of the questions',
      'several: always 2 are right',
      'several: right options are 3.25 times as long as wrong ones',
    ])
  })

  it('sees statements that nearly all hold', () => {
    expect(guessable([1, 2, 3, 4].map((number) => statement(number, true)))).toEqual([
      'true-false: 100 % of the questions hold',
    ])
    expect(guessable([1, 2, 3, 4].map((number) => statement(number, number > 2)))).toEqual([])
  })
})

test.each([
  ['他是社区服刑人员。', '社区服刑人员'],
  ['可以请老师作个诊断。', '诊断'],
  ['不得不去的时候，先打电话。', '不得不'],
  ['这件事非去不可。', '非去不可'],
  ['没有一天不想家。', '没有一天不'],
  ['快去吧！', '！'],
  ['你要先报。', '你'],
  ['说'.repeat(49), '49 characters'],
])('wordingFaults: %s', (explanation, fault) => {
  expect(wordingFaults({ ...statement(1, true), explanation }).join()).toContain(fault)
})

test.each(['下面哪一项不对？', '下面哪些做法是错的？', '不属于外出的是？'])(
  'wordingFaults: no question asks for what does not hold: %s',
  (question) => {
    expect(wordingFaults({ ...statement(1, true), question }).join()).toContain('asks for what does not hold')
  },
)

test.each(['测评不是诊断，是看看近来怎么样。', '医生诊断以后，把病历留好。', '他说：“你等着。”先走开。'])(
  'wordingFaults lets pass: %s',
  (explanation) => {
    expect(wordingFaults({ ...statement(1, true), explanation })).toEqual([])
  },
)

test('wordingFaults: what one may not do can be asked', () => {
  const question = '下面哪些东西不能借给别人？'
  expect(wordingFaults({ ...statement(1, true), question })).toEqual([])
})

test('wordingFaults: an explanation has one to three sentences', () => {
  expect(wordingFaults({ ...statement(1, true), explanation: '先报。批了走。按时回。有变就打电话。' })).toEqual([
    'q01: explained in 4 sentences',
  ])
})
