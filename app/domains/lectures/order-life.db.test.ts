import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { keepOwnTime, freeOwnTime } from '#app/domains/calendar/own-time.server.ts'
import { setCountyDay, withdrawCountyDay } from '#app/domains/calendar/county-days.server.ts'
import { markAllNoticesRead, markNoticeRead } from '#app/domains/notices/notice.server.ts'
import { ownNotices, unreadNotices } from '#app/domains/notices/notices.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  done,
  draft,
  publishMenu,
  SATURDAY,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import { acceptOrder, declineOrder, proposeOtherTime, takeOrder } from './order-answer.server.ts'
import { changeWish, draftOrder, nameSlot, requestOrder, resizeOrder } from './order-ask.server.ts'
import {
  cancelByLecturer,
  cancelByOffice,
  handOver,
  rescheduleOrder,
  withdrawOrder,
} from './order-change.server.ts'
import { agreeToTime, closeOrder, confirmOrder, markTaught, refuseTime } from './order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from './order-share.server.ts'
import { findOrder, listOrders, openToJoin, orderHistory } from './orders.queries.server.ts'
import { findSlots, possibleSubstitutes } from './slots.queries.server.ts'

const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturer: Lecturer

beforeAll(async () => {
  world = await addLectureCounty(sql)
})
let room: string
beforeEach(async () => {
  travelTo(NOW)
  lecturer = await addLecturer(sql, world.county)
  room = await addRoom(sql, world.county.countyId, world.county.officeId)
})

const slot = (time = '14:30', day: string = SATURDAY) => ({
  ...{ lecturerId: lecturer.lecturerId, roomId: room, start: at(day, time) },
})
async function held(time?: string, day?: string) {
  const { orderId, version } = await draft(world.office)
  return done(await nameSlot(world.office, orderId, version, slot(time, day)))
}
async function accepted(time?: string, day?: string) {
  const { orderId, version } = await held(time, day)
  return done(await acceptOrder(lecturer.actor, orderId, version))
}
async function confirmed(time?: string, day?: string) {
  const { orderId, version } = await accepted(time, day)
  return done(await confirmOrder(world.office, orderId, version))
}
const refusal = (outcome: object) =>
  isRefused(outcome as never) ? (outcome as { refused: string }).refused : 'done'
const engagementsOf = (orderId: string) =>
  database.root<
    { state: string; staff_id: string; version: number }[]
  >`select state, staff_id, version from engagements
    where for_id = ${orderId} order by placed_at, id`
const auditsOf = async (orderId: string) =>
  (
    await database.root<
      { act: string }[]
    >`select act from audit_events where subject_id = ${orderId} order by at, id`
  ).map(({ act }) => act)

test('the whole life: from the draft to the closed class, each step with its rows and its notices', async () => {
  const booked = await confirmed()
  expect((await engagementsOf(booked.orderId)).map(({ state }) => state)).toEqual(['confirmed'])
  travelTo(at(SATURDAY, '16:05'))
  const taught = done(await markTaught(lecturer.actor, booked.orderId, booked.version))
  const closed = done(await closeOrder(world.office, booked.orderId, taught.version))
  expect(closed).toEqual({ orderId: booked.orderId, state: 'closed', version: 6 })
  const history = await orderHistory(world.office, booked.orderId)
  expect(
    history.map((one) => `${one.version} ${one.act} ${one.fromState} ${one.toState} ${one.actorRole}`),
  ).toEqual([
    ...['1 draft null draft office', '2 name draft held office', '3 accept held accepted lecturer'],
    ...[
      '4 confirm accepted confirmed office',
      '5 teach confirmed taught lecturer',
      '6 close taught closed office',
    ],
  ])
  expect(await auditsOf(booked.orderId)).toEqual([
    ...['lectures.order-drafted', 'lectures.order-named', 'lectures.order-accepted'],
    ...['lectures.order-confirmed', 'lectures.order-taught', 'lectures.order-closed'],
  ])
  const own = (actor: Actor) =>
    database.root<{ code: string }[]>`select code from notices where account_id = ${actor.accountId}
      and event_key like ${`order:${booked.orderId}:%`} order by event_key`
  expect((await own(lecturer.actor)).map(({ code }) => code)).toEqual(['order-held', 'order-confirmed'])
  expect((await own(world.office)).map(({ code }) => code)).toEqual(['order-accepted', 'order-taught'])
  // The social worker of the office too; the other office not.
  expect(await own(world.helper)).toHaveLength(2)
  expect(await own(world.other)).toHaveLength(0)
})

