import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { claimSlot, giveTimeBack } from './order-claim.server.ts'
import type { OrderReason } from './order.policy.ts'
import { stepOrder, StepRefused, type StepOutcome } from './order-step.server.ts'

/** What undoes, moves or hands on. */

/** The office takes back what is not agreed yet. */
export function withdrawOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  reason: OrderReason | null = null,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'withdraw', reason }, giveTimeBack)
}

/** The office, or the bureau, calls off what was agreed. Before the class begins. */
export function cancelByOffice(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'cancel-by-office', reason }, giveTimeBack)
}

/** The lecturer cannot come. The office can ask somebody else, and keeps its place in the queue. */
export function cancelByLecturer(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'cancel-by-lecturer', reason }, giveTimeBack)
}

/** Another time or room with the same lecturer, who has to say yes again. The old time is free when the new one is held. */
export function rescheduleOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  slot: { roomId: string; start: Date },
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'reschedule', reason }, async (context) =>
    claimSlot(context, { ...slot, lecturerId: context.order.lecturerId! }),
  )
}

/**
 * Another lecturer at the same time in the same room, who has to say yes; by the lecturer who cannot come, or by the
 * bureau. The first one's time is free when the second one's is held: never neither, never both.
 */
export function handOver(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  substituteId: string,
  reason: OrderReason,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'hand-over', reason }, async (context) => {
    const { order } = context
    if (order.lecturerId === substituteId) throw new StepRefused({ refused: 'not-now' })
    // Colleagues agree between them: the substitute's open hours are not asked, their yes is.
    const claimed = await claimSlot(
      context,
      { lecturerId: substituteId, roomId: order.roomId!, start: order.during!.from },
      { ownTime: true },
    )
    return { ...claimed, previousLecturerId: order.lecturerId }
  })
}
