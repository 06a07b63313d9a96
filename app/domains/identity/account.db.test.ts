import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { now, travelTo } from '#app/clock.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  after,
  device,
  deviceWith,
  PASSWORD,
  staffDevice,
  type County,
  type Person,
} from '#tests/support/study-setup.ts'
import { changePassword, chooseLocale, myCapacities, switchCapacity } from './account.server.ts'
import { actorOfCookie, hashOfSecret } from './login.server.ts'
import { signIn } from './sign-in.server.ts'
import { signOut, signOutEverywhere } from './sign-out.server.ts'

const DAY = 86_400
const NEXT = '新 password-33'
let county: County
let person: Person

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
})

const isSignedIn = async ({ cookieHeader }: { cookieHeader: string }) =>
  (await actorOfCookie(cookieHeader)) !== null
const canSignIn = async (password: string) =>
  !('refused' in (await signIn({ who: person.number, password, address: randomUUID(), cookieHeader: '' })))

describe('a login session', () => {
  test('is kept by its hash alone: the secret is nowhere in the database', async () => {
    const { cookieHeader, actor } = await device(person.accountId)
    const secret = cookieHeader.slice('qc_session='.length)
    expect(secret.length).toBeGreaterThanOrEqual(40)
    const tables = await database.root<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public'`
    expect(tables.length).toBeGreaterThan(10)
    for (const { name } of tables) {
      const [found] = await database.root.unsafe<{ count: number }[]>(
        `select count(*)::int as count from ${name} t where t::text like '%' || $1 || '%'`,
        [secret],
      )
      expect([name, found!.count]).toEqual([name, 0])
    }
    const [row] = await database.root`select id from login_sessions where account_id = ${person.accountId}`
    expect(row).toEqual({ id: hashOfSecret(secret) })
    expect(actor.loginSessionId).toBe(hashOfSecret(secret))
    // Knowing what is stored opens nothing.
    expect(await actorOfCookie(`qc_session=${hashOfSecret(secret)}`)).toBeNull()
  })

  test('its cookie is out of reach of scripts and other sites', async () => {
    const { setCookie } = await device(person.accountId)
    expect(setCookie).toMatch(/^qc_session=[a-z0-9]{40}; /)
    const attributes = setCookie.split('; ').slice(1)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']))
    expect(Number(/Max-Age=(\d+)/.exec(setCookie)?.[1])).toBeCloseTo(14 * DAY, -1)
    expect(setCookie).not.toMatch(/Domain=/i)
  })

  test('lives fourteen days, and is prolonged by use in the second half', async () => {
    const unused = await device(person.accountId)
    const used = await device(person.accountId)
    after(6 * DAY)
    expect(await actorOfCookie(used.cookieHeader)).not.toHaveProperty('setCookie')
    after(2 * DAY)
    expect((await actorOfCookie(used.cookieHeader))?.setCookie).toMatch(/^qc_session=/)
    after(6 * DAY + 60)
    expect([await isSignedIn(unused), await isSignedIn(used)]).toEqual([false, true])
  })

  test('ends when its time is over, for good', async () => {
    const old = await device(person.accountId)
    after(14 * DAY + 1)
    expect(await isSignedIn(old)).toBe(false)
    await device(person.accountId)
    const rows = await database.root`select id from login_sessions where id = ${old.actor.loginSessionId}`
    expect(rows).toEqual([])
  })

  test('ends at once when the account is disabled', async () => {
    const open = await device(person.accountId)
    await database.ownerSql`update accounts set disabled_at = ${now()} where id = ${person.accountId}`
    expect(await isSignedIn(open)).toBe(false)
  })

  test('of a member of staff ends on the day on which the appointment no longer holds', async () => {
    const staff = await addStaff(database.ownerSql, county, { role: 'office' }, { role: 'lecturer' })
    const open = await staffDevice(staff)
    await database.ownerSql`update staff_appointments set valid_to = '2026-07-23' where id = ${staff.appointmentId}`
    expect(await isSignedIn(open)).toBe(true)
    travelTo(new Date('2026-07-23T00:00:00+08:00'))
    expect(await isSignedIn(open)).toBe(false)
    travelTo(new Date('2026-07-22T10:00:00+08:00'))
    await database.ownerSql`update staff_appointments set valid_to = '2026-07-22' where id = ${staff.appointmentId}`
    expect(await isSignedIn(open)).toBe(false)
  })

  test('of someone discharged goes on, for reading, and says so', async () => {
    const open = await device(person.accountId)
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    expect((await actorOfCookie(open.cookieHeader))?.actor.leftOn).toBe('2026-07-22')
  })

  test.each([
    '',
    'qc_session=',
    'other=1',
    `qc_session=${'a'.repeat(40)}`,
    `qc_session=${'a'.repeat(4000)}`,
    'qc_session=%00',
    "qc_session='; drop table accounts; --",
  ])('%j belongs to nobody', async (cookieHeader) => {
    expect(await actorOfCookie(cookieHeader)).toBeNull()
  })
})

