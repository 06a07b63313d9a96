import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { lectureRoomsOf } from '#app/domains/calendar/lecture-room.server.ts'
import { AHEAD_DAYS } from '#app/domains/calendar/engagement.policy.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { officesOf } from '#app/domains/supervision/offices.queries.server.ts'
import { addDays, dayAt, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lecturersIn } from './lecturers.queries.server.ts'
import { SEARCH_DAYS, searchSlots, type FreeSlot, type GivenUp } from './slot-search.policy.ts'
import { checkSetting, classCounts, type SlotTopic, type SlotWorld } from './slot.policy.ts'
import { loadSlotWorld } from './slots.queries.server.ts'
import { mondayOf, takenSlots, type TakenSlot } from './week-grid.policy.ts'

export type WeekQuestion = {
  topic: SlotTopic
  seats: number
  /** Null: the first week in which anything is free. Any day of a week is that week; none before this one. */
  week: CalendarDay | null
  lecturerId: string | null
  /** Null: the smallest of the office's rooms that holds everybody. */
  roomId: string | null
  /** A time that is to be moved: it does not stand in its own way. */
  moving?: { start: Date; lecturerId: string; roomId: string }
}

/** Who could teach it, with what speaks for them. */
export type WeekLecturer = {
  id: string
  name: string
  credentials: { zh: string; en: string }
  languages: string[]
  /** How many times of this week they have. */
  slots: number
  /** Classes in the month of the week, and how many it may be. */
  load: number
  monthLimit: number
  taughtHere: number
}
export type WeekOfSlots = {
  monday: CalendarDay
  /** None before: this is the running week. */
  first: boolean
  last: boolean
  days: CalendarDay[]
  lecturers: WeekLecturer[]
  lecturerId: string | null
  rooms: { id: string; zh: string; en: string; capacity: number; travelMinutes: number }[]
  roomId: string | null
  free: FreeSlot[]
  taken: (TakenSlot & { office: { zh: string; en: string } | null })[]
  /** Where the week has nothing. */
  nearest: FreeSlot[]
  givenUp: GivenUp[]
}

const WEEK = 7
/** How far a first look goes for a week in which something is free. */
const FIRST_LOOK_DAYS = 27

