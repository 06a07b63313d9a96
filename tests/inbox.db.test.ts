import { beforeAll, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { actorOfCookie } from '#app/domains/identity/login.server.ts'
import { noticeCodes, type NoticeCode, type NoticeEvent } from '#app/domains/notices/notice.policy.ts'
import { tell } from '#app/domains/notices/notice.server.ts'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { callRoute } from './support/call-route.ts'
import { addCounty, addPerson, addStaff, device, staffDevice, type Device } from './support/study-setup.ts'
import { asActor } from './support/scopes.ts'
import { database } from './support/this-database.ts'

/** One's own messages: told, counted on every page, marked, nobody else's. */
const sql = database.ownerSql
let office: Device
let colleague: Device
let person: Device
let far: Device

beforeAll(async () => {
  const county = await addCounty(sql)
  office = await staffDevice(await addStaff(sql, county, { role: 'office' }))
  colleague = await staffDevice(await addStaff(sql, county, { role: 'office' }))
  person = await device((await addPerson(sql, county)).accountId)
  far = await staffDevice(await addStaff(sql, await addCounty(sql), { role: 'office' }))
})

let told = 0
const tellOf = (code: NoticeCode, parameters: NoticeEvent['parameters'] = {}, to = [office, person]) =>
  inActorTransaction(scopeOf(colleague.actor), (tx) =>
    tell(
      tx,
      scopeOf(colleague.actor),
      to.map(({ actor }) => actor.accountId),
      { code, parameters, key: `test:${(told += 1)}` },
    ),
  )
const unread = async ({ cookieHeader }: Device) => (await actorOfCookie(cookieHeader))!.unread
type Inbox = { lines: { id: string; code: string; read: boolean; href: string | null }[]; seenUpTo: string }
const FILES = { '/inbox': 'routes/office/inbox.tsx', '/my/inbox': 'routes/my/inbox.tsx' }
const placeOf = ({ actor }: Device) => (actor.role === 'supervised-person' ? '/my/inbox' : '/inbox')
const call = (who: Device, method: 'GET' | 'POST', form?: Record<string, string>) =>
  callRoute(FILES[placeOf(who)], { ...{ method, url: placeOf(who), form }, cookie: who.cookieHeader })
const look = async (who: Device) => (await call(who, 'GET')).data as Inbox

describe('how many wait', () => {
  test('is known with who has signed in, and is one’s own', async () => {
    const before = await Promise.all([office, person, colleague, far].map(unread))
    await tellOf('order-confirmed')
    expect(await Promise.all([office, person, colleague, far].map(unread))).toEqual([
      ...[before[0]! + 1, before[1]! + 1, before[2]!, before[3]!],
    ])
  })

  test('tells nothing without the secret of the login session', async () => {
    await tellOf('order-confirmed')
    const rows = await asActor(
      scopeOf(office.actor),
      `select door_unread_notices('${office.actor.accountId}', '${office.actor.countyId}') as it`,
    )
    expect(rows).toEqual([{ it: 0 }])
  })
})

describe('marking', () => {
  test('one: it stays, read; its reader comes back to the list', async () => {
    await tellOf('order-taught')
    for (const who of [office, person]) {
      const before = await unread(who)
      const { lines } = await look(who)
      const first = lines.find(({ read }) => !read)!
      const answer = await call(who, 'POST', { do: 'read', notice: first.id })
      expect(answer).toMatchObject({ status: 303, location: placeOf(who) })
      expect(await unread(who)).toBe(before - 1)
      expect((await look(who)).lines.find(({ id }) => id === first.id)!.read).toBe(true)
    }
  })

  test('all: not what came while the list was being looked at', async () => {
    await tellOf('order-taught', {}, [office])
    const { seenUpTo } = await look(office)
    travelTo(new Date(now().getTime() + 1000))
    await tellOf('order-moved', {}, [office])
    expect((await call(office, 'POST', { do: 'all', seenUpTo })).status).toBe(303)
    const { lines } = await look(office)
    expect(lines.filter(({ read }) => !read).map(({ code }) => code)).toEqual(['order-moved'])
    expect(lines[0]).toMatchObject({ code: 'order-moved', read: false })
  })

  test('somebody else’s is not found, and stays unread', async () => {
    await tellOf('order-expired', {}, [person])
    const theirs = (await look(person)).lines.find(({ read }) => !read)!
    const before = await unread(person)
    expect((await call(office, 'POST', { do: 'read', notice: theirs.id })).status).toBe(404)
    expect(await unread(person)).toBe(before)
  })

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another verb', { do: 'delete' }],
    ['no id', { do: 'read', notice: 'x' }],
    ['no instant', { do: 'all', seenUpTo: 'yesterday' }],
  ])('a form with %s is refused', async (_, form) => {
    expect((await call(office, 'POST', form)).status).toBe(400)
    expect((await call(person, 'POST', form)).status).toBe(400)
  })
})

describe('what a message says', () => {
  const facts = {
    ...{ topic: '怎么不上当', when: { day: calendarDay('2026-08-01'), time: '19:00' } },
    reason: 'weather' as const,
    absence: 'work' as const,
  }
  const bare = { topic: null, when: null, reason: null, absence: null }

  test.each(['zh', 'en'] as const)('every code, with all and with none of its facts (%s)', (locale) => {
    const { notices } = messagesFor(locale)
    for (const code of noticeCodes)
      for (const given of [facts, bare]) {
        const words = notices.codes[code](given)
        expect(words, code).toMatch(locale === 'zh' ? /。$/ : /\.$/)
        expect(words, code).not.toMatch(/undefined|null|NaN|!|！|司法|矫正|对象|offen|correction/i)
        // What is no class and no appointment has no time.
        const timed = !code.startsWith('counselling-') || code.startsWith('counselling-appointment-')
        if (given === facts && timed) expect(words, code).toMatch(/19:00/)
      }
    expect(notices.codes['order-cancelled-by-office'](facts)).toBe(
      locale === 'zh'
        ? '8 月 1 日 19:00 的《怎么不上当》取消了。原因：天气原因。'
        : '"怎么不上当", 1 August 19:00: cancelled. Reason: the weather.',
    )
  })

  test('a parameter that is none is left out, and a link only where the reader may look', async () => {
    await tellOf('order-moved', { order: 'x', topic: 7, day: '2026-02-30', time: '9', reason: 'because' }, [
      office,
    ])
    await tellOf(
      'order-moved',
      { order: office.actor.accountId, topic: 'a1', day: '2026-08-01', time: '19:00' },
      [...[office, person]],
    )
    const { lines } = (await look(office)) as unknown as { lines: Record<string, unknown>[] }
    expect(lines.slice(0, 2)).toMatchObject([
      { facts: { when: { day: '2026-08-01', time: '19:00' } }, href: null },
      { facts: { topic: null, when: null, reason: null }, href: null },
    ])
    expect((await look(person)).lines[0]!.href).toBeNull()
  })
})

test('an actor’s inbox is not another’s page', async () => {
  const swapped = (file: string, who: Actor, cookie: string) =>
    callRoute(file, { method: 'GET', url: '/', cookie }).then(({ status }) => [who.role, status])
  expect(await swapped(FILES['/inbox'], person.actor, person.cookieHeader)).toEqual([
    'supervised-person',
    404,
  ])
  expect(await swapped(FILES['/my/inbox'], office.actor, office.cookieHeader)).toEqual(['office', 404])
})