describe('changing one’s password', () => {
  const change = (
    actor: Awaited<ReturnType<typeof device>>['actor'],
    current = PASSWORD,
    address = randomUUID(),
  ) => changePassword(actor, { current, next: NEXT, address })

  test('ends every session, gives this browser a new one, and only the new password works', async () => {
    const here = await device(person.accountId)
    const elsewhere = await device(person.accountId)
    const other = await device((await addPerson(database.ownerSql, county)).accountId)
    const changed = await change(here.actor)
    if ('refused' in changed) throw new Error(changed.refused)
    expect([await isSignedIn(here), await isSignedIn(elsewhere), await isSignedIn(other)]).toEqual([
      false,
      false,
      true,
    ])
    expect((await deviceWith(changed.setCookie)).actor.personId).toBe(person.personId)
    expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([false, true])
    const audited =
      await database.root`select act, detail from audit_events where subject_id = ${person.accountId} and act = 'identity.password-changed'`
    expect(audited).toEqual([{ act: 'identity.password-changed', detail: {} }])
  })

  test('a wrong current password changes nothing, and is slowed down like signing in', async () => {
    const here = await device(person.accountId)
    const address = randomUUID()
    for (let count = 0; count < 5; count++) {
      expect(await change(here.actor, 'wrong', address)).toEqual({ refused: 'current-wrong' })
    }
    expect(await change(here.actor, PASSWORD, address)).toEqual({ refused: 'wait' })
    expect(await isSignedIn(here)).toBe(true)
    expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([true, false])
    await database.root`update rate_limits set expire = expire - interval '2 seconds' where key like 'wait:%'`
    expect(await change(here.actor, PASSWORD, address)).toHaveProperty('setCookie')
  })

  test('of two at once with the same old password, the account ends up with one that works', async () => {
    const here = await device(person.accountId)
    const both = await Promise.all(
      ['first-password', 'second-password'].map((next) =>
        changePassword(here.actor, { current: PASSWORD, next, address: randomUUID() }),
      ),
    )
    expect(both.every((one) => 'setCookie' in one)).toBe(true)
    const works = [
      await canSignIn('first-password'),
      await canSignIn('second-password'),
      await canSignIn(PASSWORD),
    ]
    expect(works.filter(Boolean)).toHaveLength(1)
    expect(works[2]).toBe(false)
  })
})

describe('signing out', () => {
  test('here ends this browser’s session and no other', async () => {
    const here = await device(person.accountId)
    const elsewhere = await device(person.accountId)
    await signOut(here.actor, here.cookieHeader)
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([false, true])
  })

  test('everywhere ends all of the account’s, and nobody else’s', async () => {
    const mine = [
      await device(person.accountId),
      await device(person.accountId),
      await device(person.accountId),
    ]
    const other = await device((await addPerson(database.ownerSql, county)).accountId)
    await signOutEverywhere(mine[0]!.actor)
    expect(await Promise.all(mine.map(isSignedIn))).toEqual([false, false, false])
    expect(await isSignedIn(other)).toBe(true)
    const acts = await database.root`select act from audit_events where subject_id = ${person.accountId}`
    expect(acts).toEqual([{ act: 'identity.signed-out-everywhere' }])
  })
})

describe('acting in another of one’s appointments', () => {
  test('rotates the session; the old one is worth nothing', async () => {
    const psychologist = await addStaff(
      database.ownerSql,
      county,
      { role: 'lecturer' },
      { role: 'counsellor' },
    )
    const [lecturer, counsellor] = psychologist.appointmentIds
    const before = await staffDevice(psychologist)
    expect(await myCapacities(before.actor)).toEqual([
      { appointmentId: lecturer, role: 'lecturer', active: true },
      { appointmentId: counsellor, role: 'counsellor', active: false },
    ])
    const switched = await switchCapacity(before.actor, counsellor!, before.cookieHeader)
    if ('refused' in switched) throw new Error(switched.refused)
    expect(switched.role).toBe('counsellor')
    expect(await isSignedIn(before)).toBe(false)
    const now = await deviceWith(switched.setCookie)
    expect(now.actor).toMatchObject({
      role: 'counsellor',
      appointmentId: counsellor,
      accountId: psychologist.accountId,
    })
    const audited =
      await database.root`select actor_role, detail from audit_events where subject_id = ${psychologist.accountId}`
    expect(audited).toEqual([{ actor_role: 'lecturer', detail: { to: 'counsellor' } }])
  })

  test('is refused for somebody else’s appointment, one that is over or not begun, and nonsense', async () => {
    const { ownerSql } = database
    const own = await addStaff(
      ownerSql,
      county,
      { role: 'lecturer' },
      { role: 'counsellor' },
      { role: 'bureau' },
    )
    const bureau = await addStaff(ownerSql, county, { role: 'bureau' })
    const [, over, future] = own.appointmentIds
    await ownerSql`update staff_appointments set valid_to = '2026-07-22' where id = ${over!}`
    await ownerSql`update staff_appointments set valid_from = '2026-07-23' where id = ${future!}`
    const here = await staffDevice(own)
    for (const wanted of [bureau.appointmentId, over!, future!, randomUUID(), '', 'null', "' or true --"]) {
      expect(await switchCapacity(here.actor, wanted, here.cookieHeader)).toEqual({ refused: 'not-yours' })
    }
    expect(await isSignedIn(here)).toBe(true)
    const student = await device(person.accountId)
    expect(await switchCapacity(student.actor, bureau.appointmentId, student.cookieHeader)).toEqual({
      refused: 'not-yours',
    })
  })

  test('a session cannot be given an appointment that is not the account’s', async () => {
    const bureau = await addStaff(database.ownerSql, county, { role: 'bureau' })
    await expect(device(person.accountId, bureau.appointmentId)).rejects.toThrow('belongs to nobody')
  })
})

test('the language is one’s own to choose', async () => {
  const here = await device(person.accountId)
  const other = await device((await addPerson(database.ownerSql, county)).accountId)
  await chooseLocale(here.actor, 'en')
  expect((await actorOfCookie(here.cookieHeader))?.actor.locale).toBe('en')
  expect((await actorOfCookie(other.cookieHeader))?.actor.locale).toBe('zh')
})
