import ICAL from 'ical.js'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { recordMarks } from '#app/domains/attendance/mark.server.ts'
import { occasionOfSource } from '#app/domains/attendance/occasions.queries.server.ts'
import { offerPlaces } from '#app/domains/attendance/place.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { cancelByOffice, rescheduleOrder } from '#app/domains/lectures/order-change.server.ts'
import { completeClass } from '#app/domains/lectures/class-over.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { ownNotices } from '#app/domains/notices/notices.queries.server.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { loader as eventRoute } from '#app/routes/my/lecture-event.ts'
import { callRoute } from './support/call-route.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { addPerson, device, type Device } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** A person's own classes, as their page does it: join, leave, cannot come, past ones, and the file for a calendar. */
const sql = database.ownerSql
/** A Saturday before the logins of the 22nd end. */
const SATURDAY = '2026-08-01'
const BEFORE = at('2026-07-22', '10:00')
const AFTER = at(SATURDAY, '17:00')
let world: LectureCounty
let far: LectureCounty

beforeAll(async () => {
  world = await addLectureCounty(sql)
  far = await addLectureCounty(sql)
})
beforeEach(() => travelTo(BEFORE))

type Class = { id: string; orderId: string; version: number; lecturer: Lecturer; room: string }
async function agreed(seats = 20, offered: readonly Device[] = []): Promise<Class> {
  const lecturer = await addLecturer(sql, world.county)
  const room = await addRoom(sql, world.county.countyId, world.county.officeId)
  const begun = await draft(world.office, { seats })
  const held = done(
    await nameSlot(world.office, begun.orderId, begun.version, {
      ...{ lecturerId: lecturer.lecturerId, roomId: room, start: at(SATURDAY, '14:30') },
    }),
  )
  const accepted = done(await acceptOrder(lecturer.actor, held.orderId, held.version))
  const order = done(await confirmOrder(world.office, held.orderId, accepted.version))
  const { id } = (await occasionOfSource(world.office, 'lecture', order.orderId))!
  if (offered.length > 0)
    done(
      await offerPlaces(
        world.office,
        id,
        offered.map(({ actor }) => actor.personId!),
      ),
    )
  return { id, orderId: order.orderId, version: order.version, lecturer, room }
}
const person = async () => device((await addPerson(sql, world.county)).accountId)
const PAGE = 'routes/my/lectures.tsx'
const post = ({ cookieHeader: cookie }: Device, form: Record<string, string>) =>
  callRoute(PAGE, { method: 'POST', url: '/my/lectures', form, cookie })
const FORMS: Record<string, string>[] = [{ do: 'join' }, { do: 'leave' }, { do: 'absent', reason: 'ill' }]
type Page = { ahead: Record<string, unknown>[]; past: Record<string, unknown>[] }
const look = async ({ cookieHeader: cookie }: Device) =>
  (await callRoute(PAGE, { method: 'GET', url: '/my/lectures', cookie })).data as Page
const codes = async (actor: Actor) => (await ownNotices(actor)).map(({ code }) => code)

