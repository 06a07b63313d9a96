import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { travelTo } from '#app/clock.server.ts'
import { calendarDay, dayAt } from '#app/shared/calendar-day.ts'
import { callRoute } from '#tests/support/call-route.ts'
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
import { addStaff, staffDevice, type Device } from '#tests/support/study-setup.ts'
import { database } from '#tests/support/this-database.ts'
import { zh } from '#app/messages/zh.ts'
import { acceptOrder, declineOrder, proposeOtherTime } from './order-answer.server.ts'
import { nameSlot, requestOrder } from './order-ask.server.ts'
import { confirmOrder } from './order-settle.server.ts'
import { shareOrder } from './order-share.server.ts'
import { findOrder } from './orders.queries.server.ts'

/** What an office's forms come to: bad input, what is too late, what is sent twice; nothing half written. */

const FORM = 'routes/office/order-form.tsx'
const PAGE = 'routes/office/order.tsx'
const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturer: Lecturer
let room: string
let members: Awaited<ReturnType<typeof addStaff>>[]
let office: Device
let helper: Device
let other: Device

beforeAll(async () => {
  world = await addLectureCounty(sql)
  members = await Promise.all([
    addStaff(sql, world.county, { role: 'office' }),
    addStaff(sql, world.county, { role: 'social-worker' }),
    addStaff(sql, world.county, { role: 'office', office: 'other' }),
  ])
})
/** At an instant, everybody signed in: what stood open days ago is closed. */
async function comeAt(instant: Date) {
  travelTo(instant)
  ;[office, helper, other] = (await Promise.all(members.map((member) => staffDevice(member)))) as [
    ...[Device, Device, Device],
  ]
}
beforeEach(async () => {
  await comeAt(NOW)
  lecturer = await addLecturer(sql, world.county)
  room = await addRoom(sql, world.county.countyId, world.county.officeId)
})

const slotAt = (day: string, time: string, more: { lecturer?: string; room?: string } = {}) =>
  `${more.lecturer ?? lecturer.lecturerId}.${more.room ?? room}.${day}T${time}`
const wish = (more: Record<string, string> = {}) => ({
  ...{ order: uuidv7(), seats: '20', regime: 'adults', slot: slotAt(SATURDAY, '14:30'), lecturer: '' },
  ...{ wantedFrom: '2026-08-03', wantedTo: '2026-08-30', wantedTime: 'any', ...more },
})
type Answer = { problems: Record<string, string>; typed: Record<string, string>; next: object[] }

async function send(form: Record<string, string>, { who = office, topic = 'a7' } = {}) {
  const answer = await callRoute(FORM, {
    ...{ method: 'POST', url: `/office/menu/${topic}`, params: { topic } },
    ...{ cookie: who.cookieHeader, form },
  })
  return { ...answer, said: answer.data as Answer | null }
}
async function act(orderId: string, form: Record<string, string>, who = office) {
  const answer = await callRoute(PAGE, {
    ...{ method: 'POST', url: `/office/orders/${orderId}`, params: { order: orderId } },
    ...{ cookie: who.cookieHeader, form },
  })
  return { ...answer, said: answer.data as (Answer & { act: string }) | null }
}

/** Everything that an order leaves anywhere. */
async function traces() {
  const [row] = await database.root`select
    (select count(*)::int from lecture_orders) as orders, (select count(*)::int from lecture_order_changes) as steps,
    (select count(*)::int from engagements) as engagements, (select count(*)::int from notices) as notices,
    (select count(*)::int from audit_events) as audits,
    (select coalesce(sum(version), 0)::int from lecture_orders) as versions,
    (select coalesce(sum(version), 0)::int from engagements) as moves`
  return row
}
async function expectNothingWritten<T>(work: () => Promise<T>): Promise<T> {
  const before = await traces()
  const result = await work()
  expect(await traces()).toEqual(before)
  return result
}
const sentences = { ...zh.orders.refusals, ...zh.orders.problems } as Record<string, string>

