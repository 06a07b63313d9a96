import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { addDays, dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { ownLecturerId } from './lecturers.queries.server.ts'
import { orderIn } from './orders.queries.server.ts'
import { SEARCH_DAYS, searchSlots, type SlotAnswer } from './slot-search.policy.ts'
import { loadSlotWorld } from './slots.queries.server.ts'

/** How many times a page offers. */
const OFFERED = 8
const byTime = (a: { start: Date }, b: { start: Date }) => a.start.getTime() - b.start.getTime()

/** How many days the search looks at from a day that the lecturer names. */
export const LOOK_DAYS = 14

/**
 * Times inside the lecturer's own hours in which an order could be taught, in a room of its office: when the office wants
 * it, or in the two weeks from a day on; else what comes nearest. The time that the order holds does not stand in its own
 * way. Null for whoever is no lecturer, and for an order that they may not see.
 */
export function ownSlots(
  actor: Actor,
  orderId: string,
  from: CalendarDay | null,
): Promise<SlotAnswer | null> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const own = await ownLecturerId(tx)
    const order = own ? await orderIn(tx, scope, orderId) : null
    if (!own || !order) return null
    const today = dayAt(now())
    const far = addDays(today, SEARCH_DAYS)
    const wish = from
      ? { from, to: addDays(from, LOOK_DAYS - 1), time: 'any' as const }
      : { from: order.wantedFrom, to: order.wantedTo, time: order.wantedTime }
    const world = await loadSlotWorld(tx, {
      ...{ countyId: actor.countyId, topicCode: null, lecturerId: own },
      ...{ from: today, to: wish.to > far ? wish.to : far },
    })
    const held = order.lecturerId === own ? order.during : null
    const [lecturer] = world.lecturers
    const busy = world.busy.filter(
      ({ staffId, during }) => !held || staffId !== lecturer?.staffId || +during.from !== +held.from,
    )
    const answer = searchSlots(
      { ...world, busy },
      {
        topic: { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds },
        ...{ ...wish, seats: order.seatsTaken, lecturerId: own },
        roomIds: world.rooms.filter(({ officeId }) => officeId === order.officeId).map(({ id }) => id),
      },
    )
    // Proposing the very time that is held would say nothing.
    const other = ({ start }: { start: Date }) => !held || +start !== +held.from
    return {
      ...answer,
      slots: answer.slots.filter(other).slice(0, OFFERED).sort(byTime),
      nearest: answer.nearest.filter(other).slice(0, OFFERED),
    }
  })
}
