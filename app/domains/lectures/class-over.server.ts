import { completeRegister, didNotTakePlace } from '#app/domains/attendance/register.server.ts'
import type { Completed, CompleteRefusal } from '#app/domains/attendance/register.server.ts'
import type { OccasionSource } from '#app/domains/attendance/occasion.policy.ts'
import { findOccasion } from '#app/domains/attendance/occasions.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { giveTimeBack } from './order-claim.server.ts'
import { closeOrder, markTaught } from './order-settle.server.ts'
import { stepOrder } from './order-step.server.ts'
import type { OrderReason } from './order.policy.ts'
import { listLecturers } from './lecturers.queries.server.ts'
import { findOrder } from './orders.queries.server.ts'

/** What follows a class, for its register and its order together. Each step may be repeated: what is done stays done. */

/**
 * Completes the register of the actor's office. Of a lecture of this office the order is taught before, and closed after:
 * the register is the last thing to do. Each is a step of its own, so that a register that is refused leaves a taught order.
 */
export async function completeClass(
  actor: Actor,
  occasionId: string,
): Promise<Outcome<Completed, CompleteRefusal>> {
  const order = await ownOrderOf(actor, occasionId)
  if (order?.state === 'confirmed') await markTaught(actor, order.id, order.version)
  const done = await completeRegister(actor, occasionId)
  if (isRefused(done) || !order) return done
  const after = await findOrder(actor, order.id)
  if (after?.state === 'taught') await closeOrder(actor, after.id, after.version)
  return done
}

export type NotHeldRefusal = 'not-found' | 'not-yours' | 'not-over' | 'complete' | 'stale' | 'reason-missing'

/** The class was not held: nobody is marked down. A lecture's order is called off with a reason, after its time. */
export async function classWasNotHeld(
  actor: Actor,
  occasionId: string,
  reason: OrderReason,
): Promise<Outcome<{ occasionId: string }, NotHeldRefusal>> {
  const found = await findOccasion(actor, occasionId)
  if (!found) return { refused: 'not-found' }
  if (found.anyComplete) return { refused: 'complete' }
  const order = await ownOrderOf(actor, occasionId)
  if (!order) return didNotTakePlace(actor, occasionId)
  const done = await stepOrder(
    actor,
    { orderId: order.id, seenVersion: order.version, act: 'cancel-by-office', reason, notHeld: true },
    giveTimeBack,
  )
  if (!isRefused(done)) return { occasionId }
  switch (done.refused) {
    case 'not-found':
    case 'not-yours':
    case 'not-over':
    case 'reason-missing':
      return { refused: done.refused }
    default:
      return { refused: 'stale' }
  }
}

/** The order of a lecture of the actor's own office, or null. */
async function ownOrderOf(actor: Actor, occasionId: string) {
  const found = await findOccasion(actor, occasionId)
  if (found?.occasion.sourceKind !== 'lecture' || found.occasion.officeId !== actor.officeId) return null
  return findOrder(actor, found.occasion.sourceId)
}

/** Who gives a lecture, by name, for staff; null for a class that is none. */
export async function lecturerNameOf(
  actor: Actor,
  source: { sourceKind: OccasionSource; sourceId: string },
): Promise<string | null> {
  if (source.sourceKind !== 'lecture') return null
  const order = await findOrder(actor, source.sourceId)
  if (!order?.lecturerId) return null
  return (await listLecturers(actor)).find(({ id }) => id === order.lecturerId)?.name ?? null
}
