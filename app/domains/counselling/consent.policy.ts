import { daysBetween, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import { CONSENT_TEXTS, type ConsentText } from './consent-text.policy.ts'

export const consentParties = ['person', 'guardian'] as const
export type ConsentParty = (typeof consentParties)[number]
export const guardianRelations = ['parent', 'grandparent', 'sibling', 'appointed'] as const
export type GuardianRelation = (typeof guardianRelations)[number]

/** One word on consent: the latest round of a party stands. */
export type ConsentWord = {
  party: ConsentParty
  round: number
  act: 'given' | 'withdrawn'
  textVersion: number
  /** The day on the paper or of the screen. */
  signedOn: CalendarDay
}

export type ConsentGap = 'person' | 'guardian' | 'new-text'
/** `since`: the first day on which everything that is needed had been said; null while something is missing. */
export type ConsentState =
  | { stands: true; since: CalendarDay; missing: readonly [] }
  | { stands: false; since: null; missing: readonly ConsentGap[] }

/**
 * Whether a consent stands today. The person's own always; beside it the guardian's for the minors' regime, which is kept
 * after the eighteenth birthday (社矫法 58). A yes to a text older than the last one that asks anew no longer stands.
 */
export function consentState(
  words: readonly ConsentWord[],
  { minorsRegime, today }: { minorsRegime: boolean; today: CalendarDay },
  texts: readonly ConsentText[] = CONSENT_TEXTS,
): ConsentState {
  const needed: ConsentParty[] = minorsRegime ? ['person', 'guardian'] : ['person']
  const oldest = Math.max(
    0,
    ...texts.filter(({ asksAnew, from }) => asksAnew && from <= today).map(({ version }) => version),
  )
  const missing = new Set<ConsentGap>()
  let since: CalendarDay | null = null
  for (const party of needed) {
    const last = words.filter((one) => one.party === party).sort((a, b) => b.round - a.round)[0]
    if (last?.act !== 'given') missing.add(party)
    else if (last.textVersion < oldest) missing.add('new-text')
    else if (since === null || last.signedOn > since) since = last.signedOn
  }
  return missing.size > 0 || since === null
    ? { stands: false, since: null, missing: [...missing] }
    : { stands: true, since, missing: [] }
}

/** A paper is entered for a day on which it can have been signed. */
export function checkPaper(
  signedOn: CalendarDay,
  today: CalendarDay,
): Refusal<'in-the-future' | 'too-old'> | null {
  if (signedOn > today) return { refused: 'in-the-future' }
  return daysBetween(signedOn, today) > PAPER_DAYS ? { refused: 'too-old' } : null
}

/** A paper that lay longer is signed anew: nobody remembers what was said over it. */
export const PAPER_DAYS = 30
