import fc from 'fast-check'
import { v4 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { calendarMonth } from '#app/shared/calendar-day.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  after,
  device,
  lesson,
  rightAnswer,
  staffDevice,
  wrongAnswer,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { receiveBeat } from './beat.server.ts'
import { answerCheck } from './check-answer.server.ts'
import { receiveLate } from './late-evidence.server.ts'
import { arrivedAfterClosing } from './late-evidence.queries.server.ts'
import { receiveOutbox } from './outbox.server.ts'
import { outboxSchema, type StudyItem } from './outbox.schema.ts'
import { typedOf } from './quiz-answer.policy.ts'
import { openPassage } from './study.server.ts'

const UNIT = 'a1/1'
const OTHER = 'a1/2'
const MINUTE = 60_000
let county: County
let person: Person
let phone: Device

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
})

type Lease = { session: string; nonce: string }

async function open(unit = UNIT, on = phone): Promise<Lease> {
  const view = await openPassage(on.actor, lesson(unit, 1), { takeOver: true })
  if (view.kind !== 'counting') throw new Error(view.kind)
  return { session: view.session.id, nonce: view.session.nonce }
}

/** Use of the device from so many minutes ago until so many minutes ago, on a clock that is right. */
const use = (lease: Lease, from: number, until = 0, clock = now().getTime()): StudyItem => ({
  ...{ id: uuid(), kind: 'time', ...lease },
  spans: [[clock - from * MINUTE, clock - until * MINUTE]],
})
const kindOf = (passage: number) => lesson(UNIT, passage).unit.passages[passage - 1]!.check.kind
const check = (lease: Lease, passage: number, chosen = rightAnswer(UNIT, passage)): StudyItem => ({
  ...{ id: uuid(), kind: 'check', ...lease, passage, at: now().getTime() },
  typed: typedOf({ id: 'answer', kind: kindOf(passage) }, chosen),
})
const checks = (lease: Lease) => [1, 2, 3].map((passage) => check(lease, passage))
/** What came of it, and where the one unit that it was about stands. */
async function send(lease: Lease, items: StudyItem[], on = phone, sentAt = now().getTime()) {
  const received = await receiveLate(on.actor, lease, sentAt, items)
  if ('refused' in received) return received
  return { items: received.items, stands: received.studies[0] }
}

const entries = () => database.root<
  { county_day: string; minutes: number; late: boolean; notes: Record<string, unknown>[] }[]
>`select county_day::text, minutes, late, explanation -> 'notes' as notes from hours_entries
  where person_id = ${person.personId} order by county_day, posted_at`
const minutesPosted = async () => (await entries()).reduce((sum, { minutes }) => sum + minutes, 0)
const rows = () => database.root<
  { kind: string; outcome: string; claimed_seconds: number; counted: number; closed_seconds: number }[]
>`select kind, outcome, claimed_seconds, seconds_of(counted)::float8 as counted, closed_seconds
  from late_evidence where person_id = ${person.personId} order by id`
const untouched = async () => {
  expect(await entries()).toEqual([])
  expect(await rows()).toEqual([])
}

