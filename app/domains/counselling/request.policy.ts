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