describe('what a time can be refused for, with what can be had instead in the same answer', () => {
  type Change = Partial<Parameters<typeof nameSlot>[3]>
  test.each<[string, () => Change | Promise<Change>]>([
    ['past', () => ({ start: at('2026-07-22', '09:59') })],
    ['past', () => ({ start: new Date(NaN) })],
    ['too-far-ahead', () => ({ start: at('2028-08-05', '14:30') })],
    ['not-open', () => ({ start: at(SATURDAY, '20:30') })],
    ['not-open', () => ({ start: at(SATURDAY, '23:30') })],
    [
      'room-too-small',
      async () => ({
        roomId: await addRoom(sql, world.county.countyId, world.county.officeId, { capacity: 5 }),
      }),
    ],
    [
      'too-far',
      async () => ({
        roomId: await addRoom(sql, world.county.countyId, world.county.officeId, { travel: 150 }),
      }),
    ],
    [
      'not-qualified',
      async () => ({ lecturerId: (await addLecturer(sql, world.county, { topics: ['a1'] })).lecturerId }),
    ],
  ])('%s', async (expected, change) => {
    const { orderId, version } = await draft(world.office)
    const outcome = await nameSlot(world.office, orderId, version, { ...slot(), ...(await change()) })
    expect(outcome).toMatchObject({ refused: expected })
    if (!('next' in outcome)) throw new Error('nothing was offered')
    expect(outcome.next.length).toBeGreaterThan(0)
    expect(await engagementsOf(orderId)).toEqual([])
    expect(await findOrder(world.office, orderId)).toMatchObject({
      state: 'draft',
      version: 1,
      engagementId: null,
    })
  })

  test('a lecturer or a room that the county does not know is not found', async () => {
    const far = await addLectureCounty(sql)
    const stranger = await addLecturer(sql, far.county)
    const { orderId, version } = await draft(world.office)
    for (const change of [{ lecturerId: stranger.lecturerId }, { roomId: far.room }])
      expect(await nameSlot(world.office, orderId, version, { ...slot(), ...change })).toEqual({
        refused: 'not-found',
      })
  })

  test('a lecturer’s own time, and time that another county has', async () => {
    const kept = done(
      await keepOwnTime(lecturer.actor, {
        kind: 'leave',
        during: { from: at(SATURDAY, '13:00'), to: at(SATURDAY, '18:00') },
      }),
    )
    const { orderId, version } = await draft(world.office)
    expect(await nameSlot(world.office, orderId, version, slot())).toMatchObject({
      refused: 'lecturer-taken',
    })
    expect(await freeOwnTime(lecturer.actor, kept.engagementId, 2)).toEqual({ refused: 'stale' })
    done(await freeOwnTime(lecturer.actor, kept.engagementId, 1))
    done(await nameSlot(world.office, orderId, version, slot()))
    // And back: time that an office holds cannot be kept for leave.
    expect(
      await keepOwnTime(lecturer.actor, {
        kind: 'leave',
        during: { from: at(SATURDAY, '00:00'), to: at('2026-08-09', '00:00') },
      }),
    ).toEqual({ refused: 'taken' })
    const far = await addLectureCounty(sql)
    await sql`insert into staff_appointments (id, county_id, staff_id, role, valid_from)
      values (gen_random_uuid(), ${far.county.countyId}, ${lecturer.staffId}, 'lecturer', '2026-01-01')`
    const [there] = await sql<
      { id: string }[]
    >`insert into lecturers (id, county_id, staff_id, menu, credentials_zh, credentials_en,
      languages, travel_limit_minutes, day_limit, month_limit, from_on) select gen_random_uuid(), ${far.county.countyId}, staff_id, menu,
      '', '', languages, 120, 6, 60, from_on from lecturers where id = ${lecturer.lecturerId} returning id`
    await sql`insert into lecturer_topics (id, county_id, lecturer_id, topic_code, from_on)
      values (gen_random_uuid(), ${far.county.countyId}, ${there!.id}, 'a7', '2026-01-01')`
    await sql`insert into lecturer_hours (id, county_id, lecturer_id, weekday, from_minute, to_minute, from_on)
      values (gen_random_uuid(), ${far.county.countyId}, ${there!.id}, 6, 480, 1260, '2026-01-01')`
    const abroad = await draft(far.office)
    const wanted = { lecturerId: there!.id, roomId: far.room, start: at(SATURDAY, '15:00') }
    expect(await nameSlot(far.office, abroad.orderId, abroad.version, wanted)).toMatchObject({
      refused: 'lecturer-taken',
    })
    done(
      await nameSlot(far.office, abroad.orderId, abroad.version, { ...wanted, start: at(SATURDAY, '18:00') }),
    )
  })

  test('a public holiday, until the bureau says otherwise', async () => {
    const day = calendarDay('2026-08-06')
    const holiday = { day, kind: 'holiday' as const, nameZh: '节日', nameEn: 'Holiday', source: '通知' }
    const set = done(await setCountyDay(world.bureau, holiday))
    expect(await setCountyDay(world.bureau, holiday)).toEqual({ refused: 'already-set' })
    const { orderId, version } = await draft(world.office)
    expect(refusal(await nameSlot(world.office, orderId, version, slot('14:30', day)))).toBe('not-open')
    done(await withdrawCountyDay(world.bureau, set.id, 'new-notice'))
    done(await nameSlot(world.office, orderId, version, slot('14:30', day)))
  })
})

