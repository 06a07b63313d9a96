import { renewHold } from '#app/domains/calendar/engagement.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { ownLecturerId } from './lecturers.queries.server.ts'
import { claimSlot, giveTimeBack } from './order-claim.server.ts'
import type { OrderReason } from './order.policy.ts'
import { waitingOrdersIn } from './orders.queries.server.ts'
import { stepOrder, StepRefused, type StepOutcome } from './order-step.server.ts'
import { loadSlotWorld } from './slots.queries.server.ts'
import { firstServed } from './waiting.policy.ts'

/** What a lecturer does with what an office asked. */

/** Yes to the time that is held. The office has 72 hours to confirm. */
export function acceptOrder(actor: Actor, orderId: string, seenVersion: number): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'accept' }, async ({ tx, scope, order }) => {
    const until = await renewHold(tx, scope, order.engagementId!, order.during!.from)
    if (!until) throw new StepRefused({ refused: 'hold-expired' })
    return { holdUntil: until }
  })
}

/** No, with a reason. The time is free at once; the office can ask somebody else. */
export function declineOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'decline', reason }, giveTimeBack)
}

/** Another time, which is held instead of the one before. The lecturer may go beyond their open hours. */
export function proposeOtherTime(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  slot: { roomId: string; start: Date },
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'propose', reason }, async (context) =>
    claimSlot(context, { ...slot, lecturerId: context.order.lecturerId! }, { ownTime: true }),
  )
}

/** Whom a time of this lecturer would serve, of those who wait for the topic, in their order. */
async function servedFirst(tx: Tx, scope: Scope, lecturerId: string, topicCode: string, start: Date) {
  const day = dayAt(start)
  const [waiting, world] = await Promise.all([
    waitingOrdersIn(tx, scope, topicCode),
    loadSlotWorld(tx, { countyId: scope.countyId!, topicCode: null, lecturerId, from: day, to: day }),
  ])
  const [lecturer] = world.lecturers
  return { first: lecturer ? firstServed(world, lecturer, waiting, start) : null, waiting }
}

/**
 * Takes a request that waits, with a time of the lecturer's own. Refuses `others-first` when an earlier request on the
 * topic could have this time: who asked first is served first.
 */
export function takeOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  slot: { roomId: string; start: Date },
): Promise<StepOutcome<'others-first'>> {
  return stepOrder<'others-first'>(actor, { orderId, seenVersion, act: 'take' }, async (context) => {
    const { tx, scope, order } = context
    const lecturerId = await ownLecturerId(tx)
    if (!lecturerId || (order.asked === 'named' && order.lecturerId !== lecturerId))
      throw new StepRefused({ refused: 'not-yours' })
    // Before the claim: afterwards the time is taken, and nobody else could have it.
    const { first, waiting } = await servedFirst(tx, scope, lecturerId, order.topicCode, slot.start)
    const place = (id: string) => waiting.findIndex((one) => one.id === id)
    if (first && place(first.orderId) < place(order.id)) throw new StepRefused({ refused: 'others-first' })
    return claimSlot(context, { ...slot, lecturerId }, { ownTime: true })
  })
}

const TRIES = 5

/** Gives a time to whoever waits first for a topic and can have it. Refuses `nobody-waits`. */
export async function takeNextWaiting(
  actor: Actor,
  topicCode: string,
  start: Date,
): Promise<StepOutcome<'nobody-waits' | 'others-first'>> {
  const scope = scopeOf(actor)
  let outcome: StepOutcome<'nobody-waits' | 'others-first'> = { refused: 'nobody-waits' }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await inActorTransaction(scope, async (tx) => {
      const lecturerId = await ownLecturerId(tx)
      if (!lecturerId) return null
      const { first, waiting } = await servedFirst(tx, scope, lecturerId, topicCode, start)
      const version = waiting.find(({ id }) => id === first?.orderId)?.version
      return first && version ? { ...first, version } : null
    })
    if (!found) return { refused: 'nobody-waits' }
    outcome = await takeOrder(actor, found.orderId, found.version, { roomId: found.roomId, start })
    // Somebody else was served in between, or the queue moved: look again.
    if (!isRefused(outcome) || !movedMeanwhile(outcome)) return outcome
  }
  return outcome
}

const movedMeanwhile = ({ refused }: Refusal<string>) =>
  refused === 'stale' || refused === 'not-now' || refused === 'others-first' || refused === 'not-found'