describe('a unit studied without a network', () => {
  test('is judged on arrival and credited, and its line says that it arrived late', async () => {
    const lease = await open()
    after(9 * 60)
    const answered = await send(lease, [use(lease, 8.5), ...checks(lease)])
    expect(answered).toMatchObject({ stands: { unit: UNIT, finished: true, minutes: 8 } })
    const [entry, ...more] = await entries()
    expect(more).toEqual([])
    expect(entry).toMatchObject({ county_day: '2026-07-22', minutes: 8, late: true })
    expect(entry!.notes).toEqual([
      {
        ...{ code: 'arrived-late', countedSeconds: 510, seenSeconds: 0, closedSeconds: 0 },
        from: expect.stringMatching(/^2026-07-22T02:00:30/),
        until: expect.stringMatching(/^2026-07-22T02:09:00/),
        arrived: expect.stringMatching(/^2026-07-22T02:09:00/),
      },
    ])
    const [audit] = await database.root<{ count: number }[]>`select count(*)::int as count from audit_events
      where person_id = ${person.personId} and act = 'learning.late-evidence-received'`
    expect(audit).toEqual({ count: 1 })
  })

  test('waits with its minutes for an answer that was wrong', async () => {
    const lease = await open()
    after(8 * 60)
    const items = [use(lease, 8), check(lease, 1), check(lease, 2, wrongAnswer(UNIT, 2)), check(lease, 3)]
    expect(await send(lease, items)).toMatchObject({
      items: [{ counted: 480 }, { right: true }, { right: false }, { right: true }],
      stands: { finished: false, place: 2 },
    })
    expect(await entries()).toEqual([])
    expect(await openPassage(phone.actor, lesson(UNIT, 2))).toMatchObject({ kind: 'counting', minutes: 8 })
    expect(await answerCheck(phone.actor, lesson(UNIT, 2), rightAnswer(UNIT, 2))).toEqual({
      result: 'finished',
      minutes: 8,
    })
    expect(await entries()).toMatchObject([{ minutes: 8, late: true, notes: [{ code: 'arrived-late' }] }])
  })

  test('goes on where the network was: what the server saw itself is not counted twice', async () => {
    const lease = await open()
    for (let seq = 1; seq <= 4; seq++) {
      after(30)
      await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq, resumed: false })
    }
    after(5 * 60)
    expect(await send(lease, [use(lease, 7), ...checks(lease)])).toMatchObject({ stands: { minutes: 7 } })
    const [entry] = await entries()
    expect(entry!.notes).toEqual([
      expect.objectContaining({ code: 'arrived-late', countedSeconds: 300, seenSeconds: 120 }),
    ])
  })

  test('a beat that arrives before the outbox takes nothing away', async () => {
    const lease = await open()
    after(6 * 60)
    const clock = now().getTime()
    await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq: 1, resumed: false })
    expect(await send(lease, [use(lease, 6, 0, clock), ...checks(lease)])).toMatchObject({
      stands: { minutes: 6 },
    })
  })

  test('sent while the network holds, it is an ordinary answer: nothing is late', async () => {
    const lease = await open()
    await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq: 1, resumed: false })
    after(100)
    await send(lease, [check(lease, 1)])
    after(100)
    await send(lease, [check(lease, 2)])
    after(100)
    expect(await send(lease, [check(lease, 3)])).toMatchObject({ stands: { finished: true, minutes: 5 } })
    expect(await entries()).toMatchObject([{ minutes: 5, late: false, notes: [] }])
  })
})

