import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { AHEAD_DAYS } from '#app/domains/calendar/engagement.policy.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import { addDays, dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome, Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lectureOrderChanges, lectureOrders } from '#db/schema/lecture-orders.ts'
import { staffIdOf } from './lecturers.queries.server.ts'
import { topicsInForce } from './menus.queries.server.ts'
import { claimSlot, giveTimeBack, type WantedSlot } from './order-claim.server.ts'
import { checkDelegation } from './order.policy.ts'
import type { OrderDraft } from './order.schema.ts'
import {
  stepOrder,
  StepRefused,
  type OrderColumns,
  type StepContext,
  type StepDone,
  type StepOutcome,
} from './order-step.server.ts'

export type DraftRefusal = 'not-yours' | 'topic-gone' | 'wanted-past' | 'wanted-far' | 'not-delegated'

/**
 * An office begins an order of a topic that is on the menu today; nobody is told yet. The order keeps this version of the
 * topic. Refuses what is not on the menu, days that have gone by or are more than a year away, and an office that is not
 * delegated.
 */
export async function draftOrder(actor: Actor, draft: OrderDraft): Promise<Outcome<StepDone, DraftRefusal>> {
  return inActorTransaction(scopeOf(actor), (tx) => draftIn(tx, actor, uuidv7(), draft))
}

/** The same in the running transaction, with an id that the form had: sent twice, it runs into the first one's key. */
export async function draftIn(
  tx: Tx,
  actor: Actor,
  id: string,
  draft: OrderDraft,
): Promise<Outcome<StepDone, DraftRefusal>> {
  const { role, officeId } = actor
  if ((role !== 'office' && role !== 'social-worker') || !officeId) return { refused: 'not-yours' }
  const outside = outsideOf(draft.wantedTo)
  if (outside) return outside
  const scope = scopeOf(actor)
  const delegation = await delegationOf(tx, actor.countyId, officeId)
  const refusal = delegation && checkDelegation('draft', delegation, { now: now(), classStart: null })
  if (refusal) return refusal
  const { topicCode, ...wish } = draft
  const topic = (await topicsInForce(tx, actor.countyId, dayAt(now()))).find(({ code }) => code === topicCode)
  if (!topic) return { refused: 'topic-gone' }
  await tx.insert(lectureOrders).values({
    ...{ id, countyId: actor.countyId, officeId, topicId: topic.id, topicCode, ...wish },
    ...{ asked: 'none', state: 'draft', seatsTaken: wish.seats },
    ...{ createdBy: actor.accountId, createdAs: role },
  })
  await tx.insert(lectureOrderChanges).values({
    ...{ id: uuidv7(), countyId: actor.countyId, orderId: id, version: 1, act: 'draft', toState: 'draft' },
    ...{ actorAccountId: actor.accountId, actorRole: role, actorOfficeId: officeId },
  })
  const subject = { kind: 'lecture-order' as const, id }
  await recordAudit(tx, scope, 'lectures.order-drafted', subject, { topic: topicCode, version: 1 })
  return { orderId: id, state: 'draft', version: 1 }
}

/** Whether the last wished day has gone by, or is more than a year away. */
export function outsideOf(wantedTo: CalendarDay): Refusal<'wanted-past' | 'wanted-far'> | null {
  const today = dayAt(now())
  if (wantedTo < today) return { refused: 'wanted-past' }
  return wantedTo > addDays(today, AHEAD_DAYS) ? { refused: 'wanted-far' } : null
}

/** A topic that left the menu meanwhile cannot be asked for any more; what was agreed before stays. */
async function mustBeOnMenu({ tx, scope, order, from }: StepContext): Promise<void> {
  if (from !== 'draft') return
  const menu = await topicsInForce(tx, scope.countyId!, dayAt(now()))
  if (!menu.some(({ code }) => code === order.topicCode)) throw new StepRefused({ refused: 'topic-gone' })
}

/** Its place in the queue is that of the first request: coming back was not the office's doing. */
const placeInQueue = ({ order }: StepContext) => ({ requestedAt: order.requestedAt ?? now() })

/** Seats of the order's own office in place of those before; of the offices that joined nothing changes. */
const withSeats = ({ seats, seatsTaken }: StepContext['order'], wanted: number) => ({
  seats: wanted,
  seatsTaken: seatsTaken - seats + wanted,
})

/** What the office wants, while nobody's time hangs on it. The topic stays, and for whom it is. */
export function changeWish(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  { seats, needs, wantedFrom, wantedTo, wantedTime }: Wish,
): Promise<StepOutcome<'wanted-past' | 'wanted-far'>> {
  const outside = outsideOf(wantedTo)
  if (outside) return Promise.resolve(outside)
  const request = { orderId, seenVersion, act: 'change' } as const
  return stepOrder(actor, request, wishing({ seats, needs, wantedFrom, wantedTo, wantedTime }))
}

export type Wish = Omit<OrderDraft, 'topicCode' | 'regime'>
export const wishing =
  ({ seats, needs, wantedFrom, wantedTo, wantedTime }: Wish) =>
  ({ order }: StepContext) => ({ ...withSeats(order, seats), needs, wantedFrom, wantedTo, wantedTime })

/** How many come, and what they need, when a time is held or booked. Refuses `no-seats`: more than the room holds. */
export function resizeOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  { seats, needs }: Pick<OrderDraft, 'seats' | 'needs'>,
): Promise<StepOutcome<'no-seats' | 'seats-in-use'>> {
  return stepOrder<'no-seats' | 'seats-in-use'>(
    actor,
    { orderId, seenVersion, act: 'resize' },
    ({ order }) => {
      const sized = withSeats(order, seats)
      if (order.capacity !== null && sized.seatsTaken > order.capacity)
        throw new StepRefused({ refused: 'no-seats' })
      return { ...sized, needs }
    },
  )
}

export type Ask = { asked: 'none' | 'anyone' } | { asked: 'named'; lecturerId: string }

/**
 * Sends an order without a time: with no lecturer named, one named, or to anyone who teaches the topic. It holds nobody's
 * time (decisions 22) and waits in the queue of its topic.
 */
export function requestOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  ask: Ask,
): Promise<StepOutcome<'topic-gone'>> {
  return stepOrder<'topic-gone'>(actor, { orderId, seenVersion, act: 'request' }, asking(ask))
}

export const asking =
  (ask: Ask) =>
  async (context: StepContext): Promise<OrderColumns> => {
    await mustBeOnMenu(context)
    const lecturerId = ask.asked === 'named' ? ask.lecturerId : null
    if (lecturerId && !(await staffIdOf(context.tx, context.scope.countyId!, lecturerId)))
      throw new StepRefused({ refused: 'not-found' })
    // A hold that has passed unnoticed is let go of before it asks again.
    return { ...(await giveTimeBack(context)), ...placeInQueue(context), asked: ask.asked, lecturerId }
  }

/** Sends an order to one lecturer with a time and a room: both are held for 72 hours. */
export function nameSlot(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  slot: WantedSlot,
): Promise<StepOutcome<'topic-gone'>> {
  return stepOrder<'topic-gone'>(actor, { orderId, seenVersion, act: 'name' }, naming(slot))
}

export const naming =
  (slot: WantedSlot) =>
  async (context: StepContext): Promise<OrderColumns> => {
    await mustBeOnMenu(context)
    const claimed = await claimSlot(context, slot)
    return { ...claimed, ...placeInQueue(context), asked: 'named' as const }
  }
