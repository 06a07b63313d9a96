import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  done,
  draft,
  SATURDAY,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import { acceptOrder, takeNextWaiting, takeOrder } from './order-answer.server.ts'
import { nameSlot, requestOrder } from './order-ask.server.ts'
import { cancelByLecturer, cancelByOffice, handOver, rescheduleOrder } from './order-change.server.ts'
import { expireStaleOrders } from './order-expire.server.ts'
import { confirmOrder } from './order-settle.server.ts'
import { joinOrder, shareOrder } from './order-share.server.ts'
import { orderHistory, waitingOrders } from './orders.queries.server.ts'
import type { StepOutcome } from './order-step.server.ts'
import type { FreeSlot } from './slot-search.policy.ts'

/** Real concurrency on a real PostgreSQL: every statement of these goes over connections of its own. */
const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturer: Lecturer

beforeAll(async () => {
  world = await addLectureCounty(sql)
})
beforeEach(async () => {
  travelTo(NOW)
  lecturer = await addLecturer(sql, world.county)
})

const slot = (time: string, day = SATURDAY) => ({
  ...{ lecturerId: lecturer.lecturerId, roomId: world.room, start: at(day, time) },
})
type Refused = { refused: string; next?: FreeSlot[] }
type Attempt = StepOutcome<'topic-gone' | 'others-first'>
const won = (outcomes: readonly Attempt[]) => outcomes.filter((one) => !isRefused(one))
const lost = (outcomes: readonly Attempt[]) =>
  outcomes.flatMap((one) => (isRefused(one) ? [one as Refused] : []))

/** Live engagements of this lecturer that overlap, seen by the superuser. */
async function overlapsInDatabase() {
  return database.root`select a.id from engagements a join engagements b on b.id > a.id and b.blocked && a.blocked
    and (b.staff_id = a.staff_id or b.room_id = a.room_id)
    where a.state in ('held', 'confirmed') and b.state in ('held', 'confirmed')`
}
const liveOf = (orderId: string) =>
  database.root`select state from engagements where for_id = ${orderId} and state in ('held', 'confirmed')`

async function confirmed(time: string, day = SATURDAY) {
  const begun = await draft(world.office)
  const held = done(await nameSlot(world.office, begun.orderId, begun.version, slot(time, day)))
  const accepted = done(await acceptOrder(lecturer.actor, held.orderId, held.version))
  return done(await confirmOrder(world.office, accepted.orderId, accepted.version))
}

test('50 orders at once for overlapping times of one lecturer: one is held, 49 get the next free times', async () => {
  const orders = await Promise.all(
    Array.from({ length: 50 }, (_, index) => draft(index % 2 ? world.office : world.other)),
  )
  // All within an hour of each other: with 90 minutes and the travel every two of them overlap.
  const times = ['14:00', '14:15', '14:30', '14:45', '15:00']
  const outcomes = await Promise.all(
    orders.map(({ orderId, version }, index) =>
      nameSlot(index % 2 ? world.office : world.other, orderId, version, {
        ...slot(times[index % times.length]!),
        roomId: index % 2 ? world.room : world.otherRoom,
      }),
    ),
  )
  expect(won(outcomes)).toHaveLength(1)
  expect(lost(outcomes)).toHaveLength(49)
  const [winner] = await sql<{ from: Date; to: Date }[]>`select lower(blocked) as from, upper(blocked) as to
    from engagements where staff_id = ${lecturer.staffId}`
  const MINUTES_30 = 30 * 60_000
  for (const outcome of lost(outcomes)) {
    expect(outcome).toMatchObject({ refused: 'lecturer-taken' })
    expect(outcome.next).toHaveLength(6)
    // None of them reaches into the time that was lost, travel included.
    for (const { start, end, lecturerId } of outcome.next!) {
      if (lecturerId !== lecturer.lecturerId) continue
      const apart =
        end.getTime() + MINUTES_30 <= winner!.from.getTime() ||
        start.getTime() - MINUTES_30 >= winner!.to.getTime()
      expect(apart, start.toISOString()).toBe(true)
    }
  }
  expect(await overlapsInDatabase()).toEqual([])
  const [held] = await sql`select count(*)::int from engagements where staff_id = ${lecturer.staffId}`
  expect(held!.count).toBe(1)
})

