import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { tagOf, writeCalendar } from '#app/domains/calendar/calendar-file.server.ts'
import { hashOfFeedToken, makeFeed, ownFeed, revokeFeed } from '#app/domains/calendar/feed.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot, requestOrder } from '#app/domains/lectures/order-ask.server.ts'
import { cancelByOffice, handOver, rescheduleOrder } from '#app/domains/lectures/order-change.server.ts'
import { feedEvents, orderEvent } from '#app/domains/lectures/order-events.queries.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { loader as feedRoute } from '#app/routes/public/calendar-feed.ts'
import { FEED_LIMITS } from '#app/domains/calendar/feed-limit.policy.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { viewOfCookie } from '#app/http/view.ts'
import { callRoute } from './support/call-route.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { asActor, refusalOf } from './support/scopes.ts'
import { addPerson, device } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** What a calendar program is told, read with a parser that is not ours. */
const sql = database.ownerSql
const DENIED = '42501'
let world: LectureCounty
let far: LectureCounty
let teacher: Lecturer
let substitute: Lecturer
let person: Actor

beforeAll(async () => {
  world = await addLectureCounty(sql)
  far = await addLectureCounty(sql)
  teacher = await addLecturer(sql, world.county)
  substitute = await addLecturer(sql, world.county)
  person = (await device((await addPerson(sql, world.county)).accountId)).actor
})

type Read = {
  uid: string
  sequence: number
  status: string
  start: string
  end: string
  summary: string
  location: string | null
}

/** As another program reads the file. */
function read(file: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(file))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      ...{ uid: event.uid, sequence: event.sequence, summary: event.summary, location: event.location },
      status: String(component.getFirstPropertyValue('status')),
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
    }
  })
}

const tokenOf = async (actor: Actor) => done(await makeFeed(actor)).token
let places = 0
/** From a place of its own, unless it says from where. */
const fetchFeed = (token: string, headers: Record<string, string> = {}, address = `place ${(places += 1)}`) =>
  runInRequest(
    {
      ...{ nonce: '', cookieHeader: '', address, view: viewOfCookie('') },
      ...{ outage: false, loginEnded: false, setCookies: [] },
    },
    () =>
      feedRoute({
        request: new Request(`http://localhost/calendar/${token}.ics`, { headers }),
        ...{ params: { token }, context: {} },
      }),
  )
const inFeed = async (token: string, orderId: string) =>
  read(await (await fetchFeed(token)).text()).find(({ uid }) => uid.startsWith(orderId))
const statusOf = (token: string, address?: string) =>
  fetchFeed(token, {}, address).then(
    ({ status }) => status,
    (thrown: unknown) => (thrown as Response).status,
  )

async function confirmed(day: string, who = teacher, office = world.office, room = world.room) {
  const begun = await draft(office)
  const named = done(
    await nameSlot(office, begun.orderId, begun.version, {
      ...{ lecturerId: who.lecturerId, roomId: room, start: at(day, '09:00') },
    }),
  )
  const accepted = done(await acceptOrder(who.actor, named.orderId, named.version))
  return done(await confirmOrder(office, named.orderId, accepted.version))
}