describe('the page', () => {
  test('shows what was offered, what it is worth in advance, and nobody else’s', async () => {
    const [one, other] = [await person(), await person()]
    const { id } = await agreed(20, [one])
    expect((await look(one)).ahead).toMatchObject([
      {
        ...{ id, day: SATURDAY, times: '14:30–16:00', standing: 'offered', mayJoin: true, minutes: 90 },
        worth: [
          { lateMinutes: 0, minutes: 90 },
          { lateMinutes: 10, minutes: 80 },
          { lateMinutes: 30, minutes: 60 },
        ],
      },
    ])
    expect(await look(other)).toMatchObject({ ahead: [], past: [] })
  })

  test('join, wait, give up: the next one has the seat and is told', async () => {
    const [first, second] = [await person(), await person()]
    const { id } = await agreed(1, [first, second])
    expect(await post(first, { do: 'join', occasion: id })).toMatchObject({
      status: 303,
      location: '/my/lectures',
    })
    expect((await post(second, { do: 'join', occasion: id })).status).toBe(303)
    expect((await look(second)).ahead[0]).toMatchObject({ standing: 'waiting', before: 0 })
    // Twice changes nothing.
    expect((await post(first, { do: 'join', occasion: id })).status).toBe(303)
    expect((await post(first, { do: 'leave', occasion: id })).status).toBe(303)
    expect((await look(first)).ahead[0]).toMatchObject({ standing: 'left', mayJoin: true })
    expect((await look(second)).ahead[0]).toMatchObject({ standing: 'going' })
    expect(await codes(second.actor)).toEqual(['occasion-promoted', 'occasion-offered'])
  })

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another verb', { do: 'delete', occasion: '01900000-0000-7000-8000-000000000000' }],
    ['no class', { do: 'join', occasion: 'x' }],
    ['no class and no reason', { do: 'absent', occasion: '' }],
  ])('a form with %s is refused', async (_, form) => {
    expect((await post(await person(), form)).status).toBe(400)
  })

  test('a class that was never offered, or is another county’s, is answered alike', async () => {
    const stranger = await device((await addPerson(sql, far.county)).accountId)
    const { id } = await agreed()
    for (const who of [await person(), stranger])
      for (const form of FORMS)
        expect(await post(who, { ...form, occasion: id })).toMatchObject({
          ...{ status: 409, data: { problem: { code: 'not-offered' } } },
        })
  })

  test('once it has begun nothing is changed here', async () => {
    const one = await person()
    const { id } = await agreed(20, [one])
    travelTo(at(SATURDAY, '14:30'))
    for (const form of FORMS)
      expect(await post(one, { ...form, occasion: id })).toMatchObject({
        ...{ status: 409, data: { problem: { code: 'closed' } } },
      })
  })
})

describe('“I cannot come”', () => {
  const absences = (id: string) => database.root<{ reason: string; person_id: string }[]>`
    select reason, person_id from absence_notices where occasion_id = ${id} order by said_at`

  test('frees the seat, keeps the reason, tells the office without a name, and is one audit row', async () => {
    const [one, next] = [await person(), await person()]
    const { id } = await agreed(1, [one, next])
    await post(one, { do: 'join', occasion: id })
    await post(next, { do: 'join', occasion: id })
    expect((await post(one, { do: 'absent', occasion: id, reason: 'work' })).status).toBe(303)
    expect(await absences(id)).toEqual([{ reason: 'work', person_id: one.actor.personId }])
    expect((await look(next)).ahead[0]).toMatchObject({ standing: 'going' })
    for (const staff of [world.office, world.helper]) {
      const told = (await ownNotices(staff)).find(({ parameters }) => parameters.occasion === id)
      expect(told).toMatchObject({
        code: 'absence-said',
        parameters: { absence: 'work', occasion: id, day: SATURDAY },
      })
      expect(JSON.stringify(told)).not.toContain(one.actor.personId)
    }
    expect(await codes(world.other)).not.toContain('absence-said')
    expect(await codes(world.bureau)).not.toContain('absence-said')
    const acts = await sql<{ detail: object }[]>`select detail from audit_events
      where act = 'attendance.absence-said' and person_id = ${one.actor.personId}`
    expect(acts).toEqual([{ detail: { reason: 'work' } }])
  })

  test('sent twice it is said once; without a reason the page asks for one', async () => {
    const one = await person()
    const { id } = await agreed(5, [one])
    await post(one, { do: 'join', occasion: id })
    const asked = await post(one, { do: 'absent', occasion: id })
    expect(asked).toMatchObject({
      ...{ status: 400, data: { problem: { occasion: id, do: 'absent', code: 'reason-missing' } } },
    })
    expect((await look(one)).ahead[0]).toMatchObject({ standing: 'going' })
    for (const _ of [1, 2])
      expect((await post(one, { do: 'absent', occasion: id, reason: 'ill' })).status).toBe(303)
    expect(await absences(id)).toHaveLength(1)
    // A way back, as long as there is a seat.
    expect((await post(one, { do: 'join', occasion: id })).status).toBe(303)
    expect((await look(one)).ahead[0]).toMatchObject({ standing: 'going' })
  })
})

