import fc from 'fast-check'
import { v4 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  after,
  device,
  lesson,
  rightAnswer,
  wrongAnswer,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { receiveBeat } from './beat.server.ts'
import { answerCheck } from './check-answer.server.ts'
import { receiveLate } from './late-evidence.server.ts'
import { receiveOutbox } from './outbox.server.ts'
import { outboxSchema, type StudyItem } from './outbox.schema.ts'
import { typedOf } from './quiz-answer.policy.ts'
import { openPassage } from './study.server.ts'

/** One lease, several units of its module: somebody finishes a unit without a network and goes on with the next one. */
const [FIRST, SECOND, THIRD] = ['a1/1', 'a1/2', 'a1/3'] as const
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

async function open(unit: string = FIRST, on = phone): Promise<Lease> {
  const view = await openPassage(on.actor, lesson(unit, 1), { takeOver: true })
  if (view.kind !== 'counting') throw new Error(view.kind)
  return { session: view.session.id, nonce: view.session.nonce }
}

const beat = (lease: Lease, seq: number, on = phone) =>
  receiveBeat(on.actor, { id: lease.session, nonce: lease.nonce, seq, resumed: false })
/** Use of a unit from so many minutes ago until so many minutes ago. */
const use = (lease: Lease, unit: string, from: number, until = 0): StudyItem => ({
  ...{ id: uuid(), kind: 'time', ...lease, unit },
  spans: [[now().getTime() - from * MINUTE, now().getTime() - until * MINUTE]],
})
function check(lease: Lease, unit: string, passage: number, chosen = rightAnswer(unit, passage)): StudyItem {
  const { kind } = lesson(unit, passage).unit.passages[passage - 1]!.check
  return {
    ...{ id: uuid(), kind: 'check', ...lease, unit, passage, at: now().getTime() },
    typed: typedOf({ id: 'answer', kind }, chosen),
  }
}
const checks = (lease: Lease, unit: string) =>
  lesson(unit, 1).unit.passages.map(({ number }) => check(lease, unit, number))
const send = (lease: Lease, items: StudyItem[], on = phone) =>
  receiveLate(on.actor, lease, now().getTime(), items)

const entries = (personId = person.personId) => database.root<
  { unit: string; minutes: number; late: boolean; notes: Record<string, unknown>[] }[]
>`select explanation -> 'subject' ->> 'code' as unit, minutes, late, explanation -> 'notes' as notes
  from hours_entries where person_id = ${personId} order by 1, county_day`
const sessions = () => database.root<
  {
    id: string
    unit_id: string
    lease_id: string | null
    end_reason: string | null
    opened: boolean
    seconds: number
  }[]
>`select s.id, u.unit_id, s.lease_id, s.end_reason, seconds_of(s.witnessed)::float8 as seconds,
    s.opened_at = (select min(o.opened_at) from study_sessions o where o.person_id = s.person_id) as opened
  from study_sessions s join unit_studies u on u.id = s.unit_study_id where s.person_id = ${person.personId} order by s.id`
/** Whatever happened: each instant was counted for one unit at most. */
async function expectCountedOnce(): Promise<void> {
  const [sum] = await database.root<{ seconds: number; union: number }[]>`
    select coalesce(sum(seconds_of(witnessed)), 0)::float8 as seconds, coalesce(seconds_of(range_agg(witnessed)), 0)::float8 as union
    from study_sessions where person_id = ${person.personId}`
  expect(sum!.seconds).toBeCloseTo(sum!.union, 2)
}

describe('the next units of the module', () => {
  test('are opened when their evidence arrives, from the lease on, and credited with it', async () => {
    const lease = await open()
    after(20 * 60)
    const items = [
      ...[use(lease, FIRST, 20, 12), ...checks(lease, FIRST)],
      ...[use(lease, SECOND, 12, 4.9), ...checks(lease, SECOND)],
      ...[use(lease, THIRD, 4.9), check(lease, THIRD, 1)],
    ]
    expect(await send(lease, items)).toMatchObject({
      studies: [
        { unit: FIRST, finished: true, minutes: 8 },
        { unit: SECOND, finished: true, minutes: 7 },
        { unit: THIRD, finished: false, place: 2 },
      ],
    })
    expect(await entries()).toMatchObject([
      { unit: FIRST, minutes: 8, late: true, notes: [{ code: 'arrived-late', countedSeconds: 480 }] },
      // Nothing of the time in the first unit reads as idle in the second.
      { unit: SECOND, minutes: 7, late: true, notes: [{ code: 'arrived-late', countedSeconds: 426 }] },
    ])
    expect((await entries()).map(({ notes }) => notes.length)).toEqual([1, 1])
    expect(await sessions()).toMatchObject([
      { unit_id: FIRST, lease_id: null, end_reason: 'finished' },
      {
        unit_id: SECOND,
        lease_id: lease.session,
        end_reason: 'arrived-late',
        opened: true,
        seconds: expect.closeTo(426, 0),
      },
      {
        unit_id: THIRD,
        lease_id: lease.session,
        end_reason: 'arrived-late',
        opened: true,
        seconds: expect.closeTo(294, 0),
      },
    ])
    const acts = await database.root<{ act: string; count: number }[]>`
      select act, count(*)::int as count from audit_events where person_id = ${person.personId}
        and act in ('learning.unit-opened', 'learning.unit-finished', 'learning.late-evidence-received') group by act order by act`
    expect(acts).toEqual([
      { act: 'learning.late-evidence-received', count: 3 },
      { act: 'learning.unit-finished', count: 2 },
      { act: 'learning.unit-opened', count: 3 },
    ])
    // With the network back, the third one goes on where it was.
    expect(await openPassage(phone.actor, lesson(THIRD, 2))).toMatchObject({ kind: 'counting', minutes: 4 })
  })

  test('are begun by the rules of a page: policy, reading need, version', async () => {
    person = await addPerson(database.ownerSql, county, { needs: ['reading-help'] })
    phone = await device(person.accountId)
    const lease = await open()
    after(40 * 60)
    expect(
      await send(lease, [use(lease, SECOND, 39, 10), ...checks(lease, SECOND), use(lease, FIRST, 10)]),
    ).toMatchObject({ studies: [{ unit: FIRST }, { unit: SECOND, minutes: 20 }] })
    const studies =
      await database.root`select unit_id, nominal_minutes, reading_factor, module_version, passage_count
      from unit_studies where person_id = ${person.personId} order by unit_id`
    const { module, unit } = lesson(SECOND, 1)
    expect(studies[1]).toEqual({
      ...{ unit_id: SECOND, nominal_minutes: unit.minutes, reading_factor: 2 },
      ...{ module_version: module.version, passage_count: unit.passages.length },
    })
  })

  test('one that was begun before goes on, with what it had', async () => {
    const earlier = await open(SECOND)
    after(60)
    await beat(earlier, 1)
    await answerCheck(phone.actor, lesson(SECOND, 1), rightAnswer(SECOND, 1))
    const lease = await open(FIRST)
    after(10 * 60)
    const rest = checks(lease, SECOND).slice(1)
    expect(await send(lease, [use(lease, SECOND, 6), ...rest])).toMatchObject({
      studies: [{ unit: SECOND, finished: true, minutes: 7 }],
    })
    const [count] = await database.root`select count(*)::int as count from unit_studies
      where person_id = ${person.personId} and unit_id = ${SECOND}`
    expect(count).toEqual({ count: 1 })
  })

  test('a miss waits at its passage with its minutes', async () => {
    const lease = await open()
    after(10 * 60)
    const answers = checks(lease, SECOND)
    answers[1] = check(lease, SECOND, 2, wrongAnswer(SECOND, 2))
    expect(await send(lease, [use(lease, SECOND, 8), ...answers])).toMatchObject({
      items: [{ counted: 480 }, { right: true }, { right: false }, { right: true }],
      studies: [{ unit: SECOND, finished: false, place: 2 }],
    })
    expect(await openPassage(phone.actor, lesson(SECOND, 2))).toMatchObject({ kind: 'counting', minutes: 8 })
    expect(await answerCheck(phone.actor, lesson(SECOND, 2), rightAnswer(SECOND, 2))).toEqual({
      result: 'finished',
      minutes: 8,
    })
    expect(await entries()).toMatchObject([{ unit: SECOND, minutes: 8, late: true }])
  })

  test('the lease may be of a unit that was finished while there was a network', async () => {
    const lease = await open()
    for (let seq = 1; seq <= 3; seq++) {
      after(60)
      await beat(lease, seq)
    }
    for (const { number } of lesson(FIRST, 1).unit.passages)
      await answerCheck(phone.actor, lesson(FIRST, number), rightAnswer(FIRST, number))
    after(6 * 60)
    expect(await send(lease, [use(lease, SECOND, 9), ...checks(lease, SECOND)])).toMatchObject({
      studies: [{ unit: SECOND, finished: true, minutes: 6 }],
    })
    expect((await entries()).map(({ minutes }) => minutes)).toEqual([3, 6])
    await expectCountedOnce()
  })

  test('the gap up to the arrival is not taken for the unit of the session, where it was in another one', async () => {
    const lease = await open()
    after(30)
    await beat(lease, 1)
    after(90)
    await send(lease, [use(lease, SECOND, 1.5)])
    after(30)
    await beat(lease, 2)
    expect((await sessions()).map(({ unit_id, seconds }) => [unit_id, Math.round(seconds)])).toEqual([
      [FIRST, 60],
      [SECOND, 90],
    ])
    await expectCountedOnce()
  })
})

describe('counted once', () => {
  test('all units together come to no more than the server’s own time', async () => {
    const lease = await open()
    after(12 * 60)
    const all = [FIRST, SECOND, THIRD].flatMap((unit) => [use(lease, unit, 30), ...checks(lease, unit)])
    const answered = await send(lease, all)
    expect('studies' in answered && answered.studies.map(({ finished }) => finished)).toEqual([
      ...[true, true, true],
    ])
    const posted = (await entries()).reduce((sum, { minutes }) => sum + minutes, 0)
    expect(posted).toBeLessThanOrEqual(12)
    // All claim the same time: the first has it, up to its own.
    expect(posted).toBeGreaterThanOrEqual(10)
    await expectCountedOnce()
  })

  test('sent again, in another order, in parts, and thirty times at once', async () => {
    const lease = await open()
    after(16 * 60)
    const items = [
      ...[use(lease, FIRST, 16, 8), ...checks(lease, FIRST)],
      ...[use(lease, SECOND, 8), ...checks(lease, SECOND)],
    ]
    const all = await Promise.all(Array.from({ length: 30 }, () => send(lease, items)))
    for (const one of all) expect(one).toEqual(all[0])
    after(20 * 60)
    for (const part of [[...items].reverse(), items.slice(4), items.slice(0, 4)])
      expect(await send(lease, part)).toHaveProperty('items')
    expect((await entries()).map(({ minutes }) => minutes)).toEqual([8, 8])
    const [rows] = await database.root`select count(*)::int as count from late_evidence
      where person_id = ${person.personId}`
    expect(rows).toEqual({ count: items.length })
    expect(await sessions()).toHaveLength(2)
  })

  test('two devices: what was seen of the second unit on another one is not there twice', async () => {
    const lease = await open()
    const tablet = await device(person.accountId)
    after(2 * 60 + 5)
    const there = await open(SECOND, tablet)
    for (let seq = 1; seq <= 4; seq++) {
      after(60)
      await beat(there, seq, tablet)
    }
    expect(await send(lease, [use(lease, SECOND, 6.05), ...checks(lease, SECOND)])).toMatchObject({
      studies: [{ unit: SECOND, finished: true, minutes: 6 }],
    })
    // It was finished on arrival; the other device is told so.
    expect(await beat(there, 5, tablet)).toEqual({ refused: 'finished' })
    await expectCountedOnce()
  })

  test('a lease whose session another device goes on with: its gaps between two beats are not there twice', async () => {
    const lease = await open()
    const tablet = await device(person.accountId)
    for (let seq = 1; seq <= 6; seq++) {
      after(60)
      await send(lease, [use(lease, SECOND, 1)], tablet)
      after(30)
      await beat(lease, seq)
    }
    await expectCountedOnce()
    const seconds = (await sessions()).reduce((sum, one) => sum + one.seconds, 0)
    expect(seconds).toBeLessThanOrEqual(6 * 90 + 5)
  })

  test('a dozen people: two leases that name each other’s unit, and a page of it, in the same instant', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const somebody = await addPerson(database.ownerSql, county)
        return { ...somebody, phone: await device(somebody.accountId) }
      }),
    )
    const older = await Promise.all(people.map((one) => open(FIRST, one.phone)))
    after(60)
    const newer = await Promise.all(people.map((one) => open(SECOND, one.phone)))
    after(5 * 60)
    const acts = people.flatMap((one, index) => [
      send(
        older[index]!,
        [use(older[index]!, THIRD, 6), use(older[index]!, SECOND, 6), ...checks(older[index]!, THIRD)],
        one.phone,
      ),
      send(newer[index]!, [use(newer[index]!, FIRST, 6), use(newer[index]!, THIRD, 6)], one.phone),
      openPassage(one.phone.actor, lesson(THIRD, 1)),
    ])
    for (const one of await Promise.all(acts)) expect(one).not.toHaveProperty('refused')
    for (const one of people) {
      person = one
      await expectCountedOnce()
      const seconds = (await sessions()).reduce((sum, session) => sum + session.seconds, 0)
      expect(seconds).toBeLessThanOrEqual(6 * 60 + 5)
      const [open] = await database.root`select count(*)::int as count from unit_studies
        where person_id = ${one.personId} and unit_id = ${THIRD} and finished_at is null`
      expect((open as { count: number }).count).toBeLessThanOrEqual(1)
    }
  })
})

