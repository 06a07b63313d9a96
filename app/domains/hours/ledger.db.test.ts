import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  device,
  staffDevice,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { between } from './hours-entry.factory.ts'
import { correctEntry, postCredits, type Credit } from './ledger.server.ts'

let county: County
let office: Device
let person: Person

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
  office = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
})
beforeEach(async () => {
  person = await addPerson(database.ownerSql, county)
})

const lecture = (more: Partial<Credit> = {}): Credit => ({
  ...{ personId: person.personId, sourceKind: 'lecture', sourceId: uuidv7() },
  ...{ countyDay: calendarDay('2026-07-03'), minutes: 48 },
  ...{ during: between('2026-07-03', '19:12', '20:00'), late: false, policyVersionId: county.versionId },
  explanation: { subject: { code: 'B3', zh: '民法常识', en: 'Civil law' }, notes: [] },
  ...more,
})
const post = (credits: Credit[], actor: Actor = office.actor) =>
  inActorTransaction(scopeOf(actor), (tx) => postCredits(tx, actor, credits))

type Row = { id: string; source_id: string; revision: number; minutes: number; county_day: string }
const ledger = () => database.root<Row[]>`
  select id, source_id, revision, minutes, county_day::text, reverses_id, posted_as, explanation from hours_entries
  where person_id = ${person.personId} order by source_id, abs(revision), revision desc`
const lines = async () => (await ledger()).map(({ revision, minutes }) => [revision, minutes])
const onlyEntry = async () => (await ledger())[0]!

describe('posting', () => {
  test('may be repeated, and comes out the same in any order', async () => {
    const credits = [3, 4, 5, 6].map((day) =>
      lecture({
        countyDay: calendarDay(`2026-07-0${day}`),
        during: between(`2026-07-0${day}`, '19:00', '20:00'),
        minutes: 10 * day,
      }),
    )
    expect(await post(credits)).toBe(4)
    const before = await ledger()
    expect(await post([...credits].reverse())).toBe(0)
    expect(await post([credits[2]!, lecture(), credits[0]!])).toBe(1)
    expect((await ledger()).filter(({ id }) => before.some((one) => one.id === id))).toEqual(before)

    const other = await addPerson(database.ownerSql, county)
    for (const credit of [...credits].reverse()) await post([{ ...credit, personId: other.personId }])
    const again = await database.root<Row[]>`
      select source_id, revision, minutes, county_day::text from hours_entries where person_id = ${other.personId} order by county_day`
    expect(again.map(({ minutes, county_day }) => [county_day, minutes])).toEqual(
      credits.map(({ minutes, countyDay }) => [countyDay, minutes]),
    )
  })

  test('of fifty postings of one credit at once, one is new', async () => {
    const credit = lecture()
    const added = await Promise.all(Array.from({ length: 50 }, () => post([credit])))
    expect(added.filter((count) => count === 1)).toHaveLength(1)
    expect(added.filter((count) => count === 0)).toHaveLength(49)
    expect(await lines()).toEqual([[1, 48]])
  })

  test('a credit that is there stays as it was posted, whatever a repetition says', async () => {
    const credit = lecture()
    await post([credit])
    await post([{ ...credit, minutes: 20, explanation: { notes: [] } }])
    expect(await lines()).toEqual([[1, 48]])
  })

  test('none is not an insert', async () => {
    expect(await post([])).toBe(0)
  })

  test('a social worker’s request adds nothing: confirming is the office’s', async () => {
    const { actor } = await staffDevice(await addStaff(database.ownerSql, county, { role: 'social-worker' }))
    await expect(post([lecture()], actor)).rejects.toThrow()
    expect(await lines()).toEqual([])
  })

  test('one’s own witnessed study is all a supervised person’s request can add', async () => {
    const { actor } = await device(person.accountId)
    await expect(post([lecture()], actor)).rejects.toThrow()
    await expect(
      post(
        [
          lecture({
            sourceKind: 'online_unit',
            personId: (await addPerson(database.ownerSql, county)).personId,
          }),
        ],
        actor,
      ),
    ).rejects.toThrow()
    expect(await post([lecture({ sourceKind: 'online_unit' })], actor)).toBe(1)
    expect(await lines()).toEqual([[1, 48]])
  })
})