describe('counted once', () => {
  test('sent again, in another order, and fifty times at once', async () => {
    const lease = await open()
    after(7 * 60)
    const items = [use(lease, 7), ...checks(lease)]
    const all = await Promise.all(Array.from({ length: 50 }, () => send(lease, items)))
    for (const one of all) expect(one).toEqual(all[0])
    after(20 * 60)
    expect(await send(lease, [...items].reverse())).toMatchObject({ stands: { finished: true, minutes: 7 } })
    expect(await minutesPosted()).toBe(7)
    expect(await rows()).toHaveLength(4)
    const [kept] = await database.root<{ count: number }[]>`
      select count(*)::int as count from check_answers where person_id = ${person.personId}`
    expect(kept).toEqual({ count: 3 })
  })

  test('the same time under other names counts once', async () => {
    const lease = await open()
    after(7 * 60)
    for (let again = 0; again < 5; again++) await send(lease, [use(lease, 7), use(lease, 6)])
    expect(await send(lease, checks(lease))).toMatchObject({ stands: { minutes: 7 } })
  })

  test('time in which the person studied elsewhere is not there twice', async () => {
    const lease = await open()
    const office = await device(person.accountId)
    after(3 * 60 + 5)
    const there = await open(OTHER, office)
    for (let seq = 1; seq <= 8; seq++) {
      after(30)
      await receiveBeat(office.actor, { id: there.session, nonce: there.nonce, seq, resumed: false })
    }
    after(60)
    // Eight minutes by the device's word; four of them were seen at the office, and a minute may still be.
    expect(await send(lease, [use(lease, 8.08), ...checks(lease)])).toMatchObject({ stands: { minutes: 3 } })
    await receiveBeat(office.actor, { id: there.session, nonce: there.nonce, seq: 9, resumed: false })
    const [sum] = await database.root<{ seconds: number; union: number }[]>`
      select sum(seconds_of(witnessed))::float8 as seconds, seconds_of(range_agg(witnessed))::float8 as union
      from study_sessions where person_id = ${person.personId}`
    expect(sum!.seconds).toBe(sum!.union)
  })

  test('two leases at once share the time', async () => {
    const first = await open()
    const second = await open(OTHER)
    after(6 * 60)
    const both = await Promise.all([send(first, [use(first, 6)]), send(second, [use(second, 6)])])
    expect(both.every((one) => 'items' in one)).toBe(true)
    const seconds = (await rows()).reduce((sum, { counted }) => sum + counted, 0)
    expect(seconds).toBeLessThanOrEqual(361)
    expect(seconds).toBeGreaterThan(358)
  })

  test('an older and a newer lesson arrive in the same instant, of a dozen people', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const somebody = await addPerson(database.ownerSql, county)
        return { ...somebody, phone: await device(somebody.accountId) }
      }),
    )
    const older = await Promise.all(people.map((one) => open(UNIT, one.phone)))
    after(60)
    const newer = await Promise.all(people.map((one) => open(OTHER, one.phone)))
    after(5 * 60)
    const arrivals = people.flatMap((one, index) =>
      [older[index]!, newer[index]!].map((lease) => send(lease, [use(lease, 6)], one.phone)),
    )
    for (const arrival of await Promise.all(arrivals)) expect(arrival).toHaveProperty('items')
    const sums = await database.root<{ seconds: number }[]>`
      select sum(seconds_of(counted))::float8 as seconds from late_evidence
      where person_id = any (${people.map(({ personId }) => personId)}) group by person_id`
    expect(sums.map(({ seconds }) => Math.round(seconds / 60))).toEqual(people.map(() => 6))
  })
})

test('an item that grew, told in all its stages at once, counts once', async () => {
  const lease = await open()
  await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq: 1, resumed: false })
  after(7 * 60)
  const stages = [5.5, 5, 4.5, 4, 3].flatMap((until) => [use(lease, 6, until), use(lease, 6, until)])
  const last = use(lease, 3, 0.5)
  expect(await send(lease, [...stages, last, ...checks(lease)])).toMatchObject({
    stands: { finished: true, minutes: 5 },
  })
})

describe('a device that lies', () => {
  test.each([
    ['a clock ten times as fast', (clock: number) => [[clock - 100 * MINUTE, clock]]],
    ['a day before the lease', (clock: number) => [[clock - 1440 * MINUTE, clock]]],
    ['a billion milliseconds', (clock: number) => [[clock - 1e9, clock]]],
    ['the beginning of time', () => [[-8.64e15, 8.64e15]]],
    [
      'the same minutes a hundred times',
      (clock: number) => Array.from({ length: 100 }, (_, index) => [clock - 4 * MINUTE - index, clock]),
    ],
  ] as [string, (clock: number) => [number, number][]][])(
    '%s earns the server’s own time',
    async (_, spansAt) => {
      const lease = await open()
      after(4 * 60)
      const spans = spansAt(now().getTime())
      await send(lease, [{ id: uuid(), kind: 'time', ...lease, spans }])
      expect(await send(lease, checks(lease))).toMatchObject({ stands: { finished: true, minutes: 4 } })
    },
  )

  test('no more than the unit’s own time is credited, however long it was away', async () => {
    const lease = await open()
    after(5 * 3600)
    expect(await send(lease, [use(lease, 300), ...checks(lease)])).toMatchObject({ stands: { minutes: 10 } })
  })

  test.each([
    ['the future', [[1e15, 2e15]]],
    ['backwards', [[2e12, 1e12]]],
    ['nothing', []],
  ] as [string, [number, number][]][])('%s earns nothing', async (_, spans) => {
    const lease = await open()
    after(5 * 60)
    await send(lease, [{ id: uuid(), kind: 'time', ...lease, spans }])
    expect(await send(lease, checks(lease))).toMatchObject({ stands: { finished: true, minutes: 0 } })
    expect(await entries()).toEqual([])
  })

  test.each([NaN, Infinity, -Infinity, 1e16, '1', null])('%s is no clock', (clock) => {
    const item = { id: uuid(), kind: 'time', session: uuid(), nonce: 'x'.repeat(20), spans: [[clock, 1]] }
    expect(outboxSchema.safeParse({ sentAt: 1, items: [item] }).success).toBe(false)
    expect(outboxSchema.safeParse({ sentAt: clock, items: [{ ...item, spans: [] }] }).success).toBe(false)
  })

  test('answers that cannot be read are said to be, and write nothing', async () => {
    const lease = await open()
    const nonsense = ['', 'zz', '__proto__', '\u0000'].map(
      (answer) => ({ ...check(lease, 1), typed: { answer } }) as StudyItem,
    )
    const nowhere = { ...check(lease, 1), passage: 20 } as StudyItem
    expect(await send(lease, [...nonsense, nowhere])).toMatchObject({
      items: Array.from({ length: 5 }, () => ({ refused: 'unreadable' })),
      stands: { place: 1 },
    })
    await untouched()
  })
})