describe('the life of a class in a subscribed calendar', () => {
  test('created, moved, cancelled: one UID, a growing SEQUENCE', async () => {
    const tokens = [await tokenOf(teacher.actor), await tokenOf(world.office)]
    const seen: (Read | undefined)[][] = [[], []]
    const look = async (orderId: string) => {
      for (const [index, token] of tokens.entries()) seen[index]!.push(await inFeed(token, orderId))
    }
    const order = await confirmed('2026-08-08')
    await look(order.orderId)
    const moved = done(
      await rescheduleOrder(
        ...([world.office, order.orderId, order.version] as const),
        { roomId: world.room, start: at('2026-08-15', '14:30') },
        'weather',
      ),
    )
    await look(order.orderId)
    const again = done(await acceptOrder(teacher.actor, order.orderId, moved.version))
    await look(order.orderId)
    done(await cancelByOffice(world.office, order.orderId, again.version, 'too-few-people'))
    await look(order.orderId)
    for (const events of seen) {
      expect(events.map((event) => event?.status)).toEqual([
        ...['CONFIRMED', 'TENTATIVE', 'TENTATIVE', 'CANCELLED'],
      ])
      expect(new Set(events.map((event) => event?.uid)).size).toBe(1)
      const sequences = events.map((event) => event!.sequence)
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
      expect(new Set(sequences).size).toBe(4)
      expect(events.map((event) => event?.start)).toEqual([
        '2026-08-08T01:00:00.000Z',
        ...Array<string>(3).fill('2026-08-15T06:30:00.000Z'),
      ])
      expect(events[3]!.end).toBe('2026-08-15T08:00:00.000Z')
    }
  })

  test('handed over: cancelled for the one, there for the other', async () => {
    const [first, second] = [await tokenOf(teacher.actor), await tokenOf(substitute.actor)]
    const order = await confirmed('2026-08-09')
    expect(await inFeed(second, order.orderId)).toBeUndefined()
    const before = await inFeed(first, order.orderId)
    done(await handOver(teacher.actor, order.orderId, order.version, substitute.lecturerId, 'ill'))
    const gone = await inFeed(first, order.orderId)
    expect(gone).toMatchObject({ uid: before!.uid, status: 'CANCELLED', start: before!.start })
    expect(gone!.sequence).toBeGreaterThan(before!.sequence)
    expect(await inFeed(second, order.orderId)).toMatchObject({ status: 'TENTATIVE' })
  })

  test('an office that joins has it, and has it cancelled when it leaves', async () => {
    const token = await tokenOf(world.other)
    const order = await confirmed('2026-08-22')
    const shared = done(await shareOrder(world.office, order.orderId, order.version, true))
    expect(await inFeed(token, order.orderId)).toBeUndefined()
    const joined = done(
      await joinOrder(world.other, order.orderId, shared.version, { seats: 5, regime: 'adults' }),
    )
    expect(await inFeed(token, order.orderId)).toMatchObject({ status: 'CONFIRMED' })
    done(await leaveOrder(world.other, order.orderId, joined.version))
    expect(await inFeed(token, order.orderId)).toMatchObject({ status: 'CANCELLED' })
  })

  test('a hold that nobody answered is over with its time, noted or not', async () => {
    const token = await tokenOf(teacher.actor)
    const begun = await draft(world.office)
    const held = done(
      await nameSlot(world.office, begun.orderId, begun.version, {
        ...{ lecturerId: teacher.lecturerId, roomId: world.room, start: at('2026-08-29', '09:00') },
      }),
    )
    expect(await inFeed(token, held.orderId)).toMatchObject({ status: 'TENTATIVE', sequence: held.version })
    const today = now()
    travelTo(new Date(today.getTime() + 73 * 3_600_000))
    expect(await inFeed(token, held.orderId)).toMatchObject({
      ...{ status: 'CANCELLED', sequence: held.version + 1 },
    })
    travelTo(today)
  })

  test('a request without a time is in nobody’s calendar', async () => {
    const token = await tokenOf(world.office)
    const asked = await draft(world.office)
    done(await requestOrder(world.office, asked.orderId, asked.version, { asked: 'anyone' }))
    expect(await inFeed(token, asked.orderId)).toBeUndefined()
  })
})

describe('the file', () => {
  test('says when to look again, times in UTC, and nothing about anybody', async () => {
    const token = await tokenOf(world.office)
    await confirmed('2026-09-05')
    const file = await (await fetchFeed(token)).text()
    const unfolded = file.replaceAll(/\r\n[ \t]/g, '')
    expect(unfolded).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT6H')
    expect(unfolded).toContain('X-PUBLISHED-TTL:PT6H')
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    for (const [line] of unfolded.matchAll(/^DT(?:START|END)[^\r]*/gm))
      expect(line).toMatch(/^DT(START|END):\d{8}T\d{6}Z$/)
    expect(unfolded).not.toMatch(/ATTENDEE|ORGANIZER|DESCRIPTION/)
    expect(file).not.toMatch(/司法|矫正|王某|周某|corrections?|judicial/i)
    expect(read(file).every(({ summary }) => summary === '课')).toBe(true)
  })

  test('is the same bytes for the same classes, and is not sent twice', async () => {
    const token = await tokenOf(teacher.actor)
    const [one, two] = [await fetchFeed(token), await fetchFeed(token)]
    const [file, tag] = [await one.text(), one.headers.get('etag')!]
    expect(await two.text()).toBe(file)
    expect(tag).toBe(tagOf(file))
    const known = await fetchFeed(token, { 'if-none-match': `W/"x", ${tag}` })
    expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', tag])
    const order = await confirmed('2026-09-06')
    const changed = await fetchFeed(token, { 'if-none-match': tag })
    expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining(order.orderId)])
  })

  test('of one class: for the office and the lecturer, nobody else', async () => {
    const order = await confirmed('2026-09-12')
    const [office, lecturer] = await Promise.all([
      orderEvent(world.office, order.orderId, 'zh'),
      orderEvent(teacher.actor, order.orderId, 'en'),
    ])
    expect(read(writeCalendar([office!], null))).toEqual([
      {
        ...{ uid: `${order.orderId}@qicheng`, sequence: order.version, status: 'CONFIRMED' },
        ...{ start: '2026-09-12T01:00:00.000Z', end: '2026-09-12T02:30:00.000Z', summary: '课' },
        location: '会议室',
      },
    ])
    expect(lecturer).toMatchObject({ title: 'Class', place: 'Meeting room' })
    for (const stranger of [world.other, substitute.actor, far.office, person])
      expect(await orderEvent(stranger, order.orderId, 'zh')).toBeNull()
    const cancelled = done(await cancelByOffice(world.office, order.orderId, order.version, 'weather'))
    const [told] = read(writeCalendar([(await orderEvent(world.office, order.orderId, 'zh'))!], null))
    expect(told).toMatchObject({
      ...{ uid: `${order.orderId}@qicheng`, sequence: cancelled.version, status: 'CANCELLED' },
      ...{ start: '2026-09-12T01:00:00.000Z', location: '会议室' },
    })
  })
})