describe('forms that are replayed, old, or of somebody else', () => {
  test.each<[string, () => Promise<object>]>([
    [
      'stale',
      async () => {
        const { orderId, version } = await held()
        return acceptOrder(lecturer.actor, orderId, version - 1)
      },
    ],
    [
      'stale',
      async () => {
        const { orderId, version } = await held()
        done(await acceptOrder(lecturer.actor, orderId, version))
        return acceptOrder(lecturer.actor, orderId, version)
      },
    ],
    [
      'not-now',
      async () => {
        const { orderId, version } = await accepted()
        return acceptOrder(lecturer.actor, orderId, version)
      },
    ],
    [
      'not-yours',
      async () => {
        const { orderId, version } = await held()
        return acceptOrder(world.office, orderId, version)
      },
    ],
    [
      'not-yours',
      async () => {
        const { orderId, version } = await accepted()
        return confirmOrder(world.helper, orderId, version)
      },
    ],
    [
      'not-found',
      async () => {
        const { orderId, version } = await accepted()
        return confirmOrder(world.other, orderId, version)
      },
    ],
    [
      'not-found',
      async () => {
        const { orderId, version } = await held()
        return acceptOrder((await addLecturer(sql, world.county)).actor, orderId, version)
      },
    ],
    ['not-found', async () => acceptOrder(lecturer.actor, '00000000-0000-7000-8000-000000000000', 1)],
    [
      'not-over',
      async () => {
        const { orderId, version } = await confirmed()
        return markTaught(lecturer.actor, orderId, version)
      },
    ],
    [
      'begun',
      async () => {
        const { orderId, version } = await confirmed('14:30', '2026-07-24')
        travelTo(at('2026-07-24', '14:30'))
        return cancelByOffice(world.office, orderId, version, 'room-lost')
      },
    ],
    [
      'not-now',
      async () => {
        const { orderId, version } = await draft(world.office)
        done(await withdrawOrder(world.office, orderId, version))
        return requestOrder(world.office, orderId, version + 1, { asked: 'anyone' })
      },
    ],
  ])('%s', async (expected, attempt) => expect(refusal(await attempt())).toBe(expected))
})

describe('the menu that an order saw', () => {
  test('stays when the next version teaches shorter; what left the menu cannot be asked for any more', async () => {
    const own = await addLectureCounty(sql)
    const teacher = await addLecturer(sql, own.county)
    const early = await draft(own.office)
    const gone = await draft(own.office, { topicCode: 'a1' })
    await publishMenu(sql, own.county.countyId, {
      number: 2,
      from: '2026-07-22',
      minutes: 60,
      withdrawn: ['a1'],
    })
    const start = at(SATURDAY, '14:30')
    const wanted = { lecturerId: teacher.lecturerId, roomId: own.room, start }
    done(await nameSlot(own.office, early.orderId, early.version, wanted))
    expect((await findOrder(own.office, early.orderId))!.during).toEqual({
      from: start,
      to: at(SATURDAY, '16:00'),
    })
    const late = await draft(own.office)
    expect((await findOrder(own.office, late.orderId))!.minutes).toBe(60)
    expect(await requestOrder(own.office, gone.orderId, gone.version, { asked: 'anyone' })).toEqual({
      refused: 'topic-gone',
    })
    const wish = { seats: 5, regime: 'adults' as const, needs: {}, wantedFrom: calendarDay('2026-08-01') }
    expect(
      await draftOrder(own.office, {
        ...wish,
        topicCode: 'a1',
        wantedTo: calendarDay('2026-08-09'),
        wantedTime: 'any',
      }),
    ).toEqual({ refused: 'topic-gone' })
    expect(
      await draftOrder(own.office, {
        ...wish,
        topicCode: 'a7',
        wantedFrom: calendarDay('2026-07-01'),
        wantedTo: calendarDay('2026-07-21'),
        wantedTime: 'any',
      }),
    ).toEqual({ refused: 'wanted-past' })
    expect(
      refusal(
        await draftOrder(own.bureau, {
          ...wish,
          topicCode: 'a7',
          wantedTo: calendarDay('2026-08-09'),
          wantedTime: 'any',
        }),
      ),
    ).toBe('not-yours')
  })
})

