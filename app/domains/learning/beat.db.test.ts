import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { travelTo } from '#app/clock.server.ts'
import { actorOfCookie } from '#app/domains/identity/login.server.ts'
import { signOut } from '#app/domains/identity/sign-out.server.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { defaultView } from '#app/http/view.ts'
import { action } from '#app/routes/my/beat.ts'
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
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { answerCheck } from './check-answer.server.ts'
import { receiveBeat } from './beat.server.ts'
import { openPassage } from './study.server.ts'

const UNIT = 'a1/1'
let county: County
let person: Person
let phone: Device
let session: { id: string; nonce: string; seq: number }

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
  session = await open(phone)
})

async function open(on: Device) {
  const view = await openPassage(on.actor, lesson(UNIT, 1))
  if (view.kind !== 'counting') throw new Error(view.kind)
  return view.session
}

const rows = () =>
  database.root`select * from study_sessions where person_id = ${person.personId} order by id`
const beat = (seq: number, more: Partial<{ id: string; nonce: string; on: Device; resumed: boolean }> = {}) =>
  receiveBeat((more.on ?? phone).actor, {
    id: session.id,
    nonce: session.nonce,
    seq,
    resumed: false,
    ...more,
  })

/** The route, as a browser reaches it. */
async function post(fields: Record<string, string> | string, cookieHeader = phone.cookieHeader) {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields)
  const request = new Request('http://localhost/my/beat', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const scope = {
    nonce: '',
    cookieHeader,
    address: '',
    view: defaultView,
    outage: false,
    loginEnded: false,
    setCookies: [],
  }
  try {
    return await runInRequest(scope, () => action({ request, params: {}, context: {} }))
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
    throw thrown
  }
}
const fields = (more: Record<string, string> = {}) => ({
  session: session.id,
  nonce: session.nonce,
  seq: '1',
  ...more,
})

describe('a beat counts', () => {
  test('the time since the one before, by the server’s clock', async () => {
    after(60)
    expect(await beat(1)).toMatchObject({ minutes: 1 })
    after(59)
    expect(await beat(2)).toMatchObject({ minutes: 1 })
    after(119)
    expect(await beat(3)).toMatchObject({ minutes: 3 })
  })

  test('nothing of an absence over the idle limit, nor up to a return', async () => {
    after(60)
    await beat(1)
    after(121)
    expect(await beat(2)).toMatchObject({ minutes: 1 })
    after(60)
    expect(await beat(3, { resumed: true })).toMatchObject({ minutes: 1 })
    after(60)
    expect(await beat(4)).toMatchObject({ minutes: 2 })
  })

  test('for a second tab of the same lesson, once it goes on from the number it is told', async () => {
    after(60)
    await beat(40)
    after(60)
    // The tab that lags sends its own second number: nothing is counted, and it hears how far the other is.
    expect(await beat(2)).toEqual({ minutes: 1, seq: 40 })
    expect(await beat(41)).toEqual({ minutes: 2, seq: 41 })
  })

  test('once, however often and in whatever order it arrives', async () => {
    after(60)
    await beat(5)
    after(60)
    const before = await rows()
    for (const seq of [5, 4, 0, -1, 5]) expect(await beat(seq)).toMatchObject({ minutes: 1 })
    expect(await rows()).toEqual(before)
  })

  test('no more than the time that has passed, when thirty arrive at once', async () => {
    after(60)
    await Promise.all(Array.from({ length: 30 }, (_, index) => beat(index + 1)))
    const [row] = await database.root<{ seconds: number; last_seq: number }[]>`
      select seconds_of(witnessed)::float8 as seconds, last_seq from study_sessions where id = ${session.id}`
    expect(row!.seconds).toBeGreaterThan(59)
    expect(row!.seconds).toBeLessThan(65)
    expect(row!.last_seq).toBe(30)
  })

  test('no more than the wall clock, when the clock of the machine goes back', async () => {
    after(60)
    await beat(1)
    after(-3600)
    expect(await beat(2)).toMatchObject({ minutes: 1 })
    after(30)
    expect(await beat(3)).toMatchObject({ minutes: 1 })
  })
})

