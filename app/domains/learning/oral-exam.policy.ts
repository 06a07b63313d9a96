import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { mayStudy } from './study-place.policy.ts'

export type AskRefusal = 'left' | 'own-exam' | 'not-equivalent'
/** Why an oral exam cannot be begun, and why one that is begun cannot be written to. */
export type OralStartRefusal = AskRefusal | 'not-found' | 'no-quiz' | 'wait' | 'asked-by-other'
export type OralRefusal = 'not-found' | 'left' | 'not-mine'

/**
 * Whether somebody may be examined aloud by this account. Who asks writes down what is said and decides nothing: the
 * answers are judged by what was pinned, so office staff and their social workers may both ask (社矫法 10; decisions 10).
 * Refuses `left` (no longer on the register), `own-exam` (nobody asks themselves), `not-equivalent` (the policy of the day
 * does not take an oral exam for the written one).
 */
export function mayAskAloud(given: {
  today: CalendarDay
  person: { leftOn: CalendarDay | null; accountId: string | null }
  askedBy: string
  oralEquivalent: boolean
}): Outcome<{ ask: true }, AskRefusal> {
  if (!mayStudy(given.person, given.today)) return { refused: 'left' }
  if (given.person.accountId === given.askedBy) return { refused: 'own-exam' }
  return given.oralEquivalent ? { ask: true } : { refused: 'not-equivalent' }
}

/** How an oral exam comes to be this account's to record. */
export type Taking = 'drawn' | 'from-phone' | 'mine' | 'from-colleague'

/**
 * There is one open attempt per person and module. A written one that is begun goes on aloud with the same questions and
 * what has been answered so far: neither is an answer lost nor are questions drawn twice. One that a colleague asks is
 * taken over only openly (`takeOver`). Refuses `asked-by-other`.
 */
export function takingOf(
  open: { takenBy: string | null } | null,
  askedBy: string,
  takeOver: boolean,
): Outcome<{ taking: Taking }, 'asked-by-other'> {
  if (!open) return { taking: 'drawn' }
  if (open.takenBy === null) return { taking: 'from-phone' }
  if (open.takenBy === askedBy) return { taking: 'mine' }
  return takeOver ? { taking: 'from-colleague' } : { refused: 'asked-by-other' }
}
