import { beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { travelTo } from '#app/clock.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addAccount,
  addCounty,
  addPerson,
  addStaff,
  cookieOf,
  device,
  PASSWORD,
  type County,
} from '#tests/support/study-setup.ts'
import { actorOfCookie } from './login.server.ts'
import { signIn, type SignedIn, type SignInRefusal } from './sign-in.server.ts'

let county: County

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})

/** Each test comes from a place of its own, so that no test slows another one down. */
const from = (address: string = randomUUID()) => ({
  typed: (who: string, password = PASSWORD, cookieHeader = '') =>
    signIn({ who, password, address, cookieHeader }),
})

function signedIn(answer: SignedIn | SignInRefusal): SignedIn {
  if ('refused' in answer) throw new Error(answer.refused)
  return answer
}

const actorAfter = async (answer: SignedIn | SignInRefusal) =>
  (await actorOfCookie(cookieOf(signedIn(answer).setCookie)))?.actor ?? null

/** The time that waits are measured by is the machine's; moving their end is waiting. */
const wait = (seconds: number) =>
  database.root`update rate_limits set expire = expire - ${seconds} * interval '1 second' where key like 'wait:%'`

describe('the ways to sign in', () => {
  test('a number, as it may be typed', async () => {
    const { number, personId } = await addPerson(database.ownerSql, county)
    const spaced = `${number.slice(0, 2)} ${number.slice(2, 6)} ${number.slice(6)}`
    const fullWidth = [...number]
      .map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))
      .join('')
    for (const typed of [number, spaced, fullWidth, `  ${number}\t`, spaced.replaceAll(' ', '-')]) {
      const actor = await actorAfter(await from().typed(typed))
      expect([typed, actor?.personId]).toEqual([typed, personId])
    }
  })

  test('a phone, and a chosen name in any case', async () => {
    const { personId } = await addPerson(database.ownerSql, county, { phone: '13900001234' })
    expect(await actorAfter(await from().typed('139 0000 1234'))).toMatchObject({
      role: 'supervised-person',
      personId,
    })
    const { signInName } = await addStaff(database.ownerSql, county, { role: 'office' })
    expect(await actorAfter(await from().typed(signInName.toUpperCase()))).toMatchObject({
      role: 'office',
      personId: null,
      officeId: county.officeId,
      staffName: '王某01',
    })
  })

  test('a password in another composition of the same characters', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const fullWidth = PASSWORD.replace('32', '３２')
    expect(signedIn(await from().typed(number, fullWidth)).role).toBe('supervised-person')
  })

  test('someone with several appointments begins with the first that is valid today', async () => {
    const { signInName, appointmentIds } = await addStaff(
      database.ownerSql,
      county,
      { role: 'lecturer' },
      { role: 'counsellor' },
    )
    expect(await actorAfter(await from().typed(signInName))).toMatchObject({ role: 'lecturer' })
    await database.ownerSql`update staff_appointments set valid_to = '2026-07-22' where id = ${appointmentIds[0]!}`
    expect(await actorAfter(await from().typed(signInName))).toMatchObject({ role: 'counsellor' })
  })

  test('it is on record who signed in, as what, and nothing else', async () => {
    const { number, accountId, personId } = await addPerson(database.ownerSql, county)
    await from('203.0.113.9').typed(number)
    const rows = await database.root`select * from audit_events where subject_id = ${accountId}`
    expect(rows).toMatchObject([
      {
        act: 'identity.signed-in',
        actor_account_id: accountId,
        actor_role: 'system:sign-in',
        person_id: personId,
        detail: { as: 'supervised-person' },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain('203.0.113')
  })
})

describe('a refusal never tells whether a name exists', () => {
  async function refusedAccounts() {
    const disabled = await addPerson(database.ownerSql, county)
    await database.ownerSql`update accounts set disabled_at = now() where id = ${disabled.accountId}`
    const withoutCapacity = `nobody-${randomUUID()}`
    await addAccount(database.ownerSql, [{ name: withoutCapacity, kind: 'chosen' }])
    const over = await addStaff(database.ownerSql, county, { role: 'office' })
    await database.ownerSql`update staff_appointments set valid_to = '2026-07-22' where id = ${over.appointmentId}`
    const existing = await addPerson(database.ownerSql, county)
    return {
      unknown: ['88888888', PASSWORD],
      'wrong password': [existing.number, 'not this one'],
      disabled: [disabled.number, PASSWORD],
      'without capacity': [withoutCapacity, PASSWORD],
      'appointment over': [over.signInName, PASSWORD],
    } as const
  }

  test('the same answer, the same waits', async () => {
    const answers: Record<string, unknown> = {}
    for (const [kind, [who, password]] of Object.entries(await refusedAccounts())) {
      const { typed } = from()
      const seen = []
      for (let attempt = 1; attempt <= 5; attempt++) seen.push(await typed(who, password))
      expect(await typed(who, password)).toMatchObject({ refused: 'wait' })
      answers[kind] = seen
    }
    const free = { refused: 'wrong', waitSeconds: 0 }
    const expected = [free, free, free, free, { refused: 'wrong', waitSeconds: 2 }]
    for (const [kind, seen] of Object.entries(answers)) expect([kind, seen]).toEqual([kind, expected])
  })

  test('the same work: a name that does not exist costs a password’s worth of it', async () => {
    const kinds = Object.entries(await refusedAccounts())
    const medians: Record<string, number> = {}
    await from().typed('99999999', 'the first one makes the stand-in hash')
    const times = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]))
    for (let round = 0; round < 7; round++) {
      for (const [kind, [who, password]] of kinds) {
        const { typed } = from()
        const start = process.hrtime.bigint()
        await typed(who, password)
        times.get(kind)!.push(Number(process.hrtime.bigint() - start) / 1e6)
      }
    }
    for (const [kind, list] of times) medians[kind] = list.sort((a, b) => a - b)[3]!
    const all = Object.values(medians)
    // Without the work the answer is there in a millisecond or two; the factor is wide, as machines are busy.
    expect(Math.min(...all)).toBeGreaterThan(5)
    expect(Math.max(...all) / Math.min(...all)).toBeLessThan(4)
  })

  test('nothing is signed in', async () => {
    const before = await database.root`select count(*) from login_sessions`
    for (const [who, password] of Object.values(await refusedAccounts())) await from().typed(who, password)
    expect(await database.root`select count(*) from login_sessions`).toEqual(before)
  })

  test.each(['', ' ', "' or 1=1 --", '𠮷', '%', '-'.repeat(64), '\\'])(
    'a name like %j is only unknown',
    async (who) => {
      expect(await from().typed(who)).toEqual({ refused: 'wrong', waitSeconds: 0 })
    },
  )
})

