import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { database } from '#tests/support/this-database.ts'
import { asActor, refusalOf } from '#tests/support/scopes.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  staffDevice,
  type County,
  type Person,
} from '#tests/support/study-setup.ts'
import {
  answerMinorRequest,
  askForMinorRecord,
  grantMinorRecord,
  revokeMinorGrant,
} from './minor-grant.server.ts'
import { listMinorGrants } from './minor-grants.queries.server.ts'
import { listMinors } from './minors.queries.server.ts'
import { mayOpen } from './people.queries.server.ts'

const sql = database.ownerSql
const REASON = '家访前查看'
let county: County
let office: Actor
let elsewhere: Actor
let bureau: Actor
let colleague: Actor
let minor: Person

beforeAll(async () => {
  county = await addCounty(sql)
  office = (await staffDevice(await addStaff(sql, county, { role: 'office' }))).actor
  elsewhere = (await staffDevice(await addStaff(sql, county, { role: 'office', office: 'other' }))).actor
  bureau = (await staffDevice(await addStaff(sql, county, { role: 'bureau' }))).actor
  colleague = (await staffDevice(await addStaff(sql, county, { role: 'bureau' }))).actor
})
beforeEach(async () => {
  minor = await addPerson(sql, county, { minor: true })
})

const opening = (of: Person, to: Actor, days = 14) => ({
  number: of.number,
  accountId: to.accountId,
  reason: REASON,
  days,
})
const acts = async (like: string) =>
  (
    await database.root<
      { act: string }[]
    >`select act from audit_events where act like ${like} and county_id = ${county.countyId} order by at, id`
  ).map(({ act }) => act)

describe('granting', () => {
  test('opens the record at once to the one account, and revoking closes it at once', async () => {
    const granted = await grantMinorRecord(bureau, opening(minor, office))
    if ('refused' in granted) throw new Error(granted.refused)
    expect(await mayOpen(office, minor.personId)).toBe(true)
    expect(await mayOpen(bureau, minor.personId)).toBe(false)
    expect(await revokeMinorGrant(bureau, granted.id)).toEqual({ id: granted.id })
    expect(await mayOpen(office, minor.personId)).toBe(false)
    expect(await revokeMinorGrant(bureau, granted.id)).toEqual({ refused: 'not-found' })
  })

  test.each([
    ['to another office', () => grantMinorRecord(bureau, opening(minor, elsewhere)), 'not-of-this-office'],
    ['to oneself, with a colleague', () => grantMinorRecord(bureau, opening(minor, bureau)), 'own-account'],
    ['for 31 days', () => grantMinorRecord(bureau, opening(minor, office, 31)), 'days'],
    [
      'of an adult',
      async () => grantMinorRecord(bureau, opening(await addPerson(sql, county), office)),
      'not-found',
    ],
  ])('%s is refused', async (_, run, refused) => {
    expect(await run()).toEqual({ refused })
    expect(await mayOpen(office, minor.personId)).toBe(false)
  })

  test('a colleague of the bureau may be given one', async () => {
    expect(await grantMinorRecord(bureau, opening(minor, colleague))).toHaveProperty('id')
    expect(await mayOpen(colleague, minor.personId)).toBe(true)
  })

  test('two at once: one grant', async () => {
    const answers = await Promise.all(
      [bureau, colleague].map((by) => grantMinorRecord(by, opening(minor, office))),
    )
    expect(answers.filter((one) => 'id' in one)).toHaveLength(1)
    expect(answers.filter((one) => 'refused' in one && one.refused === 'already-open')).toHaveLength(1)
  })

  test('alone at the bureau, to oneself; the audit row says so', async () => {
    const small = await addCounty(sql)
    const only = (await staffDevice(await addStaff(sql, small, { role: 'bureau' }))).actor
    const child = await addPerson(sql, small, { minor: true })
    expect(await grantMinorRecord(only, opening(child, only))).toHaveProperty('id')
    const [row] = await database.root<{ detail: unknown }[]>`select detail from audit_events
      where act = 'supervision.minor-record-granted' and county_id = ${small.countyId}`
    expect(row!.detail).toEqual({ to: only.accountId, days: 14, oneself: true })
  })
})

