import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Refusal } from '#app/shared/outcome.ts'

export const referralReasons = [
  'asked-at-office',
  'settling-in',
  'family',
  'sleep-or-mood',
  'anger',
  'loss',
  'drink-or-games',
  'worry-for-safety',
] as const
export type ReferralReason = (typeof referralReasons)[number]
export const wishes = ['anyone', 'woman', 'man'] as const
export type Wish = (typeof wishes)[number]
export const requestStates = ['waiting', 'taken', 'withdrawn', 'set-aside'] as const
export type RequestState = (typeof requestStates)[number]

/** What settles a request: it waits, and it is the one that was seen. */
export function checkSettling(
  request: { state: RequestState; version: number },
  seenVersion: number,
): Refusal<'settled' | 'stale'> | null {
  if (request.state !== 'waiting') return { refused: 'settled' }
  return request.version === seenVersion ? null : { refused: 'stale' }
}

/** So often an office refers the same person at most. */
export const REFERRED_ONCE_IN_DAYS = 30

/**
 * From which day on an office may refer somebody again; null where it may now. Whatever became of the last one: a second
 * one that is taken or refused by what became of the first would be an answer to a question that may not be asked.
 */
export function nextReferralOn(lastOn: CalendarDay | null, today: CalendarDay): CalendarDay | null {
  if (lastOn === null) return null
  const next = addDays(lastOn, REFERRED_ONCE_IN_DAYS)
  return next > today ? next : null
}
