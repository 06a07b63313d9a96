import { beforeAll, describe, expect, test } from 'vitest'
import { engagementsBetween } from '#app/domains/calendar/engagements.queries.server.ts'
import { keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot, requestOrder } from '#app/domains/lectures/order-ask.server.ts'
import { findOrder, topicDemand } from '#app/domains/lectures/orders.queries.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { ownNotices } from '#app/domains/notices/notices.queries.server.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { asActor, refusalOf } from './support/scopes.ts'
import { addPerson, device } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** Who sees which bookings with the WHERE forgotten, and what nobody may write. */
const sql = database.ownerSql
const DENIED = '42501'
let world: LectureCounty
let far: LectureCounty
let teacher: Lecturer
let colleague: Lecturer
let person: Actor
let orders: { own: string; others: string; open: string; far: string; shared: string }

const book = async (office: Actor, roomId: string, who: Lecturer, day: string) => {
  const begun = await draft(office)
  return done(
    await nameSlot(office, begun.orderId, begun.version, {
      ...{ lecturerId: who.lecturerId, roomId, start: at(day, '09:00') },
    }),
  )
}

beforeAll(async () => {
  world = await addLectureCounty(sql)
  far = await addLectureCounty(sql)
  teacher = await addLecturer(sql, world.county)
  colleague = await addLecturer(sql, world.county, { topics: ['a1'] })
  const farTeacher = await addLecturer(sql, far.county)
  person = (await device((await addPerson(sql, world.county)).accountId)).actor
  const own = await book(world.office, world.room, teacher, '2026-08-08')
  const accepted = done(await acceptOrder(teacher.actor, own.orderId, own.version))
  done(await confirmOrder(world.office, own.orderId, accepted.version))
  const others = await book(world.other, world.otherRoom, teacher, '2026-08-09')
  const asked = await draft(world.other)
  const open = done(await requestOrder(world.other, asked.orderId, asked.version, { asked: 'anyone' }))
  const host = await draft(world.other, { topicCode: 'a1' })
  const request = done(await requestOrder(world.other, host.orderId, host.version, { asked: 'none' }))
  const shared = done(await shareOrder(world.other, host.orderId, request.version, true))
  const elsewhere = await book(far.office, far.room, farTeacher, '2026-08-08')
  done(
    await keepOwnTime(teacher.actor, {
      kind: 'leave',
      during: { from: at('2026-08-20', '08:00'), to: at('2026-08-21', '08:00') },
    }),
  )
  orders = {
    ...{ own: own.orderId, others: others.orderId, open: open.orderId, far: elsewhere.orderId },
    shared: shared.orderId,
  }
})

const seen = async (actor: Actor, table: string, column = 'id') =>
  (await asActor(scopeOf(actor), `select ${column} as it from ${table}`)).map(({ it }) => it).sort()

describe('orders', () => {
  test.each<[string, () => Actor, (keyof typeof orders)[]]>([
    ['the office: its own, and what it may join', () => world.office, ['own', 'shared']],
    ['its social worker: the same', () => world.helper, ['own', 'shared']],
    ['another office', () => world.other, ['open', 'others', 'shared']],
    [
      'the lecturer: those addressed to them, and requests on their topics',
      () => teacher.actor,
      ['open', 'others', 'own', 'shared'],
    ],
    ['a lecturer of another topic', () => colleague.actor, ['shared']],
    ['the bureau: its county', () => world.bureau, ['open', 'others', 'own', 'shared']],
    ['another county', () => far.office, ['far']],
    ['a supervised person: none', () => person, []],
  ])('%s', async (_, who, expected) => {
    expect(await seen(who(), 'lecture_orders')).toEqual(expected.map((name) => orders[name]).sort())
    const history = new Set(await seen(who(), 'lecture_order_changes', 'order_id'))
    expect([...history].sort()).toEqual(expected.map((name) => orders[name]).sort())
  })

  test('a foreign order is not found by its id either', async () => {
    expect(await findOrder(world.office, orders.others)).toBeNull()
    expect(await findOrder(far.bureau, orders.own)).toBeNull()
    expect(await acceptOrder(colleague.actor, orders.own, 3)).toEqual({ refused: 'not-found' })
  })
})

