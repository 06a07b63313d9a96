import { and, asc, eq, gte, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { countyDaysBetween } from '#app/domains/calendar/county-days.server.ts'
import { engagementsIn } from '#app/domains/calendar/engagements.queries.server.ts'
import type { EngagementKind, TimeSpan } from '#app/domains/calendar/engagement.policy.ts'
import { lectureRoomsOf } from '#app/domains/calendar/lecture-room.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { officesOf } from '#app/domains/supervision/offices.queries.server.ts'
import { addDays, dayAt, startOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lecturerExceptions, lecturers, lecturerTopics } from '#db/schema/lectures.ts'
import { daysFromTo, openMinutes, type DayKind } from './availability.policy.ts'
import { ownLecturerId } from './lecturers.queries.server.ts'
import { stateAt, type OrderState } from './order.policy.ts'
import {
  orderHistory,
  orderIn,
  ordersOfIds,
  ordersOfLecturer,
  waitingOrdersIn,
  type LectureOrder,
} from './orders.queries.server.ts'
import { openWeek } from './own-hours.server.ts'
import { loadSlotWorld } from './slots.queries.server.ts'

/** What a lecturer sees of their own time and work; null for a lecturer whom the registry does not know. */

type Words = { zh: string; en: string }
/** Where a class is, for whoever goes there. */
export type ClassPlace = { room: Words; travelMinutes: number }

async function placesOf(tx: Tx, actor: Actor) {
  const [rooms, offices] = await Promise.all([lectureRoomsOf(tx, actor.countyId), officesOf(tx, actor)])
  const room = new Map(rooms.map((one) => [one.id, one]))
  const office = new Map(offices.map((one) => [one.id, one]))
  return {
    rooms,
    room: (id: string | null): ClassPlace | null => {
      const found = id === null ? undefined : room.get(id)
      return found
        ? { room: { zh: found.nameZh, en: found.nameEn }, travelMinutes: found.travelMinutes }
        : null
    },
    office: (id: string) => {
      const found = office.get(id)
      return { nameZh: found?.nameZh ?? '', nameEn: found?.nameEn ?? '' }
    },
  }
}
type Places = Awaited<ReturnType<typeof placesOf>>

/** An order in a list: what, where, when, how many; numbers alone. */
function summaryOf(order: LectureOrder, places: Places) {
  return {
    id: order.id,
    topicCode: order.topicCode,
    title: { zh: order.titleZh, en: order.titleEn },
    minutes: order.minutes,
    office: places.office(order.officeId),
    place: places.room(order.roomId),
    during: order.during,
    holdUntil: order.holdUntil,
    state: stateAt(order, now()),
    seatsTaken: order.seatsTaken,
    regime: order.regime,
    wantedFrom: order.wantedFrom,
    wantedTo: order.wantedTo,
    wantedTime: order.wantedTime,
  }
}
export type OrderSummary = ReturnType<typeof summaryOf>

/** What waits for the lecturer's answer, what they have still to say of a class that is over, and what waits for anyone. */
export function lecturerDesk(actor: Actor) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const own = await ownLecturerId(tx)
    if (!own) return null
    const [places, mine, waiting, topics] = await Promise.all([
      placesOf(tx, actor),
      ordersOfLecturer(tx, scope, own, ['held', 'proposed', 'accepted', 'confirmed']),
      waitingOrdersIn(tx, scope, null),
      topicsOf(tx, actor, own),
    ])
    const orders = mine.map((order) => summaryOf(order, places))
    const at = now()
    return {
      held: orders.filter(({ state }) => state === 'held'),
      /** Their answer is given, the office's is not. */
      withOffice: orders.filter(({ state }) => state === 'proposed' || state === 'accepted'),
      over: orders.filter(({ state, during }) => state === 'confirmed' && during !== null && during.to <= at),
      // Asked of somebody else by name, or on a topic that is not theirs any more: not for them to take.
      waiting: waiting
        .filter(({ asked, lecturerId }) => asked !== 'named' || lecturerId === own)
        .filter(({ topicCode }) => topics.includes(topicCode))
        .map((order) => ({ ...summaryOf(order, places), named: order.asked === 'named' })),
    }
  })
}

/** What the lecturer teaches today. */
async function topicsOf(tx: Tx, actor: Actor, lecturerId: string): Promise<string[]> {
  const today = dayAt(now())
  const rows = await tx
    .select({ code: lecturerTopics.topicCode, fromOn: lecturerTopics.fromOn, toOn: lecturerTopics.toOn })
    .from(lecturerTopics)
    .where(and(eq(lecturerTopics.countyId, actor.countyId), eq(lecturerTopics.lecturerId, lecturerId)))
  return rows
    .filter(({ fromOn, toOn }) => fromOn <= today && (toOn === null || today < toOn))
    .map(({ code }) => code)
}

/** One thing in the calendar: a class with its order, or a stretch that the lecturer keeps for themselves. */
export type CalendarEntry = {
  id: string
  kind: EngagementKind
  during: TimeSpan
  /** `version` of a stretch of one's own time, for giving it back. */
  version: number
  order: { id: string; topicCode: string; title: Words; state: OrderState; office: OfficeName } | null
  place: ClassPlace | null
}
type OfficeName = { nameZh: string; nameEn: string }
export type CalendarDayOfLecturer = {
  day: CalendarDay
  special: { kind: DayKind; zh: string; en: string } | null
  /** When they can be asked, in minutes of the day: their hours less what is taken is the search's to say. */
  open: Instants
}

