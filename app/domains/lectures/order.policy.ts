import type { Role } from '#app/domains/identity/actor.policy.ts'
import { isDelegatedOn, type Delegation } from '#app/domains/supervision/delegation.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome, type Refusal } from '#app/shared/outcome.ts'

export const orderStates = [
  ...(['draft', 'requested', 'held', 'proposed', 'accepted', 'declined', 'expired', 'confirmed'] as const),
  ...(['taught', 'closed', 'withdrawn', 'cancelled-by-office', 'cancelled-by-lecturer'] as const),
] as const
export type OrderState = (typeof orderStates)[number]

export const orderActs = [
  ...(['request', 'name', 'take', 'accept', 'decline', 'propose', 'agree', 'refuse-proposal'] as const),
  ...(['confirm', 'reschedule', 'hand-over', 'teach', 'close', 'withdraw'] as const),
  ...([
    'cancel-by-office',
    'cancel-by-lecturer',
    'expire',
    'change',
    'resize',
    'share',
    'join',
    'leave',
  ] as const),
] as const
export type OrderAct = (typeof orderActs)[number]

/** Why something was declined, moved, handed on or called off: codes, so that nobody writes about people. */
export const orderReasons = [
  ...(['not-needed', 'too-few-people', 'room-lost', 'other-topic', 'time-does-not-fit'] as const),
  ...(['not-qualified', 'too-far', 'ill', 'other-duty', 'weather', 'mistake'] as const),
] as const
export type OrderReason = (typeof orderReasons)[number]

/** For what an office gives a reason, and which ones are offered there. */
export const OFFICE_REASONS = {
  'refuse-proposal': ['time-does-not-fit', 'room-lost', 'too-few-people', 'not-needed'],
  reschedule: ['time-does-not-fit', 'room-lost', 'too-few-people', 'other-duty', 'weather', 'mistake'],
  'cancel-by-office': [
    ...(['not-needed', 'too-few-people', 'room-lost', 'other-topic', 'time-does-not-fit'] as const),
    ...(['other-duty', 'weather', 'mistake'] as const),
  ],
} as const satisfies Partial<Record<OrderAct, readonly OrderReason[]>>

/** What people need to take part, by count: the lecturer reads numbers, never names. */
export const lecturerNeeds = ['low-vision', 'hearing', 'reading-help', 'dialect', 'step-free'] as const
export type LecturerNeed = (typeof lecturerNeeds)[number]

/** `system`: a hold's time has passed, nobody acts. */
export type OrderRole = Extract<Role, 'office' | 'social-worker' | 'lecturer' | 'bureau'> | 'system'

/**
 * `stale`: it changed since it was seen. `not-yours`: for another role. `not-now`: not in this state. `hold-expired`: the
 * time was held, and is no more. `begun`: the class has begun. `not-over`: it has not ended. `not-delegated`: the office
 * does not work for the county's agency, today or on the day of the class.
 */
export type StepRefusal =
  | 'stale'
  | 'not-yours'
  | 'not-now'
  | 'hold-expired'
  | 'hold-holds'
  | 'begun'
  | 'not-over'
  | 'reason-missing'
  | 'not-delegated'

type Rule = {
  from: readonly OrderState[]
  /** Null: the state stays. */
  to: OrderState | null
  by: readonly OrderRole[]
  /** Only before the class begins, or only after its end. */
  when?: 'before' | 'after'
  reason?: true
}

/** Nobody's time hangs on it, and it can be asked for again. */
const BACK = ['declined', 'expired', 'cancelled-by-lecturer'] as const
const OPEN = ['requested', 'held', 'proposed', 'accepted', 'confirmed'] as const

/**
 * The life of an order. A social worker asks and takes back; what binds is for office staff (decisions 10). Moving and
 * handing over lead back to `held`: whoever has to come says yes again.
 */