describe('a beat adds nothing', () => {
  const refusedWithoutChange = async (run: () => Promise<unknown>, refused: string) => {
    after(60)
    const before = await rows()
    expect(await run()).toEqual({ refused })
    expect(await rows()).toEqual(before)
  }

  test('with a nonce that was not given out', () =>
    refusedWithoutChange(() => beat(1, { nonce: 'A'.repeat(22) }), 'unknown'))

  test('to a session that is not there', () =>
    refusedWithoutChange(() => beat(1, { id: randomUUID() }), 'unknown'))

  test('to another person’s session, also with its nonce', async () => {
    const other = await device((await addPerson(database.ownerSql, county)).accountId)
    await refusedWithoutChange(() => beat(1, { on: other }), 'unknown')
  })

  test('to a session of another device of the same person', async () => {
    const tablet = await device(person.accountId)
    await refusedWithoutChange(() => beat(1, { on: tablet }), 'unknown')
  })

  test('from staff', async () => {
    const office = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
    await refusedWithoutChange(() => beat(1, { on: office }), 'unknown')
  })

  test('once the unit is finished', async () => {
    for (const passage of [1, 2, 3])
      await answerCheck(phone.actor, lesson(UNIT, passage), rightAnswer(UNIT, passage))
    await refusedWithoutChange(() => beat(1), 'finished')
  })

  test('from the day on which the person is no longer on the register', async () => {
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    const actor = (await actorOfCookie(phone.cookieHeader))!.actor
    await refusedWithoutChange(
      () => receiveBeat(actor, { id: session.id, nonce: session.nonce, seq: 1, resumed: false }),
      'left-register',
    )
  })
})

describe('the route of the beats', () => {
  test('takes a beat, and ignores whatever else a client claims', async () => {
    after(60)
    const answer = await post(
      fields({ minutes: '600', elapsed: '36000', now: '2030-01-01', person: randomUUID() }),
    )
    expect([answer.status, await answer.json()]).toEqual([200, { minutes: 1, seq: 1 }])
    const again = await post(fields())
    expect([again.status, await again.json()]).toEqual([200, { minutes: 1, seq: 1 }])
  })

  test.each([
    ['beyond a 32-bit number', { seq: '2147483648' }],
    ['beyond nine digits', { seq: '1000000000' }],
    ['far too long', { seq: '9'.repeat(400) }],
    ['negative', { seq: '-1' }],
    ['not a number', { seq: 'NaN' }],
    ['infinite', { seq: 'Infinity' }],
    ['an exponent', { seq: '1e9' }],
    ['a fraction', { seq: '1.5' }],
    ['hexadecimal', { seq: '0x10' }],
    ['empty', { seq: '' }],
    ['of other digits', { seq: '１' }],
    ['on two lines', { seq: '1\n2' }],
    ['with a session that is no id', { session: "1' or '1'='1" }],
    ['with a short nonce', { nonce: 'x' }],
    ['with a long nonce', { nonce: 'x'.repeat(65) }],
  ])('answers 400 to a beat that is %s, and nothing changes', async (_, more) => {
    after(60)
    const before = await rows()
    const answer = await post(fields(more))
    expect([answer.status, await answer.json()]).toEqual([400, { refused: 'malformed' }])
    expect(await rows()).toEqual(before)
  })

  test.each(['', '{"seq":1}', 'seq=1&seq=2', '%', '\u0000'])('answers 400 to the body %j', async (body) => {
    expect((await post(body)).status).toBe(400)
  })

  test('takes the largest number it lets through', async () => {
    expect((await post(fields({ seq: '999999999' }))).status).toBe(200)
  })

  test('answers 409 with the reason when nothing is counted any more', async () => {
    const tablet = await device(person.accountId)
    await openPassage(tablet.actor, lesson(UNIT, 1), { takeOver: true })
    const taken = await post(fields())
    expect([taken.status, await taken.json()]).toEqual([409, { refused: 'taken-over' }])
    const unknown = await post(fields({ session: randomUUID() }))
    expect([unknown.status, await unknown.json()]).toEqual([409, { refused: 'unknown' }])
  })

  test('leads to sign-in after signing out, and nothing is counted', async () => {
    await signOut(phone.actor, phone.cookieHeader)
    after(60)
    const before = await rows()
    const answer = await post(fields())
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(await rows()).toEqual(before)
  })

  test('is not there for staff', async () => {
    const office = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
    expect((await post(fields(), office.cookieHeader)).status).toBe(404)
  })
})