test('what is offered instead can be had: the next free time of the same answer is held', async () => {
  const [first, second] = [await draft(world.office), await draft(world.other)]
  done(await nameSlot(world.office, first.orderId, first.version, slot('14:30', '2026-08-14')))
  const refused = await nameSlot(world.other, second.orderId, second.version, slot('14:30', '2026-08-14'))
  if (!('next' in refused)) throw new Error('nothing was offered')
  const [next] = refused.next
  expect(done(await nameSlot(world.other, second.orderId, second.version, next!))).toMatchObject({
    state: 'held',
  })
})

test('two lecturers want one room at once: one has it, the other is told that the room is taken', async () => {
  const second = await addLecturer(sql, world.county)
  const orders = await Promise.all([draft(world.office), draft(world.office)])
  const outcomes = await Promise.all(
    orders.map(({ orderId, version }, index) =>
      nameSlot(world.office, orderId, version, {
        ...slot('09:00', '2026-08-05'),
        lecturerId: index ? second.lecturerId : lecturer.lecturerId,
      }),
    ),
  )
  expect(won(outcomes)).toHaveLength(1)
  expect(lost(outcomes)).toMatchObject([{ refused: 'room-taken' }])
})

test('accepted 20 times at once: once', async () => {
  const { orderId, version } = await draft(world.office)
  const held = done(await nameSlot(world.office, orderId, version, slot('09:00', '2026-08-06')))
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => acceptOrder(lecturer.actor, orderId, held.version)),
  )
  expect(won(outcomes)).toHaveLength(1)
  expect(lost(outcomes).every((one) => one.refused === 'stale')).toBe(true)
  const history = await orderHistory(world.office, orderId)
  expect(history.map(({ act }) => act)).toEqual(['draft', 'name', 'accept'])
  const audits = await database.root`select 1 from audit_events
    where subject_id = ${orderId} and act = 'lectures.order-accepted'`
  expect(audits).toHaveLength(1)
})

test('cancelled while ten others want the time: at most one gets it, and it is never had twice', async () => {
  const mine = await confirmed('09:00', '2026-08-07')
  const others = await Promise.all(Array.from({ length: 10 }, () => draft(world.other)))
  const want = { ...slot('09:00', '2026-08-07'), roomId: world.otherRoom }
  const [cancelled, ...rebooked] = await Promise.all([
    cancelByOffice(world.office, mine.orderId, mine.version, 'not-needed'),
    ...others.map(({ orderId, version }) => nameSlot(world.other, orderId, version, want)),
  ])
  expect(cancelled).toMatchObject({ state: 'cancelled-by-office' })
  expect(won(rebooked).length).toBeLessThanOrEqual(1)
  expect(await liveOf(mine.orderId)).toHaveLength(0)
  expect(await overlapsInDatabase()).toEqual([])
  // After it the time can be had, once.
  if (won(rebooked).length === 0) {
    const { orderId, version } = others[0]!
    done(await nameSlot(world.other, orderId, version, want))
  }
})

test('cancelled by both sides at once: once', async () => {
  const mine = await confirmed('19:00', '2026-08-06')
  const outcomes = await Promise.all([
    cancelByOffice(world.office, mine.orderId, mine.version, 'room-lost'),
    cancelByLecturer(lecturer.actor, mine.orderId, mine.version, 'ill'),
  ])
  expect(won(outcomes)).toHaveLength(1)
  expect(lost(outcomes)).toMatchObject([{ refused: 'stale' }])
})

