import type { Module, Passage, Regime, Unit } from '#content/lesson.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'

/** Lessons for tests: two modules, with units for everyone, for adults and for minors. Option `right` is the right one. */

const passage = (number: number): Passage => ({
  ...{ number, minutes: 5, html: '<p>话</p>', speech: ['话。'] },
  check: {
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

const module = (code: string, units: Unit[]): Module => ({
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
    units.flatMap(({ id, passages }) => passages.map(({ number }) => [`${id}#${number}`, 'right'])),
  ),
)
