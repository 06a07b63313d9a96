import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { addDays, dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import type { LectureOrder } from './orders.queries.server.ts'
import { SEARCH_DAYS, searchSlots, type FreeSlot } from './slot-search.policy.ts'
import { loadSlotWorld } from './slots.queries.server.ts'

const OFFERED = 6

/** What an order can still have, the nearest to what it wanted first; in a transaction of its own. */
export async function nextFreeSlots(actor: Actor, order: LectureOrder): Promise<FreeSlot[]> {
  const today = dayAt(now())
  const far = addDays(today, SEARCH_DAYS)
  const world = await inActorTransaction(scopeOf(actor), (tx) =>
    loadSlotWorld(tx, {
      ...{ countyId: actor.countyId, topicCode: order.topicCode, lecturerId: null },
      ...{ from: today, to: order.wantedTo > far ? order.wantedTo : far },
    }),
  )
  const { slots, nearest } = searchSlots(world, {
    topic: { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds },
    ...{ seats: order.seatsTaken, from: order.wantedFrom, to: order.wantedTo, time: order.wantedTime },
    lecturerId: null,
    roomIds: world.rooms.filter(({ officeId }) => officeId === order.officeId).map(({ id }) => id),
  })
  return [...slots, ...nearest].slice(0, OFFERED)
}
