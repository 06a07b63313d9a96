import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Lecture, OralSheet } from './teaching-file.ts'

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
  /** Questions of the quiz, without what is right; empty where a module has no quiz yet. */
  bank: readonly QuizQuestion[]
  /** The module as a class, for staff; null where it is not written yet. */
  lecture: Lecture | null
  /** How staff ask the questions aloud; null where it is not written yet. */
  oral: OralSheet | null
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
  /** The passage read by a person, where somebody has recorded it. */
  recording?: Recording
}

export interface Recording {
  /** Where it is served and where it lies, by kind. */
  sources: readonly { url: string; type: string; file: string }[]
  /** Second at which each sentence of `speech` begins; empty where nobody wrote it down. */
  starts: readonly number[]
}

/** What is right is not here; it stands in `virtual:lesson-answers`, for the server. */
export interface Check {
  kind: QuizKind
  /** Asked; a statement for `true-false`. */
  question: string
  /** Of `single`, `several` and `order`; the letters say nothing about what is right. */
  options: readonly QuestionOption[]
  /** Of `number`: said after the box (天, 元). */
  after?: string
  /** Said on a miss, before going back to the passage. */
  again: string
  /** Said when answered. Never says more about the answer than the question does. */
  praise?: string
}

export interface QuestionOption {
  key: string
  text: string
  picture?: Picture
}

/** A small drawing beside an option's words, safe to stand inside a page. */
export interface Picture {
  /** What it shows, in words. */
  title: string
  viewBox: string
  inner: string
}

export const QUIZ_KINDS = ['single', 'several', 'true-false', 'order', 'number'] as const
export type QuizKind = (typeof QUIZ_KINDS)[number]

/** One question as it may be shown before it is answered. What is right stands in `virtual:quiz-answers`. */
export interface QuizQuestion {
  /** `q01`; given once and never given again. */
  id: string
  /** 12 hex characters over the question as written, its answer included: never sent to a browser. */
  version: string
  kind: QuizKind
  regime: Regime
  /** Code of the unit that teaches it. */
  unit: string
  question: string
  /** How it is asked aloud, where the written words read badly. */
  say?: string
  /** Of `single`, `several` and `order`; the letters say nothing about what is right. */
  options: readonly QuestionOption[]
  /** Of `number`: said after the box (天, 元). */
  after?: string
}

/** What is right, and why: for the server, and for a page only once the attempt is submitted. */
export interface QuizKey {
  /** Letters of the right options, in their order for `order`; `true` or `false`; or the number's digits. */
  right: readonly string[]
  explanation: string
  /** Id of a citation of the module. */
  cite: string | null
}

/** By `quizKeyId`. */
export type QuizKeys = Readonly<Record<string, QuizKey>>

/** `a1#q01` */
export function quizKeyId(moduleCode: string, questionId: string): string {
  return `${moduleCode}#${questionId}`
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

/** What is right by `answerId`: letters in their order, `true` or `false`, or digits. */
export type Answers = Readonly<Record<string, readonly string[]>>

/** `a1/1#2`: the check at the end of passage 2 of unit 1 of module a1. */
export function answerId(unitId: string, passage: number): string {
  return `${unitId}#${passage}`
}
