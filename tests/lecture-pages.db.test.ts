import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { setCountyDay } from '#app/domains/calendar/county-days.server.ts'
import { keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { openLoginSession } from '#app/domains/identity/login.server.ts'
import { publicCourseMenu } from '#app/domains/lectures/course-menu.server.ts'
import { lectureReach, serviceRecord } from '#app/domains/lectures/lecture-reach.queries.server.ts'
import {
  lecturerCalendar,
  lecturerDesk,
  lecturerOrder,
} from '#app/domains/lectures/lecturer-calendar.queries.server.ts'
import { endLecturerTopic } from '#app/domains/lectures/lecturer.server.ts'
import { topicStamp } from '#app/domains/lectures/topic-stamp.server.ts'
import { draftMenu, menuVersion } from '#app/domains/lectures/menu.server.ts'
import { acceptOrder, proposeOtherTime } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot, requestOrder } from '#app/domains/lectures/order-ask.server.ts'
import { closeOrder, confirmOrder, markTaught } from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { setOwnWeek } from '#app/domains/lectures/own-hours.server.ts'
import { ownSlots } from '#app/domains/lectures/own-slots.queries.server.ts'
import { weekText } from '#app/domains/lectures/week.policy.ts'
import { calendarDay, calendarMonth, dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { callRoute } from './support/call-route.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  SATURDAY,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { addStaff, cookieOf } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** The lecturer's and the bureau's pages: what they show, and what they make of bad input. */
const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
const day = calendarDay
const NOBODY = '01900000-0000-7000-8000-000000000000'
let world: LectureCounty
let lecturer: Lecturer
let colleague: Lecturer
let stranger: Lecturer

beforeAll(async () => {
  world = await addLectureCounty(sql)
  lecturer = await addLecturer(sql, world.county)
  colleague = await addLecturer(sql, world.county)
  stranger = await addLecturer(sql, world.county, { topics: ['a1'] })
})
beforeEach(() => travelTo(NOW))

const cookieFor = async ({ accountId, appointmentId }: Actor) =>
  cookieOf((await openLoginSession(accountId, appointmentId)).setCookie)
const post = async (
  actor: Actor,
  file: string,
  url: string,
  form: Record<string, string>,
  params: Record<string, string> = {},
) => {
  const { status, location, data } = await callRoute(`routes/${file}`, {
    ...{ method: 'POST', url, form, params, cookie: await cookieFor(actor) },
  })
  const problems = (data as { problems?: Record<string, string> } | null)?.problems ?? {}
  return location === null ? `${status} ${Object.values(problems).join(' ')}` : `${status} ${location}`
}
const slot = (time: string, on = SATURDAY) => ({
  ...{ lecturerId: lecturer.lecturerId, roomId: world.room, start: at(on, time) },
})
const held = async (time: string, on?: string) => {
  const { orderId, version } = await draft(world.office)
  return done(await nameSlot(world.office, orderId, version, slot(time, on)))
}
const waiting = async (office: Actor = world.office, more: Parameters<typeof draft>[1] = {}) => {
  const { orderId, version } = await draft(office, more)
  return done(await requestOrder(office, orderId, version, { asked: 'anyone' }))
}
const standsAt = async (orderId: string) => {
  const [row] = await database.root<{ state: string; version: number }[]>`
    select state, version from lecture_orders where id = ${orderId}`
  return `${row!.state} ${row!.version}`
}

describe('what a lecturer sees', () => {
  test('what waits for them, and of what waits for anyone only their own topics', async () => {
    const own = await addLecturer(sql, world.county, { topics: ['a1', 'a7'] })
    const { orderId, version } = await draft(world.office)
    done(
      await nameSlot(world.office, orderId, version, {
        ...slot('09:00', '2026-08-01'),
        lecturerId: own.lecturerId,
      }),
    )
    const open = await waiting()
    const named = await draft(world.office)
    done(
      await requestOrder(world.office, named.orderId, named.version, {
        ...{ asked: 'named', lecturerId: colleague.lecturerId },
      }),
    )
    const desk = (await lecturerDesk(own.actor))!
    expect(desk.held.map(({ id, seatsTaken }) => `${id} ${seatsTaken}`)).toEqual([`${orderId} 20`])
    const ids = desk.waiting.map(({ id }) => id)
    expect(ids).toContain(open.orderId)
    expect(ids).not.toContain(named.orderId)
    expect((await lecturerDesk(colleague.actor))!.waiting.map(({ id }) => id)).toContain(named.orderId)
    // Somebody of a1 alone has nothing of it, and whoever stops teaching a7 has nothing more of it.
    expect((await lecturerDesk(stranger.actor))!.waiting).toEqual([])
    done(await endLecturerTopic(world.bureau, own.lecturerId, 'a7', day('2026-07-23')))
    travelTo(at('2026-07-23', '10:00'))
    expect((await lecturerDesk(own.actor))!.waiting).toEqual([])
    expect(await lecturerDesk(world.office)).toBeNull()
  })

  test('their days: classes, own time and holidays; nobody else’s, and no names', async () => {
    const own = await addLecturer(sql, world.county)
    const { orderId, version } = await draft(world.office, { needs: { hearing: 2 } })
    const named = { ...slot('19:00', '2026-08-10'), lecturerId: own.lecturerId }
    done(await nameSlot(world.office, orderId, version, named))
    const leave = { from: at('2026-08-11', '22:00'), to: at('2026-08-12', '08:00') }
    done(await keepOwnTime(own.actor, { kind: 'leave', during: leave }))
    done(
      await setCountyDay(world.bureau, {
        ...{ day: day('2026-08-13'), kind: 'holiday', nameZh: '县庆', nameEn: 'County day', source: '通知' },
      }),
    )
    const shown = (await lecturerCalendar(own.actor, day('2026-08-10'), day('2026-08-16')))!
    expect(shown.entries.map(({ kind, order }) => `${kind} ${order?.id ?? ''}`)).toEqual([
      `lecture ${orderId}`,
      'leave ',
    ])
    const special = shown.days.flatMap((one) => (one.special ? [`${one.day} ${one.special.zh}`] : []))
    expect(special).toEqual(['2026-08-13 县庆'])
    expect(shown.days.find((one) => one.day === '2026-08-13')!.open).toEqual([])
    expect(shown.days[0]!.open).toEqual([[480, 1260]])
    // A class of the evening before reaches into this day with its way home alone: it is not of this day.
    const late = { roomId: world.room, start: at('2026-08-10', '22:30') }
    done(await proposeOtherTime(own.actor, orderId, 2, late, 'other-duty'))
    const next = (await lecturerCalendar(own.actor, day('2026-08-11'), day('2026-08-11')))!
    expect(next.entries.map(({ kind }) => kind)).toEqual(['leave'])
    expect((await lecturerCalendar(colleague.actor, day('2026-08-10'), day('2026-08-16')))!.entries).toEqual(
      [],
    )
    const brief = (await lecturerOrder(own.actor, orderId))!
    expect(brief.needs).toEqual({ hearing: 2 })
    expect(JSON.stringify(brief)).not.toMatch(/某\d\d|account/i)
    expect(await lecturerOrder(colleague.actor, orderId)).toBeNull()
  })

  test('times of their own: what the order holds does not stand in its way, and the nearest where nothing fits', async () => {
    const own = await addLecturer(sql, world.county)
    done(await setOwnWeek(own.actor, [{ weekday: 6, fromMinute: 540, toMinute: 720 }]))
    const { orderId, version } = await draft(world.office, {
      wantedFrom: day('2026-08-29'),
      wantedTo: day('2026-08-29'),
    })
    const named = { ...slot('09:30', '2026-08-29'), lecturerId: own.lecturerId }
    done(await nameSlot(world.office, orderId, version, named))
    const times = async (from: string | null) => {
      const found = (await ownSlots(own.actor, orderId, from === null ? null : day(from)))!
      const text = ({ start }: { start: Date }) => `${dayAt(start)} ${timeOfDay(start)}`
      return [found.slots.map(text), found.nearest.map(text).slice(0, 2), found.givenUp]
    }
    // 9:00 lies inside the half hour around its own 9:30.
    expect(await times(null)).toEqual([['2026-08-29 09:00'], [], []])
    expect(await times('2026-09-07')).toEqual([['2026-09-12 09:00', '2026-09-19 09:00'], [], []])
    done(await setOwnWeek(own.actor, [{ weekday: 7, fromMinute: 540, toMinute: 720 }]))
    expect(await times(null)).toEqual([[], ['2026-08-30 09:00', '2026-08-23 09:00'], ['week']])
    expect(await ownSlots(colleague.actor, orderId, null)).toBeNull()
  })
})

describe('an order, bad input', () => {
  const file = 'lecturer/order.tsx'
  const act = (who: Lecturer, orderId: string, doing: string, form: Record<string, string>) =>
    post(who.actor, file, `/lecturer/orders/${orderId}?do=${doing}`, form, { order: orderId })
  const other = (on: string, time: string) => ({ slot: 'other', day: on, time, room: world.room })

  test('each is told apart, with its status, and nothing is done', async () => {
    const { orderId, version } = await held('09:00')
    const seen = { version: String(version) }
    const before = await standsAt(orderId)
    const cases: [doing: string, form: Record<string, string>, answer: string][] = [
      ['', seen, '400 act-missing'],
      ['close', seen, '400 act-missing'],
      ['accept', {}, '400 version-missing'],
      ['accept', { version: 'x' }, '400 version-missing'],
      ['accept', { version: String(version - 1) }, '409 stale'],
      ['accept', { version: String(version + 1) }, '409 stale'],
      ['decline', seen, '400 reason-missing'],
      ['decline', { ...seen, reason: 'because' }, '400 reason-missing'],
      ['cancel', { ...seen, reason: 'ill' }, '409 not-now'],
      ['teach', seen, '409 not-now'],
      ['take', { ...seen, ...other(SATURDAY, '14:00') }, '409 not-now'],
      ['propose', { ...seen, reason: 'ill' }, '400 slot-missing'],
      ['propose', { ...seen, reason: 'ill', slot: 'x.y.z' }, '400 slot-missing'],
      ['propose', { ...seen, ...other(SATURDAY, '14:00') }, '400 reason-missing'],
      ['propose', { ...seen, reason: 'ill', ...other('2026-02-30', '14:00') }, '400 day-missing'],
      ['propose', { ...seen, reason: 'ill', ...other(SATURDAY, '24:00') }, '400 time-missing'],
      ['propose', { ...seen, reason: 'ill', ...other(SATURDAY, '14:00'), room: 'x' }, '400 room-missing'],
      ['propose', { ...seen, reason: 'ill', ...other('2026-07-21', '14:00') }, '409 past'],
      ['propose', { ...seen, reason: 'ill', ...other('2036-07-21', '14:00') }, '409 too-far-ahead'],
      ['propose', { ...seen, reason: 'ill', ...other(SATURDAY, '14:00'), room: NOBODY }, '409 not-found'],
      ['hand-over', { ...seen, reason: 'ill' }, '400 colleague-missing'],
      ['hand-over', { ...seen, reason: 'ill', substitute: NOBODY }, '400 colleague-missing'],
      ['hand-over', { ...seen, reason: 'ill', substitute: stranger.lecturerId }, '409 not-qualified'],
      ['hand-over', { ...seen, reason: 'ill', substitute: lecturer.lecturerId }, '409 not-now'],
    ]
    for (const [doing, form, answer] of cases)
      expect(await act(lecturer, orderId, doing, form), `${doing} ${JSON.stringify(form)}`).toBe(answer)
    expect(await standsAt(orderId)).toBe(before)
    // Somebody else's, and nobody's: the same answer, whatever is sent.
    expect(await act(colleague, orderId, 'accept', seen)).toBe('404 ')
    expect(await act(lecturer, NOBODY, 'accept', seen)).toBe('404 ')
    expect(await act(lecturer, 'x', 'accept', seen)).toBe('404 ')
  })

  test('over midnight and the end of a month are ordinary times; a replayed form does nothing twice', async () => {
    const { orderId, version } = await held('12:00')
    const form = { version: String(version), reason: 'ill', ...other('2026-07-31', '23:30') }
    expect(await act(lecturer, orderId, 'propose', form)).toBe(`303 /lecturer/orders/${orderId}`)
    const [row] = await database.root<{ until: Date }[]>`
      select upper(during) as until from lecture_orders where id = ${orderId}`
    expect(row!.until).toEqual(at('2026-08-01', '01:00'))
    const stands = await standsAt(orderId)
    expect(await act(lecturer, orderId, 'propose', form)).toBe('409 stale')
    expect(await standsAt(orderId)).toBe(stands)
  })

  test('a hold that has passed, a class that is not over, one that is', async () => {
    const late = await held('15:00')
    travelTo(at('2026-07-25', '10:01'))
    expect(await act(lecturer, late.orderId, 'accept', { version: String(late.version) })).toBe(
      '409 hold-expired',
    )
    travelTo(NOW)
    const { orderId } = await held('18:00', '2026-07-24')
    const accepted = done(await acceptOrder(lecturer.actor, orderId, 2))
    const { version } = done(await confirmOrder(world.office, orderId, accepted.version))
    const seen = { version: String(version) }
    expect(await act(lecturer, orderId, 'teach', seen)).toBe('409 not-over')
    travelTo(at('2026-07-24', '19:30'))
    expect(await act(lecturer, orderId, 'cancel', { ...seen, reason: 'ill' })).toBe('409 begun')
    expect(await act(lecturer, orderId, 'teach', seen)).toBe(`303 /lecturer/orders/${orderId}`)
    expect(await standsAt(orderId)).toBe(`taught ${version + 1}`)
  })

  test('of two who take the same request one does; the other reads so among what waits', async () => {
    const own = await addLectureCounty(sql)
    const [one, two] = [await addLecturer(sql, own.county), await addLecturer(sql, own.county)]
    const first = await waiting(own.office)
    const second = await waiting(own.other)
    const form = (order: { version: number }) => ({
      ...{ version: String(order.version), slot: 'other', day: '2026-08-05', time: '19:00' },
    })
    // The earlier request could have that time too.
    expect(await act(one, second.orderId, 'take', { ...form(second), room: own.otherRoom })).toBe(
      '409 others-first',
    )
    // It is given to whoever is first.
    expect(await act(one, second.orderId, 'give', { ...form(second), room: own.otherRoom })).toBe(
      `303 /lecturer/orders/${first.orderId}`,
    )
    expect(await act(two, first.orderId, 'take', { ...form(first), room: own.room })).toBe('303 /lecturer')
    expect(await standsAt(second.orderId)).toBe(`requested ${second.version}`)
  })
})

describe('open hours, bad input', () => {
  const change = (doing: string, form: Record<string, string>, who = lecturer) =>
    post(who.actor, 'lecturer/availability.tsx', `/lecturer/availability?do=${doing}`, form)

  test('each is told apart; a week that was changed elsewhere is not written over', async () => {
    const own = await addLecturer(sql, world.county)
    const monday = { weekday: 1, fromMinute: 1140, toMinute: 1260 }
    done(await setOwnWeek(own.actor, [monday]))
    const seen = weekText([monday])
    const span = { weekday: '1', fromMinute: '09:00', toMinute: '10:00' }
    const leave = { kind: 'leave', fromDay: SATURDAY, fromTime: '08:00', toDay: SATURDAY, toTime: '12:00' }
    const one = { day: SATURDAY, kind: 'more', fromMinute: '09:00', toMinute: '10:00' }
    const cases: [string, Record<string, string>, string][] = [
      ['', {}, '400 act-missing'],
      ['week-add', { ...span }, '409 stale'],
      ['week-add', { ...span, seen: 'x' }, '400 version-missing'],
      ['week-add', { ...span, seen, weekday: '8' }, '400 weekday-missing'],
      ['week-add', { ...span, seen, fromMinute: '25:00' }, '400 from-missing'],
      ['week-add', { ...span, seen, toMinute: '09:00' }, '400 to-before-from'],
      ['week-drop', { seen }, '400 weekday-missing from-missing'],
      ['day-add', { ...one, day: '' }, '400 day-missing'],
      ['day-add', { ...one, kind: 'x' }, '400 kind-missing'],
      ['day-add', { ...one, toMinute: '08:00' }, '400 to-before-from'],
      ['day-add', { ...one, day: '2026-07-21' }, '409 day-past'],
      ['day-drop', { exception: NOBODY }, '409 not-found'],
      ['time-keep', { ...leave, kind: '' }, '400 kind-missing'],
      ['time-keep', { ...leave, fromDay: '2026-02-30' }, '400 from-missing'],
      ['time-keep', { ...leave, toTime: '07:00' }, '409 ends-before-start'],
      ['time-keep', { ...leave, fromDay: '2026-07-21' }, '409 past'],
      ['time-keep', { ...leave, toDay: '2027-01-01' }, '409 too-long'],
      ['time-free', { engagement: NOBODY, version: '1' }, '409 not-found'],
      ['time-free', { engagement: NOBODY }, '400 version-missing'],
    ]
    for (const [doing, form, answer] of cases)
      expect(await change(doing, form, own), `${doing} ${JSON.stringify(form)}`).toBe(answer)
    const rows = await database.root`select 1 from lecturer_exceptions where lecturer_id = ${own.lecturerId}
      union all select 1 from engagements where staff_id = ${own.staffId}`
    expect([...rows]).toEqual([])
    expect(await change('week-add', { ...span, seen }, own)).toBe('303 /lecturer/availability')
    // The same page once more: the week has moved on.
    expect(await change('week-add', { ...span, seen, weekday: '2' }, own)).toBe('409 stale')
    const week = await database.root`select weekday, from_minute from lecturer_hours
      where lecturer_id = ${own.lecturerId} and to_on is null order by 1, 2`
    expect([...week]).toEqual([
      { weekday: 1, from_minute: 540 },
      { weekday: 1, from_minute: 1140 },
    ])
  })

  test('time that a class has taken is not kept for oneself', async () => {
    const own = await addLecturer(sql, world.county)
    const { orderId, version } = await draft(world.office)
    const named = { ...slot('14:30', '2026-09-01'), lecturerId: own.lecturerId }
    done(await nameSlot(world.office, orderId, version, named))
    const day1 = { fromDay: '2026-09-01', toDay: '2026-09-01' }
    expect(
      await change('time-keep', { kind: 'block', ...day1, fromTime: '08:00', toTime: '20:00' }, own),
    ).toBe('409 taken')
  })
})

describe('the bureau', () => {
  const menus = (url: string, form: Record<string, string>, params: Record<string, string> = {}) => {
    const file = params.topic ? 'menu-topic.tsx' : params.version ? 'menu-version.tsx' : 'menus.tsx'
    return post(world.bureau, `bureau/${file}`, url, form, params)
  }
  const topic = {
    ...{ publicZh: '课', publicEn: 'Class', fullZh: '课', fullEn: 'Class', audienceZh: '', audienceEn: '' },
    ...{ minutes: '60', sittings: '1', stage: 'any', moduleCode: '' },
  }

  test('a menu from draft to published; what cannot be is told apart', async () => {
    expect(await menus('/bureau/menus', { menu: 'D' })).toBe('400 menu-missing')
    expect(await menus('/bureau/menus', { menu: 'C' })).toBe('409 not-found')
    const { versionId } = done(await draftMenu(world.bureau, 'A'))
    const own = { version: versionId }
    const [, a7] = (await menuVersion(world.bureau, versionId))!.topics
    const seen = topicStamp(a7!)
    expect(await menus('/bureau/menus', { menu: 'A' })).toBe('409 draft-stands')
    const at1 = `/bureau/menus/${versionId}`
    const of = (code: string) => ({ ...own, topic: code })
    const cases: [string, Record<string, string>, Record<string, string>, string][] = [
      [`${at1}/topics/a7`, { ...topic, minutes: '5' }, of('a7'), '400 minutes-number'],
      [`${at1}/topics/a7`, { ...topic, publicZh: ' ' }, of('a7'), '400 public-missing'],
      [`${at1}/topics/a7`, { ...topic, moduleCode: 'c99' }, of('a7'), '409 module-unknown'],
      [`${at1}/topics/a7`, { ...topic, stage: 'x' }, of('a7'), '400 stage-missing'],
      [`${at1}/topics/new`, { ...topic, code: 'A9' }, of('new'), '400 code-missing'],
      [`${at1}/topics/new`, { ...topic, code: 'b9' }, of('new'), '409 other-menu'],
      [`${at1}/topics/new`, { ...topic, code: 'a7' }, of('new'), '409 code-taken'],
      [`${at1}/topics/a99`, topic, of('a99'), '404 '],
      // Without having seen what stands, or what stood before: told, and asked again.
      [`${at1}/topics/a7`, { ...topic, 'withdrawn-yes': 'yes' }, of('a7'), '409 stale'],
      [`${at1}/topics/a7`, { ...topic, 'withdrawn-yes': 'yes', seen }, of('a7'), `303 ${at1}`],
      [`${at1}/topics/new`, { ...topic, code: 'a9', 'roomNeeds-sound': 'yes' }, of('new'), `303 ${at1}`],
      [at1, {}, own, '400 act-missing'],
      [`${at1}?do=publish`, { from: 'soon' }, own, '400 from-missing'],
      [`${at1}?do=publish`, { from: '2026-07-21' }, own, '409 day-past'],
      [`${at1}?do=publish`, { from: '2026-01-01' }, own, '409 day-past'],
      [`${at1}?do=publish`, { from: '2026-08-01' }, own, `303 ${at1}`],
      [`${at1}?do=publish`, { from: '2026-08-02' }, own, '409 not-found'],
      [`${at1}?do=discard`, {}, own, '409 not-found'],
      [`${at1}/topics/a7`, topic, of('a7'), '404 '],
    ]
    for (const [url, form, params, answer] of cases)
      expect(await menus(url, form, params), `${url} ${JSON.stringify(form)}`).toBe(answer)
    const version = (await menuVersion(world.bureau, versionId))!
    expect(
      version.topics.map(({ code, withdrawn, roomNeeds }) => `${code} ${withdrawn} ${roomNeeds.join(' ')}`),
    ).toEqual([...['a1 false ', 'a7 true ', 'a9 false sound']])
  })

  test('lecturers and days: what cannot be is told apart', async () => {
    const member = await addStaff(sql, world.county, { role: 'lecturer' })
    const clerk = await addStaff(sql, world.county, { role: 'office' })
    const about = {
      ...{ credentialsZh: '律师', credentialsEn: 'Lawyer', travelLimitMinutes: '60', dayLimit: '2' },
      ...{ monthLimit: '8', 'languages-mandarin': 'yes' },
    }
    const enter = (form: Record<string, string>) =>
      post(world.bureau, 'bureau/lecturer-new.tsx', '/bureau/lecturers/new', form)
    const whole = { ...about, menu: 'B', account: member.accountId }
    expect(await enter({ ...whole, account: '' })).toBe('400 account-missing')
    expect(await enter({ ...whole, menu: '' })).toBe('400 menu-missing')
    const { 'languages-mandarin': _, ...silent } = whole
    expect(await enter(silent)).toBe('400 language-missing')
    expect(await enter({ ...whole, dayLimit: '7' })).toBe('400 day-limit-number')
    expect(await enter({ ...whole, account: clerk.accountId })).toBe('409 not-lecturer')
    const entered = await enter(whole)
    expect(entered).toMatch(/^303 \/bureau\/lecturers\/[0-9a-f-]{36}$/)
    expect(await enter(whole)).toBe('409 already')
    const id = entered.split('/').at(-1)!
    const change = (doing: string, form: Record<string, string>, lecturerId = id) =>
      post(world.bureau, 'bureau/lecturer-edit.tsx', `/bureau/lecturers/${lecturerId}?do=${doing}`, form, {
        lecturer: lecturerId,
      })
    const cases: [string, Record<string, string>, string][] = [
      ['', {}, '400 act-missing'],
      ['change', { ...about, toOn: 'x' }, '400 to-unreadable'],
      ['change', { ...about, toOn: '2026-07-22' }, '409 ends-before-start'],
      ['change', { ...about, toOn: '' }, `303 /bureau/lecturers/${id}`],
      ['qualify', { topic: 'zz', from: '2026-08-01' }, '400 topic-missing'],
      ['qualify', { topic: 'c9', from: '2026-08-01' }, '409 topic-gone'],
      ['qualify', { topic: 'a1', from: '' }, '400 from-day-missing'],
      ['qualify', { topic: 'a1', from: '2026-08-01' }, `303 /bureau/lecturers/${id}`],
      ['qualify', { topic: 'a1', from: '2026-09-01' }, '409 already-topic'],
      ['end-topic', { topic: 'a1', to: '2026-07-22' }, '409 day-past'],
      ['end-topic', { topic: 'a2', to: '2026-09-22' }, '409 not-found'],
      ['end-topic', { topic: 'a1', to: '2026-07-30' }, '409 topic-not-begun'],
      ['end-topic', { topic: 'a1', to: '2026-09-01' }, `303 /bureau/lecturers/${id}`],
    ]
    for (const [doing, form, answer] of cases)
      expect(await change(doing, form), `${doing} ${JSON.stringify(form)}`).toBe(answer)
    expect(await change('change', about, NOBODY)).toBe('404 ')

    const days = (doing: string, form: Record<string, string>) =>
      post(world.bureau, 'bureau/days.tsx', `/bureau/days?do=${doing}`, form)
    const holiday = { day: '2026-12-31', kind: 'holiday', nameZh: '除夕', nameEn: 'Eve', source: '通知' }
    expect(await days('set', { ...holiday, day: '2026-12-32' })).toBe('400 day-missing')
    expect(await days('set', { ...holiday, source: '' })).toBe('400 source-missing')
    expect(await days('set', { ...holiday, nameEn: '' })).toBe('400 day-name-missing')
    expect(await days('set', holiday)).toBe('303 /bureau/days')
    expect(await days('set', { ...holiday, kind: 'workday' })).toBe('409 already-set')
    const [row] = await database.root<{ id: string }[]>`select id from county_days where day = '2026-12-31'`
    expect(await days('withdraw', { id: row!.id })).toBe('400 reason-missing')
    expect(await days('withdraw', { id: row!.id, reason: 'typed-wrong' })).toBe('303 /bureau/days')
    expect(await days('withdraw', { id: row!.id, reason: 'typed-wrong' })).toBe('409 not-found')
    const [audit] = await database.root`select detail ->> 'reason' as reason from audit_events
      where act = 'calendar.day-withdrawn' and subject_id = ${row!.id}`
    expect(audit).toEqual({ reason: 'typed-wrong' })
  })

  test('reach counts what took place, each office its own people; a record is one’s own', async () => {
    const own = await addLectureCounty(sql)
    const teacher = await addLecturer(sql, own.county)
    const other = await addLecturer(sql, own.county)
    const { orderId, version } = await draft(own.office)
    const start = at('2026-07-24', '18:00')
    const named = { lecturerId: teacher.lecturerId, roomId: own.room, start }
    let last = done(await nameSlot(own.office, orderId, version, named))
    last = done(await acceptOrder(teacher.actor, orderId, last.version))
    last = done(await confirmOrder(own.office, orderId, last.version))
    last = done(await shareOrder(own.office, orderId, last.version, true))
    last = done(await joinOrder(own.other, orderId, last.version, { seats: 5, regime: 'adults' }))
    const months = { from: calendarMonth('2026-07'), to: calendarMonth('2026-07') }
    expect((await lectureReach(own.bureau, months)).topics).toEqual([])
    travelTo(at('2026-07-24', '20:00'))
    last = done(await markTaught(teacher.actor, orderId, last.version))
    done(await closeOrder(own.office, orderId, last.version))
    const reach = await lectureReach(own.bureau, months)
    expect(reach.topics).toMatchObject([
      { code: 'a7', sessions: 1, minutes: 90, seats: 25, came: 0, open: 1 },
    ])
    const offices = reach.offices.map(({ id, hosted, joined, seats }) => [id, hosted, joined, seats])
    expect(offices).toContainEqual([own.county.officeId, 1, 0, 20])
    expect(offices).toContainEqual([own.county.otherOfficeId, 0, 1, 5])
    expect(await serviceRecord(teacher.actor, months)).toMatchObject([
      { month: '2026-07', code: 'a7', sessions: 1, minutes: 90, seats: 25, came: 0, open: 1 },
    ])
    expect(await serviceRecord(other.actor, months)).toEqual([])
    expect(await serviceRecord(own.office, months)).toBeNull()
    const before = { from: calendarMonth('2026-06'), to: calendarMonth('2026-06') }
    expect(await serviceRecord(teacher.actor, before)).toEqual([])
  })
})

describe('the public menu', () => {
  const shown = () => database.root<{ code: string; public_zh: string }[]>`
    select code, public_zh from door_public_menu('2026-07-22')`

  test('where several counties share a database nobody’s menu is shown, but the supplied one', async () => {
    expect([...(await shown())]).toEqual([])
    travelTo(at('2026-07-26', '10:00'))
    const topics = (await publicCourseMenu()).flatMap((menu) => menu.topics)
    expect(topics).toHaveLength(18)
  })
})
