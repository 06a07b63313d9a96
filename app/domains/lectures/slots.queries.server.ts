import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import {
  addDays,
  addMonths,
  dayAt,
  firstDayOf,
  monthOf,
  startOfDay,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import type { DayKind } from './availability.policy.ts'
import { topicsInForce } from './menus.queries.server.ts'
import { orderIn } from './orders.queries.server.ts'
import { SEARCH_DAYS, searchSlots, type SlotAnswer, type SlotWish } from './slot-search.policy.ts'
import { checkSlot, type SlotLecturer, type SlotRoom, type SlotWorld } from './slot.policy.ts'

type BusyText = {
  staffId: string | null
  roomId: string | null
  from: string
  to: string
  blockedFrom: string
  blockedTo: string
  lecture: boolean
  officeId: string | null
  holdUntil: string | null
}
type WorldRow = {
  lecturers: SlotLecturer[]
  rooms: SlotRoom[]
  days: { day: CalendarDay; kind: DayKind }[]
  busy: BusyText[]
}

export type WorldOf = {
  countyId: string
  /** Null: every topic. */
  topicCode: string | null
  /** Null: everybody who teaches the topic. */
  lecturerId: string | null
  from: CalendarDay
  to: CalendarDay
  /** With whose classes they are and until when they are held: for an office that looks at a week. */
  shown?: true
}

const WHOSE = sql.raw(`, 'officeId', b.office_id, 'holdUntil', b.hold_until`)
const period = sql.raw(`'fromOn', x.from_on, 'toOn', x.to_on`)
const minutes = sql.raw(`'fromMinute', x.from_minute, 'toMinute', x.to_minute`)

/**
 * Lecturers with what they teach and when, rooms, what is taken and what the days are, in one query, for as many whole
 * months as the days touch. In the running transaction: after takeTurns() nobody can change it under the caller's feet.
 */
export async function loadSlotWorld(tx: Tx, of: WorldOf): Promise<SlotWorld> {
  const { countyId, topicCode, lecturerId } = of
  const begin = firstDayOf(monthOf(of.from))
  const end = firstDayOf(addMonths(monthOf(of.to), 1))
  const span = `[${startOfDay(begin).toISOString()},${startOfDay(end).toISOString()})`
  const [row] = await tx.execute<WorldRow>(sql`
    with l as materialized (
      select * from lecturers where county_id = ${countyId}::uuid
        and (${lecturerId}::uuid is null or id = ${lecturerId}::uuid)
        and (${topicCode}::text is null or id in (select t.lecturer_id from lecturer_topics t
          where t.county_id = ${countyId}::uuid and t.topic_code = ${topicCode}::text))),
    r as materialized (select * from lecture_rooms where county_id = ${countyId}::uuid)
    select
      (select coalesce(json_agg(json_build_object('id', l.id, 'staffId', l.staff_id,
          'travelLimitMinutes', l.travel_limit_minutes, 'dayLimit', l.day_limit, 'monthLimit', l.month_limit,
          'fromOn', l.from_on, 'toOn', l.to_on,
          'topics', (select coalesce(json_agg(json_build_object('code', x.topic_code, ${period})), '[]')
            from lecturer_topics x where x.county_id = l.county_id and x.lecturer_id = l.id),
          'hours', (select coalesce(json_agg(json_build_object('weekday', x.weekday, ${minutes}, ${period})), '[]')
            from lecturer_hours x where x.county_id = l.county_id and x.lecturer_id = l.id
              and (x.to_on is null or x.to_on > ${begin}::date)),
          'exceptions', (select coalesce(json_agg(json_build_object('day', x.day, 'open', x.open, ${minutes})), '[]')
            from lecturer_exceptions x where x.county_id = l.county_id and x.lecturer_id = l.id
              and x.withdrawn_at is null and x.day >= ${begin}::date and x.day < ${end}::date)
        ) order by l.id), '[]') from l) as lecturers,
      (select coalesce(json_agg(json_build_object('id', r.id, 'officeId', r.office_id, 'capacity', r.capacity,
          'equipment', r.equipment, 'travelMinutes', r.travel_minutes, 'retiredOn', r.retired_on) order by r.id), '[]')
        from r) as rooms,
      (select coalesce(json_agg(json_build_object('day', d.day, 'kind', d.kind)), '[]') from county_days d
        where d.county_id = ${countyId}::uuid and d.withdrawn_at is null
          and d.day >= ${begin}::date and d.day < ${end}::date) as days,
      (select coalesce(json_agg(json_build_object('staffId', b.staff_id, 'roomId', b.room_id,
          'from', lower(b.during), 'to', upper(b.during), 'blockedFrom', lower(b.blocked), 'blockedTo', upper(b.blocked),
          'lecture', b.lecture${of.shown ? WHOSE : sql.raw('')})), '[]')
        from ${of.shown ? sql.raw('door_taken') : sql.raw('door_free_busy')}(array(select l.staff_id from l), array(select r.id from r), ${span}::tstzrange) b) as busy`)
  const { lecturers, rooms, days, busy } = row!
  return {
    ...{ now: now(), lecturers, rooms },
    days: new Map(days.map(({ day, kind }) => [day, kind])),
    busy: busy.map(({ staffId, roomId, lecture, officeId = null, holdUntil, ...at }) => ({
      ...{ staffId, roomId, lecture, officeId, holdUntil: holdUntil ? new Date(holdUntil) : null },
      during: { from: new Date(at.from), to: new Date(at.to) },
      blocked: { from: new Date(at.blockedFrom), to: new Date(at.blockedTo) },
    })),
  }
}

/** What an office asks the search; the topic by its code, of today's menu. */
export type SlotQuestion = Omit<SlotWish, 'topic' | 'roomIds'> & {
  topicCode: string
  /** Null: the office's own rooms. */
  roomIds: readonly string[] | null
}

/** Free times for an office's wish, and what comes nearest where there is none. Refuses a topic that is not on the menu. */
export async function findSlots(
  actor: Actor,
  { topicCode, roomIds, ...wish }: SlotQuestion,
): Promise<Outcome<SlotAnswer, 'topic-gone'>> {
  const today = dayAt(now())
  const found = await inActorTransaction(scopeOf(actor), async (tx) => {
    const topic = (await topicsInForce(tx, actor.countyId, today)).find(({ code }) => code === topicCode)
    if (!topic) return null
    const far = addDays(today, SEARCH_DAYS)
    const to = wish.to > far ? wish.to : far
    const of = { countyId: actor.countyId, topicCode, lecturerId: null, from: today, to }
    return { topic, world: await loadSlotWorld(tx, of) }
  })
  if (!found) return { refused: 'topic-gone' }
  const { topic, world } = found
  const own = world.rooms.filter(({ officeId }) => officeId === actor.officeId).map(({ id }) => id)
  return searchSlots(world, { ...wish, topic, roomIds: roomIds ?? own })
}

/**
 * Who of the others could stand in for an order's lecturer at its time, in its room: those who teach the topic and are
 * free, whatever their open hours. Empty for an order without a time, and for one that the actor may not see.
 */
export function possibleSubstitutes(actor: Actor, orderId: string): Promise<string[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const order = await orderIn(tx, scope, orderId)
    if (!order?.during) return []
    const day = dayAt(order.during.from)
    const { countyId } = actor
    const of = { countyId, topicCode: order.topicCode, lecturerId: null, from: day, to: day }
    const world = await loadSlotWorld(tx, of)
    const room = world.rooms.find(({ id }) => id === order.roomId)
    if (!room) return []
    // The room is its own at that time, and stays so.
    const { from } = order.during
    const busy = world.busy.filter(({ roomId, during }) => roomId !== room.id || +during.from !== +from)
    const topic = { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds }
    return world.lecturers
      .filter(({ id }) => id !== order.lecturerId)
      .filter(
        (lecturer) =>
          !checkSlot({ ...world, busy }, { topic, lecturer, room, seats: order.seatsTaken }, from, {
            ownTime: true,
          }),
      )
      .map(({ id }) => id)
  })
}
