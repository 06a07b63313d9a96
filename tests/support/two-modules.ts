import {
  quizKeyId,
  type Module,
  type Passage,
  type QuizKey,
  type QuizQuestion,
  type Regime,
  type Unit,
} from '#content/lesson.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'

/** Lessons for tests: two modules, with units for everyone, for adults and for minors. Option `right` is the right one. */

const passage = (number: number): Passage => ({
  ...{ number, minutes: 5, html: '<p>话</p>', speech: ['话。'] },
  check: {
    kind: 'single',
    question: '哪一个？',
    options: [
      { key: 'right', text: '这个' },
      { key: 'wrong', text: '那个' },
    ],
    again: '再看一遍。',
  },
})

const unit = (module: string, code: string, regime: Regime): Unit => ({
  ...{ code, id: `${module}/${code}`, title: { zh: '一节', en: 'A unit' }, minutes: 10, regime },
  passages: [passage(1), passage(2)],
})

/** One question of each kind; the right answers are in `quizKeys`. */
const bank = (unit: string, regime: Regime): QuizQuestion[] => {
  const options = ['a', 'b', 'c', 'd'].map((key) => ({ key, text: `选项 ${key}` }))
  const common = { version: '0123456789ab', regime, unit, options: [] }
  return [
    { ...common, id: 'q01', kind: 'single', question: '选哪一个才对？', options },
    { ...common, id: 'q02', kind: 'several', question: '哪几个是对的？', options },
    { ...common, id: 'q03', kind: 'true-false', question: '这句话说得对。' },
    { ...common, id: 'q04', kind: 'order', question: '先做哪一步？', options: options.slice(0, 3) },
    { ...common, id: 'q05', kind: 'number', question: '要在几天之内报到？', after: '天' },
  ]
}
const RIGHT: Record<string, readonly string[]> = {
  ...{ q01: ['b'], q02: ['a', 'c'], q03: ['false'], q04: ['c', 'a', 'b'], q05: ['10'] },
}

const module = (code: string, units: Unit[]): Module => ({
  ...{ bank: bank('1', code === 'x3' ? 'minors' : 'all'), lecture: null, oral: null },
  ...{ code, version: '0123456789ab', menu: 'A', title: { zh: '课', en: 'Module' }, units, citations: [] },
  ...{ publicTitle: { zh: '课', en: 'Module' }, summary: { zh: '课', en: 'A module' }, reviewerRole: '律师' },
  ...{ reviewed: calendarDay('2026-06-01'), reviewDue: calendarDay('2027-06-01') },
})

export const modules: readonly Module[] = [
  module('x1', [unit('x1', '1', 'all'), unit('x1', '2', 'adults'), unit('x1', '3', 'minors')]),
  module('x2', [unit('x2', '1', 'all'), unit('x2', '5', 'adults')]),
  module('x3', [unit('x3', '1', 'minors')]),
]

export const answers = Object.fromEntries(
  modules.flatMap(({ units }) =>
    units.flatMap(({ id, passages }) => passages.map(({ number }) => [`${id}#${number}`, ['right']])),
  ),
)

export const quizKeys: Readonly<Record<string, QuizKey>> = Object.fromEntries(
  modules.flatMap(({ code, bank }) =>
    bank.map(({ id }) => [
      quizKeyId(code, id),
      { right: RIGHT[id]!, explanation: '因为书上是这样写的。', cite: null },
    ]),
  ),
)
