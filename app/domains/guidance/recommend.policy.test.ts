import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { recommend, suggest, type Learner, type TeachableModule } from './recommend.policy.ts'

const NEW = { minutes: 10, left: true, begun: false }
const BEGUN = { minutes: 12, left: true, begun: true }
const COUNTED = { minutes: 10, left: false, begun: false }
const COUNTED_AND_OPENED = { minutes: 10, left: false, begun: true }
const module = (code: string, ...units: TeachableModule['units']): TeachableModule => ({ code, units })

const today = calendarDay('2026-07-22')
/** Nothing about them asks for anything: a suspended sentence half over, of no class that the menu has a course for. */
const plain: Learner = {
  ...{ category: '02', offenceClass: 'corruption', grade: 'ordinary', phase: 'regular' },
  ...{ accessNeeds: [], work: 'employed', local: true, birthDay: calendarDay('1980-05-01') },
  ...{ enteredOn: calendarDay('2026-01-05'), dueOn: calendarDay('2028-01-04') },
}
const day = calendarDay

describe('the month’s module', () => {
  const MENU = [
    module('a1', COUNTED, COUNTED),
    module('a2', COUNTED, NEW, NEW),
    module('a3', NEW, BEGUN),
    module('c1', NEW),
    module('c5', NEW, NEW),
  ]
  const usual = { modules: MENU, learner: plain, today, short: 130, onlineRoom: 100 as number | null }
  const of = (change: Partial<Learner>) => ({ learner: { ...plain, ...change } })
  const online = (code: string, reason: string, gain: number) => ({ code, reason, gain, aloud: false })

  test.each([
    ['what was begun comes first', {}, online('a3', 'begun', 22)],
    ['intake: settling in and the law first', of({ phase: 'intake' }), online('c1', 'intake-first', 10)],
    ['before discharge: the next step', of({ phase: 'pre-discharge' }), online('c5', 'leaving-first', 20)],
    ['at most the gap', { short: 5 }, online('a3', 'begun', 5)],
    ['at most the room under the cap', { onlineRoom: 7 }, online('a3', 'begun', 7)],
    ['no cap', { onlineRoom: null }, online('a3', 'begun', 22)],
    [
      'nothing begun: the menu’s order',
      { modules: [MENU[0]!, MENU[3]!, MENU[4]!] },
      online('c1', 'next-in-menu', 10),
    ],
    [
      'partly done goes on before something new',
      { modules: [MENU[3]!, MENU[1]!] },
      online('a2', 'begun', 20),
    ],
    [
      'opened again though it counts already: it is partly done, not open',
      { modules: [module('a4', COUNTED_AND_OPENED, NEW), module('a5', NEW, BEGUN)] },
      online('a5', 'begun', 22),
    ],
    [
      'intake with all of it done: as everyone',
      { ...of({ phase: 'intake' }), modules: [MENU[0]!, module('a2', COUNTED), module('b1', NEW)] },
      online('b1', 'next-in-menu', 10),
    ],
  ] as const)('%s', (_, change, first) => {
    expect(recommend({ ...usual, ...change })).toMatchObject({ first })
  })

  test.each([
    ['no phone', of({ accessNeeds: ['no-smartphone'] }), 'no-phone'],
    ['the cap is full', { onlineRoom: 0 }, 'online-full'],
    ['everything counted', { modules: [MENU[0]!] }, 'nothing-left'],
    ['nothing is taught', { modules: [] }, 'nothing-left'],
  ] as const)('%s', (_, change, refused) => {
    expect(recommend({ ...usual, ...change })).toEqual({ refused })
  })

  test('more than one in order, each with what it alone can add', () => {
    expect(recommend(usual)).toEqual({
      first: online('a3', 'begun', 22),
      more: [online('a2', 'begun', 20), online('c1', 'next-in-menu', 10)],
    })
  })
})

const WHOLE = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2', 'c3']
  .concat('c4', 'c5')
  .map((code) => module(code, NEW))