describe('a link', () => {
  test('is told once and kept as a hash, with one audit row that does not hold it', async () => {
    const token = await tokenOf(world.helper)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [kept] =
      await sql`select token_hash from calendar_feeds where account_id = ${world.helper.accountId}`
    expect(kept!.token_hash).toBe(hashOfFeedToken(token))
    const everything = JSON.stringify([
      await database.root`select * from calendar_feeds`,
      await database.root`select * from audit_events where act like 'calendar.feed%'`,
    ])
    expect(everything).not.toContain(token)
    const acts = await sql<{ act: string; detail: object }[]>`
      select act, detail from audit_events where actor_account_id = ${world.helper.accountId}`
    expect(acts).toEqual([{ act: 'calendar.feed-made', detail: { kind: 'office', replaced: false } }])
  })

  test('another one takes its place; taken back it opens nothing', async () => {
    const first = await tokenOf(world.office)
    const second = await tokenOf(world.office)
    expect(await statusOf(first)).toBe(404)
    expect(await statusOf(second)).toBe(200)
    expect(done(await ownFeed(world.office)).madeAt).toBeInstanceOf(Date)
    expect(await revokeFeed(world.office)).toEqual({ revoked: true })
    expect(await statusOf(second)).toBe(404)
    expect(await ownFeed(world.office)).toEqual({ madeAt: null })
    expect(await revokeFeed(world.office)).toEqual({ revoked: false })
  })

  test('fifty taps at once leave one live link', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => tokenOf(world.other)))
    const alive = await Promise.all(made.map((token) => statusOf(token)))
    expect(alive.filter((status) => status === 200)).toHaveLength(1)
  })

  test('a link that is asked for too often is told to wait, and no other one is', async () => {
    const [token, other] = [await tokenOf(teacher.actor), await tokenOf(world.other)]
    const answers = await Promise.all(Array.from({ length: FEED_LIMITS.ofToken + 5 }, () => statusOf(token)))
    expect(answers.filter((status) => status === 200)).toHaveLength(FEED_LIMITS.ofToken)
    expect(answers.filter((status) => status === 429)).toHaveLength(5)
    const refused = await fetchFeed(token)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(FEED_LIMITS.windowSeconds)
    expect(await statusOf(other)).toBe(200)
  })

  test('whoever tries tokens from one place is stopped, also for one that opens something; other places are not', async () => {
    const token = await tokenOf(teacher.actor)
    const tries = FEED_LIMITS.ofAddress / FEED_LIMITS.missCosts
    const wrong = (index: number) => String(index).padStart(43, 'x')
    const answers: number[] = []
    for (let index = 0; index < tries + 3; index++) answers.push(await statusOf(wrong(index), 'guesser'))
    expect(answers.filter((status) => status === 404)).toHaveLength(tries)
    expect(answers.slice(-3)).toEqual([429, 429, 429])
    expect(await statusOf(token, 'guesser')).toBe(429)
    expect(await statusOf(token, 'somewhere else')).toBe(200)
    // What cannot be a token costs nothing and says nothing else.
    expect(await statusOf('misspelt', 'guesser')).toBe(404)
  })

  test('an office of many programs behind one address is not stopped', async () => {
    const tokens = await Promise.all([teacher.actor, world.other, world.office].map(tokenOf))
    const asked = Array.from({ length: 60 }, (_, index) => statusOf(tokens[index % 3]!, 'the office'))
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
  })

  test('wrong, misspelt and taken back are answered alike', async () => {
    const gone = await tokenOf(teacher.actor)
    await tokenOf(teacher.actor)
    const answers = await Promise.all(
      [gone, 'x', '', 'A'.repeat(43), `${gone}A`, gone.slice(1), "' or true --"].map((token) =>
        callRoute('routes/public/calendar-feed.ts', {
          method: 'GET',
          url: '/calendar/x.ics',
          params: { token },
        }),
      ),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.status).toBe(404)
  })

  test.each<[string, (accountId: string) => Promise<unknown>]>([
    ['its account is disabled', (id) => sql`update accounts set disabled_at = now() where id = ${id}`],
    [
      'the appointment is over',
      (id) => sql`update staff_appointments set valid_to = '2026-07-22'
        where staff_id = (select id from staff where account_id = ${id})`,
    ],
    [
      'the lecturer no longer lectures',
      (id) => sql`update lecturers set to_on = '2026-07-22'
        where staff_id = (select id from staff where account_id = ${id})`,
    ],
    [
      'the account got a new slip',
      (id) => sql`update accounts set must_change_password = true where id = ${id}`,
    ],
  ])('ends when %s', async (_, ending) => {
    const leaving = await addLecturer(sql, world.county)
    const token = await tokenOf(leaving.actor)
    expect(await statusOf(token)).toBe(200)
    await ending(leaving.actor.accountId)
    expect(await statusOf(token)).toBe(404)
  })

  test('shows its own county and its own classes', async () => {
    const token = await tokenOf(far.office)
    await confirmed('2026-09-19')
    expect((await feedEvents(token))!.events).toEqual([])
    const mine = await tokenOf(teacher.actor)
    const theirs = await confirmed('2026-09-20', substitute)
    expect(await inFeed(mine, theirs.orderId)).toBeUndefined()
  })

  test('is nobody’s who has no classes to show', async () => {
    for (const who of [world.bureau, person]) {
      expect(await makeFeed(who)).toEqual({ refused: 'no-classes' })
      expect(await ownFeed(who)).toEqual({ refused: 'no-classes' })
    }
  })
})