describe('the order page', () => {
  test('a lecturer and a time are named, and held; the form sent twice is one order', async () => {
    const form = wish({ 'needs-hearing': '2', 'needs-dialect': '0', 'needs-low-vision': '' })
    const first = await send(form)
    expect([first.status, first.location]).toEqual([303, `/office/orders/${form.order}`])
    expect(await findOrder(office.actor, form.order)).toMatchObject({
      ...{ state: 'held', version: 2, seats: 20, needs: { hearing: 2 }, lecturerId: lecturer.lecturerId },
      ...{ wantedFrom: '2026-08-03', wantedTo: '2026-08-09', asked: 'named', roomId: room },
    })
    const again = await expectNothingWritten(() => send(form))
    expect([again.status, again.location]).toEqual([303, `/office/orders/${form.order}`])
    // Changed and sent once more by going back: still the one that stands.
    const changed = await expectNothingWritten(() => send({ ...form, slot: 'anyone' }))
    expect(changed.location).toBe(`/office/orders/${form.order}`)
  })

  test('ten of the same form at once are one order', async () => {
    const form = wish()
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(form)))
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(
      new Set([`303 /office/orders/${form.order}`]),
    )
    const [row] = await database.root`select count(*)::int as steps from lecture_order_changes
      where order_id = ${form.order}`
    expect(row!.steps).toBe(2)
  })

  test.each([
    ['anyone', 'anyone', null],
    ['none', 'none', null],
    ['named', 'named', 'chosen'],
  ])('without a time: %s', async (slot, asked, whom) => {
    const form = wish({ slot, lecturer: lecturer.lecturerId, wantedTime: 'evening' })
    expect((await send(form, { who: helper })).status).toBe(303)
    expect(await findOrder(office.actor, form.order)).toMatchObject({
      ...{ state: 'requested', asked, engagementId: null, wantedTime: 'evening' },
      lecturerId: whom && lecturer.lecturerId,
    })
  })

  test('a key of another office’s order opens nothing, and leads nowhere', async () => {
    const { orderId } = await draft(other.actor)
    const answer = await expectNothingWritten(() => send(wish({ order: orderId })))
    expect(answer).toMatchObject({ status: 409, location: null })
  })

  type Bad = [string, () => Record<string, string> | Promise<Record<string, string>>, 400 | 409, string]
  test.each<Bad>([
    ['nothing chosen', () => ({ slot: '' }), 400, 'slot-missing'],
    [
      'a slot out of shape',
      () => ({ slot: `${'-'.repeat(36)}.${room}.2026-08-08T14:30` }),
      400,
      'slot-missing',
    ],
    ['a day that is none', () => ({ slot: slotAt('2026-02-30', '14:30') }), 400, 'slot-missing'],
    ['25 o’clock', () => ({ slot: slotAt(SATURDAY, '25:00') }), 400, 'slot-missing'],
    ['24:00', () => ({ slot: slotAt(SATURDAY, '24:00') }), 400, 'slot-missing'],
    ['nobody', () => ({ seats: '0' }), 400, 'seats-number'],
    ['half a person', () => ({ seats: '2.5' }), 400, 'seats-number'],
    ['more needs than people', () => ({ seats: '3', 'needs-hearing': '4' }), 400, 'needs-over-seats'],
    ['a need that is no number', () => ({ 'needs-hearing': 'two' }), 400, 'needs-number'],
    ['no regime', () => ({ regime: '' }), 400, 'regime-missing'],
    ['no key', () => ({ order: 'x' }), 400, 'order-missing'],
    ['named without a lecturer', () => ({ slot: 'named' }), 400, 'lecturer-missing'],
    ['an empty first day', () => ({ slot: 'anyone', wantedFrom: '' }), 400, 'from-missing'],
    ['31 June', () => ({ slot: 'anyone', wantedTo: '2026-06-31' }), 400, 'to-missing'],
    [
      'the end before the start',
      () => ({ slot: 'anyone', wantedFrom: '2026-08-09', wantedTo: '2026-08-08' }),
      400,
      'to-before-from',
    ],
    [
      'days that are over',
      () => ({ slot: 'anyone', wantedFrom: '2026-07-01', wantedTo: '2026-07-21' }),
      400,
      'wanted-past',
    ],
    [
      'days too far away',
      () => ({ slot: 'anyone', wantedFrom: '2028-01-01', wantedTo: '2028-01-02' }),
      400,
      'wanted-far',
    ],
    ['a time that is past', () => ({ slot: slotAt('2026-07-22', '09:30') }), 409, 'past'],
    ['a time too far away', () => ({ slot: slotAt('2028-08-05', '14:30') }), 409, 'too-far-ahead'],
    ['over midnight', () => ({ slot: slotAt(SATURDAY, '23:30') }), 409, 'not-open'],
    ['at midnight of a month’s end', () => ({ slot: slotAt('2026-08-01', '00:00') }), 409, 'not-open'],
    [
      'a lecturer who does not teach it',
      async () => ({
        slot: slotAt(SATURDAY, '14:30', {
          lecturer: (await addLecturer(sql, world.county, { topics: ['a1'] })).lecturerId,
        }),
      }),
      409,
      'not-qualified',
    ],
    [
      'a lecturer of nowhere',
      () => ({ slot: slotAt(SATURDAY, '14:30', { lecturer: uuidv7() }) }),
      409,
      'not-found',
    ],
    ['a room of nowhere', () => ({ slot: slotAt(SATURDAY, '14:30', { room: uuidv7() }) }), 409, 'not-found'],
    [
      'a room too small',
      async () => ({
        slot: slotAt(SATURDAY, '14:30', {
          room: await addRoom(sql, world.county.countyId, world.county.officeId, { capacity: 5 }),
        }),
      }),
      409,
      'room-too-small',
    ],
  ])('%s', async (_, change, status, code) => {
    const form = wish(await change())
    const answer = await expectNothingWritten(() => send(form))
    expect(answer.status).toBe(status)
    expect(Object.values(answer.said!.problems)).toContain(code)
    expect(sentences[code]).toMatch(/。$/)
    expect(answer.said!.typed).toEqual(form)
  })

  test('the last minute of a month and the first of the next are ordinary times', async () => {
    // Open until 21:00; the class ends with it, on the last of July.
    const form = wish({ slot: slotAt('2026-07-31', '19:30') })
    expect((await send(form)).status).toBe(303)
    const next = wish({ slot: slotAt('2026-08-01', '08:00') })
    expect((await send(next)).status).toBe(303)
  })

  test('a time that somebody else has: the reason, what is free next, and everything typed', async () => {
    const mine = wish()
    await send(mine)
    const late = wish({ seats: '12', 'needs-reading-help': '3' })
    const answer = await expectNothingWritten(() => send(late))
    expect(answer.status).toBe(409)
    expect(answer.said!.problems).toEqual({ slot: 'lecturer-taken' })
    expect(answer.said!.typed).toEqual(late)
    const [first] = answer.said!.next as { lecturerId: string; roomId: string; start: Date }[]
    const again = await send({
      ...late,
      slot: `${first!.lecturerId}.${first!.roomId}.${slotText(first!.start)}`,
    })
    expect(again.status).toBe(303)
  })

  test('a topic that is withdrawn meanwhile', async () => {
    await publishMenu(sql, world.county.countyId, { number: 2, from: '2026-07-22', withdrawn: ['a1'] })
    const answer = await expectNothingWritten(() => send(wish(), { topic: 'a1' }))
    expect(answer.status).toBe(409)
    expect(answer.said!.problems).toEqual({ slot: 'topic-gone' })
    const page = await callRoute(FORM, {
      ...{ method: 'GET', url: '/office/menu/a1', params: { topic: 'a1' }, cookie: office.cookieHeader },
    })
    expect([page.status, (page.data as { gone: unknown }).gone]).toEqual([200, { zh: '课', en: 'Class' }])
  })
})