describe('other ways', () => {
  test('declined: the time is free, somebody else can be named, the place in the queue is kept', async () => {
    const one = await held()
    const before = (await findOrder(world.office, one.orderId))!.requestedAt
    const declined = done(await declineOrder(lecturer.actor, one.orderId, one.version, 'other-duty'))
    expect((await engagementsOf(one.orderId)).map(({ state }) => state)).toEqual(['released'])
    travelTo(at('2026-07-23', '10:00'))
    const second = await addLecturer(sql, world.county)
    const again = done(
      await nameSlot(world.office, one.orderId, declined.version, {
        ...slot(),
        lecturerId: second.lecturerId,
      }),
    )
    expect(again.state).toBe('held')
    expect((await findOrder(world.office, one.orderId))!.requestedAt).toEqual(before)
  })

  test('another time proposed and agreed to is on; one that does not suit frees its time', async () => {
    const one = await held()
    const other = done(
      await proposeOtherTime(
        lecturer.actor,
        one.orderId,
        one.version,
        { roomId: room, start: at('2026-08-09', '06:00') },
        'other-duty',
      ),
    )
    expect(done(await agreeToTime(world.office, one.orderId, other.version)).state).toBe('confirmed')
    expect((await engagementsOf(one.orderId)).map(({ state }) => state)).toEqual(['released', 'confirmed'])
    const two = await held('09:00', '2026-08-10')
    const moved = done(
      await proposeOtherTime(
        lecturer.actor,
        two.orderId,
        two.version,
        { roomId: room, start: at('2026-08-10', '19:00') },
        'ill',
      ),
    )
    const waits = done(await refuseTime(world.office, two.orderId, moved.version, 'time-does-not-fit'))
    expect(waits.state).toBe('requested')
    expect((await engagementsOf(two.orderId)).every(({ state }) => state === 'released')).toBe(true)
  })

  test('moved: the new time is held before the old one is free, and the lecturer says yes again', async () => {
    const one = await confirmed()
    const moved = done(
      await rescheduleOrder(
        world.office,
        one.orderId,
        one.version,
        { roomId: room, start: at('2026-08-09', '10:00') },
        'room-lost',
      ),
    )
    expect(moved.state).toBe('held')
    // To a time half an hour later, which its own old one would have stood in the way of.
    const again = done(
      await rescheduleOrder(
        world.office,
        one.orderId,
        moved.version,
        { roomId: room, start: at('2026-08-09', '10:30') },
        'mistake',
      ),
    )
    expect((await engagementsOf(one.orderId)).map(({ state }) => state)).toEqual([
      'released',
      'released',
      'held',
    ])
    // Where it cannot go it stays where it is.
    done(
      await keepOwnTime(lecturer.actor, {
        kind: 'block',
        during: { from: at('2026-08-10', '08:00'), to: at('2026-08-10', '20:00') },
      }),
    )
    expect(
      refusal(
        await rescheduleOrder(
          world.office,
          one.orderId,
          again.version,
          { roomId: room, start: at('2026-08-10', '10:00') },
          'mistake',
        ),
      ),
    ).toBe('lecturer-taken')
    expect(await findOrder(world.office, one.orderId)).toMatchObject({
      state: 'held',
      version: again.version,
      during: { from: at('2026-08-09', '10:30') },
    })
  })

  test('handed on, by the lecturer or the bureau: the substitute’s time instead, and their yes', async () => {
    const substitute = await addLecturer(sql, world.county)
    const one = await confirmed()
    const away = await addLecturer(sql, world.county)
    done(
      await keepOwnTime(away.actor, {
        kind: 'leave',
        during: { from: at(SATURDAY, '08:00'), to: at(SATURDAY, '20:00') },
      }),
    )
    const others = await addLecturer(sql, world.county, { topics: ['a1'] })
    const possible = await possibleSubstitutes(lecturer.actor, one.orderId)
    expect(possible).toContain(substitute.lecturerId)
    for (const { lecturerId } of [away, others, lecturer]) expect(possible).not.toContain(lecturerId)
    expect(await possibleSubstitutes(world.other, one.orderId)).toEqual([])
    const handed = done(
      await handOver(lecturer.actor, one.orderId, one.version, substitute.lecturerId, 'ill'),
    )
    expect((await engagementsOf(one.orderId)).map(({ staff_id: staff, state }) => [staff, state])).toEqual([
      [lecturer.staffId, 'released'],
      [substitute.staffId, 'held'],
    ])
    // Who handed it on still reads it, and can do nothing with it.
    expect(await findOrder(lecturer.actor, one.orderId)).toMatchObject({
      previousLecturerId: lecturer.lecturerId,
    })
    expect(refusal(await acceptOrder(lecturer.actor, one.orderId, handed.version))).not.toBe('done')
    const yes = done(await acceptOrder(substitute.actor, one.orderId, handed.version))
    expect(done(await confirmOrder(world.office, one.orderId, yes.version)).state).toBe('confirmed')
    const back = done(
      await handOver(world.bureau, one.orderId, yes.version + 1, lecturer.lecturerId, 'other-duty'),
    )
    expect(back.state).toBe('held')
    expect(refusal(await handOver(world.bureau, one.orderId, back.version, lecturer.lecturerId, 'ill'))).toBe(
      'not-now',
    )
    const unqualified = await addLecturer(sql, world.county, { topics: ['a1'] })
    expect(
      refusal(await handOver(world.bureau, one.orderId, back.version, unqualified.lecturerId, 'ill')),
    ).toBe('not-qualified')
  })

  test('cancelled by the lecturer: the office, its guests and the bureau are told', async () => {
    const one = await held()
    const open = done(await shareOrder(world.office, one.orderId, one.version, true))
    const joined = done(
      await joinOrder(world.other, one.orderId, open.version, { seats: 10, regime: 'adults' }),
    )
    const yes = done(await acceptOrder(lecturer.actor, one.orderId, joined.version))
    const gone = done(await cancelByLecturer(lecturer.actor, one.orderId, yes.version, 'ill'))
    const told = await database.root<{ account_id: string }[]>`select account_id from notices
      where event_key = ${`order:${one.orderId}:${gone.version}`}`
    expect(told.map((row) => row.account_id).sort()).toEqual(
      [world.office, world.helper, world.other, world.bureau].map(({ accountId }) => accountId).sort(),
    )
  })

  test('a request to one lecturer is taken by nobody else', async () => {
    const { orderId, version } = await draft(world.office)
    const asked = done(
      await requestOrder(world.office, orderId, version, { asked: 'named', lecturerId: lecturer.lecturerId }),
    )
    expect(await engagementsOf(orderId)).toEqual([])
    const rival = await addLecturer(sql, world.county)
    expect(
      refusal(
        await takeOrder(rival.actor, orderId, asked.version, { roomId: room, start: at(SATURDAY, '14:30') }),
      ),
    ).toBe('not-yours')
    done(
      await takeOrder(lecturer.actor, orderId, asked.version, { roomId: room, start: at(SATURDAY, '06:30') }),
    )
  })
})