describe('refused in words', () => {
  const counts = async () => ({
    studies: (await database.root`select id from unit_studies where person_id = ${person.personId}`).length,
    rows: (await database.root`select id from late_evidence where person_id = ${person.personId}`).length,
  })

  test.each([
    ['a unit that is not taught', 'a1/99', 'withdrawn'],
    ['a unit of another module', 'a2/1', 'unknown'],
    ['a unit for minors', 'a1/5', 'unknown'],
  ])('%s; the others are judged', async (_, unit, refused) => {
    const lease = await open()
    after(6 * 60)
    const bad: StudyItem[] = [
      { ...use(lease, FIRST, 6), unit },
      { ...check(lease, FIRST, 1), unit },
    ]
    expect(await send(lease, [...bad, use(lease, FIRST, 6), ...checks(lease, FIRST)])).toMatchObject({
      items: [{ refused }, { refused }, { counted: 360 }, {}, {}, {}],
      studies: [{ unit: FIRST, finished: true, minutes: 6 }],
    })
    expect(await counts()).toEqual({ studies: 1, rows: 4 })
  })

  test('a unit that was counted within the half year', async () => {
    const before = await open(SECOND)
    after(5 * 60)
    await send(before, [use(before, SECOND, 5), ...checks(before, SECOND)])
    const lease = await open(FIRST)
    after(5 * 60)
    expect(await send(lease, [use(lease, SECOND, 5), check(lease, SECOND, 1)])).toMatchObject({
      items: [{ refused: 'finished' }, { refused: 'finished' }],
      studies: [{ unit: SECOND, finished: true, minutes: 5 }],
    })
    travelTo(new Date('2027-01-18T10:00:00+08:00'))
    phone = await device(person.accountId)
    const next = await open(FIRST)
    after(5 * 60)
    // After 180 days it counts again.
    expect(await send(next, [use(next, SECOND, 5), ...checks(next, SECOND)])).toMatchObject({
      studies: [{ unit: SECOND, finished: true, minutes: 5 }],
    })
  })

  test('what comes after a unit was finished under the same lease', async () => {
    const lease = await open()
    after(5 * 60)
    // Its answers alone: it is finished without a minute, and is not begun anew by the time that comes after.
    await send(lease, checks(lease, SECOND))
    expect(await send(lease, [use(lease, SECOND, 5)])).toMatchObject({ items: [{ refused: 'finished' }] })
    expect(await counts()).toEqual({ studies: 2, rows: 3 })
  })

  test('another person’s lease, another nonce, and a session that was opened under a lease', async () => {
    const lease = await open()
    after(5 * 60)
    const someone = await device((await addPerson(database.ownerSql, county)).accountId)
    const items = (of: Lease) => [use(of, SECOND, 5), ...checks(of, SECOND)]
    expect(await send(lease, items(lease), someone)).toEqual({ refused: 'unknown' })
    const forged = { ...lease, nonce: 'x'.repeat(22) }
    expect(await send(forged, items(forged))).toEqual({ refused: 'unknown' })
    expect(await counts()).toEqual({ studies: 1, rows: 0 })
    await send(lease, [use(lease, SECOND, 5)])
    const [late] = await database.root<{ session: string; nonce: string }[]>`
      select id as session, nonce from study_sessions where lease_id = ${lease.session}`
    expect(await send(late!, [use(late!, THIRD, 5)])).toEqual({ refused: 'unknown' })
    expect(await beat(late!, 1)).toEqual({ refused: 'arrived-late' })
  })

  test('somebody who has left the register', async () => {
    const lease = await open()
    after(5 * 60)
    const gone = { ...phone, actor: { ...phone.actor, leftOn: '2026-07-22' as never } }
    expect(await send(lease, [use(lease, SECOND, 5)], gone)).toEqual({ refused: 'left' })
    expect(await counts()).toEqual({ studies: 1, rows: 0 })
  })

  test('nothing is begun for what says nothing or cannot be read', async () => {
    const lease = await open()
    after(5 * 60)
    const nonsense: StudyItem[] = [
      { ...check(lease, SECOND, 1), typed: { answer: 'zz' } } as StudyItem,
      { ...use(lease, SECOND, 5), spans: [] } as StudyItem,
    ]
    expect(await send(lease, nonsense)).toMatchObject({
      items: [{ refused: 'unreadable' }, { refused: 'unreadable' }],
      studies: [],
    })
    expect(await counts()).toEqual({ studies: 1, rows: 0 })
    const item = use(lease, SECOND, 5)
    for (const unit of ['', 'a1', 'a1/0', 'a1/100', '../b1', 'a1/1/1', 7])
      expect(outboxSchema.safeParse({ sentAt: 1, items: [{ ...item, unit }] }).success).toBe(false)
  })

  test('items of several leases and units are answered one by one', async () => {
    const first = await open(FIRST)
    after(3 * 60)
    const second = await open(SECOND)
    after(3 * 60)
    const items = [
      use(second, SECOND, 3),
      use(first, THIRD, 6, 3),
      check(first, FIRST, 1),
      check(second, THIRD, 1),
    ]
    const { answers, studies } = await receiveOutbox(phone.actor, { sentAt: now().getTime(), items })
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set(items.map(({ id }) => id)))
    expect(studies.map(({ unit }) => unit)).toEqual([SECOND, THIRD, FIRST, THIRD])
    await expectCountedOnce()
  })
})

