import { and, eq } from 'drizzle-orm'
import type { OccasionState } from '#app/domains/attendance/occasion.policy.ts'
import { followShares, followSource } from '#app/domains/attendance/occasion.server.ts'
import type { Scope, Tx } from '#db/client.server.ts'
import { lectureRooms } from '#db/schema/calendar.ts'
import { menuTopics } from '#db/schema/lectures.ts'
import { BOOKED_STATES, HOLDING_STATES, type OrderState } from './order.policy.ts'
import type { LectureOrder } from './orders.queries.server.ts'

/** What an order's state means for its class. */
export function occasionStateOf(to: OrderState, { notHeld = false } = {}): OccasionState {
  if (to === 'confirmed') return 'planned'
  if (BOOKED_STATES.includes(to)) return 'took-place'
  if (HOLDING_STATES.includes(to)) return 'unsettled'
  return notHeld ? 'did-not-take-place' : 'cancelled'
}

/**
 * The class follows its order, in the transaction of the step: made when it is confirmed, in suspense while somebody has to say
 * yes again, called off with it, and over when it was taught. The title is the one that may stand on a phone.
 */
export async function followOrder(
  tx: Tx,
  scope: Scope,
  order: Pick<
    LectureOrder,
    'id' | 'officeId' | 'regime' | 'topicId' | 'topicCode' | 'roomId' | 'during' | 'seats'
  >,
  to: OrderState,
  { notHeld = false } = {},
): Promise<void> {
  const state = occasionStateOf(to, { notHeld })
  const [topic, room] =
    state === 'planned'
      ? await Promise.all([topicOf(tx, scope, order.topicId), roomOf(tx, scope, order.roomId!)])
      : []
  await followSource(tx, scope, {
    ...{ kind: 'lecture', sourceId: order.id, officeId: order.officeId, regime: order.regime },
    title: { code: order.topicCode, zh: topic?.zh ?? '', en: topic?.en ?? '' },
    slot: room && order.during ? { during: order.during, room } : null,
    ...{ seats: order.seats, state },
  })
  if (state === 'planned') await followShares(tx, order.id)
}

async function topicOf(tx: Tx, scope: Scope, topicId: string) {
  const [topic] = await tx
    .select({ zh: menuTopics.publicZh, en: menuTopics.publicEn })
    .from(menuTopics)
    .where(and(eq(menuTopics.countyId, scope.countyId!), eq(menuTopics.id, topicId)))
  return topic
}

async function roomOf(tx: Tx, scope: Scope, roomId: string) {
  const [room] = await tx
    .select({ zh: lectureRooms.nameZh, en: lectureRooms.nameEn, capacity: lectureRooms.capacity })
    .from(lectureRooms)
    .where(and(eq(lectureRooms.countyId, scope.countyId!), eq(lectureRooms.id, roomId)))
  return room
}