describe('correcting', () => {
  const hour = { minutes: 60, during: between('2026-07-03', '19:00', '20:00') }

  test('takes the credit back and adds the right one, again and again', async () => {
    await post([lecture()])
    const first = await onlyEntry()
    const corrected = await correctEntry(office.actor, first.id, 'clock-wrong', hour)
    if ('refused' in corrected) throw new Error(corrected.refused)
    expect(await lines()).toEqual([
      [1, 48],
      [-1, -48],
      [2, 60],
    ])
    const again = await correctEntry(office.actor, corrected.creditId!, 'times-wrong', {
      ...hour,
      minutes: 30,
    })
    expect(again).toMatchObject({ reversalId: expect.any(String), creditId: expect.any(String) })
    expect(await lines()).toEqual([
      [1, 48],
      [-1, -48],
      [2, 60],
      [-2, -60],
      [3, 30],
    ])
    expect(await ledger()).toMatchObject([
      { id: first.id, explanation: { notes: [] } },
      {
        reverses_id: first.id,
        posted_as: 'office',
        explanation: {
          subject: { code: 'B3' },
          notes: [{ code: 'reversal', ofDay: '2026-07-03', reason: 'clock-wrong' }],
        },
      },
      { explanation: { subject: { code: 'B3' }, notes: [{ code: 'correction', ofDay: '2026-07-03' }] } },
      { reverses_id: corrected.creditId },
      {},
    ])
    const audited = await database.root`
      select subject_id, detail from audit_events where act = 'hours.entry-reversed' and person_id = ${person.personId} order by at, id`
    expect(audited).toEqual([
      { subject_id: first.id, detail: { reason: 'clock-wrong', minutes: 48, corrected: 60 } },
      { subject_id: corrected.creditId, detail: { reason: 'times-wrong', minutes: 60, corrected: 30 } },
    ])
  })

  test('only taking back leaves nothing standing', async () => {
    await post([lecture()])
    const first = await onlyEntry()
    expect(await correctEntry(office.actor, first.id, 'did-not-take-place', null)).toMatchObject({
      creditId: null,
    })
    expect(await lines()).toEqual([
      [1, 48],
      [-1, -48],
    ])
  })

  test('of twenty at once, one wins', async () => {
    await post([lecture()])
    const { id } = await onlyEntry()
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        correctEntry(office.actor, id, 'clock-wrong', index % 2 === 0 ? hour : null),
      ),
    )
    expect(all.filter((one) => 'reversalId' in one)).toHaveLength(1)
    expect(all.filter((one) => 'refused' in one && one.refused === 'already-reversed')).toHaveLength(19)
    const [sum] = await database.root<{ standing: number; audits: number }[]>`select
      (select count(*)::int from hours_entries where person_id = ${person.personId} and revision = -1) as standing,
      (select count(*)::int from audit_events where act = 'hours.entry-reversed' and person_id = ${person.personId}) as audits`
    expect(sum).toEqual({ standing: 1, audits: 1 })
  })

  test('a credit taken back, and a reversal, are not corrected', async () => {
    await post([lecture()])
    const first = await onlyEntry()
    const done = await correctEntry(office.actor, first.id, 'clock-wrong', hour)
    if ('refused' in done) throw new Error(done.refused)
    const before = await ledger()
    expect(await correctEntry(office.actor, first.id, 'clock-wrong', hour)).toEqual({
      refused: 'already-reversed',
    })
    expect(await correctEntry(office.actor, first.id, 'clock-wrong', null)).toEqual({
      refused: 'already-reversed',
    })
    expect(await correctEntry(office.actor, done.reversalId, 'clock-wrong', null)).toEqual({
      refused: 'not-a-credit',
    })
    expect(await ledger()).toEqual(before)
  })

  test.each([
    ['more than the instants', { ...hour, minutes: 61 }],
    ['instants of another day', { minutes: 60, during: between('2026-07-04', '19:00', '20:00') }],
    ['no minutes', { ...hour, minutes: 0 }],
    ['negative minutes', { ...hour, minutes: -60 }],
    ['more than a day', { minutes: 1441, during: null }],
  ])('%s are refused, and the credit stands', async (_, corrected) => {
    await post([lecture()])
    const { id } = await onlyEntry()
    expect(await correctEntry(office.actor, id, 'clock-wrong', corrected)).toEqual({
      refused: 'beyond-interval',
    })
    expect(await lines()).toEqual([[1, 48]])
  })

  test('online study is not corrected to minutes that nobody saw', async () => {
    await post([lecture({ sourceKind: 'online_unit' })], (await device(person.accountId)).actor)
    const { id } = await onlyEntry()
    expect(await correctEntry(office.actor, id, 'clock-wrong', { minutes: 20, during: null })).toEqual({
      refused: 'beyond-interval',
    })
    expect(await lines()).toEqual([[1, 48]])
  })

  test('is for office staff of the person’s own office and the bureau', async () => {
    const { ownerSql } = database
    const of = async (...appointment: Parameters<typeof addStaff>[2][]) =>
      (await staffDevice(await addStaff(ownerSql, county, appointment[0]!))).actor
    await post([lecture()])
    const { id } = await onlyEntry()
    const refused = [
      await of({ role: 'office', office: 'other' }),
      await of({ role: 'social-worker' }),
      await of({ role: 'lecturer' }),
      await of({ role: 'counsellor' }),
      (await device(person.accountId)).actor,
      (await device((await addPerson(ownerSql, county)).accountId)).actor,
    ]
    for (const actor of refused) {
      expect([actor.role, await correctEntry(actor, id, 'clock-wrong', null)]).toEqual([
        actor.role,
        { refused: 'not-found' },
      ])
    }
    expect(await correctEntry(office.actor, uuidv7(), 'clock-wrong', null)).toEqual({ refused: 'not-found' })
    expect(await lines()).toEqual([[1, 48]])
    expect(await correctEntry(await of({ role: 'bureau' }), id, 'clock-wrong', null)).toMatchObject({
      creditId: null,
    })
  })

  test('a record of the minors’ regime is not found without the bureau’s grant', async () => {
    person = await addPerson(database.ownerSql, county, { minor: true })
    await post([lecture({ sourceKind: 'online_unit' })], (await device(person.accountId)).actor)
    const { id } = await onlyEntry()
    expect(await correctEntry(office.actor, id, 'clock-wrong', null)).toEqual({ refused: 'not-found' })
    await database.ownerSql`insert into minor_record_grants (id, county_id, person_id, account_id, reason, granted_by, granted_at, expires_at)
      values (${uuidv7()}, ${county.countyId}, ${person.personId}, ${office.actor.accountId}, 'a wrong line', ${uuidv7()}, '2026-07-01', '2026-08-01')`
    expect(await correctEntry(office.actor, id, 'clock-wrong', null)).toMatchObject({ creditId: null })
  })
})