describe('how many come', () => {
  const wish = {
    ...{ seats: 30, needs: { hearing: 2 }, wantedFrom: calendarDay('2026-08-10') },
    ...{ wantedTo: calendarDay('2026-08-16'), wantedTime: 'evening' as const },
  }

  test('a social worker changes what is not asked for yet; what is held is the office’s to change', async () => {
    const { orderId, version } = await draft(world.helper)
    const changed = done(await changeWish(world.helper, orderId, version, wish))
    expect(await findOrder(world.office, orderId)).toMatchObject({
      seats: 30,
      seatsTaken: 30,
      needs: { hearing: 2 },
    })
    const past = { ...wish, wantedFrom: calendarDay('2026-07-01'), wantedTo: calendarDay('2026-07-21') }
    expect(await changeWish(world.helper, orderId, changed.version, past)).toEqual({ refused: 'wanted-past' })
    const one = done(await nameSlot(world.helper, orderId, changed.version, slot()))
    expect(refusal(await changeWish(world.office, orderId, one.version, wish))).toBe('not-now')
    expect(refusal(await resizeOrder(world.helper, orderId, one.version, wish))).toBe('not-yours')
  })

  test('never more than the room holds, with the guests', async () => {
    const one = await held()
    const open = done(await shareOrder(world.office, one.orderId, one.version, true))
    const joined = done(
      await joinOrder(world.other, one.orderId, open.version, { seats: 20, regime: 'adults' }),
    )
    expect(await resizeOrder(world.office, one.orderId, joined.version, { seats: 41, needs: {} })).toEqual({
      refused: 'no-seats',
    })
    done(await resizeOrder(world.office, one.orderId, joined.version, { seats: 40, needs: {} }))
    expect(await findOrder(world.office, one.orderId)).toMatchObject({
      seats: 40,
      seatsTaken: 60,
      capacity: 60,
    })
  })
})