describe('a lease that is none', () => {
  test('of another person, of nobody, with another nonce', async () => {
    const lease = await open()
    after(5 * 60)
    const someone = await device((await addPerson(database.ownerSql, county)).accountId)
    for (const [forged, on] of [
      [lease, someone],
      [{ ...lease, nonce: 'x'.repeat(22) }, phone],
      [{ ...lease, session: uuid() }, phone],
    ] as const) {
      expect(await send(forged, [use(forged, 5), ...checks(forged)], on)).toEqual({ refused: 'unknown' })
    }
    await untouched()
  })

  test('of a unit that was finished meanwhile', async () => {
    const lease = await open()
    after(5 * 60)
    await send(lease, [use(lease, 5), ...checks(lease)])
    after(5 * 60)
    expect(await send(lease, [use(lease, 5), check(lease, 1)])).toMatchObject({
      items: [{ refused: 'finished' }, { refused: 'finished' }],
      stands: { finished: true, minutes: 5 },
    })
    expect(await minutesPosted()).toBe(5)
  })

  test('of a unit that was withdrawn', async () => {
    const lease = await open()
    await database.ownerSql`update unit_studies set unit_id = 'a1/99' where person_id = ${person.personId}`
    after(5 * 60)
    expect(await send(lease, [use(lease, 5)])).toMatchObject({
      items: [{ refused: 'withdrawn' }],
      stands: undefined,
    })
    await untouched()
  })

  test('of somebody who has left the register', async () => {
    const lease = await open()
    after(5 * 60)
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    const gone = { ...phone, actor: { ...phone.actor, leftOn: '2026-07-22' as never } }
    expect(await send(lease, [use(lease, 5)], gone)).toEqual({ refused: 'left' })
    await untouched()
  })

  test('signed out and in again, what the device kept is still the person’s', async () => {
    const lease = await open()
    after(5 * 60)
    await database.ownerSql`delete from login_sessions where account_id = ${person.accountId}`
    phone = await device(person.accountId)
    expect(await send(lease, [use(lease, 5), ...checks(lease)])).toMatchObject({ stands: { minutes: 5 } })
  })

  test('items of several leases and quizzes are answered one by one', async () => {
    const lease = await open()
    const forged = { session: uuid(), nonce: 'x'.repeat(22) }
    const quiz = { id: uuid(), kind: 'quiz-answer' as const, attempt: uuid(), question: 'q01', typed: {} }
    const items = [check(lease, 1), check(forged, 1), quiz, check(lease, 2)]
    const { answers } = await receiveOutbox(phone.actor, { sentAt: now().getTime(), items })
    const byId = new Map(answers.map((one) => [one.id, one]))
    expect(items.map(({ id }) => byId.get(id))).toMatchObject([
      { right: true },
      { refused: 'unknown' },
      { refused: 'not-open' },
      { right: true },
    ])
  })
})