describe('the database refuses by itself, also its owner', () => {
  type Raw = Record<string, string | number | null>
  const raw = (row: Raw) =>
    database.ownerSql`insert into hours_entries ${database.ownerSql({
      ...{ id: uuidv7(), county_id: county.countyId, person_id: person.personId, bucket: 'study' },
      ...{ source_kind: 'lecture', source_id: 'L1', county_day: '2026-07-03', revision: 1, minutes: 48 },
      ...{ explanation: '{}', posted_as: 'office', during: '{[2026-07-03 19:12+08,2026-07-03 20:00+08)}' },
      ...row,
    })}`
  const refuses = (row: Raw, constraint: string) =>
    expect(raw(row)).rejects.toMatchObject({ constraint_name: constraint })

  test('what no credit may be', async () => {
    await refuses({ minutes: 49 }, 'hours_entries_within_wall_clock')
    await refuses({ county_day: '2026-07-04' }, 'hours_entries_within_day')
    await refuses({ during: '{[2026-07-03 23:30+08,2026-07-04 00:30+08)}' }, 'hours_entries_within_day')
    await refuses({ minutes: 0 }, 'hours_entries_minutes_of_a_day')
    await refuses({ minutes: 0, revision: -1 }, 'hours_entries_minutes_of_a_day')
    await refuses({ minutes: 1441, during: null }, 'hours_entries_minutes_of_a_day')
    await refuses({ minutes: -48 }, 'hours_entries_revision_sign')
    await refuses({ revision: 0 }, 'hours_entries_revision_sign')
    await refuses({ bucket: 'public_benefit' }, 'hours_entries_bucket')
    await refuses({ source_kind: 'public_benefit' }, 'hours_entries_bucket')
    await refuses({ source_kind: 'online_unit', during: null }, 'hours_entries_online_has_instants')
    await refuses({ person_id: uuidv7() }, 'hours_entries_person')
    await refuses({ policy_version_id: uuidv7() }, 'hours_entries_policy_version')
    await refuses({ revision: 2 }, 'hours_entries_follow_on')
    await refuses({ reverses_id: uuidv7() }, 'hours_entries_reversal_names_entry')
    expect(await lines()).toEqual([])
  })

  test('what no reversal may be', async () => {
    const id = uuidv7()
    await raw({ id })
    const undo = { revision: -1, minutes: -48, reverses_id: id }
    await refuses({ revision: 2 }, 'hours_entries_follow_on')
    await refuses({ ...undo, minutes: -47 }, 'hours_entries_reverses_whole')
    await refuses({ ...undo, minutes: 48 }, 'hours_entries_revision_sign')
    await refuses({ ...undo, reverses_id: null }, 'hours_entries_reversal_names_entry')
    await refuses({ ...undo, reverses_id: uuidv7() }, 'hours_entries_reverses_whole')
    await refuses({ ...undo, revision: -2 }, 'hours_entries_follow_on')
    await refuses({ ...undo, source_id: 'L2' }, 'hours_entries_follow_on')
    const other = await addPerson(database.ownerSql, county)
    await raw({ person_id: other.personId })
    await refuses({ ...undo, person_id: other.personId }, 'hours_entries_reverses_whole')

    await raw(undo)
    await refuses(undo, 'hours_entries_key')
    await raw({ revision: 2 })
    await refuses({ revision: 3 }, 'hours_entries_follow_on')
    await refuses({ revision: -2, minutes: -48, reverses_id: id }, 'hours_entries_reverses_once')
    expect(await lines()).toEqual([
      [1, 48],
      [-1, -48],
      [2, 48],
    ])
  })

  test('every change of a line, by anyone', async () => {
    await raw({})
    const { id } = await onlyEntry()
    for (const sql of [database.ownerSql, database.root]) {
      await expect(sql`update hours_entries set minutes = 1 where id = ${id}`).rejects.toThrow(/append-only/)
      await expect(sql`delete from hours_entries where id = ${id}`).rejects.toThrow(/append-only/)
      await expect(sql`truncate hours_entries cascade`).rejects.toThrow(/append-only/)
    }
    expect(await lines()).toEqual([[1, 48]])
  })
})
