/** `unsettled`: moved or handed over, somebody has to say yes again. */
export const occasionStates = [
  'planned',
  'unsettled',
  'took-place',
  'did-not-take-place',
  'cancelled',
] as const
export type OccasionState = (typeof occasionStates)[number]
export const occasionSources = ['lecture', 'collective_class'] as const
export type OccasionSource = (typeof occasionSources)[number]
export type Regime = 'adults' | 'minors'

export const placeStates = ['offered', 'joined', 'waiting', 'withdrawn', 'excused'] as const
export type PlaceState = (typeof placeStates)[number]

/** What a line of the ledger says it comes from. */
export const ledgerSource = (occasionId: string) => `occasion:${occasionId}`

/** Where an occasion stands on an office's list: what waits for its register is work, and comes first. */
export type ListedAs = 'to-complete' | 'planned' | 'done' | 'off'
export function listedAs(given: {
  state: OccasionState
  during: { from: Date; to: Date }
  completedAt: Date | null
  now: Date
}): ListedAs {
  if (given.state === 'cancelled' || given.state === 'did-not-take-place') return 'off'
  if (given.completedAt) return 'done'
  if (given.state === 'unsettled') return 'planned'
  if (given.state === 'took-place' || given.during.to <= given.now) return 'to-complete'
  return 'planned'
}
