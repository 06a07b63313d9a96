import type { Sql } from 'postgres'
import { travelTo } from '#app/clock.server.ts'
import { occasionOfSource } from '#app/domains/attendance/occasions.queries.server.ts'
import type { NewMark } from '#app/domains/attendance/mark.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { addLecturer, addRoom, at, done, draft, SATURDAY, type LectureCounty } from './lecture-setup.ts'
import { addPerson, device, type Person } from './study-setup.ts'

/** A class that is agreed, and the people for it. On the 22nd of July 2026, for a Saturday from 14:30 to 16:00. */

export const BEFORE_CLASS = at('2026-07-22', '10:00')
export const minutesLater = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000)

/** With a lecturer and a room of its own, so that no test stands in another's way. */
export async function agreedClass(
  ownerSql: Sql,
  world: LectureCounty,
  {
    seats = 20,
    shared = false,
    regime = 'adults',
  }: { seats?: number; shared?: boolean; regime?: 'adults' | 'minors' } = {},
) {
  travelTo(BEFORE_CLASS)
  const lecturer = await addLecturer(ownerSql, world.county)
  const room = await addRoom(ownerSql, world.county.countyId, world.county.officeId)
  const start = at(SATURDAY, '14:30')
  const begun = await draft(world.office, { seats, regime })
  const held = done(
    await nameSlot(world.office, begun.orderId, begun.version, {
      ...{ lecturerId: lecturer.lecturerId, roomId: room, start },
    }),
  )
  const opened = shared ? done(await shareOrder(world.office, held.orderId, held.version, true)) : held
  const accepted = done(await acceptOrder(lecturer.actor, held.orderId, opened.version))
  const order = done(await confirmOrder(world.office, held.orderId, accepted.version))
  const { id } = (await occasionOfSource(world.office, 'lecture', order.orderId))!
  return { order, id, room, lecturer, start, end: minutesLater(start, 90) }
}

export const addPeople = (
  ownerSql: Sql,
  world: LectureCounty,
  count: number,
  more: Parameters<typeof addPerson>[2] = {},
) => Promise.all(Array.from({ length: count }, () => addPerson(ownerSql, world.county, more)))

/** Signs in: before the time moves on, because a sign-in clears those that have ended by then. */
export const actorOf = async ({ accountId }: Person): Promise<Actor> => (await device(accountId)).actor

export const markOf = (personId: string, more: Partial<NewMark> = {}): NewMark => ({
  ...{ personId, seen: 0, outcome: 'attended', inAt: null, outAt: null, lateMinutes: null, note: null },
  ...more,
})
