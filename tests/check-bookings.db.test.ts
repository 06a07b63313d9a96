import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { occasionOfSource } from '#app/domains/attendance/occasions.queries.server.ts'
import { offerPlaces } from '#app/domains/attendance/place.server.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { bookingFindings, bookingRules, type BookingRule } from '#db/check-bookings.server.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { addPerson } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** What breaks each rule, when the database's own guards are out of the way: as a backup gone wrong would leave it. */
const NOW = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturer: Lecturer
let confirmed: string
let held: string
let occasion: string

beforeAll(async () => {
  world = await addLectureCounty(database.ownerSql)
  lecturer = await addLecturer(database.ownerSql, world.county)
  const book = async (time: string, office = world.office, roomId = world.room) => {
    const begun = await draft(office)
    const start = at('2026-08-08', time)
    return done(
      await nameSlot(office, begun.orderId, begun.version, {
        lecturerId: lecturer.lecturerId,
        roomId,
        start,
      }),
    )
  }
  const first = await book('09:00')
  const open = done(await shareOrder(world.office, first.orderId, first.version, true))
  const joined = done(
    await joinOrder(world.other, first.orderId, open.version, { seats: 10, regime: 'adults' }),
  )
  const accepted = done(await acceptOrder(lecturer.actor, first.orderId, joined.version))
  confirmed = done(await confirmOrder(world.office, first.orderId, accepted.version)).orderId
  occasion = (await occasionOfSource(world.office, 'lecture', confirmed))!.id
  const { personId } = await addPerson(database.ownerSql, world.county)
  done(await offerPlaces(world.office, occasion, [personId], { seat: true }))
  held = (await book('14:00', world.other, world.otherRoom)).orderId
})

/** Statements that each break one rule. Constraints and triggers are taken away first, in the same transaction. */
const GUARDS = `alter table engagements drop constraint engagements_staff_free, drop constraint engagements_room_free;
  drop index engagements_one_live; alter table lecture_orders drop constraint lecture_orders_booked;
  alter table lecture_orders drop constraint lecture_orders_capacity, drop constraint lecture_orders_time_with_state;
  alter table lecture_order_shares drop constraint lecture_order_shares_order;
  alter table occasion_rosters drop constraint occasion_rosters_seats;
  alter table occasion_places drop constraint occasion_places_regime_of_occasion,
    drop constraint occasion_places_regime_of_person`
const copyOf = (columns: string, forId: string) => `insert into engagements
  (id, county_id, kind, staff_id, room_id, office_id, for_id, during, blocked, state, hold_until, placed_as)
  select '${uuidv7()}', county_id, 'lecture', ${columns}, office_id, for_id, during, blocked, 'confirmed', null, 'office'
  from engagements where for_id = '${forId}'`