describe('what the database refuses', () => {
  const hash = 'a'.repeat(64)
  const insert = (kind: string, forId: string, account: string, county = world.county.countyId) =>
    `insert into calendar_feeds (id, county_id, account_id, kind, for_id, token_hash)
      values (gen_random_uuid(), '${county}', '${account}', '${kind}', '${forId}', '${hash}')`

  test.each<[string, () => Actor, () => string]>([
    [
      'another office’s',
      () => world.office,
      () => insert('office', world.county.otherOfficeId, world.office.accountId),
    ],
    [
      'somebody else’s',
      () => world.office,
      () => insert('office', world.county.officeId, world.helper.accountId),
    ],
    [
      'a colleague’s',
      () => teacher.actor,
      () => insert('lecturer', substitute.lecturerId, teacher.actor.accountId),
    ],
    ['a person’s', () => person, () => insert('office', world.county.officeId, person.accountId)],
  ])('a link for %s classes', async (_, who, text) => {
    expect(await refusalOf(asActor(scopeOf(who()), text()))).toBe(DENIED)
  })

  test('reading a hash, taking back another’s link, bringing one back', async () => {
    const token = await tokenOf(world.helper)
    const read = (who: Actor, text: string) => refusalOf(asActor(scopeOf(who), text))
    expect(await read(world.helper, 'select token_hash from calendar_feeds')).toBe(DENIED)
    const taken = await asActor(
      scopeOf(world.office),
      `update calendar_feeds set revoked_at = app_now() where account_id = '${world.helper.accountId}' returning id`,
    )
    expect(taken).toEqual([])
    done(await revokeFeed(world.helper))
    const back = await asActor(
      scopeOf(world.helper),
      `update calendar_feeds set revoked_at = null returning id`,
    )
    expect(back).toEqual([])
    expect(await statusOf(token)).toBe(404)
  })

  test('asking the door as anybody but the actor of tokens', async () => {
    const token = await tokenOf(world.office)
    const door = `select * from door_feed_orders('${hashOfFeedToken(token)}')`
    for (const who of [world.office, world.bureau, teacher.actor, person])
      expect(await asActor(scopeOf(who), door)).toEqual([])
    expect(
      await refusalOf(asActor(scopeOf(world.office), door.replace('feed_orders', 'calendar_feed'))),
    ).toBe(DENIED)
  })
})