/** Who is suggested what, and why, of a menu of which nothing has been studied. */
describe('for whom', () => {
  test.each<[string, Partial<Learner>, string, string[]]>([
    ['nothing in particular', {}, '2026-07-22', ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu']],
    ['intake', { phase: 'intake' }, '2026-07-22', ['a1 intake-first', 'c1 intake-first', 'a2 intake-first']],
    [
      'the 31st day',
      { enteredOn: day('2026-06-22') },
      '2026-07-22',
      ['a1 first-month', 'c1 first-month', 'a2 first-month'],
    ],
    [
      'the 32nd day',
      { enteredOn: day('2026-06-21') },
      '2026-07-22',
      ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu'],
    ],
    [
      'before discharge',
      { phase: 'pre-discharge' },
      '2026-07-22',
      ['c5 leaving-first', 'b3 leaving-first', 'a1 next-in-menu'],
    ],
    [
      'the order ends in 31 days',
      { dueOn: day('2026-08-22') },
      '2026-07-22',
      ['c5 order-ends-soon', 'b3 order-ends-soon', 'a1 next-in-menu'],
    ],
    [
      'in 32 days',
      { dueOn: day('2026-08-23') },
      '2026-07-22',
      ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu'],
    ],
    ['a holiday in 21 days', {}, '2026-09-04', ['b5 holiday-soon', 'a1 next-in-menu', 'a2 next-in-menu']],
    ['in 22 days', {}, '2026-09-03', ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu']],
    [
      'public safety',
      { offenceClass: 'public-safety' },
      '2026-07-22',
      ['a3 for-offence', 'c4 for-offence', 'a1 next-in-menu'],
    ],
    [
      'social order',
      { offenceClass: 'social-order' },
      '2026-07-22',
      ['c2 for-offence', 'a6 for-offence', 'a1 next-in-menu'],
    ],
    [
      'property',
      { offenceClass: 'property' },
      '2026-07-22',
      ['a4 for-offence', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'market order',
      { offenceClass: 'market-order' },
      '2026-07-22',
      ['a4 for-offence', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'person',
      { offenceClass: 'person' },
      '2026-07-22',
      ['c2 for-offence', 'a7 for-offence', 'a1 next-in-menu'],
    ],
    ['管制', { category: '01' }, '2026-07-22', ['a2 for-category', 'a1 next-in-menu', 'a3 next-in-menu']],
    ['假释', { category: '03' }, '2026-07-22', ['a2 for-category', 'a1 next-in-menu', 'a3 next-in-menu']],
    [
      '暂予监外执行',
      { category: '04' },
      '2026-07-22',
      ['a2 for-category', 'c3 for-category', 'a1 next-in-menu'],
    ],
    ['strict', { grade: 'strict' }, '2026-07-22', ['a2 strict-grade', 'b5 strict-grade', 'a1 next-in-menu']],
    [
      'sixty today',
      { birthDay: day('1966-07-22') },
      '2026-07-22',
      ['c3 well-being', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'sixty tomorrow',
      { birthDay: day('1966-07-23') },
      '2026-07-22',
      ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu'],
    ],
    [
      'nursing',
      { accessNeeds: ['pregnant-or-nursing'] },
      '2026-07-22',
      ['c3 well-being', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'no work',
      { work: 'unemployed' },
      '2026-07-22',
      ['b3 looking-for-work', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'from elsewhere',
      { local: false },
      '2026-07-22',
      ['a8 away-from-home', 'a1 next-in-menu', 'a2 next-in-menu'],
    ],
    [
      'thirty-five until tomorrow',
      { birthDay: day('1990-07-23') },
      '2026-07-22',
      ['a4 young', 'a6 young', 'a1 next-in-menu'],
    ],
    [
      'thirty-six today',
      { birthDay: day('1990-07-22') },
      '2026-07-22',
      ['a1 next-in-menu', 'a2 next-in-menu', 'a3 next-in-menu'],
    ],
    ['the first half-year', {}, '2026-03-30', ['a5 season', 'a1 next-in-menu', 'a2 next-in-menu']],
    [
      'several things at once, in their order',
      { offenceClass: 'property', category: '03', grade: 'strict', work: 'unemployed' },
      '2026-07-22',
      ['a4 for-offence', 'a2 for-category', 'b5 strict-grade'],
    ],
  ])('%s', (_, change, on, expected) => {
    const found = suggest({ modules: WHOLE, learner: { ...plain, ...change }, today: day(on) })
    expect(found.map(({ code, reason }) => `${code} ${reason}`)).toEqual(expected)
  })

  test('somebody who reads badly: the same, to be read to them', () => {
    const found = suggest({ modules: WHOLE, learner: { ...plain, accessNeeds: ['reading-help'] }, today })
    expect(found.map(({ aloud }) => aloud)).toEqual([true, true, true])
  })

  test('never more than three, never one twice, never what counts already', () => {
    for (const learner of [plain, { ...plain, phase: 'intake' as const, grade: 'strict' as const }]) {
      const modules = WHOLE.map((one, index) => (index % 2 ? one : module(one.code, COUNTED)))
      const codes = suggest({ modules, learner, today }).map(({ code }) => code)
      expect(codes.length).toBeLessThanOrEqual(3)
      expect(new Set(codes).size).toBe(codes.length)
      for (const code of codes) expect(modules.find((one) => one.code === code)!.units[0]!.left).toBe(true)
    }
  })
})