describe('the end of a month', () => {
  const lastNight = new Date('2026-07-31T23:45:00+08:00')

  test('evidence that arrives by day 5 counts for the month that is over', async () => {
    travelTo(lastNight)
    phone = await device(person.accountId)
    const lease = await open()
    after(10 * 60)
    const item = use(lease, 8)
    const sealedAt = now().getTime()
    travelTo(new Date('2026-08-05T23:30:00+08:00'))
    const sentAt = now().getTime()
    expect(item.kind === 'time' && item.spans[0]![1]).toBe(sealedAt)
    await send(lease, [item, ...checks(lease)], phone, sentAt)
    expect(await entries()).toMatchObject([{ county_day: '2026-07-31', minutes: 8, late: true }])
  })

  test('later it is kept and told, and counts nothing', async () => {
    travelTo(lastNight)
    phone = await device(person.accountId)
    const lease = await open()
    after(10 * 60)
    const item = use(lease, 8)
    travelTo(new Date('2026-08-06T00:00:10+08:00'))
    expect(await send(lease, [item, ...checks(lease)])).toMatchObject({
      items: [{ claimed: 480, counted: 0, closed: 480 }, {}, {}, {}],
      stands: { finished: true, minutes: 0 },
    })
    expect(await entries()).toEqual([])
    expect(await arrivedAfterClosing(phone.actor, person.personId, calendarMonth('2026-07'))).toMatchObject([
      {
        unitId: UNIT,
        lesson: { zh: expect.stringContaining('第 1 节') },
        closedSeconds: 480,
        countedSeconds: 0,
      },
    ])
    expect(await arrivedAfterClosing(phone.actor, person.personId, calendarMonth('2026-08'))).toEqual([])
    // The office of the person sees it, another one does not.
    const staff = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
    expect(await arrivedAfterClosing(staff.actor, person.personId, calendarMonth('2026-07'))).toHaveLength(1)
    const other = await staffDevice(
      await addStaff(database.ownerSql, county, { role: 'office', office: 'other' }),
    )
    expect(await arrivedAfterClosing(other.actor, person.personId, calendarMonth('2026-07'))).toEqual([])
    expect((await rows())[0]).toMatchObject({ kind: 'time', outcome: 'month-closed' })
  })
})

