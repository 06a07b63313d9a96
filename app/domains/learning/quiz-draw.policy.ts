import { QUIZ_KINDS, type QuizQuestion } from '#content/lesson.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { seededRandom } from '#app/shared/seeded-random.ts'

/** How many questions one quiz asks, where the bank has that many. */
export const QUESTIONS_PER_QUIZ = 10

/** A question as pinned in an attempt: its options in the order shown. */
export type AskedQuestion = Pick<
  QuizQuestion,
  'id' | 'version' | 'kind' | 'unit' | 'question' | 'say' | 'options' | 'after'
>

/** What is right of a pinned question, and the law as it read then. */
export type PinnedKey = {
  id: string
  right: readonly string[]
  explanation: string
  law: { label: string; quote: string; version: CalendarDay; reviewed: CalendarDay } | null
}

/** Minors are asked what is for everyone and for minors, adults what is for everyone and for adults (社矫法 52). */
export function askedOf(bank: readonly QuizQuestion[], minorsRegime: boolean): QuizQuestion[] {
  return bank.filter(({ regime }) => regime === 'all' || (regime === 'minors') === minorsRegime)
}

/**
 * Draws `count` different questions (all of them where the bank has fewer) and shuffles their options. Every question is
 * equally likely, and each kind comes up as often as its share of the bank, give or take one: the kinds are laid out one
 * after another, each shuffled, and taken from at equal steps from a chance start (systematic sampling). The same bank,
 * seed and count draw the same.
 */
export function drawQuestions(bank: readonly QuizQuestion[], seed: number, count: number): AskedQuestion[] {
  const chance = seededRandom(seed)
  const laidOut = QUIZ_KINDS.flatMap((kind) => chance.shuffled(bank.filter((one) => one.kind === kind)))
  const wanted = Math.min(count, laidOut.length)
  if (wanted === 0) return []
  const step = laidOut.length / wanted
  const start = chance.next() * step
  const drawn = Array.from({ length: wanted }, (_, index) => laidOut[Math.floor(start + index * step)]!)
  return chance.shuffled(drawn).map(({ regime: _, ...question }) => ({
    ...question,
    options: chance.shuffled(question.options),
  }))
}
