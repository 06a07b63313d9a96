import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { ConsentGap, ConsentState, ConsentWord } from './consent.policy.ts'

/** Where a person stands with counselling: what their own page says first. */
export type OwnStanding =
  /** Off the register: what there was can be looked at. */
  | 'left'
  /** A case, and the consent stands. */
  | 'in-case'
  /** They took their consent back. */
  | 'withdrawn'
  /** A case, and a consent is missing that was not taken back by the person. */
  | 'halted'
  /** Asked or referred, nothing is missing. */
  | 'waiting'
  /** Asked, and a consent is missing: nobody can take it. */
  | 'unsigned'
  /** The office referred them, and they have said nothing to it. */
  | 'referred'
  /** The consent stands, nothing is asked. */
  | 'ready'
  /** They said yes, and a guardian's yes or one to a newer text is missing. */
  | 'incomplete'
  | 'never'

export function ownStanding({
  left,
  consent,
  words,
  inCase,
  waiting,
}: {
  left: boolean
  consent: ConsentState
  words: readonly ConsentWord[]
  inCase: boolean
  /** The ways of what waits for a counsellor. */
  waiting: readonly ('person' | 'office')[]
}): OwnStanding {
  if (left) return 'left'
  if (inCase && consent.stands) return 'in-case'
  const own = lastWordOf(words, 'person')
  if (own?.act === 'withdrawn') return 'withdrawn'
  if (inCase) return 'halted'
  if (waiting.length > 0 && consent.stands) return 'waiting'
  if (waiting.includes('person')) return 'unsigned'
  if (waiting.length > 0) return own ? 'unsigned' : 'referred'
  if (consent.stands) return 'ready'
  return own ? 'incomplete' : 'never'
}

/** The word of a party that stands: the latest round. */
export function lastWordOf<Word extends Pick<ConsentWord, 'party' | 'round'>>(
  words: readonly Word[],
  party: ConsentWord['party'],
): Word | undefined {
  return words.filter((one) => one.party === party).sort((a, b) => b.round - a.round)[0]
}

/** Whether what is missing is the person's to say: their own yes, or one to a newer text. */
export const isOwnToGive = (missing: readonly ConsentGap[]): boolean =>
  missing.includes('person') || missing.includes('new-text')

/** Days after withdrawn consent after which what was kept by it is destroyed; the consent's text says the same. */
export const KEPT_DAYS = 30
/** The last day on which what was kept can still be there. */
export const keptUntil = (withdrawnOn: CalendarDay): CalendarDay => addDays(withdrawnOn, KEPT_DAYS)
