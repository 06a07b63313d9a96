import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { stateAt, type OrderSide, type OrderState } from './order.policy.ts'

export const orderGroups = ['todo', 'coming', 'waiting', 'past'] as const
export type OrderGroup = (typeof orderGroups)[number]

/** An order as far as its place in an office's list is concerned. */
export type Grouped = {
  state: OrderState
  holdUntil: Date | null
  during: { from: Date; to: Date } | null
  wantedTo: CalendarDay
}

/**
 * Where an order stands in an office's list. `todo`: the office has the next word. `waiting`: a lecturer has it. What came
 * back, and was wanted for days that are over, is past: nobody asks for it any more.
 */
export function groupOf(order: Grouped, side: OrderSide, now: Date): OrderGroup {
  const state = stateAt(order, now)
  switch (state) {
    case 'draft':
    case 'declined':
    case 'expired':
    case 'cancelled-by-lecturer':
      if (side !== 'own') return 'past'
      return order.wantedTo < dayAt(now) ? 'past' : 'todo'
    case 'proposed':
    case 'accepted':
      return side === 'own' ? 'todo' : 'waiting'
    case 'requested':
    case 'held':
      return 'waiting'
    case 'confirmed':
      return order.during && order.during.to > now ? 'coming' : 'past'
    case 'taught':
    case 'closed':
    case 'withdrawn':
    case 'cancelled-by-office':
      return 'past'
  }
}

/** The steps of an order's life that are named on its page: sent, answered, confirmed, held, closed. */
const STEP: Record<OrderState, number | null> = {
  draft: 0,
  requested: 1,
  held: 1,
  proposed: 2,
  accepted: 2,
  confirmed: 3,
  taught: 4,
  closed: 5,
  // It goes no further, or begins again.
  declined: null,
  expired: null,
  withdrawn: null,
  'cancelled-by-office': null,
  'cancelled-by-lecturer': null,
}

/** How many of the named steps are done; null for one that has left the way. */
export const stepsDone = (state: OrderState): number | null => STEP[state]