const slotText = (start: Date) => new Date(start.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

describe('one that came back', () => {
  test('a draft is changed and sent in one step of the form; sent twice, it is stale and as it was', async () => {
    const { orderId, version } = await draft(office.actor)
    const form = { ...wish({ order: orderId, seats: '31' }), version: String(version) }
    expect((await send(form)).status).toBe(303)
    expect(await findOrder(office.actor, orderId)).toMatchObject({ state: 'held', version: 3, seats: 31 })
    const again = await expectNothingWritten(() => send(form))
    expect(again.status).toBe(409)
    expect(again.said!.problems).toEqual({ slot: 'stale' })
  })

  test('where the time is lost the wish is not changed either', async () => {
    await send(wish())
    const { orderId, version } = await draft(office.actor)
    const form = { ...wish({ order: orderId, seats: '31' }), version: String(version) }
    const answer = await expectNothingWritten(() => send(form))
    expect(answer.status).toBe(409)
    expect(answer.said!.problems).toEqual({ slot: 'lecturer-taken' })
    expect(await findOrder(office.actor, orderId)).toMatchObject({ state: 'draft', version: 1, seats: 20 })
  })

  test('declined: sent again without the number of people, which stays', async () => {
    const form = wish()
    await send(form)
    done(await declineOrder(lecturer.actor, form.order, 2, 'other-duty'))
    const another = await addLecturer(sql, world.county)
    const again = await send({
      ...{ order: form.order, version: '3' },
      slot: slotAt(SATURDAY, '14:30', { lecturer: another.lecturerId }),
    })
    expect(again.status).toBe(303)
    expect(await findOrder(office.actor, form.order)).toMatchObject({ state: 'held', seats: 20, version: 4 })
  })

  test('another office’s is not found', async () => {
    const { orderId, version } = await draft(other.actor)
    const form = { ...wish({ order: orderId }), version: String(version) }
    expect((await expectNothingWritten(() => send(form))).status).toBe(404)
  })
})

async function held(start = at(SATURDAY, '14:30')) {
  const { orderId, version } = await draft(office.actor)
  const slot = { lecturerId: lecturer.lecturerId, roomId: room, start }
  return done(await nameSlot(office.actor, orderId, version, slot))
}
async function accepted() {
  const order = await held()
  return done(await acceptOrder(lecturer.actor, order.orderId, order.version))
}
async function confirmed() {
  const order = await accepted()
  return done(await confirmOrder(office.actor, order.orderId, order.version))
}
const stateOf = async (orderId: string) => (await findOrder(office.actor, orderId))?.state

describe('the acts of an order’s page', () => {
  test('confirm; the same form again is stale, and leaves nothing', async () => {
    const { orderId, version } = await accepted()
    const form = { act: 'confirm', version: String(version) }
    expect((await act(orderId, form)).location).toBe(`/office/orders/${orderId}`)
    expect(await stateOf(orderId)).toBe('confirmed')
    const again = await expectNothingWritten(() => act(orderId, form))
    expect([again.status, again.said!.problems]).toEqual([409, { version: 'stale' }])
  })

  test('a social worker asks and takes back; what binds is for office staff', async () => {
    const order = await accepted()
    const version = String(order.version)
    const forms: Record<string, string>[] = [
      { act: 'confirm', version },
      { act: 'cancel-by-office', version, reason: 'not-needed' },
      { act: 'reschedule', version, reason: 'weather', slot: slotAt('2026-08-09', '14:30') },
      { act: 'resize', version, seats: '5' },
      { act: 'share', version },
    ]
    for (const form of forms) {
      const answer = await expectNothingWritten(() => act(order.orderId, form, helper))
      expect([answer.status, answer.said!.problems]).toEqual([409, { version: 'not-yours' }])
    }
    const waiting = await held(at('2026-08-09', '10:00'))
    const back = await act(waiting.orderId, { act: 'withdraw', version: String(waiting.version) }, helper)
    expect(back.status).toBe(303)
  })

  test('another time is agreed to, or refused with a reason', async () => {
    const proposed = async (time: string) => {
      const order = await held(at(SATURDAY, time))
      const slot = { roomId: room, start: at('2026-08-09', time) }
      return done(await proposeOtherTime(lecturer.actor, order.orderId, order.version, slot, 'other-duty'))
    }
    const first = await proposed('09:00')
    expect((await act(first.orderId, { act: 'agree', version: String(first.version) })).status).toBe(303)
    expect(await stateOf(first.orderId)).toBe('confirmed')
    const second = await proposed('15:00')
    const version = String(second.version)
    const without = await expectNothingWritten(() => act(second.orderId, { act: 'refuse-proposal', version }))
    expect([without.status, without.said!.problems]).toEqual([400, { reason: 'reason-missing' }])
    const form = { act: 'refuse-proposal', version, reason: 'time-does-not-fit' }
    expect((await act(second.orderId, form)).status).toBe(303)
    expect(await findOrder(office.actor, second.orderId)).toMatchObject({
      state: 'requested',
      asked: 'anyone',
    })
  })

  test('moved to another time of the same lecturer; onto a time that is taken it stays where it was', async () => {
    const { orderId, version } = await confirmed()
    const other1 = wish({ slot: slotAt('2026-08-09', '14:30') })
    await send(other1)
    const move = { act: 'reschedule', version: String(version), reason: 'room-lost' }
    const lost = await expectNothingWritten(() =>
      act(orderId, { ...move, slot: slotAt('2026-08-09', '14:30') }),
    )
    expect([lost.status, lost.said!.problems]).toEqual([409, { slot: 'lecturer-taken' }])
    expect(lost.said!.next.length).toBeGreaterThan(0)
    const colleague = await addLecturer(sql, world.county)
    const someone = await expectNothingWritten(() =>
      act(orderId, { ...move, slot: slotAt('2026-08-10', '14:30', { lecturer: colleague.lecturerId }) }),
    )
    expect([someone.status, someone.said!.problems]).toEqual([400, { slot: 'slot-missing' }])
    expect((await act(orderId, { ...move, slot: slotAt('2026-08-10', '14:30') })).status).toBe(303)
    expect(await findOrder(office.actor, orderId)).toMatchObject({
      ...{ state: 'held', during: { from: at('2026-08-10', '14:30'), to: at('2026-08-10', '16:00') } },
    })
  })

  test('cancelled with a coded reason, before the class begins', async () => {
    const { orderId, version } = await confirmed()
    const form = { act: 'cancel-by-office', version: String(version) }
    for (const reason of ['', 'because', 'constructor'])
      expect((await expectNothingWritten(() => act(orderId, { ...form, reason }))).status).toBe(400)
    await comeAt(at(SATURDAY, '14:30'))
    const late = await expectNothingWritten(() => act(orderId, { ...form, reason: 'weather' }))
    expect([late.status, late.said!.problems]).toEqual([409, { version: 'begun' }])
    await comeAt(NOW)
    expect((await act(orderId, { ...form, reason: 'weather' })).status).toBe(303)
    expect(await stateOf(orderId)).toBe('cancelled-by-office')
  })

  test('what is wished, and how many come', async () => {
    const begun = await draft(office.actor)
    const waiting = done(await requestOrder(office.actor, begun.orderId, begun.version, { asked: 'anyone' }))
    const version = String(waiting.version)
    const change = {
      ...{ act: 'change', version, seats: '33', wantedTime: 'evening', 'needs-hearing': '1' },
      ...{ wantedFrom: '2026-07-31', wantedTo: '2026-08-01' },
    }
    const wrong = await expectNothingWritten(() =>
      act(waiting.orderId, { ...change, wantedTo: '2026-07-30' }),
    )
    expect([wrong.status, wrong.said!.problems]).toEqual([400, { wantedTo: 'to-before-from' }])
    expect((await act(waiting.orderId, change)).status).toBe(303)
    expect(await findOrder(office.actor, waiting.orderId)).toMatchObject({
      ...{ seats: 33, wantedFrom: '2026-07-31', wantedTo: '2026-08-01', needs: { hearing: 1 } },
      ...{ state: 'requested', wantedTime: 'evening' },
    })
    const on = await confirmed()
    const size = { act: 'resize', version: String(on.version), seats: '61' }
    const full = await expectNothingWritten(() => act(on.orderId, size))
    expect([full.status, full.said!.problems]).toEqual([409, { seats: 'no-seats' }])
    expect((await act(on.orderId, { ...size, seats: '60' })).status).toBe(303)
  })

  test('shared, joined by another office, left again; minors never join adults', async () => {
    const on = await confirmed()
    // Not open to others: to another office there is no such order.
    expect((await act(on.orderId, { act: 'join', version: String(on.version) }, other)).status).toBe(404)
    expect((await act(on.orderId, { act: 'share', version: String(on.version) })).status).toBe(303)
    const version = String(on.version + 1)
    const join = { act: 'join', version, seats: '10', regime: 'adults' }
    for (const [change, status, problems] of [
      [{ seats: '' }, 400, { seats: 'seats-number' }],
      [{ seats: '41' }, 409, { seats: 'no-seats' }],
      [{ regime: 'minors' }, 409, { version: 'other-regime' }],
      [{ version: String(on.version) }, 409, { version: 'stale' }],
    ] as const) {
      const answer = await expectNothingWritten(() => act(on.orderId, { ...join, ...change }, other))
      expect([answer.status, answer.said!.problems]).toEqual([status, problems])
    }
    expect((await act(on.orderId, join, other)).status).toBe(303)
    const left = await act(on.orderId, { act: 'leave', version: String(on.version + 2) }, other)
    expect(left.status).toBe(303)
    expect(await findOrder(office.actor, on.orderId)).toMatchObject({ seatsTaken: 20 })
  })

  test.each([
    {},
    { act: 'teach' },
    { act: 'constructor', version: '1' },
    { act: 'confirm' },
    { act: 'confirm', version: '1.5' },
  ])('a form that says nothing we know: %j', async (form) => {
    const { orderId } = await accepted()
    const answer = await expectNothingWritten(() => act(orderId, form as Record<string, string>))
    expect(answer.status).toBe(400)
    for (const code of Object.values(answer.said!.problems)) expect(sentences[code]).toMatch(/。$/)
  })

  test('an order of nobody, of another office, of another county', async () => {
    const theirs = await draft(other.actor)
    const far = await addLectureCounty(sql)
    const farAway = await draft(far.office)
    for (const orderId of [uuidv7(), 'x', theirs.orderId, farAway.orderId]) {
      const form = { act: 'withdraw', version: '1' }
      expect((await expectNothingWritten(() => act(orderId, form))).status).toBe(404)
      const page = await callRoute(PAGE, {
        ...{ method: 'GET', url: `/office/orders/${orderId}`, params: { order: orderId } },
        cookie: office.cookieHeader,
      })
      expect(page.status).toBe(404)
    }
  })

  test('a hold that has passed is told as such, and can be arranged again', async () => {
    const { orderId, version } = await accepted()
    await comeAt(at('2026-07-26', '10:00'))
    const answer = await expectNothingWritten(() =>
      act(orderId, { act: 'confirm', version: String(version) }),
    )
    expect([answer.status, answer.said!.problems]).toEqual([409, { version: 'hold-expired' }])
    const page = await callRoute(PAGE, {
      ...{ method: 'GET', url: `/office/orders/${orderId}`, params: { order: orderId } },
      cookie: office.cookieHeader,
    })
    expect((page.data as { order: { state: string; acts: string[] } }).order).toMatchObject({
      ...{ state: 'expired', acts: ['request', 'name', 'withdraw'], during: null, holdUntil: null },
    })
  })
})

describe('an office without delegation', () => {
  const delegated = (from: string, to: string | null) =>
    sql`update judicial_offices set delegated_from = ${from}, delegated_to = ${to} where id = ${world.county.officeId}`
  afterEach(async () => {
    await delegated('2020-07-01', null)
  })

  test('orders nothing, in words; what it has it can still give back', async () => {
    const on = await confirmed()
    const begun = await draft(office.actor)
    const waiting = await held(at('2026-08-12', '10:00'))
    const yes = done(await acceptOrder(lecturer.actor, waiting.orderId, waiting.version))
    await delegated('2020-07-01', '2026-07-22')
    for (const slot of [slotAt('2026-07-30', '10:00'), 'anyone']) {
      const answer = await expectNothingWritten(() => send(wish({ slot })))
      expect([answer.status, answer.said!.problems]).toEqual([409, { slot: 'not-delegated' }])
    }
    const again = await expectNothingWritten(() =>
      send({ ...wish({ order: begun.orderId, slot: 'anyone' }), version: '1' }),
    )
    // The wish is not open any more: neither is sending it.
    expect([again.status, again.said!.problems]).toEqual([409, { slot: 'not-delegated' }])
    const confirming = await expectNothingWritten(() =>
      act(yes.orderId, { act: 'confirm', version: String(yes.version) }),
    )
    expect([confirming.status, confirming.said!.problems]).toEqual([409, { version: 'not-delegated' }])
    const cancel = { act: 'cancel-by-office', version: String(on.version), reason: 'not-needed' }
    expect((await act(on.orderId, cancel)).status).toBe(303)
    const back = await act(begun.orderId, { act: 'withdraw', version: '1' })
    expect(back.status).toBe(303)
    expect(sentences['not-delegated']).toContain('委托')
  })

  test('no class on a day after its end, and none before its beginning', async () => {
    await delegated('2020-07-01', SATURDAY)
    const late = await expectNothingWritten(() => send(wish()))
    expect([late.status, late.said!.problems]).toEqual([409, { slot: 'not-delegated' }])
    expect((await send(wish({ slot: slotAt('2026-08-07', '14:30') }))).status).toBe(303)
    await delegated('2026-07-23', null)
    const early = await expectNothingWritten(() => send(wish({ slot: slotAt('2026-08-20', '14:30') })))
    expect(early.said!.problems).toEqual({ slot: 'not-delegated' })
  })

  test('joins no session of another office', async () => {
    const host = await draft(other.actor)
    const asked = done(await requestOrder(other.actor, host.orderId, host.version, { asked: 'anyone' }))
    const shared = done(await shareOrder(other.actor, asked.orderId, asked.version, true))
    await delegated('2020-07-01', '2026-07-01')
    const form = { act: 'join', version: String(shared.version), seats: '3', regime: 'adults' }
    const answer = await expectNothingWritten(() => act(shared.orderId, form))
    expect([answer.status, answer.said!.problems]).toEqual([409, { version: 'not-delegated' }])
  })

  test('the database holds it too, whatever the code forgets', async () => {
    await delegated('2020-07-01', SATURDAY)
    const { scopeOf } = await import('#app/domains/identity/actor.policy.ts')
    const { asActor, refusalOf } = await import('#tests/support/scopes.ts')
    const { orderId } = await draft(office.actor)
    const engage = (day: string) =>
      asActor(
        scopeOf(office.actor),
        `insert into engagements (id, county_id, kind, state, staff_id, room_id, office_id, for_id, during, blocked, hold_until, placed_by, placed_as)
         values ('${uuidv7()}', '${world.county.countyId}', 'lecture', 'held', '${lecturer.staffId}', '${room}', '${world.county.officeId}',
           '${orderId}', '[${day} 03:00+00, ${day} 04:00+00)', '[${day} 03:00+00, ${day} 04:00+00)', app_now() + interval '1 hour',
           '${office.actor.accountId}', 'office')`,
      )
    expect(await refusalOf(engage(SATURDAY))).toBe('42501')
    expect(await refusalOf(engage('2026-08-07'))).toBeNull()
    await delegated('2020-07-01', '2026-07-22')
    const insert = asActor(
      scopeOf(office.actor),
      `insert into lecture_orders (id, county_id, office_id, topic_id, topic_code, regime, asked, state, seats, seats_taken, needs,
         wanted_from, wanted_to, wanted_time, created_by, created_as)
       select '${uuidv7()}', county_id, office_id, topic_id, topic_code, regime, 'none', 'draft', 5, 5, '{}', wanted_from, wanted_to,
         wanted_time, '${office.actor.accountId}', 'office' from lecture_orders where id = '${orderId}'`,
    )
    expect(await refusalOf(insert)).toBe('42501')
  })
})

test('the week of a topic: free, held by whom and until when, the room in use, and the nearest where nothing is', async () => {
  await send(wish({ slot: slotAt(SATURDAY, '08:00') }))
  const page = async (query: string, who = office) => {
    const { data } = await callRoute(FORM, {
      ...{ method: 'GET', url: `/office/menu/a7?${query}`, params: { topic: 'a7' } },
      cookie: who.cookieHeader,
    })
    return data as {
      week: {
        monday: string
        free: { start: Date; part: string; lecturerId: string }[]
        taken: { day: string; part: string; why: string; office: object | null; until: Date | null }[]
        nearest: object[]
        givenUp: string[]
      }
      typed: Record<string, string>
    }
  }
  const only = `lecturer=${lecturer.lecturerId}&room=${room}`
  const own = await page(`week=${SATURDAY}&${only}&seats=20&needs-hearing=7`)
  expect(own.week.monday).toBe('2026-08-03')
  expect(own.typed).toMatchObject({ seats: '20', 'needs-hearing': '7' })
  // 8:00 to 9:30 with half an hour of travel: the morning goes on at 10:30.
  const morning = own.week.free.filter(
    ({ start }) => start < at(SATURDAY, '12:00') && start > at(SATURDAY, '00:00'),
  )
  expect(morning.map(({ start }) => start)).toEqual([at(SATURDAY, '10:30')])
  // Another office sees whose it is and until when: nothing of why.
  await send(wish({ slot: slotAt(SATURDAY, '14:00') }))
  await send(wish({ slot: slotAt(SATURDAY, '18:30') }))
  await send(wish({ slot: slotAt(SATURDAY, '10:30') }))
  const others = await page(`week=${SATURDAY}&lecturer=${lecturer.lecturerId}&seats=20`, other)
  expect(others.week.taken.filter(({ day }) => day === SATURDAY)).toMatchObject([
    { part: 'morning', why: 'held', office: { zh: '东塘镇司法所' }, start: at(SATURDAY, '08:00') },
    { part: 'afternoon', why: 'held', start: at(SATURDAY, '14:00') },
    { part: 'evening', why: 'held', start: at(SATURDAY, '18:30') },
  ])
  // For 72 hours from the moment that the slot was named.
  const [held1] = others.week.taken
  expect(dayAt(held1!.until!)).toBe('2026-07-25')
  const nobody = await page(`week=2026-08-03&${only}&seats=70`)
  expect(nobody.week.free).toEqual([])
  // A week that is over is this one; one beyond a year the last.
  expect((await page('week=2020-01-01')).week.monday).toBe('2026-07-20')
  expect((await page('week=2999-01-01')).week.monday < '2027-09-01').toBe(true)
  expect((await page('week=x&seats=-1&lecturer=x&room=x&slot=%00')).week.free.length).toBeGreaterThan(0)
  expect(calendarDay((await page('')).week.monday)).toBe('2026-07-20')
})