const PLANTED: Record<BookingRule, () => string> = {
  'lecturer-at-two-doors': () => copyOf(`staff_id, '${world.otherRoom}'::uuid`, confirmed),
  'room-twice-in-use': () =>
    copyOf(`(select id from staff where id <> engagements.staff_id limit 1), room_id`, confirmed),
  'engagement-without-order': () =>
    `update lecture_orders set state = 'withdrawn', engagement_id = null, during = null, room_id = null, capacity = null
     where id = '${confirmed}'`,
  'order-without-engagement': () =>
    `update engagements set state = 'released', ended_at = now() where for_id = '${confirmed}'`,
  'hold-without-engagement': () =>
    `update engagements set state = 'released', ended_at = now() where for_id = '${held}'`,
  'order-and-engagement-differ': () =>
    `update lecture_orders set during = tstzrange(lower(during) + interval '1 hour', upper(during)) where id = '${held}'`,
  'over-capacity': () => `update lecture_orders set seats = 70, seats_taken = 80 where id = '${confirmed}'`,
  'seats-miscounted': () =>
    `update lecture_orders set seats_taken = seats_taken + 1 where id = '${confirmed}'`,
  'minors-mixed': () => `update lecture_order_shares set regime = 'minors' where order_id = '${confirmed}'`,
  'history-broken': () => `update lecture_orders set version = version + 1 where id = '${confirmed}'`,
  'occasion-without-order': () =>
    `update lecture_orders set state = 'withdrawn', engagement_id = null, during = null, room_id = null, capacity = null
     where id = '${confirmed}'`,
  'order-without-occasion': () => `update occasions set state = 'cancelled' where source_id = '${confirmed}'`,
  'occasion-and-order-differ': () =>
    `update occasions set during = tstzrange(lower(during) + interval '1 hour', upper(during)) where source_id = '${confirmed}'`,
  'roster-over-capacity': () =>
    `update occasion_rosters set seats = seats + 60 where occasion_id = '${occasion}'`,
  'roster-miscounted': () =>
    `update occasion_rosters set joined = joined + 1 where occasion_id = '${occasion}'`,
  'waiting-beside-a-seat': () =>
    `update occasion_places set state = 'waiting', ordinal = 1 where occasion_id = '${occasion}'`,
  'roster-minors-mixed': () =>
    `update occasion_places set regime = 'minors' where occasion_id = '${occasion}'`,
  'register-without-marks': () =>
    `update occasion_rosters set completed_at = app_now(), completed_by = id where occasion_id = '${occasion}'`,
  'expired-hold': () =>
    `update lecture_orders set hold_until = '2026-07-22T08:59:00+08:00' where id = '${held}'`,
}

class RolledBack extends Error {}

async function findingsAfter(statement: string): Promise<string[]> {
  let rules: string[] = []
  const running = database.root.begin(async (tx) => {
    await tx.unsafe(GUARDS)
    await tx.unsafe(statement)
    rules = (await bookingFindings(tx, NOW)).map(({ rule }) => rule)
    throw new RolledBack()
  })
  await expect(running).rejects.toThrow(RolledBack)
  return [...new Set(rules)]
}

test('bookings made by the commands are right', async () => {
  expect(await bookingFindings(database.root, NOW)).toEqual([])
})

describe('what is wrong is found', () => {
  test.each(bookingRules)('%s', async (rule) => {
    expect(await findingsAfter(PLANTED[rule]())).toContain(rule)
  })
})

/** The same time again as a lecturer's or a room's own block: nothing but the overlap stands against it. */
const blockOf = (columns: string) =>
  copyOf(columns, confirmed)
    .replace("'lecture'", "'block'")
    .replace(
      "office_id, for_id, during, blocked, 'confirmed'",
      "office_id, null, during, blocked, 'confirmed'",
    )

/** And the database refuses most of it by itself: the check is for what came round it. */
test.each([
  ['engagements_staff_free', () => blockOf('staff_id, null::uuid')],
  ['engagements_room_free', () => blockOf('null::uuid, room_id')],
  ['engagements_one_live', () => copyOf('staff_id, room_id', confirmed)],
  ['lecture_orders_capacity', PLANTED['over-capacity']],
  ['lecture_orders_booked', PLANTED['order-without-engagement']],
  ['lecture_order_shares_order', PLANTED['minors-mixed']],
  [
    'occasion_rosters_seats',
    () => `update occasion_rosters set joined = seats + 1 where occasion_id = '${occasion}'`,
  ],
  ['occasion_places_regime_of_occasion', PLANTED['roster-minors-mixed']],
])('%s refuses it', async (constraint, statement) => {
  const running = database.root.begin((tx) => tx.unsafe(statement()))
  await expect(running).rejects.toMatchObject({ constraint_name: constraint })
})

test('the steps of an order only grow, for everybody', async () => {
  const change = database.ownerSql`update lecture_order_changes set reason = 'mistake'`
  await expect(change).rejects.toMatchObject({ code: '42501' })
  await expect(database.ownerSql`truncate lecture_order_changes`).rejects.toMatchObject({ code: '42501' })
  const mark = database.ownerSql`truncate attendance_marks cascade`
  await expect(mark).rejects.toMatchObject({ code: '42501' })
})
