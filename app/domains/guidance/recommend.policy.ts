import { birthdayAfter } from '#app/domains/supervision/regime.policy.ts'
import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { holidayWithin } from './key-dates.policy.ts'

/** A module as it is taught to somebody's regime; `left`: the unit would count if studied now. */
export type TeachableModule = {
  code: string
  units: readonly { minutes: Minutes; left: boolean; begun: boolean }[]
}

/** What the register holds of somebody, as far as the menu asks (社矫法 3, 36: by category and person, 因人施教). */
export type Learner = {
  /** 01 管制, 02 缓刑, 03 假释, 04 暂予监外执行 */
  category: '01' | '02' | '03' | '04'
  offenceClass: 'public-safety' | 'social-order' | 'property' | 'market-order' | 'person' | 'corruption'
  grade: 'strict' | 'ordinary' | 'lenient' | null
  phase: 'intake' | 'regular' | 'pre-discharge'
  accessNeeds: readonly string[]
  work: 'employed' | 'self-employed' | 'unemployed' | 'student' | 'retired'
  local: boolean
  birthDay: CalendarDay
  enteredOn: CalendarDay
  /** The day the order ends by itself. */
  dueOn: CalendarDay
}

/** Why this module and no other. Each has one sentence for staff, and one for the person that anybody may read over a shoulder. */
export const RECOMMEND_REASONS = [
  'intake-first',
  'first-month',
  'leaving-first',
  'order-ends-soon',
  'begun',
  'holiday-soon',
  'for-offence',
  'for-category',
  'strict-grade',
  'well-being',
  'looking-for-work',
  'away-from-home',
  'young',
  'season',
  'next-in-menu',
] as const
export type RecommendReason = (typeof RECOMMEND_REASONS)[number]
export type NoModuleReason = 'no-phone' | 'online-full' | 'nothing-left'
/** `aloud`: reading is hard for them; it can be read to them, and examined orally. */
export type Suggestion = { code: string; reason: RecommendReason; aloud: boolean }
/** `gain`: the most it alone can add, within the gap and the cap on online study. */
export type Recommendation = Suggestion & { gain: Minutes }

export const MOST_RECOMMENDED = 3
const MONTH_DAYS = 31
const HOLIDAY_DAYS = 21
const OLDER = 60
const YOUNG = 35

/** Rights and duties, settling in, procedure; leaving has the last month's module and the one on work. */
const AT_FIRST: readonly string[] = ['a1', 'c1', 'a2']
const AT_THE_END: readonly string[] = ['c5', 'b3']

/** Coarse on purpose: the register holds a class, not what was done. */
const BY_OFFENCE: Record<Learner['offenceClass'], readonly string[]> = {
  'public-safety': ['a3', 'c4'],
  'social-order': ['c2', 'a6'],
  property: ['a4'],
  'market-order': ['a4'],
  person: ['c2', 'a7'],
  corruption: [],
}

/** Whose rules on revocation and recall differ from the common case (刑法 77, 86; 刑诉法 268); those outside prison for illness also their health. */
const BY_CATEGORY: Record<Learner['category'], readonly string[]> = {
  '01': ['a2'],
  '02': [],
  '03': ['a2'],
  '04': ['a2', 'c3'],
}

type Rule = {
  reason: RecommendReason
  codes: readonly string[]
  when: (one: Learner, today: CalendarDay) => boolean
}
const always = () => true

