import type { PlaceState } from './occasion.policy.ts'

/**
 * One roster's seats as a pure rule: what the doors do in the database (`door_join_occasion`, `door_leave_occasion`,
 * `promote_places`), before the class begins. The property test holds the two against each other.
 */
export type RosterNow = {
  seats: number
  lastOrdinal: number
  places: Readonly<Record<string, { state: PlaceState; ordinal: number | null }>>
}

const joinedOf = ({ places }: RosterNow) =>
  Object.values(places).filter(({ state }) => state === 'joined').length

const withPlace = (
  roster: RosterNow,
  id: string,
  state: PlaceState,
  ordinal: number | null = null,
): RosterNow => ({
  ...roster,
  places: { ...roster.places, [id]: { state, ordinal } },
})

/** A seat while there is one, the end of the waiting list afterwards. Joining twice changes nothing. */
export function join(roster: RosterNow, id: string): RosterNow {
  const place = roster.places[id]
  if (!place || place.state === 'joined' || place.state === 'waiting') return roster
  if (joinedOf(roster) < roster.seats) return withPlace(roster, id, 'joined')
  const lastOrdinal = roster.lastOrdinal + 1
  return withPlace({ ...roster, lastOrdinal }, id, 'waiting', lastOrdinal)
}

/** Gives a place up; a seat that becomes free goes to whoever waits longest. */
export function leave(roster: RosterNow, id: string, excused = false): RosterNow {
  const place = roster.places[id]
  if (!place) return roster
  return promote(withPlace(roster, id, excused ? 'excused' : 'withdrawn'))
}

/** Free seats go to those who wait, the smallest number first. */
export function promote(roster: RosterNow): RosterNow {
  const first = Object.entries(roster.places)
    .filter(([, { state }]) => state === 'waiting')
    .sort(([, a], [, b]) => a.ordinal! - b.ordinal!)[0]
  return first && joinedOf(roster) < roster.seats ? promote(withPlace(roster, first[0], 'joined')) : roster
}
