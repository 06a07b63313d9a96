import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import type { AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { overlapOf } from '#app/domains/calendar/engagement.server.ts'
import { scopeOf, type Actor, type SystemActor } from '#app/domains/identity/actor.policy.ts'
import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import { tell } from '#app/domains/notices/notice.server.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused, type Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { lectureOrderChanges, lectureOrders as order } from '#db/schema/lecture-orders.ts'
import { violatedConstraint } from '#db/outage.ts'
import { followOrder } from './order-occasion.server.ts'
import { accountsToTell } from './order-people.server.ts'
import { nextFreeSlots } from './next-free-slots.server.ts'
import { orderIn, type LectureOrder } from './orders.queries.server.ts'
import {
  checkDelegation,
  needsDelegation,
  nextStep,
  type OrderAct,
  type OrderReason,
  type OrderRole,
  type OrderState,
  type StepRefusal,
} from './order.policy.ts'
import type { FreeSlot } from './slot-search.policy.ts'
import type { SlotRefusal } from './slot.policy.ts'

/** What a step leaves in the log, and in the inbox of those whom it concerns. */
const TRACES: Record<OrderAct, { audit: AuditAct; notice: NoticeCode | null }> = {
  request: { audit: 'lectures.order-requested', notice: 'order-requested' },
  name: { audit: 'lectures.order-named', notice: 'order-held' },
  take: { audit: 'lectures.order-taken', notice: 'order-taken' },
  accept: { audit: 'lectures.order-accepted', notice: 'order-accepted' },
  decline: { audit: 'lectures.order-declined', notice: 'order-declined' },
  propose: { audit: 'lectures.order-time-proposed', notice: 'order-other-time' },
  agree: { audit: 'lectures.order-time-agreed', notice: 'order-agreed' },
  'refuse-proposal': { audit: 'lectures.order-time-refused', notice: 'order-time-refused' },
  confirm: { audit: 'lectures.order-confirmed', notice: 'order-confirmed' },
  reschedule: { audit: 'lectures.order-moved', notice: 'order-moved' },
  'hand-over': { audit: 'lectures.order-handed-over', notice: 'order-handed-over' },
  teach: { audit: 'lectures.order-taught', notice: 'order-taught' },
  close: { audit: 'lectures.order-closed', notice: null },
  withdraw: { audit: 'lectures.order-withdrawn', notice: 'order-withdrawn' },
  'cancel-by-office': { audit: 'lectures.order-cancelled-by-office', notice: 'order-cancelled-by-office' },
  'cancel-by-lecturer': {
    audit: 'lectures.order-cancelled-by-lecturer',
    notice: 'order-cancelled-by-lecturer',
  },
  expire: { audit: 'lectures.order-expired', notice: 'order-expired' },
  change: { audit: 'lectures.order-changed', notice: null },
  resize: { audit: 'lectures.order-resized', notice: 'order-resized' },
  share: { audit: 'lectures.order-shared', notice: null },
  join: { audit: 'lectures.order-joined', notice: 'order-joined' },
  leave: { audit: 'lectures.order-left', notice: 'order-left' },
}

/** A time that could not be had, with what can be had instead: in the same answer. */
export type SlotLost = Refusal<SlotRefusal> & { next: FreeSlot[] }
export type StepDone = { orderId: string; state: OrderState; version: number }
export type StepOutcome<More extends string = never> =
  StepDone | Refusal<StepRefusal | 'not-found' | More> | SlotLost

/** Ends the transaction of a step, so that nothing of it stays. */
export class StepRefused<Reason extends string> extends Error {
  constructor(readonly refusal: Refusal<Reason>) {
    super(`refused: ${refusal.refused}`)
  }
}
/** The time of this order could not be had. */
export class SlotRefused extends Error {
  constructor(readonly refusal: Refusal<SlotRefusal>) {
    super(`refused: ${refusal.refused}`)
  }
}

export type OrderColumns = Partial<
  Pick<
    typeof order.$inferInsert,
    | 'asked'
    | 'seats'
    | 'seatsTaken'
    | 'capacity'
    | 'needs'
    | 'wantedFrom'
    | 'wantedTo'
    | 'wantedTime'
    | 'lecturerId'
    | 'previousLecturerId'
    | 'roomId'
    | 'engagementId'
    | 'during'
    | 'holdUntil'
    | 'shared'
    | 'requestedAt'
  >
>

/** Columns of an order that has no time any more. */
export const WITHOUT_TIME = {
  ...{ roomId: null, engagementId: null, during: null, capacity: null, holdUntil: null },
} satisfies OrderColumns

export type StepRequest = {
  orderId: string
  seenVersion: number
  act: OrderAct
  reason?: OrderReason | null
  /** Calls off, after its time, a class that was not held. */
  notHeld?: boolean
}
export type StepContext = { tx: Tx; scope: Scope; order: LectureOrder; from: OrderState }

export const roleOf = (actor: Actor | SystemActor): OrderRole | null => {
  if ('system' in actor) return 'system'
  switch (actor.role) {
    case 'office':
    case 'social-worker':
    case 'lecturer':
    case 'bureau':
      return actor.role
    default:
      return null
  }
}

/** The transaction that one or several steps are taken in. `seen`: the order that a lost race is answered for. */
export type Taking = { tx: Tx; scope: Scope; role: OrderRole; seen: LectureOrder | null }
type Work = (context: StepContext) => OrderColumns | Promise<OrderColumns>

/**
 * One step of an order, whole or not at all: the rule is asked, `work` moves the time and says what changes, the order
 * moves by compare-and-set, and the step leaves its row, its audit row and its notices. A lost race for a time is
 * answered with the next free ones. `More`: what `work` refuses beside the rule (StepRefused).
 */
export function stepOrder<More extends string = never>(
  actor: Actor | SystemActor,
  request: StepRequest,
  work: Work,
): Promise<StepOutcome<More>> {
  return takeSteps<More>(actor, (taking) => stepIn(taking, request, work))
}

/** Several steps in one transaction: all of them or none. `steps` throws StepRefused where nothing may stay. */
export async function takeSteps<More extends string = never>(
  actor: Actor | SystemActor,
  steps: (taking: Taking) => Promise<StepDone | Refusal<StepRefusal | 'not-found'>>,
): Promise<StepOutcome<More>> {
  const scope = scopeOf(actor)
  const role = roleOf(actor)
  if (!role) return { refused: 'not-found' }
  let taking: Taking | null = null
  try {
    return await inActorTransaction(scope, (tx) => steps((taking = { tx, scope, role, seen: null })))
  } catch (error) {
    if (error instanceof StepRefused) return error.refusal as Refusal<StepRefusal | More>
    // Fewer seats than people who have one.
    if (violatedConstraint(error) === 'occasion_rosters_seats')
      return { refused: 'seats-in-use' } as Refusal<StepRefusal | More>
    const seen = (taking as Taking | null)?.seen
    const lost = error instanceof SlotRefused ? error.refusal : lostBy(error)
    if (!lost || !seen || 'system' in actor) throw error
    return { ...lost, next: await nextFreeSlots(actor, seen) }
  }
}

/** A step in the running transaction. */
export async function stepIn(
  taking: Taking,
  request: StepRequest,
  work: Work,
): Promise<StepDone | Refusal<StepRefusal | 'not-found'>> {
  const { tx, scope, role } = taking
  const { act, seenVersion, reason = null, notHeld = false } = request
  await waitForOrder(tx, request.orderId)
  const seen = (taking.seen = await orderIn(tx, scope, request.orderId))
  if (!seen) return { refused: 'not-found' }
  const verdict = nextStep({ act, role, order: seen, seenVersion, reason, now: now(), notHeld })
  if (isRefused(verdict)) return verdict
  const refusal = await refusedByDelegation(tx, scope, act, seen)
  if (refusal) return refusal
  const set = await work({ tx, scope, order: seen, from: verdict.from })
  const { from, to } = verdict
  return moveOrder(tx, scope, { order: seen, act, reason, from, to, set, notHeld })
}

/** Whether the office whose order it is may ask for time today; the day of a time that is held counts too. */
async function refusedByDelegation(
  tx: Tx,
  scope: Scope,
  act: OrderAct,
  { officeId, during }: LectureOrder,
): Promise<Refusal<'not-delegated'> | null> {
  if (!needsDelegation(act)) return null
  const delegation = await delegationOf(tx, scope.countyId!, officeId)
  // Whatever leads to another time is judged with that one (claimSlot).
  const classStart = act === 'agree' || act === 'confirm' ? (during?.from ?? null) : null
  return delegation && checkDelegation(act, delegation, { now: now(), classStart })
}

/**
 * Steps of one order come one after the other, and always before the turns of takeTurns(): whoever comes second reads what
 * the first one left, instead of running into it half way.
 */
export async function waitForOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`lectures:order:${orderId}`}, 0))`)
}

function lostBy(error: unknown): Refusal<SlotRefusal> | null {
  const overlap = overlapOf(error)
  return overlap && { refused: overlap }
}

type Move = {
  order: LectureOrder
  act: OrderAct
  reason: OrderReason | null
  from: OrderState | null
  to: OrderState
  set: OrderColumns
  notHeld: boolean
}

/** Compare-and-set, and what the step leaves behind. Throws StepRefused when somebody else moved the order. */
async function moveOrder(
  tx: Tx,
  scope: Scope,
  { order: seen, act, reason, from, to, set, notHeld }: Move,
): Promise<StepDone> {
  const version = seen.version + 1
  const moved = await tx
    .update(order)
    .set({ ...set, state: to, version })
    .where(
      and(
        ...[eq(order.countyId, scope.countyId!), eq(order.id, seen.id), eq(order.version, seen.version)],
        // Who holds may have been overtaken by the clock between the look and the step.
        act === 'expire' || from === 'expired'
          ? undefined
          : sql`(${order.holdUntil} is null or ${order.holdUntil} > app_now())`,
      ),
    )
    .returning({ id: order.id })
  if (moved.length === 0) throw new StepRefused({ refused: 'stale' })
  await followOrder(tx, scope, { ...seen, ...set }, to, { notHeld })
  await leaveTraces(tx, scope, { ...seen, ...set }, { act, reason, from, to, version })
  return { orderId: seen.id, state: to, version }
}

type Step = Pick<Move, 'act' | 'reason' | 'from' | 'to'> & { version: number }
type Traced = Pick<
  LectureOrder,
  'id' | 'officeId' | 'topicCode' | 'lecturerId' | 'previousLecturerId' | 'engagementId' | 'during'
>

/** The row, the audit row and the notices of a step. */
export async function leaveTraces(tx: Tx, scope: Scope, of: Traced, step: Step): Promise<void> {
  const { act, reason, version } = step
  const { audit, notice } = TRACES[act]
  await tx.insert(lectureOrderChanges).values({
    ...{ id: uuidv7(), countyId: scope.countyId!, orderId: of.id, version, act, reason },
    ...{ fromState: step.from, toState: step.to, lecturerId: of.lecturerId, engagementId: of.engagementId },
    ...{ during: of.during, actorAccountId: scope.accountId, actorRole: scope.role },
    actorOfficeId: scope.officeId,
  })
  const subject = { kind: 'lecture-order' as const, id: of.id }
  await recordAudit(tx, scope, audit, subject, { topic: of.topicCode, reason, version })
  if (!notice) return
  const accounts = await accountsToTell(tx, scope, act, { ...of, orderId: of.id })
  await tell(tx, scope, accounts, {
    code: notice,
    key: `order:${of.id}:${version}`,
    parameters: {
      ...{ order: of.id, topic: of.topicCode, reason },
      ...(of.during ? { day: dayAt(of.during.from), time: timeOfDay(of.during.from) } : {}),
    },
  })
}