describe('a class that is over', () => {
  test('says what was counted and why, once the office has confirmed it', async () => {
    const one = await person()
    const { id } = await agreed(5, [one])
    await post(one, { do: 'join', occasion: id })
    travelTo(AFTER)
    expect((await look(one)).past).toMatchObject([{ id, confirmed: false, outcome: null }])
    const times = { inAt: at(SATURDAY, '14:42'), outAt: at(SATURDAY, '15:50') }
    done(
      await recordMarks(world.office, id, [
        {
          personId: one.actor.personId!,
          seen: 0,
          outcome: 'left-early',
          lateMinutes: null,
          note: null,
          ...times,
        },
      ]),
    )
    expect((await look(one)).past).toMatchObject([{ confirmed: false, credited: 68 }])
    done(await completeClass(world.office, id))
    expect((await look(one)).past).toMatchObject([
      {
        ...{ confirmed: true, outcome: 'left-early', credited: 68, late: 12, early: 10 },
        ...{ inTime: '14:42', outTime: '15:50', month: '2026-08', feedback: 'open' },
      },
    ])
    const [line] = await sql<{ minutes: number }[]>`
      select minutes from hours_entries where person_id = ${one.actor.personId} and source_kind = 'lecture'`
    expect(line!.minutes).toBe(68)
  })
})

describe('for the calendar of a phone', () => {
  const file = (who: Device, id: string) =>
    runInRequest(
      {
        ...{ nonce: '', cookieHeader: who.cookieHeader, address: '', outage: false, loginEnded: false },
        ...{ setCookies: [], view: { locale: 'zh', text: 'normal', theme: 'system' } },
      },
      () =>
        eventRoute({
          request: new Request(`http://localhost/my/lectures/${id}/event.ics`),
          ...{ params: { occasion: id }, context: {} },
        }),
    )
  const read = async (who: Device, id: string) => {
    const text = await (await file(who, id)).text()
    const calendar = new ICAL.Component(ICAL.parse(text))
    const component = calendar.getFirstSubcomponent('vevent')!
    const event = new ICAL.Event(component)
    return {
      ...{ uid: event.uid, sequence: event.sequence, text, summary: event.summary, location: event.location },
      status: String(component.getFirstPropertyValue('status')),
      start: event.startDate.toJSDate().toISOString(),
    }
  }

  test('offered, going, moved, cancelled: one UID, a growing SEQUENCE, neutral words', async () => {
    const one = await person()
    const { id, orderId, version, room, lecturer } = await agreed(5, [one])
    const seen = [await read(one, id)]
    await post(one, { do: 'join', occasion: id })
    seen.push(await read(one, id))
    const moved = done(
      await rescheduleOrder(
        ...([world.office, orderId, version] as const),
        { roomId: room, start: at(SATURDAY, '09:00') },
        'weather',
      ),
    )
    seen.push(await read(one, id))
    const again = done(await acceptOrder(lecturer.actor, orderId, moved.version))
    const on = done(await confirmOrder(world.office, orderId, again.version))
    seen.push(await read(one, id))
    done(await cancelByOffice(world.office, orderId, on.version, 'weather'))
    seen.push(await read(one, id))
    expect(seen.map(({ status }) => status)).toEqual([
      ...['TENTATIVE', 'CONFIRMED', 'TENTATIVE', 'CONFIRMED', 'CANCELLED'],
    ])
    expect(new Set(seen.map(({ uid }) => uid))).toEqual(new Set([`${id}@qicheng`]))
    const sequences = seen.map(({ sequence }) => sequence)
    expect(sequences.every((one, index) => index === 0 || one > sequences[index - 1]!)).toBe(true)
    expect([seen[1]!.start, seen[4]!.start]).toEqual(['2026-08-01T06:30:00.000Z', '2026-08-01T01:00:00.000Z'])
    for (const { text } of seen) expect(text).not.toMatch(/司法|矫正|周某|correction|judicial/i)
  })

  test('who gives the place up has it cancelled there too', async () => {
    const one = await person()
    const { id } = await agreed(5, [one])
    await post(one, { do: 'join', occasion: id })
    const before = await read(one, id)
    await post(one, { do: 'leave', occasion: id })
    const gone = await read(one, id)
    expect([before.status, gone.status, gone.uid]).toEqual(['CONFIRMED', 'CANCELLED', before.uid])
    expect(gone.sequence).toBeGreaterThan(before.sequence)
  })

  test('somebody else’s class is not found', async () => {
    const { id } = await agreed(5, [await person()])
    const answer = await file(await person(), id).catch((thrown: unknown) => thrown as Response)
    expect(answer.status).toBe(404)
  })
})