describe('the database itself', () => {
  const insert = (
    lease: Lease,
    counted: string,
    more: { issued?: string; arrived?: string; as?: 'app' | 'owner' } = {},
  ) =>
    (more.as === 'app' ? asApp : asOwner)(`
      insert into late_evidence (id, county_id, person_id, unit_study_id, session_id, item_id, kind, outcome, issued_at,
        device_from, device_until, arrived_at, claimed_seconds, closed_seconds, counted)
      select gen_random_uuid(), county_id, person_id, unit_study_id, id, gen_random_uuid(), 'time', 'counted',
        ${more.issued ?? 'opened_at'}, ${more.issued ?? 'opened_at'}, ${more.issued ?? 'opened_at'},
        ${more.arrived ?? "opened_at + interval '5 minutes'"}, 100000, 0, tstzmultirange(${counted})
      from study_sessions where id = '${lease.session}'`)
  const span = (from: number, to: number) =>
    `tstzrange(opened_at + interval '${from} minutes', opened_at + interval '${to} minutes')`
  const asOwner = (text: string) => database.ownerSql.unsafe(text)
  const asApp = (text: string) =>
    database.root.begin(async (tx) => {
      await tx`set local role qicheng_app`
      const offset = now().getTime() - Date.now()
      await tx`select set_config('app.role', 'supervised-person', true), set_config('app.account', ${person.accountId}, true),
        set_config('app.county', ${county.countyId}, true), set_config('app.office', '', true),
        set_config('app.person', ${person.personId}, true), set_config('app.clock_offset_ms', ${String(Math.round(offset))}, true)`
      return tx.unsafe(text)
    })

  test('takes nothing before the lease, after the arrival, or twice', async () => {
    const lease = await open()
    await expect(insert(lease, span(-1, 2))).rejects.toMatchObject({
      constraint_name: 'late_evidence_within_lease',
    })
    await expect(insert(lease, span(4, 6))).rejects.toMatchObject({
      constraint_name: 'late_evidence_within_lease',
    })
    await insert(lease, span(1, 3))
    await expect(insert(lease, span(2, 4))).rejects.toMatchObject({
      constraint_name: 'late_evidence_counted_once',
    })
    await insert(lease, span(3, 4))
  })

  test('takes nothing of a month that is closed', async () => {
    travelTo(new Date('2026-07-31T23:45:00+08:00'))
    phone = await device(person.accountId)
    const lease = await open()
    const arrived = (time: string) => ({ arrived: `'${time}+08:00'::timestamptz` })
    await expect(insert(lease, span(1, 2), arrived('2026-08-06T00:00:00'))).rejects.toMatchObject({
      constraint_name: 'late_evidence_month_open',
    })
    await insert(lease, span(1, 2), arrived('2026-08-05T23:59:59'))
  })

  test('lets the app add nothing that was witnessed, nor on another’s session, nor from the future', async () => {
    const lease = await open()
    await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq: 1, resumed: false })
    after(90)
    await receiveBeat(phone.actor, { id: lease.session, nonce: lease.nonce, seq: 2, resumed: false })
    after(600)
    const policy = { code: '42501' }
    await expect(insert(lease, span(1, 3), { as: 'app' })).rejects.toMatchObject(policy)
    await expect(
      insert(lease, span(2, 3), { as: 'app', issued: "opened_at - interval '1 hour'" }),
    ).rejects.toMatchObject(policy)
    await expect(
      insert(lease, span(2, 3), { as: 'app', arrived: "opened_at + interval '1 hour'" }),
    ).rejects.toMatchObject(policy)
    await insert(lease, span(2, 3), { as: 'app' })
    const own = person
    person = await addPerson(database.ownerSql, county)
    await expect(insert(lease, span(3, 4), { as: 'app' })).resolves.toMatchObject({ count: 0 })
    person = own
  })

  test('never changes a row', async () => {
    const lease = await open()
    await insert(lease, span(1, 2))
    for (const change of [
      'update late_evidence set outcome = outcome',
      'delete from late_evidence',
      'truncate late_evidence',
    ])
      await expect(asOwner(change)).rejects.toMatchObject({ code: '42501' })
  })
})

test('whatever devices send, and in whatever order, no more than the clock and the unit’s time is credited', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          wait: fc.integer({ min: 0, max: 240 }),
          what: fc.constantFrom('beat', 'late', 'again'),
          spans: fc.array(fc.tuple(fc.integer({ min: -30, max: 5 }), fc.integer({ min: -30, max: 5 })), {
            maxLength: 4,
          }),
        }),
        { maxLength: 10 },
      ),
      async (acts) => {
        travelTo(new Date('2026-07-22T10:00:00+08:00'))
        person = await addPerson(database.ownerSql, county)
        phone = await device(person.accountId)
        const lease = await open()
        const opened = now().getTime()
        const sent: StudyItem[] = []
        let seq = 0
        for (const { wait, what, spans } of acts) {
          after(wait)
          const clock = now().getTime()
          if (what === 'beat')
            await receiveBeat(phone.actor, {
              id: lease.session,
              nonce: lease.nonce,
              seq: (seq += 1),
              resumed: false,
            })
          else if (what === 'again' && sent.length > 0) await send(lease, sent)
          else {
            const item: StudyItem = {
              ...{ id: uuid(), kind: 'time' as const, ...lease },
              spans: spans.map(([from, to]): [number, number] => [
                clock + from * MINUTE,
                clock + to * MINUTE,
              ]),
            }
            sent.push(item)
            await send(lease, [item])
          }
        }
        const wallClock = (now().getTime() - opened) / MINUTE + 0.1
        const answered = await send(lease, checks(lease))
        const minutes = 'stands' in answered ? (answered.stands?.minutes ?? NaN) : NaN
        expect(minutes).toBeLessThanOrEqual(Math.min(10, wallClock))
        expect(await minutesPosted()).toBe(minutes)
      },
    ),
    { numRuns: 25 },
  )
})
