import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { followShares } from '#app/domains/attendance/occasion.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import { isRefused, type Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { checkDelegation, nextStep, type StepRefusal } from './order.policy.ts'
import { orderIn, type LectureOrder } from './orders.queries.server.ts'
import {
  leaveTraces,
  roleOf,
  stepOrder,
  waitForOrder,
  type StepDone,
  type StepOutcome,
} from './order-step.server.ts'

/** One session for several offices: the seats are the room's, and the database counts them. */

/** The host opens its session to other offices, or closes it again. Who joined stays. */
export function shareOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  shared: boolean,
): Promise<StepOutcome> {
  return stepOrder(actor, { orderId, seenVersion, act: 'share' }, () => ({ shared }))
}

export type JoinRefusal =
  StepRefusal | 'not-found' | 'own-order' | 'other-regime' | 'no-seats' | 'joined-before'

/**
 * Another office's people come to the session. Refuses `no-seats` when the room does not hold them, and `other-regime`:
 * minors and adults are never in one session (社矫法 52).
 */
export async function joinOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  { seats, regime }: { seats: number; regime: 'adults' | 'minors' },
): Promise<StepDone | Refusal<JoinRefusal>> {
  return shareStep(actor, orderId, seenVersion, 'join', async (tx, order) => {
    if (order.regime !== regime) return { refused: 'other-regime' }
    if (!order.shared) return { refused: 'not-now' }
    if (order.capacity !== null && order.seatsTaken + seats > order.capacity) return { refused: 'no-seats' }
    const [joined] = await tx.execute<{ version: number | null }>(
      sql`select door_join_order(${uuidv7()}::uuid, ${orderId}::uuid, ${seats}::int, ${seenVersion}::int) as version`,
    )
    return joined?.version ?? { refused: 'stale' }
  })
}

/** The office's people come no more; their seats are free at once. */
export async function leaveOrder(
  actor: Actor,
  orderId: string,
  seenVersion: number,
): Promise<StepDone | Refusal<JoinRefusal>> {
  return shareStep(actor, orderId, seenVersion, 'leave', async (tx) => {
    const [left] = await tx.execute<{ version: number | null }>(
      sql`select door_leave_order(${orderId}::uuid, ${seenVersion}::int) as version`,
    )
    return left?.version ?? { refused: 'not-found' }
  })
}

async function shareStep(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  act: 'join' | 'leave',
  work: (tx: Tx, order: LectureOrder) => Promise<number | Refusal<JoinRefusal>>,
): Promise<StepDone | Refusal<JoinRefusal>> {
  const scope = scopeOf(actor)
  const role = roleOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      await waitForOrder(tx, orderId)
      const order = await orderIn(tx, scope, orderId)
      if (!order || !role) return { refused: 'not-found' as const }
      if (order.officeId === actor.officeId) return { refused: 'own-order' as const }
      const verdict = nextStep({ act, role, order, seenVersion, reason: null, now: now() })
      if (isRefused(verdict)) return verdict
      const delegation = actor.officeId && (await delegationOf(tx, actor.countyId, actor.officeId))
      const classStart = order.during?.from ?? null
      const refusal = delegation ? checkDelegation(act, delegation, { now: now(), classStart }) : null
      if (refusal) return refusal
      const version = await work(tx, order)
      if (typeof version !== 'number') return version
      await followShares(tx, orderId)
      await leaveTraces(tx, scope, order, { act, reason: null, from: verdict.from, to: verdict.to, version })
      return { orderId, state: verdict.to, version }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'lecture_order_shares_once') return { refused: 'joined-before' }
    throw error
  }
}
