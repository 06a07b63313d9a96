import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** What the compiler makes of `content/modules/<code>/`: finished HTML, ready to be put on a page. */
export interface Module {
  /** `a1`; stands in URLs instead of a title. */
  code: string
  /** 12 hex characters over all files of the module: what exactly a person studied. */
  version: string
  menu: 'A' | 'B' | 'C'
  /** For staff pages. */
  title: Words
  /** For a person's own screens and in public, where somebody may look over a shoulder. */
  publicTitle: Words
  summary: Words
  reviewed: CalendarDay
  reviewDue: CalendarDay
  reviewerRole: string
  units: readonly Unit[]
  citations: readonly Citation[]
}

export interface Words {
  zh: string
  en: string
}

export interface Unit {
  /** `1`, as in the URL. */
  code: string
  /** `a1/1` */
  id: string
  title: Words
  /** Nominal; the sum of the passages' minutes. */
  minutes: Minutes
  /** Who studies it. Minors take sections of their own (社矫法 52). */
  regime: Regime
  passages: readonly Passage[]
}

export type Regime = 'adults' | 'minors' | 'all'

export interface Passage {
  /** From 1. */
  number: number
  minutes: Minutes
  heading?: string
  /** Static, without scripts, styles or links; the heading and the check are not in it. */
  html: string
  /** The passage as spoken, sentence by sentence. */
  speech: readonly string[]
  check: Check
}

/** The right option is not here; it stands in `virtual:lesson-answers`, for the server. */
export interface Check {
  question: string
  options: readonly { key: string; text: string }[]
  /** Said on a miss, before going back to the passage. */
  again: string
  /** Said when answered. Never says more about the answer than the question does. */
  praise?: string
}

/** A quoted piece of law, with what a page shows of it. */
export interface Citation {
  id: string
  /** 社区矫正法 */
  law: string
  /** `21 ¶1` */
  article: string
  /** 《社区矫正法》第二十一条第一款 */
  label: string
  quote: string
  /** Day on which this version was adopted or last amended. */
  version: CalendarDay
  inForce: CalendarDay
  reviewed: CalendarDay
}

/** Option keys by `answerId`. */
export type Answers = Readonly<Record<string, string>>

/** `a1/1#2`: the check at the end of passage 2 of unit 1 of module a1. */
export function answerId(unitId: string, passage: number): string {
  return `${unitId}#${passage}`
}
