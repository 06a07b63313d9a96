import type { TimeSpan } from '#app/domains/calendar/engagement.policy.ts'
import { BOOKED_STATES, HOLDING_STATES, stateAt, type OrderState } from './order.policy.ts'

/** What a calendar has to know of an order, for one reader. */
export type OrderTimes = {
  version: number
  state: OrderState
  holdUntil: Date | null
  /** Its time now. */
  during: TimeSpan | null
  /** The last time that it had while it concerned this reader. */
  last: TimeSpan | null
  /** It still concerns this reader: not handed on, not left. */
  concerns: boolean
}

export type OrderEntry = {
  status: 'tentative' | 'confirmed' | 'cancelled'
  during: TimeSpan
  sequence: number
}

/**
 * How an order stands in somebody's calendar: held times are tentative; what was given up, moved away or handed on is
 * cancelled under its last time. Null where it never had one. Every step of an order raises the sequence.
 */
export function entryOf(order: OrderTimes, now: Date): OrderEntry | null {
  const state = stateAt(order, now)
  const { during, last, version } = order
  if (order.concerns && during) {
    if (BOOKED_STATES.includes(state)) return { status: 'confirmed', during, sequence: version }
    if (HOLDING_STATES.includes(state)) return { status: 'tentative', during, sequence: version }
  }
  const gone = last ?? during
  if (!gone) return null
  // A hold whose time has passed is over before it is noted; noting it will be the next version.
  return { status: 'cancelled', during: gone, sequence: state === order.state ? version : version + 1 }
}
