import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { dayAt, startOfDay } from '#app/shared/calendar-day.ts'
import { isDayOff, partOfDay } from './availability.policy.ts'
import type { WishedTime } from './slot-search.policy.ts'
import { checkSlot, type SlotLecturer, type SlotWorld } from './slot.policy.ts'

/** A request that waits, as far as its place in the queue is concerned. */
export type Waiting = {
  id: string
  officeId: string
  topicCode: string
  minutes: number
  roomNeeds: readonly string[]
  seatsTaken: number
  asked: 'none' | 'named' | 'anyone'
  lecturerId: string | null
  wantedFrom: CalendarDay
  wantedTo: CalendarDay
  wantedTime: WishedTime
}

const MINUTE_MS = 60_000

/** The smallest of its office's rooms in which a lecturer could serve a request at this instant; null: it cannot. */
export function roomFor(
  world: SlotWorld,
  lecturer: SlotLecturer,
  order: Waiting,
  start: Date,
): string | null {
  if (order.asked === 'named' && order.lecturerId !== lecturer.id) return null
  const day = dayAt(start)
  if (day < order.wantedFrom || day > order.wantedTo) return null
  const part = partOfDay((start.getTime() - startOfDay(day).getTime()) / MINUTE_MS)
  const suits =
    order.wantedTime === 'any' ||
    (order.wantedTime === 'weekend' ? isDayOff(day, world.days.get(day) ?? null) : part === order.wantedTime)
  if (!suits) return null
  const topic = { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds }
  const room = world.rooms
    .filter(({ officeId }) => officeId === order.officeId)
    .sort((a, b) => a.capacity - b.capacity || (a.id < b.id ? -1 : 1))
    .find(
      (one) =>
        !checkSlot(world, { topic, lecturer, room: one, seats: order.seatsTaken }, start, { ownTime: true }),
    )
  return room?.id ?? null
}

/**
 * Who is served with a time that a lecturer gives: of the requests, in their total order, the first one that it can serve.
 */
export function firstServed(
  world: SlotWorld,
  lecturer: SlotLecturer,
  inOrder: readonly Waiting[],
  start: Date,
): { orderId: string; roomId: string } | null {
  for (const order of inOrder) {
    const roomId = roomFor(world, lecturer, order, start)
    if (roomId) return { orderId: order.id, roomId }
  }
  return null
}