/** In the order in which they speak; what was begun comes after the first two pairs. */
const BEFORE_BEGUN: readonly Rule[] = [
  { reason: 'intake-first', codes: AT_FIRST, when: ({ phase }) => phase === 'intake' },
  {
    reason: 'first-month',
    codes: AT_FIRST,
    when: ({ enteredOn }, today) => today < addDays(enteredOn, MONTH_DAYS),
  },
  { reason: 'leaving-first', codes: AT_THE_END, when: ({ phase }) => phase === 'pre-discharge' },
  {
    reason: 'order-ends-soon',
    codes: AT_THE_END,
    when: ({ dueOn }, today) => dueOn <= addDays(today, MONTH_DAYS),
  },
]
const afterBegun = (one: Learner): readonly Rule[] => [
  { reason: 'holiday-soon', codes: ['b5'], when: (_, today) => holidayWithin(today, HOLIDAY_DAYS) },
  { reason: 'for-offence', codes: BY_OFFENCE[one.offenceClass], when: always },
  { reason: 'for-category', codes: BY_CATEGORY[one.category], when: always },
  { reason: 'strict-grade', codes: ['a2', 'b5'], when: ({ grade }) => grade === 'strict' },
  {
    reason: 'well-being',
    codes: ['c3'],
    when: ({ birthDay, accessNeeds }, today) =>
      birthdayAfter(birthDay, OLDER) <= today || accessNeeds.includes('pregnant-or-nursing'),
  },
  { reason: 'looking-for-work', codes: ['b3'], when: ({ work }) => work === 'unemployed' },
  { reason: 'away-from-home', codes: ['a8'], when: ({ local }) => !local },
  {
    reason: 'young',
    codes: ['a4', 'a6'],
    when: ({ birthDay }, today) => today < birthdayAfter(birthDay, YOUNG + 1),
  },
  // The public-security law of 2026: everyone's course of the first half-year.
  { reason: 'season', codes: ['a5'], when: (_, today) => Number(today.slice(5, 7)) <= 6 },
]

/**
 * What somebody should study next, at most three modules, the first one the month's: what their beginning or end asks
 * for, what they have begun (a unit that is open before a module that is partly done), what the menu has for a holiday
 * ahead, their class, category, grade and circumstances, and then the next of the menu. Only what still counts.
 */
export function suggest(given: {
  /** In the order of the menu. */
  modules: readonly TeachableModule[]
  learner: Learner
  today: CalendarDay
}): Suggestion[] {
  const { learner, today } = given
  const open = given.modules.filter(({ units }) => units.some(({ left }) => left))
  const named = (rules: readonly Rule[]) =>
    rules.flatMap(({ reason, codes, when }) =>
      when(learner, today) ? codes.map((code) => ({ code, reason })) : [],
    )
  const those = (modules: readonly TeachableModule[], reason: RecommendReason) =>
    modules.map(({ code }) => ({ code, reason }))
  const wanted = [
    ...named(BEFORE_BEGUN),
    ...those(open.filter(isOpen), 'begun'),
    ...those(open.filter(isPartlyDone), 'begun'),
    ...named(afterBegun(learner)),
    ...those(open, 'next-in-menu'),
  ]
  const aloud = learner.accessNeeds.includes('reading-help')
  return wanted
    .filter(({ code }) => open.some((module) => module.code === code))
    .filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index)
    .slice(0, MOST_RECOMMENDED)
    .map(({ code, reason }) => ({ code, reason, aloud }))
}

/**
 * The same as a help for a month that falls short. Refuses `no-phone` (an assignment would not reach them), `online-full`
 * (study adds no minute any more), `nothing-left`.
 */
export function recommend(given: {
  modules: readonly TeachableModule[]
  learner: Learner
  today: CalendarDay
  short: Minutes
  /** What online study can still add under its cap; null: there is none. */
  onlineRoom: Minutes | null
}): Outcome<{ first: Recommendation; more: Recommendation[] }, NoModuleReason> {
  if (given.learner.accessNeeds.includes('no-smartphone')) return { refused: 'no-phone' }
  const room = Math.min(given.short, given.onlineRoom ?? given.short)
  if (room <= 0) return { refused: 'online-full' }
  const [first, ...more] = suggest(given).map((one) => {
    const units = given.modules.find(({ code }) => code === one.code)?.units ?? []
    const minutes = units.reduce((sum, unit) => sum + (unit.left ? unit.minutes : 0), 0)
    return { ...one, gain: Math.min(room, minutes) }
  })
  return first ? { first, more } : { refused: 'nothing-left' }
}

const isOpen = ({ units }: TeachableModule) => units.some(({ begun, left }) => begun && left)
const isPartlyDone = ({ units }: TeachableModule) => units.some(({ left }) => !left)