describe('the calendar', () => {
  test.each<[string, () => Actor, number]>([
    ['the office: its own classes, nobody’s leave', () => world.office, 1],
    ['another office', () => world.other, 1],
    ['the lecturer: all of their own time', () => teacher.actor, 3],
    ['a colleague: nothing of it', () => colleague.actor, 0],
    ['the bureau', () => world.bureau, 3],
    ['another county', () => far.bureau, 1],
    ['a supervised person: nothing', () => person, 0],
  ])('%s', async (_, who, expected) => {
    expect(await seen(who(), 'engagements')).toHaveLength(expected)
  })

  test('a list of what is taken, by its beginning: one’s own', async () => {
    const august = { from: at('2026-08-01', '00:00'), to: at('2026-09-01', '00:00') }
    const told = async (who: Actor) =>
      (await engagementsBetween(who, august)).map(({ kind, state, version }) => `${kind} ${state} ${version}`)
    expect(await told(teacher.actor)).toEqual([
      ...['lecture confirmed 3', 'lecture held 1', 'leave confirmed 1'],
    ])
    expect(await told(world.office)).toEqual(['lecture confirmed 3'])
    expect(await told(person)).toEqual([])
    const later = { from: at('2026-08-10', '00:00'), to: august.to }
    expect((await engagementsBetween(teacher.actor, later)).map(({ kind }) => kind)).toEqual(['leave'])
  })

  const FREE_BUSY = `door_free_busy(array(select staff_id from lecturers), array(select id from lecture_rooms),
    '[2026-08-01T00:00:00Z,2026-09-01T00:00:00Z)')`

  test('free or busy of the county’s lecturers and rooms, and no word of for whom or why', async () => {
    const rows = await asActor(scopeOf(world.office), `select * from ${FREE_BUSY}`)
    expect(rows).toHaveLength(3)
    expect(Object.keys(rows[0]!)).toEqual(['staff_id', 'room_id', 'during', 'blocked', 'lecture', 'held'])
  })

  test('a supervised person gets nothing of it, nor rooms, lecturers, hours or days', async () => {
    for (const table of [
      ...['lecture_rooms', 'lecturers', 'lecturer_topics', 'lecturer_hours', 'lecturer_exceptions'],
      ...['county_days', 'lecture_order_shares', 'engagements'],
    ])
      expect(await seen(person, table), table).toEqual([])
    const staff = `array['${teacher.staffId}']::uuid[]`
    const door = `door_free_busy(${staff}, '{}', '[2026-08-01T00:00:00Z,2026-09-01T00:00:00Z)')`
    expect(await asActor(scopeOf(person), `select * from ${door}`)).toEqual([])
    expect(await asActor(scopeOf(person), 'select * from door_topic_demand()')).toEqual([])
  })

  test('nor does another county learn of this county’s lecturers and rooms', async () => {
    const door = `door_free_busy(array['${teacher.staffId}']::uuid[], array['${world.room}']::uuid[],
      '[2026-08-01T00:00:00Z,2026-09-01T00:00:00Z)')`
    expect(await asActor(scopeOf(far.office), `select * from ${door}`)).toEqual([])
  })
})

