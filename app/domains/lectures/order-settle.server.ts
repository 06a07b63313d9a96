import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { bookTime, giveTimeBack } from './order-claim.server.ts'
import type { OrderReason } from './order.policy.ts'
import { stepOrder, type StepOutcome } from './order-step.server.ts'

/** What makes a class of an order. */

/** The office confirms what a lecturer accepted or took: from here on the class is on. */
export function confirmOrder(actor: Actor, orderId: string, seenVersion: number): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'confirm' }, bookTime)
}

/** The office agrees to the time that the lecturer proposed: both have said yes, the class is on. */
export function agreeToTime(actor: Actor, orderId: string, seenVersion: number): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'agree' }, bookTime)
}

/** The proposed time does not suit: it is free at once, and the order waits for anyone, in its old place. */
export function refuseTime(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'refuse-proposal', reason }, async (context) => ({
    ...(await giveTimeBack(context)),
    asked: 'anyone' as const,
  }))
}

/** The class took place. Only after its end. */
export function markTaught(actor: Actor, orderId: string, seenVersion: number): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'teach' }, () => ({}))
}

/** Nothing is left to do: the register is complete. */
export function closeOrder(actor: Actor, orderId: string, seenVersion: number): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'close' }, () => ({}))
}
