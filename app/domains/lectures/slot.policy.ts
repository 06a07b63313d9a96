import {
  AHEAD_DAYS,
  overlaps,
  blockedAround,
  type TimeSpan,
} from '#app/domains/calendar/engagement.policy.ts'
import { dayAt, monthOf, startOfDay, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import {
  openMinutes,
  within,
  type DayException,
  type DayKind,
  type WeeklyHours,
} from './availability.policy.ts'

export type SlotTopic = { code: string; minutes: Minutes; roomNeeds: readonly string[] }
export type SlotLecturer = {
  id: string
  staffId: string
  /** One way from the county town, in minutes. */
  travelLimitMinutes: number
  dayLimit: number
  monthLimit: number
  fromOn: CalendarDay
  toOn: CalendarDay | null
  topics: readonly { code: string; fromOn: CalendarDay; toOn: CalendarDay | null }[]
  hours: readonly WeeklyHours[]
  exceptions: readonly DayException[]
}
export type SlotRoom = {
  id: string
  officeId: string
  capacity: number
  equipment: readonly string[]
  travelMinutes: number
  retiredOn: CalendarDay | null
}
export type SlotBusy = {
  staffId: string | null
  roomId: string | null
  during: TimeSpan
  blocked: TimeSpan
  lecture: boolean
  /** Whose class it is, where that may be known; until when it is held, where it is not booked. For showing, not for judging. */
  officeId?: string | null
  holdUntil?: Date | null
}

/** What everything below is judged by, at one moment. */
export type SlotWorld = {
  now: Date
  lecturers: readonly SlotLecturer[]
  rooms: readonly SlotRoom[]
  /** Whole months, so that a month's limit can be counted. */
  busy: readonly SlotBusy[]
  days: ReadonlyMap<CalendarDay, DayKind>
}

export type SlotRefusal =
  | 'past'
  | 'too-far-ahead'
  | 'not-qualified'
  | 'not-lecturing'
  | 'room-closed'
  | 'room-too-small'
  | 'room-lacks'
  | 'too-far'
  | 'not-open'
  | 'day-full'
  | 'month-full'
  | 'lecturer-taken'
  | 'room-taken'

const MINUTE_MS = 60_000

export function slotSpan(start: Date, minutes: Minutes): TimeSpan {
  return { from: start, to: new Date(start.getTime() + minutes * MINUTE_MS) }
}

/** A topic, and who would teach it where, to how many. */
export type Setting = { topic: SlotTopic; lecturer: SlotLecturer; room: SlotRoom; seats: number }

/** Why a lecturer cannot teach a topic in a room on a day at all, whatever the hour. */
export function checkSetting(
  { topic, lecturer, room, seats }: Setting,
  day: CalendarDay,
): Refusal<SlotRefusal> | null {
  if (!within(day, lecturer)) return { refused: 'not-lecturing' }
  if (!lecturer.topics.some((one) => one.code === topic.code && within(day, one)))
    return { refused: 'not-qualified' }
  if (room.retiredOn !== null && room.retiredOn <= day) return { refused: 'room-closed' }
  if (room.capacity < seats) return { refused: 'room-too-small' }
  if (topic.roomNeeds.some((need) => !room.equipment.includes(need))) return { refused: 'room-lacks' }
  return room.travelMinutes > lecturer.travelLimitMinutes ? { refused: 'too-far' } : null
}

/** What takes a lecturer's time, and what takes a room's. */
export type BusyOfBoth = { lecturer: readonly SlotBusy[]; room: readonly SlotBusy[] }
export const busyOf = (
  world: SlotWorld,
  { lecturer, room }: Pick<Setting, 'lecturer' | 'room'>,
): BusyOfBoth => ({
  lecturer: world.busy.filter(({ staffId }) => staffId === lecturer.staffId),
  room: world.busy.filter(({ roomId }) => roomId === room.id),
})

/** How many classes a lecturer has on which day and in which month. */
export type ClassCounts = ReadonlyMap<CalendarDay | CalendarMonth, number>
export function classCounts(busyOfLecturer: readonly SlotBusy[]): ClassCounts {
  const counts = new Map<CalendarDay | CalendarMonth, number>()
  const add = (key: CalendarDay | CalendarMonth) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { lecture, during } of busyOfLecturer) {
    if (!lecture) continue
    const day = dayAt(during.from)
    add(day)
    add(monthOf(day))
  }
  return counts
}

/** Why this lecturer can take no more classes on a day, whatever the hour. */
export function checkLimits(
  lecturer: SlotLecturer,
  counts: ClassCounts,
  day: CalendarDay,
): Refusal<SlotRefusal> | null {
  if ((counts.get(day) ?? 0) >= lecturer.dayLimit) return { refused: 'day-full' }
  return (counts.get(monthOf(day)) ?? 0) >= lecturer.monthLimit ? { refused: 'month-full' } : null
}

/** Whether something stands in the way of a class, its travel included. */
export function checkFree(room: SlotRoom, during: TimeSpan, busy: BusyOfBoth): Refusal<SlotRefusal> | null {
  const blocked = blockedAround(during, room.travelMinutes)
  if (busy.lecturer.some((one) => overlaps(one.blocked, blocked))) return { refused: 'lecturer-taken' }
  return busy.room.some((one) => overlaps(one.blocked, blocked)) ? { refused: 'room-taken' } : null
}

/**
 * Whether a class can be at this instant. `ownTime`: the lecturer gives it, and may go beyond their open hours. The
 * database asks once more whether lecturer and room are free, when the time is taken.
 */
export function checkSlot(
  world: SlotWorld,
  setting: Setting,
  start: Date,
  { ownTime = false }: { ownTime?: boolean } = {},
): Refusal<SlotRefusal> | null {
  const { lecturer, topic, room } = setting
  if (!(start > world.now)) return { refused: 'past' }
  if (start.getTime() - world.now.getTime() > AHEAD_DAYS * 24 * 60 * MINUTE_MS)
    return { refused: 'too-far-ahead' }
  const day = dayAt(start)
  const busy = busyOf(world, setting)
  const refusal = checkSetting(setting, day)
  if (refusal) return refusal
  const from = (start.getTime() - startOfDay(day).getTime()) / MINUTE_MS
  const open = openMinutes(lecturer, day, world.days.get(day) ?? null)
  if (!ownTime && !open.some(([first, last]) => first <= from && from + topic.minutes <= last))
    return { refused: 'not-open' }
  return (
    checkFree(room, slotSpan(start, topic.minutes), busy) ??
    checkLimits(lecturer, classCounts(busy.lecturer), day)
  )
}