export const ORDER_RULES: Record<OrderAct, Rule> = {
  request: { from: ['draft', 'requested', ...BACK], to: 'requested', by: ['office', 'social-worker'] },
  name: { from: ['draft', 'requested', ...BACK], to: 'held', by: ['office', 'social-worker', 'bureau'] },
  take: { from: ['requested'], to: 'accepted', by: ['lecturer'] },
  accept: { from: ['held'], to: 'accepted', by: ['lecturer'] },
  decline: { from: ['held'], to: 'declined', by: ['lecturer'], reason: true },
  propose: {
    ...{ from: ['held', 'accepted', 'confirmed'], to: 'proposed', by: ['lecturer'] },
    ...{ when: 'before', reason: true },
  },
  agree: { from: ['proposed'], to: 'confirmed', by: ['office'] },
  'refuse-proposal': { from: ['proposed'], to: 'requested', by: ['office'], reason: true },
  confirm: { from: ['accepted'], to: 'confirmed', by: ['office'] },
  reschedule: {
    ...{ from: ['held', 'accepted', 'confirmed'], to: 'held', by: ['office'] },
    ...{ when: 'before', reason: true },
  },
  'hand-over': {
    ...{ from: ['held', 'accepted', 'confirmed'], to: 'held', by: ['lecturer', 'bureau'] },
    ...{ when: 'before', reason: true },
  },
  teach: { from: ['confirmed'], to: 'taught', by: ['lecturer', 'office'], when: 'after' },
  close: { from: ['taught'], to: 'closed', by: ['office'] },
  withdraw: {
    from: ['draft', 'requested', 'held', 'proposed', ...BACK],
    ...{ to: 'withdrawn', by: ['office', 'social-worker'] },
  },
  'cancel-by-office': {
    ...{ from: ['accepted', 'confirmed'], to: 'cancelled-by-office', by: ['office', 'bureau'] },
    ...{ when: 'before', reason: true },
  },
  'cancel-by-lecturer': {
    ...{ from: ['proposed', 'accepted', 'confirmed'], to: 'cancelled-by-lecturer', by: ['lecturer'] },
    ...{ when: 'before', reason: true },
  },
  expire: { from: ['held', 'proposed', 'accepted'], to: 'expired', by: ['system'] },
  change: { from: ['draft', 'requested'], to: null, by: ['office', 'social-worker'] },
  resize: {
    from: ['held', 'proposed', 'accepted', 'confirmed'],
    ...{ to: null, by: ['office'], when: 'before' },
  },
  share: { from: ['draft', ...OPEN], to: null, by: ['office'] },
  join: { from: OPEN, to: null, by: ['office', 'social-worker'], when: 'before' },
  leave: { from: OPEN, to: null, by: ['office', 'social-worker'], when: 'before' },
}

export type OrderNow = {
  state: OrderState
  version: number
  during: { from: Date; to: Date } | null
  holdUntil: Date | null
}

/** Where an order stands at an instant: a hold whose time has passed is expired, noted or not. */
export function stateAt({ state, holdUntil }: Pick<OrderNow, 'state' | 'holdUntil'>, now: Date): OrderState {
  return holdUntil !== null && holdUntil <= now ? 'expired' : state
}

/** Where a step leads, or why it cannot be taken. */
export function nextStep(given: {
  act: OrderAct
  role: OrderRole
  order: OrderNow
  /** The version that the actor saw. */
  seenVersion: number
  reason: OrderReason | null
  now: Date
  /** The class was not held: it is called off after its time, when it was agreed and not taught. */
  notHeld?: boolean
}): Outcome<{ from: OrderState; to: OrderState }, StepRefusal> {
  const { act, order, now } = given
  const rule = ORDER_RULES[act]
  if (!rule.by.includes(given.role)) return { refused: 'not-yours' }
  if (given.seenVersion !== order.version) return { refused: 'stale' }
  const state = stateAt(order, now)
  if (act === 'expire') {
    if (!rule.from.includes(order.state)) return { refused: 'not-now' }
    return state === 'expired' ? { from: order.state, to: 'expired' } : { refused: 'hold-holds' }
  }
  if (!rule.from.includes(state))
    return { refused: state !== order.state && rule.from.includes(order.state) ? 'hold-expired' : 'not-now' }
  if (given.notHeld) {
    if (act !== 'cancel-by-office' || state !== 'confirmed') return { refused: 'not-now' }
    if (!order.during || order.during.to > now) return { refused: 'not-over' }
    return given.reason ? { from: state, to: 'cancelled-by-office' } : { refused: 'reason-missing' }
  }
  if (rule.when === 'before' && order.during && order.during.from <= now) return { refused: 'begun' }
  if (rule.when === 'after' && order.during && order.during.to > now) return { refused: 'not-over' }
  if (rule.reason && !given.reason) return { refused: 'reason-missing' }
  return { from: state, to: rule.to ?? state }
}