describe('the database itself', () => {
  const insert = (lease: Lease, more: { opened?: string; person?: string; lease?: string; as?: 'app' }) => {
    const text = `
      insert into study_sessions (id, county_id, person_id, unit_study_id, login_session_id, nonce, opened_at, last_seen_at,
        last_seq, scripted, view_passage, view_nominal_seconds, idle_limit_seconds, witnessed, lease_id, ended_at, end_reason)
      select gen_random_uuid(), county_id, ${more.person ?? 'person_id'}, unit_study_id, login_session_id, 'n', ${more.opened ?? 'opened_at'},
        opened_at, 0, true, 1, 60, 120, '{}', ${more.lease ?? 'id'}, app_now(), '${more.lease === 'null' ? 'moved-on' : 'arrived-late'}'
      from study_sessions where id = '${lease.session}'`
    if (more.as !== 'app') return database.ownerSql.unsafe(text)
    return database.root.begin(async (tx) => {
      await tx`set local role qicheng_app`
      const offset = String(Math.round(now().getTime() - Date.now()))
      await tx`select set_config('app.role', 'supervised-person', true), set_config('app.account', ${person.accountId}, true),
        set_config('app.county', ${county.countyId}, true), set_config('app.office', '', true),
        set_config('app.person', ${person.personId}, true), set_config('app.clock_offset_ms', ${offset}, true)`
      return tx.unsafe(text)
    })
  }

  test('a session under a lease is the lease’s person’s, and begins when the lease did', async () => {
    const lease = await open()
    const foreign = { constraint_name: 'study_sessions_lease' }
    await expect(insert(lease, { opened: "opened_at - interval '1 minute'" })).rejects.toMatchObject(foreign)
    const other = await addPerson(database.ownerSql, county)
    await expect(insert(lease, { person: `'${other.personId}'` })).rejects.toMatchObject(foreign)
    await insert(lease, {})
    await expect(insert(lease, {})).rejects.toMatchObject({
      constraint_name: 'study_sessions_once_under_lease',
    })
  })

  test('the app opens none that begins earlier without a lease', async () => {
    const lease = await open()
    after(60)
    await expect(insert(lease, { lease: 'null', as: 'app' })).rejects.toMatchObject({ code: '42501' })
    await expect(insert(lease, { as: 'app' })).resolves.toMatchObject({ count: 1 })
  })
})