test('a substitute who is asked by five at once comes to one; the others keep their lecturer', async () => {
  const substitute = await addLecturer(sql, world.county)
  const rivals = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const own = await addLecturer(sql, world.county)
      const roomId = await addRoom(sql, world.county.countyId, world.county.officeId)
      const begun = await draft(world.office)
      const start = at('2026-08-09', index % 2 ? '10:00' : '10:30')
      const held = done(
        await nameSlot(world.office, begun.orderId, begun.version, {
          lecturerId: own.lecturerId,
          roomId,
          start,
        }),
      )
      return { own, held }
    }),
  )
  const outcomes = await Promise.all(
    rivals.map(({ own, held }) =>
      handOver(own.actor, held.orderId, held.version, substitute.lecturerId, 'ill'),
    ),
  )
  expect(won(outcomes)).toHaveLength(1)
  for (const outcome of lost(outcomes)) expect(outcome).toMatchObject({ refused: 'lecturer-taken' })
  expect(await overlapsInDatabase()).toEqual([])
  for (const { held } of rivals) expect(await liveOf(held.orderId)).toHaveLength(1)
})

describe('a hold that passes', () => {
  test('while it is accepted: either accepted or expired, never both, and the time follows', async () => {
    const { orderId, version } = await draft(world.office)
    const held = done(await nameSlot(world.office, orderId, version, slot('09:00', '2026-08-03')))
    // Three days on, to the minute.
    travelTo(at('2026-07-25', '10:01'))
    const outcomes = await Promise.all([
      acceptOrder(lecturer.actor, orderId, held.version),
      expireStaleOrders(world.county.countyId),
      acceptOrder(lecturer.actor, orderId, held.version),
    ])
    expect(outcomes[0]).toMatchObject({ refused: expect.stringMatching(/hold-expired|stale/) as string })
    expect(outcomes[1]).toMatchObject({ expired: expect.any(Number) as number })
    expect(await liveOf(orderId)).toHaveLength(0)
    const history = await orderHistory(world.office, orderId)
    expect(history.map(({ act, actorRole }) => `${act} ${actorRole}`)).toEqual([
      ...['draft office', 'name office', 'expire system:calendar'],
    ])
    const told = await database.root`select account_id from notices where code = 'order-expired'
      and event_key = ${`order:${orderId}:3`}`
    expect(told.map((row) => row.account_id)).toContain(lecturer.actor.accountId)
  })

  test('gives way to whoever claims the time next, and its own order is refused afterwards', async () => {
    const { orderId, version } = await draft(world.office)
    const held = done(await nameSlot(world.office, orderId, version, slot('15:00', '2026-08-04')))
    travelTo(at('2026-07-25', '10:01'))
    const second = await draft(world.other)
    const claimed = await nameSlot(world.other, second.orderId, second.version, {
      ...slot('15:00', '2026-08-04'),
      roomId: world.otherRoom,
    })
    expect(claimed).toMatchObject({ state: 'held' })
    expect(await acceptOrder(lecturer.actor, orderId, held.version)).toEqual({ refused: 'hold-expired' })
    expect(await expireStaleOrders(world.county.countyId)).toEqual({ expired: 1 })
    expect(await liveOf(second.orderId)).toHaveLength(1)
  })

  test('noted by ten at once: once', async () => {
    const { orderId, version } = await draft(world.office)
    done(await nameSlot(world.office, orderId, version, slot('19:00', '2026-08-04')))
    travelTo(at('2026-07-26', '10:01'))
    const counts = await Promise.all(
      Array.from({ length: 10 }, () => expireStaleOrders(world.county.countyId)),
    )
    expect(counts.reduce((sum, { expired }) => sum + expired, 0)).toBe(1)
    const history = await orderHistory(world.office, orderId)
    expect(history.filter(({ act }) => act === 'expire')).toHaveLength(1)
  })
})

test('two classes moved onto one time at once: one moves, the other stays where it was', async () => {
  const [first, second] = [await confirmed('09:00', '2026-08-10'), await confirmed('14:00', '2026-08-10')]
  const target = { roomId: world.room, start: at('2026-08-11', '10:00') }
  const outcomes = await Promise.all(
    [first, second].map(({ orderId, version }) =>
      rescheduleOrder(world.office, orderId, version, target, 'room-lost'),
    ),
  )
  expect(won(outcomes)).toHaveLength(1)
  expect(lost(outcomes)[0]).toMatchObject({
    refused: expect.stringMatching(/^(lecturer|room)-taken$/) as string,
  })
  const states = await database.root<{ state: string }[]>`select state from engagements
    where for_id in (${first.orderId}, ${second.orderId}) and state in ('held', 'confirmed') order by state`
  expect(states.map(({ state }) => state)).toEqual(['confirmed', 'held'])
})