describe('one session for several offices', () => {
  test('seats come and go; minors and adults are never together; full is full', async () => {
    const one = await held()
    expect((await openToJoin(world.other)).map(({ id }) => id)).not.toContain(one.orderId)
    const open = done(await shareOrder(world.office, one.orderId, one.version, true))
    expect((await openToJoin(world.other)).map(({ id }) => id)).toContain(one.orderId)
    const join = (seats: number, regime: 'adults' | 'minors' = 'adults', seen = open.version) =>
      joinOrder(world.other, one.orderId, seen, { seats, regime })
    expect(refusal(await join(5, 'minors'))).toBe('other-regime')
    expect(refusal(await join(41))).toBe('no-seats')
    expect(
      refusal(await joinOrder(world.office, one.orderId, open.version, { seats: 1, regime: 'adults' })),
    ).toBe('own-order')
    const joined = done(await join(40))
    expect(refusal(await join(1, 'adults', joined.version))).toBe('no-seats')
    expect((await listOrders(world.other)).map(({ id }) => id)).toContain(one.orderId)
    const left = done(await leaveOrder(world.other, one.orderId, joined.version))
    expect(await findOrder(world.office, one.orderId)).toMatchObject({
      seats: 20,
      seatsTaken: 20,
      version: left.version,
    })
    const twice = done(await join(3, 'adults', left.version))
    expect(refusal(await join(3, 'adults', twice.version))).toBe('joined-before')
    expect(refusal(await leaveOrder(world.bureau, one.orderId, twice.version))).toBe('not-yours')
  })
})

test('the search and the claim agree: what it offers first can be held', async () => {
  const answer = done(
    await findSlots(world.office, {
      ...{
        topicCode: 'a7',
        seats: 20,
        from: calendarDay('2026-08-10'),
        to: calendarDay('2026-08-16'),
        time: 'weekend',
      },
      ...{ lecturerId: lecturer.lecturerId, roomIds: [room] },
    }),
  )
  const [first] = answer.slots
  const { orderId, version } = await draft(world.office)
  done(await nameSlot(world.office, orderId, version, first!))
  expect(
    await findSlots(world.office, {
      topicCode: 'a9',
      seats: 1,
      from: calendarDay('2026-08-10'),
      to: calendarDay('2026-08-16'),
      time: 'any',
      lecturerId: null,
      roomIds: null,
    }),
  ).toEqual({ refused: 'topic-gone' })
})

test('the inbox: unread first, read once, nobody else’s', async () => {
  await held()
  const [first] = await ownNotices(lecturer.actor)
  expect(first).toMatchObject({
    code: 'order-held',
    readAt: null,
    parameters: { topic: 'a7', day: SATURDAY, time: '14:30' },
  })
  expect(await inActorTransaction(scopeOf(lecturer.actor), () => unreadNotices(lecturer.actor))).toBe(1)
  expect(await markNoticeRead(world.office, first!.id)).toEqual({ refused: 'not-found' })
  done(await markNoticeRead(lecturer.actor, first!.id))
  expect(await markAllNoticesRead(lecturer.actor)).toEqual({ read: 0 })
  expect((await ownNotices(lecturer.actor))[0]!.readAt).not.toBeNull()
})