describe('slowing down', () => {
  async function fail(typed: ReturnType<typeof from>['typed'], who: string, times: number) {
    const waits: number[] = []
    for (let count = 0; count < times; count++) {
      const answer = await typed(who, 'wrong')
      if (!('refused' in answer) || answer.refused !== 'wrong') throw new Error(JSON.stringify(answer))
      waits.push(answer.waitSeconds)
      await wait(answer.waitSeconds)
    }
    return waits
  }

  test('the wait grows to a minute and no further, and nobody is locked out', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const { typed } = from()
    expect(await fail(typed, number, 12)).toEqual([0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60])
    expect(signedIn(await typed(number)).role).toBe('supervised-person')
  })

  test('while it lasts, even the right password waits, and trying does not make it longer', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const { typed } = from()
    await fail(typed, number, 5)
    const last = await typed(number, 'wrong')
    expect(last).toEqual({ refused: 'wrong', waitSeconds: 4 })
    for (let count = 0; count < 5; count++) {
      expect(await typed(number)).toMatchObject({ refused: 'wait', waitSeconds: expect.closeTo(4, -1) })
    }
    await wait(4)
    expect(signedIn(await typed(number)).role).toBe('supervised-person')
  })

  test('another name, and the same name from elsewhere, are not slowed down', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const other = await addPerson(database.ownerSql, county)
    const shared = from()
    for (let count = 0; count < 5; count++) await shared.typed(number, 'wrong')
    expect(await shared.typed(number)).toMatchObject({ refused: 'wait' })
    expect(signedIn(await shared.typed(other.number)).role).toBe('supervised-person')
    expect(signedIn(await from().typed(number)).role).toBe('supervised-person')
    // However it is written, it is one name.
    expect(await shared.typed(`${number.slice(0, 2)} ${number.slice(2)}`)).toMatchObject({ refused: 'wait' })
  })

  test('a success forgets the failures', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const { typed } = from()
    expect(await fail(typed, number, 4)).toEqual([0, 0, 0, 0])
    signedIn(await typed(number))
    expect(await fail(typed, number, 5)).toEqual([0, 0, 0, 0, 2])
  })

  test('of a burst of wrong tries at once, no more than the free ones are looked at', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    const { typed } = from()
    const all = await Promise.all(Array.from({ length: 30 }, () => typed(number, 'wrong')))
    expect(all.filter((one) => 'refused' in one && one.refused === 'wrong').length).toBeLessThanOrEqual(5)
  })

  test('neither names nor places are kept', async () => {
    const { number } = await addPerson(database.ownerSql, county)
    await from('203.0.113.77').typed(number, 'wrong')
    const kept = JSON.stringify(await database.root`select * from rate_limits`)
    expect(kept).not.toContain(number)
    expect(kept).not.toContain('203.0.113')
  })
})

describe('what stood in the browser before', () => {
  test('is ended by signing in, and cannot be planted', async () => {
    const { number, accountId } = await addPerson(database.ownerSql, county)
    const before = await device(accountId)
    const answer = signedIn(await from().typed(number, PASSWORD, before.cookieHeader))
    expect(await actorOfCookie(before.cookieHeader)).toBeNull()
    expect(await actorOfCookie(cookieOf(answer.setCookie))).not.toBeNull()

    const planted = 'qc_session=attackers000chosen000secret000000000000'
    const fresh = signedIn(await from().typed(number, PASSWORD, planted))
    expect(cookieOf(fresh.setCookie)).not.toBe(planted)
    expect(await actorOfCookie(planted)).toBeNull()
  })

  test('another account’s session in the same browser is ended too', async () => {
    const first = await device((await addPerson(database.ownerSql, county)).accountId)
    const second = await addPerson(database.ownerSql, county)
    signedIn(await from().typed(second.number, PASSWORD, first.cookieHeader))
    expect(await actorOfCookie(first.cookieHeader)).toBeNull()
  })

  test('a sign-in at an hour when the county is a day ahead of UTC counts as of the county’s day', async () => {
    const { signInName, appointmentId } = await addStaff(database.ownerSql, county, { role: 'office' })
    await database.ownerSql`update staff_appointments set valid_to = '2026-07-23' where id = ${appointmentId}`
    travelTo(new Date('2026-07-22T23:59:50+08:00'))
    expect(signedIn(await from().typed(signInName)).role).toBe('office')
    travelTo(new Date('2026-07-23T00:00:00+08:00'))
    expect(await from().typed(signInName)).toEqual({ refused: 'wrong', waitSeconds: 0 })
    travelTo(new Date('2026-07-22T10:00:00+08:00'))
  })
})