test('a lecturer’s limit of a day holds against four orders at once that do not overlap', async () => {
  lecturer = await addLecturer(sql, world.county, { dayLimit: 1 })
  const orders = await Promise.all(Array.from({ length: 4 }, () => draft(world.office)))
  const outcomes = await Promise.all(
    orders.map(({ orderId, version }, index) =>
      nameSlot(
        world.office,
        orderId,
        version,
        slot(['08:00', '11:00', '14:00', '17:00'][index]!, '2026-08-12'),
      ),
    ),
  )
  expect(won(outcomes)).toHaveLength(1)
  for (const outcome of lost(outcomes)) expect(outcome).toMatchObject({ refused: 'day-full' })
})

test('seats: ten who join at once never exceed the room', async () => {
  const { orderId, version } = await draft(world.office, { seats: 50 })
  const held = done(await nameSlot(world.office, orderId, version, slot('19:00', '2026-08-13')))
  const open = done(await shareOrder(world.office, orderId, held.version, true))
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      joinOrder(world.other, orderId, open.version, { seats: 6, regime: 'adults' }),
    ),
  )
  expect(outcomes.filter((one) => !isRefused(one))).toHaveLength(1)
  const [row] = await database.root`select seats_taken, capacity from lecture_orders where id = ${orderId}`
  expect(row).toEqual({ seats_taken: 56, capacity: 60 })
})

describe('those who wait', () => {
  const wish = { wantedFrom: '2026-08-17' as never, wantedTo: '2026-08-30' as never, topicCode: 'a1' }
  async function asked(office: typeof world.office) {
    const { orderId, version } = await draft(office, wish)
    return done(await requestOrder(office, orderId, version, { asked: 'anyone' }))
  }

  test('are served in the order in which they asked, also when three lecturers serve at once', async () => {
    const queue = [await asked(world.office), await asked(world.other), await asked(world.office)]
    const lecturers = [lecturer, await addLecturer(sql, world.county), await addLecturer(sql, world.county)]
    expect((await waitingOrders(lecturer.actor, 'a1')).map(({ id }) => id)).toEqual(
      queue.map(({ orderId }) => orderId),
    )
    const served = await Promise.all(
      lecturers
        .slice(0, 2)
        .map((one, index) => takeNextWaiting(one.actor, 'a1', at('2026-08-18', index ? '19:00' : '09:00'))),
    )
    expect(served.map((one) => done(one).orderId).sort()).toEqual(
      [queue[0]!.orderId, queue[1]!.orderId].sort(),
    )
    // Who is third cannot be taken before one who came earlier, and is served next.
    expect((await waitingOrders(lecturer.actor, 'a1')).map(({ id }) => id)).toEqual([queue[2]!.orderId])
  })

  test('taking one past another who could have the time is refused', async () => {
    await database.root`update lecture_orders set state = 'withdrawn' where state = 'requested'`
    const [first, second] = [await asked(world.office), await asked(world.other)]
    const start = at('2026-08-19', '09:00')
    expect(
      await takeOrder(lecturer.actor, second.orderId, second.version, { roomId: world.otherRoom, start }),
    ).toEqual({ refused: 'others-first' })
    done(await takeOrder(lecturer.actor, first.orderId, first.version, { roomId: world.room, start }))
    expect(await takeNextWaiting(lecturer.actor, 'a1', at('2026-08-18', '23:59'))).toMatchObject({
      state: 'accepted',
    })
    expect(await takeNextWaiting(lecturer.actor, 'a1', at('2026-08-20', '09:00'))).toEqual({
      refused: 'nobody-waits',
    })
  })
})
