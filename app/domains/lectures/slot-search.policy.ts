import { addDays, dayAt, daysBetween, startOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import { daysFromTo, isDayOff, openMinutes, partOfDay, type PartOfDay } from './availability.policy.ts'
import {
  checkFree,
  checkLimits,
  checkSetting,
  classCounts,
  slotSpan,
  type SlotBusy,
  type SlotTopic,
  type SlotWorld,
} from './slot.policy.ts'

export const wishedTimes = ['any', 'weekend', 'evening', 'afternoon', 'morning'] as const
export type WishedTime = (typeof wishedTimes)[number]

export type SlotWish = {
  topic: SlotTopic
  seats: number
  /** Both included. */
  from: CalendarDay
  to: CalendarDay
  time: WishedTime
  /** Null: whoever teaches the topic. */
  lecturerId: string | null
  /** Which rooms the office would take; of the world's. */
  roomIds: readonly string[]
}

export type FreeSlot = {
  lecturerId: string
  roomId: string
  start: Date
  end: Date
  part: PartOfDay
  /** People have the day off. */
  dayOff: boolean
}

/** What had to be given up to find something: in this order, the least first. */
export type GivenUp = 'time' | 'week' | 'lecturer' | 'place'
export type SlotAnswer = {
  /** As wished; the evenings and days off first, because people work. */
  slots: FreeSlot[]
  /** Only where there is nothing as wished: what comes nearest. */
  nearest: FreeSlot[]
  givenUp: GivenUp[]
}

/** Classes begin on the half hour. */
const STEP_MINUTES = 30
const MINUTE_MS = 60_000
/** As far as the search looks for something else. */
export const SEARCH_DAYS = 90
const NEAREST = 6

/**
 * Free times for a wish, or what comes nearest to it: another time of day, another week, another lecturer, another
 * room, all together at last. Empty only when nobody who teaches the topic can come anywhere in ninety days.
 */
export function searchSlots(world: SlotWorld, wish: SlotWish): SlotAnswer {
  const slots = freeSlots(world, wish).sort(byFit(world))
  if (slots.length > 0) return { slots, nearest: [], givenUp: [] }
  const today = dayAt(world.now)
  const anyDay = { from: today, to: addDays(today, SEARCH_DAYS) }
  const everywhere = world.rooms.map(({ id }) => id)
  const tries: [GivenUp[], Partial<SlotWish>][] = [
    [['time'], { time: 'any' }],
    [['week'], anyDay],
    [['time', 'week'], { time: 'any', ...anyDay }],
    [['lecturer'], { lecturerId: null }],
    [['lecturer', 'time', 'week'], { lecturerId: null, time: 'any', ...anyDay }],
    [['place', 'time', 'week'], { roomIds: everywhere, time: 'any', ...anyDay }],
    [
      ['lecturer', 'place', 'time', 'week'],
      { lecturerId: null, roomIds: everywhere, time: 'any', ...anyDay },
    ],
  ]
  for (const [givenUp, change] of tries) {
    const nearest = freeSlots(world, { ...wish, ...change }).sort(byNearness(wish))
    if (nearest.length > 0) return { slots: [], nearest: nearest.slice(0, NEAREST), givenUp }
  }
  return { slots: [], nearest: [], givenUp: [] }
}

/** The first free start of each lecturer in each part of each day, in the smallest room that holds everybody. */
function freeSlots(world: SlotWorld, wish: SlotWish): FreeSlot[] {
  const lecturers = world.lecturers.filter(({ id }) => wish.lecturerId === null || id === wish.lecturerId)
  const rooms = world.rooms
    .filter(({ id }) => wish.roomIds.includes(id))
    .sort((a, b) => a.capacity - b.capacity || (a.id < b.id ? -1 : 1))
  const today = dayAt(world.now)
  const days = daysFromTo(wish.from < today ? today : wish.from, wish.to)
  const busyRooms = new Map(
    rooms.map((room) => [room.id, byDay(world.busy.filter((one) => one.roomId === room.id))]),
  )
  const found: FreeSlot[] = []
  for (const lecturer of lecturers) {
    const own = world.busy.filter(({ staffId }) => staffId === lecturer.staffId)
    const [ownByDay, counts] = [byDay(own), classCounts(own)]
    for (const day of days) {
      const kind = world.days.get(day) ?? null
      const dayOff = isDayOff(day, kind)
      if ((wish.time === 'weekend' && !dayOff) || checkLimits(lecturer, counts, day)) continue
      const open = openMinutes(lecturer, day, kind)
      const taken = new Set<PartOfDay>()
      for (const room of open.length > 0 ? rooms : []) {
        if (checkSetting({ topic: wish.topic, lecturer, room, seats: wish.seats }, day)) continue
        const busy = {
          lecturer: ownByDay.get(day) ?? NOTHING,
          room: busyRooms.get(room.id)!.get(day) ?? NOTHING,
        }
        for (const { part, start, end } of startsOn(day, open, wish, taken)) {
          if (start <= world.now || checkFree(room, { from: start, to: end }, busy)) continue
          found.push({ lecturerId: lecturer.id, roomId: room.id, start, end, part, dayOff })
          taken.add(part)
        }
      }
    }
  }
  return found
}

const NOTHING: readonly SlotBusy[] = []

/** What is taken, by each day that it can reach into: its own ones, the one before and the one after (travel). */
function byDay(busy: readonly SlotBusy[]): Map<CalendarDay, SlotBusy[]> {
  const days = new Map<CalendarDay, SlotBusy[]>()
  for (const one of busy) {
    const last = addDays(dayAt(one.blocked.to), 1)
    for (let day = addDays(dayAt(one.blocked.from), -1); day <= last; day = addDays(day, 1)) {
      const list = days.get(day)
      if (list) list.push(one)
      else days.set(day, [one])
    }
  }
  return days
}

/** Every start on the half hour inside the open hours, in the parts of the day that are wished and not found yet. */
function* startsOn(day: CalendarDay, open: Instants, wish: SlotWish, taken: ReadonlySet<PartOfDay>) {
  const midnight = startOfDay(day).getTime()
  for (const [first, last] of open) {
    const begin = Math.ceil(first / STEP_MINUTES) * STEP_MINUTES
    for (let minute = begin; minute + wish.topic.minutes <= last; minute += STEP_MINUTES) {
      const part = partOfDay(minute)
      if (taken.has(part) || (wish.time !== 'any' && wish.time !== 'weekend' && wish.time !== part)) continue
      const { from: start, to: end } = slotSpan(new Date(midnight + minute * MINUTE_MS), wish.topic.minutes)
      yield { part, start, end }
    }
  }
}

/** Whether people who work can come. */
const suitsWorkers = ({ dayOff, part }: FreeSlot) => dayOff || part === 'evening'

/** Evenings and days off first; then the earlier; of two at once whoever teaches less this month. */
function byFit(world: SlotWorld) {
  const load = new Map<string, number>()
  for (const { id, staffId } of world.lecturers)
    load.set(id, world.busy.filter((one) => one.lecture && one.staffId === staffId).length)
  return (a: FreeSlot, b: FreeSlot) =>
    Number(suitsWorkers(b)) - Number(suitsWorkers(a)) ||
    a.start.getTime() - b.start.getTime() ||
    load.get(a.lecturerId)! - load.get(b.lecturerId)! ||
    (a.lecturerId < b.lecturerId ? -1 : 1)
}

/** The fewer days from the wished ones the better; then evenings and days off; then the earlier. */
function byNearness({ from, to }: SlotWish) {
  const distance = ({ start }: FreeSlot) => {
    const day = dayAt(start)
    return day < from ? daysBetween(day, from) : day > to ? daysBetween(to, day) : 0
  }
  return (a: FreeSlot, b: FreeSlot) =>
    distance(a) - distance(b) ||
    Number(suitsWorkers(b)) - Number(suitsWorkers(a)) ||
    a.start.getTime() - b.start.getTime() ||
    (a.lecturerId < b.lecturerId ? -1 : 1)
}