/** One week of an office's choice for a topic: what is free, what would be and why it is not, who could come. */
export async function weekOfSlots(actor: Actor, question: WeekQuestion): Promise<WeekOfSlots> {
  const today = dayAt(now())
  const farthest = mondayOf(addDays(today, AHEAD_DAYS))
  const wanted = question.week === null ? null : mondayOf(question.week)
  const monday = wanted === null ? null : earlier(later(wanted, mondayOf(today)), farthest)
  const until = addDays(monday ?? today, WEEK - 1)
  const found = await inActorTransaction(scopeOf(actor), async (tx) => {
    const [world, rooms, offices, registry, taught] = await Promise.all([
      loadSlotWorld(tx, {
        ...{ countyId: actor.countyId, topicCode: question.topic.code, lecturerId: null, shown: true },
        ...{ from: today, to: later(until, addDays(today, SEARCH_DAYS)) },
      }),
      lectureRoomsOf(tx, actor.countyId),
      officesOf(tx, actor),
      lecturersIn(tx, actor.countyId),
      taughtHere(tx, actor),
    ])
    return { world, rooms, offices, registry, taught }
  })
  const world = withoutOwn(found.world, question)
  const own = found.rooms.filter(
    ({ officeId, retiredOn }) => officeId === actor.officeId && (retiredOn === null || retiredOn > today),
  )
  const chosenRoom = own.find(({ id }) => id === question.roomId) ?? null
  const roomIds = chosenRoom ? [chosenRoom.id] : own.map(({ id }) => id)
  // Only who teaches it to so many in one of these rooms at all.
  const able = world.lecturers.filter((lecturer) =>
    world.rooms.some(
      (room) =>
        roomIds.includes(room.id) &&
        !checkSetting({ topic: question.topic, lecturer, room, seats: question.seats }, later(today, until)),
    ),
  )
  const teaching = world.lecturers.filter(({ topics, toOn }) =>
    topics.some(
      ({ code, toOn: end }) =>
        code === question.topic.code && (end === null || end > today) && (toOn === null || toOn > today),
    ),
  )
  const lecturerId = teaching.find(({ id }) => id === question.lecturerId)?.id ?? null
  const wish = { topic: question.topic, seats: question.seats, roomIds, time: 'any' as const }
  const begin =
    monday ??
    mondayOf(
      firstDay(
        searchSlots(world, { ...wish, lecturerId, from: today, to: addDays(today, FIRST_LOOK_DAYS) }).slots,
      ) ?? today,
    )
  const span = { from: begin, to: addDays(begin, WEEK - 1) }
  const everybody = searchSlots(world, { ...wish, ...span, lecturerId: null })
  const answer = lecturerId === null ? everybody : searchSlots(world, { ...wish, ...span, lecturerId })
  const names = new Map(found.registry.map((one) => [one.id, one]))
  const offices = new Map(found.offices.map(({ id, nameZh, nameEn }) => [id, { zh: nameZh, en: nameEn }]))
  const shown = lecturerId === null ? able.map(({ id }) => id) : [lecturerId]
  return {
    ...{ monday: begin, first: begin <= mondayOf(today), last: begin >= farthest },
    days: Array.from({ length: WEEK }, (_, index) => addDays(begin, index)),
    lecturers: teaching.map(({ id, staffId, monthLimit }) => {
      const one = names.get(id)!
      const busy = world.busy.filter((taken) => taken.staffId === staffId)
      return {
        ...{ id, name: one.name, languages: [...one.languages], monthLimit },
        credentials: { zh: one.credentialsZh, en: one.credentialsEn },
        slots: everybody.slots.filter((slot) => slot.lecturerId === id).length,
        load: classCounts(busy).get(monthOf(begin)) ?? 0,
        taughtHere: found.taught.get(id) ?? 0,
      }
    }),
    ...{ lecturerId, roomId: chosenRoom?.id ?? null },
    rooms: own.map(({ id, nameZh, nameEn, capacity, travelMinutes }) => ({
      ...{ id, zh: nameZh, en: nameEn, capacity, travelMinutes },
    })),
    free: answer.slots,
    taken: takenSlots(world, { lecturerIds: shown, roomIds, ...span }, answer.slots, actor.officeId).map(
      (one) => ({ ...one, office: (one.officeId && offices.get(one.officeId)) || null }),
    ),
    ...{ nearest: answer.nearest, givenUp: answer.givenUp },
  }
}

/** How many the largest of the office's rooms holds; null where it has none. */
export async function mostSeats(actor: Actor): Promise<number | null> {
  const rooms = await inActorTransaction(scopeOf(actor), (tx) => lectureRoomsOf(tx, actor.countyId))
  const today = dayAt(now())
  const own = rooms.filter(
    ({ officeId, retiredOn }) => officeId === actor.officeId && (retiredOn === null || retiredOn > today),
  )
  return own.length > 0 ? Math.max(...own.map(({ capacity }) => capacity)) : null
}

const later = (a: CalendarDay, b: CalendarDay) => (a > b ? a : b)
const earlier = (a: CalendarDay, b: CalendarDay) => (a < b ? a : b)

function firstDay(slots: readonly FreeSlot[]): CalendarDay | null {
  const starts = slots.map(({ start }) => start.getTime())
  return starts.length > 0 ? dayAt(new Date(Math.min(...starts))) : null
}

/** What the moved time itself takes is not in the way. */
function withoutOwn(world: SlotWorld, { moving }: WeekQuestion): SlotWorld {
  if (!moving) return world
  const staffId = world.lecturers.find(({ id }) => id === moving.lecturerId)?.staffId
  const isOwn = (one: SlotWorld['busy'][number]) =>
    one.during.from.getTime() === moving.start.getTime() &&
    (one.staffId === staffId || one.roomId === moving.roomId)
  return { ...world, busy: world.busy.filter((one) => !isOwn(one)) }
}

/** How often each lecturer has taught the office. */
async function taughtHere(tx: Tx, { countyId, officeId }: Actor): Promise<Map<string, number>> {
  const rows = await tx.execute<{ id: string; times: number }>(sql`
    select o.lecturer_id as id, count(*)::int as times from lecture_orders o
    where o.county_id = ${countyId} and o.office_id = ${officeId} and o.state in ('taught', 'closed')
    group by o.lecturer_id`)
  return new Map(rows.map(({ id, times }) => [id, times]))
}