/** The lecturer's days from one to the other, both included, with what stands in them. */
export function lecturerCalendar(actor: Actor, from: CalendarDay, to: CalendarDay) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const own = await ownLecturerId(tx)
    if (!own) return null
    const span = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) }
    const [places, taken, special, world] = await Promise.all([
      placesOf(tx, actor),
      engagementsIn(tx, actor.countyId, span),
      countyDaysBetween(tx, actor.countyId, from, to),
      loadSlotWorld(tx, { countyId: actor.countyId, topicCode: null, lecturerId: own, from, to }),
    ])
    // With the way there: what only touches the span with its travel is not in these days.
    const inside = taken.filter(({ during }) => during.from < span.to && during.to > span.from)
    const orders = await ordersOfIds(
      tx,
      scope,
      inside.flatMap(({ forId }) => (forId ? [forId] : [])),
    )
    const entries = inside.map(({ id, kind, during, version, forId, roomId }): CalendarEntry => {
      const order = orders.find((one) => one.id === forId)
      return {
        ...{ id, kind, during, version },
        order: order
          ? {
              ...{ id: order.id, topicCode: order.topicCode, state: stateAt(order, now()) },
              title: { zh: order.titleZh, en: order.titleEn },
              office: places.office(order.officeId),
            }
          : null,
        place: places.room(roomId),
      }
    })
    const [lecturer] = world.lecturers
    const days = daysFromTo(from, to).map((day): CalendarDayOfLecturer => {
      const found = special.find((one) => one.day === day)
      return {
        day,
        special: found ? { kind: found.kind, zh: found.nameZh, en: found.nameEn } : null,
        open: lecturer ? openMinutes(lecturer, day, found?.kind ?? null) : [],
      }
    })
    return { days, entries }
  })
}

/** An order as the lecturer who has it, had it or could take it reads it, with its history; null for anything else. */
export async function lecturerOrder(actor: Actor, orderId: string) {
  const scope = scopeOf(actor)
  const found = await inActorTransaction(scope, async (tx) => {
    const own = await ownLecturerId(tx)
    const order = own ? await orderIn(tx, scope, orderId) : null
    if (!own || !order) return null
    const places = await placesOf(tx, actor)
    return {
      ...summaryOf(order, places),
      version: order.version,
      needs: order.needs,
      roomNeeds: order.roomNeeds,
      asked: order.asked,
      /** `own`: their class. `waiting`: nobody's yet. `handed-on`: it was theirs. */
      whose:
        order.lecturerId === own && order.state !== 'requested'
          ? ('own' as const)
          : order.state === 'requested' && (order.asked !== 'named' || order.lecturerId === own)
            ? ('waiting' as const)
            : ('other' as const),
      rooms: places.rooms
        .filter(({ officeId, retiredOn }) => officeId === order.officeId && retiredOn === null)
        .map(({ id, nameZh, nameEn, capacity, travelMinutes }) => ({
          ...{ id, nameZh, nameEn, capacity, travelMinutes },
        })),
    }
  })
  if (!found) return null
  const history = await orderHistory(actor, orderId)
  return {
    ...found,
    history: history.map(({ version, act, actorRole, reason, at, during }) => ({
      ...{ version, act, actorRole, reason, at, during },
    })),
  }
}

/** Their hours, days that are otherwise, their own time and their limits, from today on. */
export function ownAvailability(actor: Actor) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const own = await ownLecturerId(tx)
    if (!own) return null
    const today = dayAt(now())
    const ahead = { from: now(), to: startOfDay(addDays(today, AHEAD_SHOWN)) }
    const [[limits], week, exceptions, taken] = await Promise.all([
      tx
        .select({
          dayLimit: lecturers.dayLimit,
          monthLimit: lecturers.monthLimit,
          travelLimitMinutes: lecturers.travelLimitMinutes,
        })
        .from(lecturers)
        .where(and(eq(lecturers.countyId, actor.countyId), eq(lecturers.id, own))),
      openWeek(tx, actor, own, today),
      tx
        .select({
          id: lecturerExceptions.id,
          day: lecturerExceptions.day,
          open: lecturerExceptions.open,
          fromMinute: lecturerExceptions.fromMinute,
          toMinute: lecturerExceptions.toMinute,
        })
        .from(lecturerExceptions)
        .where(
          and(
            ...[eq(lecturerExceptions.countyId, actor.countyId), eq(lecturerExceptions.lecturerId, own)],
            ...[isNull(lecturerExceptions.withdrawnAt), gte(lecturerExceptions.day, today)],
          ),
        )
        .orderBy(asc(lecturerExceptions.day), asc(lecturerExceptions.fromMinute)),
      engagementsIn(tx, actor.countyId, ahead),
    ])
    return {
      limits: limits!,
      week,
      exceptions,
      /** Leave and blocks; a class is moved on its own page. */
      ownTime: taken
        .filter(({ kind }) => kind === 'leave' || kind === 'block')
        .map(({ id, kind, during, version }) => ({ id, kind, during, version })),
    }
  })
}
/** As far as the calendar can be taken. */
const AHEAD_SHOWN = 400
