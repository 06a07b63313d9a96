import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { makeAppointment, moveAppointment } from '#app/domains/counselling/appointment.server.ts'
import { recordPaperConsent, withdrawConsent } from '#app/domains/counselling/consent.server.ts'
import { recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { readNoteAsSupervisor } from '#app/domains/counselling/reading.server.ts'
import { takeRequest } from '#app/domains/counselling/case.server.ts'
import { referPerson } from '#app/domains/counselling/request.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { loader as eventRoute } from '#app/routes/my/counselling-event.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { useKeyRing } from '#db/sealing/key-ring.ts'
import { callRoute } from './support/call-route.ts'
import {
  addCounsellingCounty,
  caseOf,
  consented,
  RING,
  signed,
  VERSION,
  type CounsellingCounty,
} from './support/counselling-setup.ts'
import { at, done } from './support/lecture-setup.ts'
import { addPerson, addStaff, device, staffDevice, type Device, type Person } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** A person's own pages of counselling, and the office's, as their loaders and actions answer. */
const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
let world: CounsellingCounty
let far: CounsellingCounty
let counsellor: Actor
let office: Device
let helper: Device

beforeAll(async () => {
  world = await addCounsellingCounty(sql)
  far = await addCounsellingCounty(sql)
  counsellor = world.counsellor.actor
  office = await staffDevice(await addStaff(sql, world.county, { role: 'office' }))
  helper = await staffDevice(await addStaff(sql, world.county, { role: 'social-worker' }))
})
beforeEach(() => travelTo(NOW))
afterAll(() => useKeyRing(undefined))

type One = Person & Device
async function somebody(more: { minor?: boolean; county?: CounsellingCounty['county'] } = {}): Promise<One> {
  const { county = world.county, ...rest } = more
  const person = await addPerson(sql, county, rest)
  return { ...person, ...(await device(person.accountId)) }
}

const FILES = {
  '/my/counselling': 'routes/my/counselling.tsx',
  '/my/counselling/ask': 'routes/my/counselling-ask.tsx',
  '/my/counselling/consent': 'routes/my/counselling-consent.tsx',
  '/my/counselling/withdraw': 'routes/my/counselling-withdraw.tsx',
  '/my/counselling/erase': 'routes/my/counselling-erase.tsx',
  '/my/counselling/record': 'routes/my/counselling-record.tsx',
  '/my': 'routes/my/today.tsx',
  '/my/inbox': 'routes/my/inbox.tsx',
} as const
type Place = keyof typeof FILES
type Seen = Record<string, unknown> & { waiting: { id: string; version: number }[] }
const look = async ({ cookieHeader: cookie }: Device, url: Place) =>
  (await callRoute(FILES[url], { method: 'GET', url, cookie })).data as Seen
const post = ({ cookieHeader: cookie }: Device, url: Place, form: Record<string, string>) =>
  callRoute(FILES[url], { method: 'POST', url, form, cookie })
const standing = async (who: Device) => (await look(who, '/my/counselling')).standing
const ask = (who: Device, words = '') => post(who, '/my/counselling/ask', { wished: 'woman', words })
const agree = (who: Device, version = String(VERSION)) =>
  post(who, '/my/counselling/consent', { version, locale: 'en' })
const withdraw = (who: Device) => post(who, '/my/counselling/withdraw', { do: 'withdraw' })
const erase = (who: Device) => post(who, '/my/counselling/erase', { do: 'erase' })

describe('from nothing to a case and back', () => {
  test('each step says what is next, and leads to the page that says it', async () => {
    const one = await somebody()
    expect(await standing(one)).toBe('never')
    expect(await ask(one, ' 想说说家里的事 <b>😀')).toMatchObject({
      status: 303,
      location: '/my/counselling',
    })
    const asked = await look(one, '/my/counselling')
    expect(asked).toMatchObject({ standing: 'unsigned', ownToGive: true, mayWithdraw: false })
    expect(asked.waiting).toMatchObject([
      { way: 'person', wished: 'woman', askedOn: '2026-07-22', words: { said: '想说说家里的事 <b>😀' } },
    ])
    expect(await agree(one)).toMatchObject({ status: 303, location: '/my/counselling' })
    expect(await standing(one)).toBe('waiting')
    // In the language that it was read in.
    const [word] = await sql`select text_locale from counselling_consents where person_id = ${one.personId}`
    expect(word).toEqual({ text_locale: 'en' })

    const { id } = asked.waiting[0]!
    const { caseId } = done(await takeRequest(counsellor, id, 1))
    expect(await look(one, '/my/counselling')).toMatchObject({
      ...{ standing: 'in-case', counsellor: '王某01', ahead: [], waiting: [] },
    })
    const during = { from: at('2026-07-29', '15:00'), to: at('2026-07-29', '15:50') }
    done(await makeAppointment(counsellor, caseId, { place: 'in-person', during }))
    expect((await look(one, '/my/counselling')).ahead).toMatchObject([
      {
        day: '2026-07-29',
        time: '15:00',
        times: '15:00–15:50',
        place: 'in-person',
        version: 1,
        begun: false,
      },
    ])
    expect((await look(one, '/my')).appointment).toEqual({ day: '2026-07-29', time: '15:00' })
    const { lines } = await look(one, '/my/inbox')
    expect(lines).toContainEqual(
      expect.objectContaining({ code: 'counselling-appointment-made', href: '/my/counselling' }),
    )

    expect(await look(one, '/my/counselling/withdraw')).toEqual({
      ...{ mayWithdraw: true, booked: true, until: '2026-08-21' },
    })
    expect((await withdraw(one)).status).toBe(303)
    expect(await look(one, '/my/counselling')).toMatchObject({
      ...{ standing: 'withdrawn', kept: { until: '2026-08-21', gone: false } },
    })
    expect((await erase(one)).status).toBe(303)
  })

  test('referred by the office: the person decides', async () => {
    const one = await somebody()
    done(await referPerson(office.actor, one.personId, { reason: 'family', wished: 'anyone' }))
    const page = await look(one, '/my/counselling')
    expect(page).toMatchObject({ standing: 'referred', waiting: [{ way: 'office', words: null }] })
    const { id, version } = page.waiting[0]!
    const form = { do: 'take-back', request: id, version: String(version) }
    expect(await post(one, '/my/counselling', form)).toMatchObject({
      status: 303,
      location: '/my/counselling',
    })
    expect(await standing(one)).toBe('never')
    expect(await post(one, '/my/counselling', form)).toMatchObject({
      ...{ status: 409, data: { problem: { do: 'take-back', of: id, code: 'settled' } } },
    })
  })

  test('a minor: the guardian’s paper is named, and entered by a counsellor', async () => {
    const one = await somebody({ minor: true })
    await agree(one)
    expect(await look(one, '/my/counselling')).toMatchObject({
      standing: 'incomplete',
      ownToGive: false,
      saidYesOn: '2026-07-22',
    })
    expect(await look(one, '/my/counselling/consent')).toMatchObject({ guardian: { signedOn: null } })
    const paper = {
      ...{ number: one.number, name: '周某12', party: 'guardian' as const, act: 'given' as const },
      ...{ version: VERSION, locale: 'zh' as const, signedOn: calendarDay('2026-07-20') },
      guardian: { relation: 'parent' as const, name: '周某' },
    }
    done(await recordPaperConsent(counsellor, paper))
    expect(await standing(one)).toBe('ready')
    const page = await look(one, '/my/counselling/consent')
    expect(page).toMatchObject({ guardian: { signedOn: '2026-07-20' }, givenOn: '2026-07-22' })
    // Who signed for them they know; no name of anybody stands on the page.
    expect(JSON.stringify(page.words)).not.toContain('周某')
  })

  test('off the register: what there was, a way to withdraw, and no way in', async () => {
    const one = await somebody()
    const caseId = await caseOf(one, counsellor)
    await signed(counsellor, caseId)
    await sql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${one.personId}`
    expect(await look(one, '/my/counselling')).toMatchObject({ standing: 'left', mayWithdraw: true })
    expect((await look(one, '/my/counselling/record')).sessions).toHaveLength(1)
    expect(await look(one, '/my/counselling/ask')).toMatchObject({ shut: 'left' })
    expect(await ask(one, '还想谈')).toMatchObject({
      ...{ status: 409, data: { problem: 'left', words: '还想谈' } },
    })
    expect((await withdraw(one)).status).toBe(303)
    expect(await look(one, '/my/counselling')).toMatchObject({ standing: 'left', kept: { gone: false } })
  })
})

describe('what is refused says why, and keeps what was typed', () => {
  test('asking', async () => {
    const one = await somebody()
    const long = '长'.repeat(1001)
    expect(await ask(one, long)).toMatchObject({ status: 400, data: { problem: 'words-long', words: long } })
    useKeyRing(null)
    try {
      expect(await look(one, '/my/counselling/ask')).toMatchObject({ sealing: false })
      expect(await ask(one, '一句话')).toMatchObject({
        ...{ status: 409, data: { problem: 'sealing-off', words: '一句话', wished: 'woman' } },
      })
    } finally {
      useKeyRing(RING)
    }
    expect((await ask(one)).status).toBe(303)
    expect(await ask(one, '再说一遍')).toMatchObject({
      ...{ status: 409, data: { problem: 'already-waiting', words: '再说一遍' } },
    })
    const two = await somebody()
    await caseOf(two, counsellor)
    expect(await ask(two)).toMatchObject({ status: 409, data: { problem: 'case-open' } })
    // What is no form of ours asks for nothing.
    const stray = await somebody()
    expect((await post(stray, '/my/counselling/ask', {})).status).toBe(400)
    expect((await post(stray, '/my/counselling/ask', { wished: 'somebody', words: '' })).status).toBe(400)
    const [row] =
      await sql`select count(*)::int as n from counselling_requests where person_id = ${stray.personId}`
    expect(row!.n).toBe(0)
  })

  test('consent, withdrawing, erasing', async () => {
    const one = await somebody()
    expect(await agree(one, '')).toMatchObject({ status: 400, data: { problem: 'version-missing' } })
    expect(await agree(one, String(VERSION + 1))).toMatchObject({
      status: 409,
      data: { problem: 'other-text' },
    })
    expect(await withdraw(one)).toMatchObject({ status: 409, data: { problem: 'not-given' } })
    expect(await erase(one)).toMatchObject({ status: 409, data: { problem: 'not-withdrawn' } })
    await agree(one)
    expect(await agree(one)).toMatchObject({ status: 409, data: { problem: 'given' } })
    expect(await erase(one)).toMatchObject({ status: 409, data: { problem: 'not-withdrawn' } })
    for (const place of ['/my/counselling/withdraw', '/my/counselling/erase'] as const)
      expect((await post(one, place, { do: 'something' })).status).toBe(400)
    await withdraw(one)
    expect(await withdraw(one)).toMatchObject({ status: 409, data: { problem: 'not-given' } })
  })

  test('calling an appointment off: moved meanwhile, begun, somebody else’s, a broken form', async () => {
    const one = await somebody()
    const caseId = await caseOf(one, counsellor)
    const span = (day: string, from: string, to: string) => ({
      ...{ place: 'phone' as const, during: { from: at(day, from), to: at(day, to) } },
    })
    const first = done(await makeAppointment(counsellor, caseId, span('2026-07-24', '09:00', '09:50')))
    const off = (who: Device, id: string, version = '1') =>
      post(who, '/my/counselling', { do: 'cancel', appointment: id, version })
    const stranger = await somebody()
    expect((await off(stranger, first.appointmentId)).status).toBe(404)
    expect(await off(one, first.appointmentId, '2')).toMatchObject({
      ...{ status: 409, data: { problem: { do: 'cancel', of: first.appointmentId, code: 'stale' } } },
    })
    const moved = done(
      await moveAppointment(counsellor, first.appointmentId, 1, span('2026-07-24', '10:00', '10:50')),
    )
    expect(await off(one, first.appointmentId)).toMatchObject({ data: { problem: { code: 'settled' } } })
    for (const form of [{}, { do: 'cancel' }, { do: 'cancel', appointment: 'x', version: '1' }, { do: 'x' }])
      expect((await post(one, '/my/counselling', form as Record<string, string>)).status).toBe(400)
    for (const version of ['0', '-1', '1.5', 'NaN', ''])
      expect((await off(one, moved.appointmentId, version)).status).toBe(400)
    expect((await off(one, moved.appointmentId, '999999999999')).status).toBe(409)
    travelTo(at('2026-07-24', '10:00'))
    expect(await off(one, moved.appointmentId)).toMatchObject({ data: { problem: { code: 'begun' } } })
    expect((await look(one, '/my/counselling')).ahead).toMatchObject([{ begun: true }])
  })
})

describe('the file for a calendar', () => {
  const read = ({ cookieHeader }: Device, appointment: string) =>
    runInRequest(
      {
        ...{
          nonce: '',
          cookieHeader,
          address: '127.0.0.1',
          outage: false,
          loginEnded: false,
          setCookies: [],
        },
        view: { locale: 'zh', text: 'normal', theme: 'system' },
      },
      async () => {
        const request = new Request('http://localhost/', { headers: { cookie: cookieHeader } })
        try {
          return await eventRoute({ request, params: { appointment }, context: {} })
        } catch (thrown) {
          return thrown as Response
        }
      },
    )

  test('a time and nothing else; off, it cancels; somebody else’s is not there', async () => {
    const [one, stranger] = [await somebody(), await somebody()]
    const caseId = await caseOf(one, counsellor)
    const during = { from: at('2026-07-25', '09:00'), to: at('2026-07-25', '09:50') }
    const { appointmentId } = done(await makeAppointment(counsellor, caseId, { place: 'in-person', during }))
    const file = await (await read(one, appointmentId)).text()
    expect(file).toContain('DTSTART:20260725T010000Z')
    expect(file).toContain('SUMMARY:约好的时间')
    expect(file).toContain('STATUS:CONFIRMED')
    expect(file).not.toMatch(/心理|咨询|辅导|老师|某\d\d|LOCATION|DESCRIPTION/)
    expect((await read(stranger, appointmentId)).status).toBe(404)
    expect((await read(one, 'x')).status).toBe(404)
    await post(one, '/my/counselling', { do: 'cancel', appointment: appointmentId, version: '1' })
    const gone = await (await read(one, appointmentId)).text()
    expect(gone).toContain('STATUS:CANCELLED')
    expect(gone).toContain('SEQUENCE:1')
  })
})

describe('who sees what', () => {
  test('the four columns, each opening with its reason, what was told from when they were told', async () => {
    const one = await somebody()
    const caseId = await caseOf(one, counsellor, '一句话')
    const sessionId = await signed(counsellor, caseId)
    const stated = { reason: 'quality' as const, words: '季度督导抽查，看看计划。' }
    done(await readNoteAsSupervisor(world.supervisor.actor, sessionId, stated))
    const told = { ground: 'danger-to-life' as const, madeAt: at('2026-07-22', '09:00'), words: '说了什么' }
    done(await recordDisclosure(counsellor, caseId, { ...told, recipient: 'hospital', told: true }))
    done(await recordDisclosure(counsellor, caseId, { ...told, recipient: 'police', told: false }))
    const page = await look(one, '/my/counselling/record')
    expect(page).toMatchObject({
      sessions: [{ day: '2026-07-22', kind: 'alone', minutes: 50, agreedLine: '按时来，29 日再谈。' }],
      readings: [{ capacity: 'supervisor', reason: 'quality', on: '2026-07-22', time: '10:00' }],
      told: [{ ground: 'danger-to-life', recipient: 'hospital', toldOn: '2026-07-22' }],
      requests: [{ way: 'person', state: 'taken' }],
    })
    expect(JSON.stringify(page)).not.toMatch(/睡不好|理了理|季度|说了什么|police|一句话/)
    const own = await look(one, '/my/counselling')
    expect(own.counts).toEqual({ sessions: 1, readings: 1 })
  })
})

describe('the office’s page', () => {
  const FILE = 'routes/office/person-counselling.tsx'
  const call = (who: Device, id: string, form?: Record<string, string>) =>
    callRoute(FILE, {
      ...{ method: form ? 'POST' : 'GET', url: `/office/people/${id}/counselling`, params: { id } },
      ...{ cookie: who.cookieHeader, form },
    } as const)

  test('the outline and its own referrals; nothing of a case, an appointment, a missed one, a request', async () => {
    const one = await somebody()
    const caseId = await caseOf(one, counsellor, '一句话')
    await signed(counsellor, caseId)
    const during = { from: at('2026-08-05', '09:00'), to: at('2026-08-05', '09:50') }
    done(await makeAppointment(counsellor, caseId, { place: 'video', during }))
    for (const who of [office, helper]) {
      const { status, data } = await call(who, one.personId)
      expect(status).toBe(200)
      const { desk, ...page } = data as Record<string, unknown>
      expect(desk).toBeTruthy()
      expect(page).toEqual({
        person: { id: one.personId, name: '周某12', gone: false },
        lines: [
          { id: '0', day: '2026-07-22', kind: 'alone', minutes: 50, agreedLine: '按时来，29 日再谈。' },
        ],
        ...{ referrals: [], nextReferralOn: null, referred: false, emergencyPhones: expect.any(Array) },
      })
    }
    // The same before and after somebody has begun to talk: nothing tells of it but a session.
    const [quiet, talking] = [await somebody(), await somebody()]
    await caseOf(talking, counsellor)
    const pages = await Promise.all([quiet, talking].map(({ personId }) => call(office, personId)))
    const bare = pages.map(({ data }) => JSON.stringify({ ...(data as object), person: null }))
    expect(bare[0]).toBe(bare[1])
  })

  test('refers once in thirty days, with a code, and is told nothing of what became of it', async () => {
    const one = await somebody()
    expect(await call(office, one.personId, { wished: 'woman' })).toMatchObject({
      ...{ status: 400, data: { problem: 'reason-missing', wished: 'woman' } },
    })
    expect(await call(office, one.personId, { reason: 'because' })).toMatchObject({ status: 400 })
    expect(await call(helper, one.personId, { reason: 'family', wished: 'woman' })).toMatchObject({
      ...{ status: 303, location: `/office/people/${one.personId}/counselling` },
    })
    const before = JSON.stringify((await call(office, one.personId)).data)
    expect(JSON.parse(before)).toMatchObject({
      ...{ referrals: [{ on: '2026-07-22', reason: 'family' }], nextReferralOn: '2026-08-21' },
    })
    const again = () => call(office, one.personId, { reason: 'loss' })
    expect(await again()).toMatchObject({ status: 409, data: { problem: 'referred-lately', reason: 'loss' } })
    await consented(one)
    const { waiting } = await look(one, '/my/counselling')
    done(await takeRequest(counsellor, waiting[0]!.id, 1))
    expect(await again()).toMatchObject({ status: 409, data: { problem: 'referred-lately' } })
    done(await withdrawConsent(one.actor))
    expect(JSON.stringify((await call(office, one.personId)).data)).toBe(before)
  })

  test('another office, the bureau, a counsellor, a minor without a grant, a person: not there', async () => {
    const one = await somebody()
    const minor = await somebody({ minor: true })
    const stranger = await somebody({ county: far.county })
    const role = async (of: 'bureau' | 'counsellor' | 'lecturer') =>
      staffDevice(await addStaff(sql, world.county, { role: of }))
    const other = await staffDevice(await addStaff(sql, world.county, { role: 'office', office: 'other' }))
    const tries: [Device, string][] = [
      ...[other, await role('bureau'), await role('counsellor'), await role('lecturer'), one].map(
        (who): [Device, string] => [who, one.personId],
      ),
      ...[minor, stranger].map(({ personId }): [Device, string] => [office, personId]),
    ]
    for (const [who, id] of tries)
      for (const form of [undefined, { reason: 'family' }])
        expect((await call(who, id, form)).status, `${who.actor.role} ${form ? 'POST' : 'GET'}`).toBe(404)
    const [row] = await sql`select count(*)::int as n from counselling_requests
      where person_id in ${sql([one.personId, minor.personId, stranger.personId])}`
    expect(row!.n).toBe(0)
  })
})

// At the end: whoever was signed in is not any more, a month later.
test('thirty days after withdrawing, the page says that it is gone', async () => {
  const one = await somebody()
  await agree(one)
  await withdraw(one)
  travelTo(at('2026-08-21', '23:59'))
  const before = await device(one.accountId)
  expect(await look(before, '/my/counselling')).toMatchObject({ kept: { until: '2026-08-21', gone: false } })
  travelTo(at('2026-08-22', '00:00'))
  const after = await device(one.accountId)
  expect(await look(after, '/my/counselling')).toMatchObject({ kept: { until: '2026-08-21', gone: true } })
})