describe('what the database refuses to write, whatever the code asks', () => {
  const change = (who: Actor, text: string) => refusalOf(asActor(scopeOf(who), text))
  const rows = async (who: Actor, text: string) =>
    (await asActor(scopeOf(who), `${text} returning id`)).length

  test('a social worker confirms nothing', async () => {
    const text = `update lecture_orders set state = 'cancelled-by-office', engagement_id = null, during = null, room_id = null,
      capacity = null where id = '${orders.own}'`
    expect(await change(world.helper, text)).toBe(DENIED)
  })

  test('an office moves no other office’s order or time, a lecturer no colleague’s', async () => {
    expect(
      await rows(world.office, `update lecture_orders set shared = true where id = '${orders.others}'`),
    ).toBe(0)
    expect(
      await rows(world.office, `update lecture_orders set shared = true where id = '${orders.shared}'`),
    ).toBe(0)
    expect(
      await rows(world.office, `update engagements set version = 9 where for_id = '${orders.others}'`),
    ).toBe(0)
    expect(
      await rows(colleague.actor, `update engagements set version = 9 where for_id = '${orders.own}'`),
    ).toBe(0)
  })

  test('nobody takes a lecturer’s time for an order that is not theirs, or without one', async () => {
    const insert = (
      office: string,
      order: string,
    ) => `insert into engagements (id, county_id, kind, staff_id, room_id, office_id,
      for_id, during, blocked, state, hold_until, placed_by, placed_as) values (gen_random_uuid(), app_county(), 'lecture',
      '${teacher.staffId}', '${world.room}', '${office}', '${order}', '[2026-09-01T01:00Z,2026-09-01T02:00Z)',
      '[2026-09-01T01:00Z,2026-09-01T02:00Z)', 'held', now() + interval '1 day', app_account(), app_role())`
    expect(await change(world.office, insert(world.county.officeId, orders.others))).toBe(DENIED)
    expect(await change(world.office, insert(world.county.otherOfficeId, orders.others))).toBe(DENIED)
    expect(await change(person, insert(world.county.officeId, orders.own))).toBe(DENIED)
  })

  test('published menus stay as they are, also for the bureau', async () => {
    expect(await rows(world.bureau, `update menu_topics set minutes = 45`)).toBe(0)
    expect(await rows(world.bureau, `update menu_versions set effective_from = '2026-02-02'`)).toBe(0)
    expect(
      await change(
        world.office,
        `insert into menu_versions (id, county_id, menu, number, state, title_zh, title_en, full_zh,
      full_en, group_zh, group_en) values (gen_random_uuid(), app_county(), 'B', 1, 'draft', '', '', '', '', '', '')`,
      ),
    ).toBe(DENIED)
  })

  test('a lecturer’s hours are theirs alone', async () => {
    const text = `insert into lecturer_hours (id, county_id, lecturer_id, weekday, from_minute, to_minute, from_on)
      values (gen_random_uuid(), app_county(), '${teacher.lecturerId}', 1, 0, 60, '2026-08-01')`
    expect(await change(colleague.actor, text)).toBe(DENIED)
    expect(await change(world.bureau, text)).toBe(DENIED)
    expect(await change(teacher.actor, text)).toBeNull()
  })

  test('nothing is deleted, steps are not rewritten, shares come through their door alone', async () => {
    for (const table of ['engagements', 'lecture_orders', 'lecture_order_changes', 'notices', 'lecturers'])
      expect(await change(world.bureau, `delete from ${table}`), table).toBe(DENIED)
    expect(await change(world.bureau, `update lecture_order_changes set reason = 'ill'`)).toBe(DENIED)
    expect(
      await change(
        world.office,
        `insert into lecture_order_shares (id, county_id, order_id, host_office_id, regime, office_id,
      seats, joined_by) values (gen_random_uuid(), app_county(), '${orders.shared}', '${world.county.otherOfficeId}', 'adults',
      app_office(), 1, app_account())`,
      ),
    ).toBe(DENIED)
  })
})

describe('notices', () => {
  test('everybody reads their own inbox: one notice for each event, codes and days alone', async () => {
    const inbox = await ownNotices(teacher.actor)
    expect(inbox.map(({ code }) => code).sort()).toEqual(
      ['order-held', 'order-confirmed', 'order-held', 'order-requested', 'order-requested'].sort(),
    )
    expect(
      inbox.every(({ parameters }) =>
        Object.keys(parameters).every((key) => ['order', 'topic', 'reason', 'day', 'time'].includes(key)),
      ),
    ).toBe(true)
    const all = await seen(teacher.actor, 'notices', 'account_id')
    expect(new Set(all)).toEqual(new Set([teacher.actor.accountId]))
    expect(await ownNotices(person)).toEqual([])
  })

  test('nobody writes to another county’s staff', async () => {
    const text = `insert into notices (id, county_id, account_id, event_key, code, parameters)
      values (gen_random_uuid(), app_county(), '${far.office.accountId}', 'x', 'order-held', '{}')`
    expect(await refusalOf(asActor(scopeOf(world.office), text))).toBe(DENIED)
  })
})

test('demand is numbers of the county: how much is wanted, how much of it unmet', async () => {
  expect(await topicDemand(world.office)).toEqual([
    { topicCode: 'a7', wanted: 3, unmet: 1, offices: 1, seats: 20 },
    { topicCode: 'a1', wanted: 1, unmet: 1, offices: 1, seats: 20 },
  ])
})
