import type { OccasionState, PlaceState } from './occasion.policy.ts'

/** Where a class stands for one person, on their own page. */
export type OwnStanding =
  | 'going'
  | 'waiting'
  | 'offered'
  /** Given up by themselves; they may come back. */
  | 'left'
  | 'taken-out'
  | 'excused'
  /** Moved or handed over: nobody knows the time yet. */
  | 'unsettled'
  | 'cancelled'
  | 'over'

/** `mayJoin`: the rule of the rosters lets them join now. */
export function ownStanding(given: {
  state: OccasionState
  place: PlaceState
  during: { from: Date; to: Date }
  mayJoin: boolean
  now: Date
}): OwnStanding {
  const { state, place, during, now } = given
  if (state === 'cancelled' && during.to > now) return 'cancelled'
  if (during.to <= now || state === 'took-place' || state === 'did-not-take-place' || state === 'cancelled')
    return 'over'
  if (place === 'excused') return 'excused'
  if (place === 'withdrawn') return given.mayJoin ? 'left' : 'taken-out'
  if (state === 'unsettled') return 'unsettled'
  return place === 'joined' ? 'going' : place
}

/** How it stands in the person's own calendar. */
export function calendarStatus(standing: OwnStanding): 'confirmed' | 'tentative' | 'cancelled' {
  switch (standing) {
    case 'going':
    case 'over':
      return 'confirmed'
    case 'waiting':
    case 'offered':
    case 'unsettled':
      return 'tentative'
    case 'left':
    case 'taken-out':
    case 'excused':
    case 'cancelled':
      return 'cancelled'
  }
}