/**
 * What asks for somebody's time or binds it: only of an office that is delegated (社矫法 9). What gives time back, or ends
 * what was begun, is always open.
 */
const DELEGATED_ACTS: readonly OrderAct[] = [
  ...(['request', 'name', 'take', 'propose', 'agree', 'confirm', 'reschedule', 'hand-over'] as const),
  ...(['change', 'join'] as const),
]

export const needsDelegation = (act: OrderAct | 'draft') => act === 'draft' || DELEGATED_ACTS.includes(act)

/** Refuses such a step to an office that is not delegated today, or not on the day of the class where there is one. */
export function checkDelegation(
  act: OrderAct | 'draft',
  delegation: Delegation,
  { now, classStart }: { now: Date; classStart: Date | null },
): Refusal<'not-delegated'> | null {
  if (!needsDelegation(act)) return null
  const days = [now, ...(classStart ? [classStart] : [])].map(dayAt)
  return days.every((day) => isDelegatedOn(day, delegation)) ? null : { refused: 'not-delegated' }
}

/** Whose order it is, seen from an office: its own, one that it joined, or another office's that is open to others. */
export type OrderSide = 'own' | 'joined' | 'open'
const OF_GUESTS: readonly OrderAct[] = ['join', 'leave']
const ON_ITS_SIDE: Record<OrderSide, (act: OrderAct) => boolean> = {
  own: (act) => !OF_GUESTS.includes(act),
  joined: (act) => act === 'leave',
  open: (act) => act === 'join',
}

/** Every step that could be taken now, so that a page shows only what works. A reason is asked for in the form. */
export function openActs(given: {
  role: OrderRole
  side: OrderSide
  order: OrderNow
  delegation: Delegation
  now: Date
}): OrderAct[] {
  const { role, order, now, delegation } = given
  return orderActs.filter(
    (act) =>
      ON_ITS_SIDE[given.side](act) &&
      !isRefused(nextStep({ act, role, order, seenVersion: order.version, reason: 'mistake', now })) &&
      // Moving leads to another day, which is judged when it is known.
      !checkDelegation(act, delegation, {
        now,
        classStart: act === 'reschedule' ? null : (order.during?.from ?? null),
      }),
  )
}

/** States in which a lecturer and a room are held, and those in which they are booked. */
export const HOLDING_STATES: readonly OrderState[] = ['held', 'proposed', 'accepted']
export const BOOKED_STATES: readonly OrderState[] = ['confirmed', 'taught', 'closed']

/** Whether an order in this state has a time. */
export const hasTime = (state: OrderState) => HOLDING_STATES.includes(state) || BOOKED_STATES.includes(state)

/** Who is told of a step; whoever took it never is. `qualified`: every lecturer who teaches the topic. */
export type Audience = 'office' | 'joined' | 'lecturer' | 'previous-lecturer' | 'qualified' | 'bureau'
export const TOLD: Record<OrderAct, readonly Audience[]> = {
  request: ['qualified', 'bureau'],
  name: ['lecturer'],
  take: ['office', 'joined'],
  accept: ['office'],
  decline: ['office'],
  propose: ['office', 'joined'],
  agree: ['lecturer', 'joined'],
  'refuse-proposal': ['lecturer', 'qualified'],
  confirm: ['lecturer', 'joined'],
  reschedule: ['lecturer', 'joined'],
  'hand-over': ['office', 'lecturer', 'previous-lecturer', 'joined'],
  teach: ['office', 'lecturer'],
  close: [],
  withdraw: ['lecturer', 'joined'],
  'cancel-by-office': ['office', 'lecturer', 'joined'],
  'cancel-by-lecturer': ['office', 'joined', 'bureau'],
  expire: ['office', 'lecturer'],
  change: [],
  resize: ['lecturer'],
  share: [],
  join: ['office'],
  leave: ['office'],
}