test('whatever devices send of several units, in whatever order, all of it is no more than arrival − lease', async () => {
  const units = [FIRST, SECOND, THIRD]
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          wait: fc.integer({ min: 0, max: 400 }),
          what: fc.constantFrom('beat', 'late', 'late', 'again', 'page'),
          told: fc.array(
            fc.record({
              unit: fc.nat({ max: 2 }),
              from: fc.integer({ min: -40, max: 5 }),
              to: fc.integer({ min: -40, max: 5 }),
            }),
            { minLength: 1, maxLength: 4 },
          ),
        }),
        { maxLength: 6 },
      ),
      async (acts) => {
        travelTo(new Date('2026-07-22T10:00:00+08:00'))
        person = await addPerson(database.ownerSql, county)
        phone = await device(person.accountId)
        const lease = await open()
        const opened = now().getTime()
        const sent: StudyItem[] = []
        let seq = 0
        for (const { wait, what, told } of acts) {
          after(wait)
          const clock = now().getTime()
          if (what === 'beat') await beat(lease, (seq += 1))
          else if (what === 'page') await openPassage(phone.actor, lesson(units[told[0]!.unit]!, 1))
          else if (what === 'again' && sent.length > 0) await send(lease, sent)
          else {
            const items = told.map(({ unit, from, to }): StudyItem => ({
              ...{ id: uuid(), kind: 'time', ...lease, unit: units[unit]! },
              spans: [[clock + from * MINUTE, clock + to * MINUTE]],
            }))
            sent.push(...items)
            await send(lease, items)
          }
        }
        const wallClock = (now().getTime() - opened) / MINUTE + 0.1
        await send(
          lease,
          units.flatMap((unit) => checks(lease, unit)),
        )
        const posted = await entries()
        for (const { minutes } of posted) expect(minutes).toBeLessThanOrEqual(10)
        expect(posted.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(wallClock)
        await expectCountedOnce()
      },
    ),
    { numRuns: 15 },
  )
}, 180_000)