describe('asking', () => {
  test('waits at the bureau, is granted to who asked, and is answered once', async () => {
    const asked = await askForMinorRecord(office, { number: minor.number, reason: REASON })
    if ('refused' in asked) throw new Error(asked.refused)
    expect(await askForMinorRecord(office, { number: minor.number, reason: REASON })).toEqual({
      refused: 'already-asked',
    })
    const listed = (await listMinors(office)).find(({ registerNumber }) => registerNumber === minor.number)!
    expect(listed.askedAt).not.toBe(null)
    expect(listed.personId).toBe(null)
    const waiting = (await listMinorGrants(bureau)).requests.find(({ id }) => id === asked.id)!
    expect(waiting).toMatchObject({ registerNumber: minor.number, reason: REASON, askedAs: 'office' })
    const answer = { request: asked.id, answer: 'granted', days: 7 } as const
    const both = await Promise.all([
      answerMinorRequest(bureau, answer),
      answerMinorRequest(colleague, answer),
    ])
    expect(both.filter((one) => 'id' in one)).toHaveLength(1)
    expect(await mayOpen(office, minor.personId)).toBe(true)
    const grants = await database.root`select 1 from minor_record_grants where person_id = ${minor.personId}`
    expect(grants).toHaveLength(1)
  })

  test('may be declined, and asked again', async () => {
    const asked = await askForMinorRecord(office, { number: minor.number, reason: REASON })
    if ('refused' in asked) throw new Error(asked.refused)
    expect(await answerMinorRequest(bureau, { request: asked.id, answer: 'declined' })).toHaveProperty('id')
    expect(await mayOpen(office, minor.personId)).toBe(false)
    expect((await acts('supervision.minor-grant-declined')).length).toBeGreaterThan(0)
    expect(await askForMinorRecord(office, { number: minor.number, reason: REASON })).toHaveProperty('id')
  })

  test('only of one’s own office', async () => {
    const ask = { number: minor.number, reason: REASON }
    expect(await askForMinorRecord(elsewhere, ask)).toEqual({ refused: 'not-found' })
  })
})

describe('the wall, with the rule forgotten', () => {
  const grant = (by: Actor, to: Actor, days: number) =>
    refusalOf(
      asActor(
        scopeOf(by),
        `insert into minor_record_grants (id, county_id, person_id, account_id, reason, granted_by, expires_at)
         values (gen_random_uuid(), '${county.countyId}', '${minor.personId}', '${to.accountId}', '${REASON}', '${by.accountId}', app_now() + ${days} * interval '1 day')`,
      ),
    )
  test('granting', async () => {
    expect(await grant(office, office, 7)).toBe('42501')
    expect(await grant(bureau, elsewhere, 7)).toBe('42501')
    expect(await grant(bureau, bureau, 7)).toBe('42501')
    expect(await grant(bureau, office, 31)).toBe('42501')
    expect(await grant(bureau, office, 30)).toBe(null)
  })

  test('asking for another office, answering as an office, undoing a revocation', async () => {
    const ask = (by: Actor) =>
      refusalOf(
        asActor(
          scopeOf(by),
          `insert into minor_grant_requests (id, county_id, office_id, register_number, reason, asked_by, asked_as)
           values (gen_random_uuid(), '${county.countyId}', '${by.officeId}', '${minor.number}', '${REASON}', '${by.accountId}', 'office')`,
        ),
      )
    expect(await ask(elsewhere)).toBe('42501')
    expect(await ask(office)).toBe(null)
    const answered = await asActor(
      scopeOf(office),
      `update minor_grant_requests set answer = 'granted', answered_by = '${office.accountId}', answered_at = app_now() returning id`,
    )
    expect(answered).toEqual([])
    const granted = await grantMinorRecord(bureau, opening(minor, office))
    if ('refused' in granted) throw new Error(granted.refused)
    await revokeMinorGrant(bureau, granted.id)
    const undone = await asActor(
      scopeOf(bureau),
      `update minor_record_grants set revoked_at = null, revoked_by = null where id = '${granted.id}' returning id`,
    )
    expect(undone).toEqual([])
    expect(await asActor(scopeOf(elsewhere), `select 1 from minor_grant_requests`)).toEqual([])
    expect(await asActor(scopeOf(office), `select * from door_minors_of_county()`)).toEqual([])
  })
})
