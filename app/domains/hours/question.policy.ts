import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'
import { lengthMs, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import type { EntryExplanation } from './explanation.policy.ts'
import { MINUTES_OF_A_DAY } from './ledger.policy.ts'
import { clockTimesOf } from './clock-times.policy.ts'

/** A sentence or two, not a file: what the database holds too (`entry_questions_words`). */
export const QUESTION_WORDS_MAX = 500

/**
 * Days until an answer is due. The county's own promise, printed beside the question: a week holds five working days of
 * a one-person office, and a line questioned on the last day of a month is answered about when late evidence ends.
 */
export const ANSWER_DAYS = 7

/** The last county day on which an answer is in time. */
export function answerDueOn(askedOn: CalendarDay): CalendarDay {
  return addDays(askedOn, ANSWER_DAYS)
}

/** How long an answer stands on the person's first page, in days. */
export const ANSWER_NEWS_DAYS = 14

export const VERDICTS = ['upheld', 'reversed', 'recredited'] as const
export type Verdict = (typeof VERDICTS)[number]

export type QuestionState = 'waiting' | 'overdue' | Verdict

/** Where a question stands on a day; overdue from the day after it was due. */
export function questionState(
  question: { answerDue: CalendarDay; verdict: Verdict | null },
  today: CalendarDay,
): QuestionState {
  return question.verdict ?? (today > question.answerDue ? 'overdue' : 'waiting')
}

/** Characters as a person counts them: an emoji or a rare character of two UTF-16 units is one, as in the database. */
export const charactersIn = (words: string): number => [...words].length

/** What a questioned line lets an answer do. */
export type AnswerableLine = {
  countyDay: CalendarDay
  /** Positive for a credit, negative for a reversal. */
  revision: number
  minutes: Minutes
  during: Instants | null
  undone: boolean
  explanation: EntryExplanation
}

/** Which verdicts a line can get: what takes another back, or is taken back already, can only be explained. */
export function verdictsFor(line: Pick<AnswerableLine, 'revision' | 'undone'>): readonly Verdict[] {
  return line.revision < 0 || line.undone ? ['upheld'] : VERDICTS
}

export type TypedCorrection = { from?: string; to?: string; minutes?: number }
export type CorrectionProblem =
  | 'times-missing'
  | 'time-unreadable'
  | 'times-order'
  | 'times-ahead'
  | 'minutes-missing'
  | 'minutes-out-of-range'
  | 'same-as-before'

/**
 * What a line would be recorded as anew: typed in and out times within its county day where the line has instants
 * (19:00–20:00 is 60 minutes), minutes where nobody recorded when. A unit's nominal time stays its limit where the line
 * names it (decisions 3). Refuses what is no time, ends before it begins, has not been yet, or is what stands already.
 */
export function correctionOf(
  line: Pick<AnswerableLine, 'countyDay' | 'minutes' | 'during' | 'explanation'>,
  typed: TypedCorrection,
  now: Date,
): Outcome<{ minutes: Minutes; during: Instants | null }, CorrectionProblem> {
  if (!line.during) {
    const { minutes } = typed
    if (minutes === undefined) return { refused: 'minutes-missing' }
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_OF_A_DAY) {
      return { refused: 'minutes-out-of-range' }
    }
    return minutes === line.minutes ? { refused: 'same-as-before' } : { minutes, during: null }
  }
  if (!typed.from || !typed.to) return { refused: 'times-missing' }
  const span = clockTimesOf(line.countyDay, typed.from, typed.to)
  if ('refused' in span) return span
  if (span.span[1] > now.getTime()) return { refused: 'times-ahead' }
  const during: Instants = [span.span]
  const minutes = Math.min(Math.floor(lengthMs(during) / 60_000), unitLimitOf(line.explanation))
  const unchanged =
    minutes === line.minutes &&
    line.during.length === 1 &&
    line.during[0]![0] === span.span[0] &&
    line.during[0]![1] === span.span[1]
  return unchanged ? { refused: 'same-as-before' } : { minutes, during }
}

/** The most a unit counts for, where its line says so. */
function unitLimitOf({ notes }: EntryExplanation): Minutes {
  for (const note of notes) {
    if (note.code === 'reading-factor') return note.limitMinutes
  }
  for (const note of notes) {
    if (note.code === 'over-nominal') return note.nominalMinutes
  }
  return MINUTES_OF_A_DAY
}
