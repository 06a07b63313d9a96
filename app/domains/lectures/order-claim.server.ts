import { isRefused } from '#app/shared/outcome.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import {
  confirmEngagement,
  holdLecture,
  releaseEngagement,
  takeTurns,
} from '#app/domains/calendar/engagement.server.ts'
import { isDelegatedOn } from '#app/domains/supervision/delegation.policy.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import type { Tx } from '#db/client.server.ts'
import { staffIdOf } from './lecturers.queries.server.ts'
import {
  SlotRefused,
  StepRefused,
  WITHOUT_TIME,
  type OrderColumns,
  type StepContext,
} from './order-step.server.ts'
import { checkSlot, slotSpan } from './slot.policy.ts'
import { loadSlotWorld } from './slots.queries.server.ts'

/** Who, where, from when: how long follows from the topic. */
export type WantedSlot = { lecturerId: string; roomId: string; start: Date }

/**
 * Holds a slot for an order, in place of the one it may have had. Waits for its turn, lets stale holds go, asks the rules,
 * and takes the time: from there on the database refuses everybody else. Throws SlotRefused with the reason, and the
 * overlap that the database found.
 */
export async function claimSlot(
  { tx, scope, order }: StepContext,
  slot: WantedSlot,
  { ownTime = false }: { ownTime?: boolean } = {},
): Promise<OrderColumns> {
  if (Number.isNaN(slot.start.getTime())) throw new SlotRefused({ refused: 'past' })
  const staffId = await staffIdOf(tx, scope.countyId!, slot.lecturerId)
  if (!staffId) throw new StepRefused({ refused: 'not-found' })
  await takeTurns(tx, staffId, slot.roomId)
  // Its own earlier time does not stand in its way.
  if (order.engagementId) await releaseEngagement(tx, scope, order.engagementId)
  const room = await checkClaim({ tx, countyId: scope.countyId!, order, slot, ownTime })
  const during = slotSpan(slot.start, order.minutes)
  const held = await holdLecture(tx, scope, {
    ...{ staffId, roomId: slot.roomId, officeId: order.officeId, orderId: order.id, during },
    bufferMinutes: room.travelMinutes,
  })
  return {
    ...{ lecturerId: slot.lecturerId, roomId: slot.roomId, capacity: room.capacity, during },
    ...{ engagementId: held.engagementId, holdUntil: held.holdUntil },
  }
}

async function checkClaim(given: {
  tx: Tx
  countyId: string
  order: StepContext['order']
  slot: WantedSlot
  ownTime: boolean
}) {
  const { order, slot, countyId } = given
  const day = dayAt(slot.start)
  const delegation = await delegationOf(given.tx, countyId, order.officeId)
  if (!delegation || !isDelegatedOn(day, delegation)) throw new StepRefused({ refused: 'not-delegated' })
  const world = await loadSlotWorld(given.tx, {
    ...{ countyId, topicCode: null, lecturerId: slot.lecturerId, from: day, to: day },
  })
  const [lecturer] = world.lecturers
  const room = world.rooms.find(({ id }) => id === slot.roomId)
  if (!lecturer || !room) throw new StepRefused({ refused: 'not-found' })
  const topic = { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds }
  const refusal = checkSlot(world, { topic, lecturer, room, seats: order.seatsTaken }, slot.start, {
    ownTime: given.ownTime,
  })
  if (refusal && isRefused(refusal)) throw new SlotRefused(refusal)
  return room
}

/** Gives an order's time back, when it has one. */
export async function giveTimeBack({ tx, scope, order }: StepContext): Promise<OrderColumns> {
  if (order.engagementId) await releaseEngagement(tx, scope, order.engagementId)
  return WITHOUT_TIME
}

/** Books what was held. Throws when the hold has passed: a claim may have let it go a moment ago. */
export async function bookTime({ tx, scope, order }: StepContext): Promise<OrderColumns> {
  if (!(await confirmEngagement(tx, scope, order.engagementId!)))
    throw new StepRefused({ refused: 'hold-expired' })
  return { holdUntil: null }
}
