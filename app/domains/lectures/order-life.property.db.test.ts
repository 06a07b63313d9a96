import fc from 'fast-check'
import { expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { freeOwnTime, keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  draft,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import {
  acceptOrder,
  declineOrder,
  proposeOtherTime,
  takeNextWaiting,
  takeOrder,
} from './order-answer.server.ts'
import { nameSlot, requestOrder } from './order-ask.server.ts'
import {
  cancelByLecturer,
  cancelByOffice,
  handOver,
  rescheduleOrder,
  withdrawOrder,
} from './order-change.server.ts'
import { expireStaleOrders } from './order-expire.server.ts'
import { agreeToTime, closeOrder, confirmOrder, markTaught, refuseTime } from './order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from './order-share.server.ts'

/**
 * Whatever anybody does in whatever order, with versions that are fresh or stale and the clock running on: no state is
 * reached in which a booking is wrong. Judged by `npm run check:bookings` itself, which a test of its own proves to see.
 */

const HOUR_MS = 3_600_000
const START = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturers: Lecturer[]
let rooms: string[]

/** A county of its own for every sequence. */
async function newWorld() {
  world = await addLectureCounty(database.ownerSql)
  lecturers = [
    await addLecturer(database.ownerSql, world.county),
    await addLecturer(database.ownerSql, world.county, { dayLimit: 2 }),
  ]
  const { countyId, officeId } = world.county
  rooms = [
    world.room,
    await addRoom(database.ownerSql, countyId, officeId, { capacity: 25 }),
    world.otherRoom,
  ]
}

/** What leads on stands more than once: a sequence of refusals proves nothing. */
const ACTS = [
  ...['name', 'name', 'name', 'accept', 'accept', 'accept', 'confirm', 'confirm', 'request', 'share'],
  ...['draft', 'request', 'name', 'take', 'takeNext', 'accept', 'decline', 'propose', 'agree', 'refuse'],
  ...['confirm', 'reschedule', 'handOver', 'teach', 'close', 'withdraw', 'cancelOffice', 'cancelLecturer'],
  ...['share', 'join', 'leave', 'expire', 'keepTime', 'freeTime', 'wait'],
] as const
const command = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.nat({ max: 3 }),
  which: fc.nat({ max: 3 }),
  lecturer: fc.nat({ max: 1 }),
  room: fc.nat({ max: 2 }),
  // Of five days from the 23rd on, on the half hour: near enough to meet.
  day: fc.nat({ max: 4 }),
  halfHour: fc.integer({ min: 16, max: 40 }),
  staleBy: fc.constantFrom(0, 0, 0, 0, 1),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

type Known = { orderId: string }
const REASON = 'other-duty'

async function run(one: Command, known: Known[], hours: { now: number }): Promise<unknown> {
  const actors: Actor[] = [world.office, world.other, world.helper, world.bureau]
  const office = actors[one.who]!
  const lecturer = lecturers[one.lecturer]!
  const start = new Date(at('2026-07-23', '00:00').getTime() + (one.day * 24 + one.halfHour / 2) * HOUR_MS)
  const roomId = rooms[one.room]!
  switch (one.act) {
    case 'draft': {
      if (office === world.bureau) return
      const made = await draft(office, { seats: 10 + one.which, wantedFrom: '2026-07-22' as never })
      known.push(made)
      return
    }
    case 'wait':
      hours.now += 6
      return
    case 'expire':
      return expireStaleOrders(world.county.countyId)
    case 'keepTime':
      return keepOwnTime(lecturer.actor, {
        kind: 'leave',
        during: { from: start, to: new Date(start.getTime() + 2 * HOUR_MS) },
      })
    case 'takeNext':
      return takeNextWaiting(lecturer.actor, 'a7', start)
    case 'freeTime': {
      const [own] =
        await database.root`select id, version from engagements where kind = 'leave' and state = 'confirmed'
        and staff_id = ${lecturer.staffId} limit 1`
      return own && freeOwnTime(lecturer.actor, own.id as string, own.version as number)
    }
  }
  const target = known[one.which % Math.max(1, known.length)]
  if (!target) return
  const [row] = await database.root<
    { version: number }[]
  >`select version from lecture_orders where id = ${target.orderId}`
  const [id, version] = [target.orderId, row!.version - one.staleBy]
  switch (one.act) {
    case 'request':
      return requestOrder(
        office,
        id,
        version,
        one.room ? { asked: 'anyone' } : { asked: 'named', lecturerId: lecturer.lecturerId },
      )
    case 'name':
      return nameSlot(office, id, version, { lecturerId: lecturer.lecturerId, roomId, start })
    case 'take':
      return takeOrder(lecturer.actor, id, version, { roomId, start })
    case 'accept':
      return acceptOrder(lecturer.actor, id, version)
    case 'decline':
      return declineOrder(lecturer.actor, id, version, REASON)
    case 'propose':
      return proposeOtherTime(lecturer.actor, id, version, { roomId, start }, REASON)
    case 'agree':
      return agreeToTime(office, id, version)
    case 'refuse':
      return refuseTime(office, id, version, REASON)
    case 'confirm':
      return confirmOrder(office, id, version)
    case 'reschedule':
      return rescheduleOrder(office, id, version, { roomId, start }, REASON)
    case 'handOver':
      return handOver(
        one.who === 3 ? world.bureau : lecturer.actor,
        ...([id, version, lecturers[1 - one.lecturer]!.lecturerId, REASON] as const),
      )
    case 'teach':
      return markTaught(lecturer.actor, id, version)
    case 'close':
      return closeOrder(office, id, version)
    case 'withdraw':
      return withdrawOrder(office, id, version)
    case 'cancelOffice':
      return cancelByOffice(office, id, version, REASON)
    case 'cancelLecturer':
      return cancelByLecturer(lecturer.actor, id, version, REASON)
    case 'share':
      return shareOrder(office, id, version, one.room > 0)
    case 'join':
      return joinOrder(office, id, version, {
        seats: 1 + one.halfHour,
        regime: one.day ? 'adults' : 'minors',
      })
    case 'leave':
      return leaveOrder(office, id, version)
  }
}

test(
  'random sequences of commands reach no state in which a booking is wrong',
  { timeout: 240_000 },
  async () => {
    const reached = new Map<string, number>()
    let succeeded = 0
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 45 }), async (commands) => {
        await newWorld()
        const known: Known[] = [
          await draft(world.office),
          await draft(world.office),
          await draft(world.other),
        ]
        const hours = { now: 0 }
        for (const one of commands) {
          travelTo(new Date(START.getTime() + hours.now * HOUR_MS))
          const outcome = await run(one, known, hours)
          if (
            typeof outcome === 'object' &&
            outcome !== null &&
            'state' in outcome &&
            !isRefused(outcome as never)
          ) {
            succeeded += 1
            const key = `${one.act} ${String(outcome.state)}`
            reached.set(key, (reached.get(key) ?? 0) + 1)
          }
        }
        await expireStaleOrders(world.county.countyId)
        const findings = await bookingFindings(database.root, new Date(START.getTime() + hours.now * HOUR_MS))
        expect(findings.filter(({ countyId }) => countyId === world.county.countyId)).toEqual([])
      }),
      { numRuns: 25, seed: 20_260_722, endOnFailure: true },
    )
    if (process.env.SHOW) console.log(succeeded, reached)
    // It did go somewhere: refusals alone would prove nothing.
    expect(succeeded).toBeGreaterThan(60)
    for (const key of [
      'name held',
      'accept accepted',
      'confirm confirmed',
      'propose proposed',
      'handOver held',
    ])
      expect(reached.get(key), key).toBeGreaterThan(0)
  },
)
