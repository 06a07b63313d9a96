import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { addLectureRoom, changeLectureRoom } from '#app/domains/calendar/lecture-room.server.ts'
import { lectureRoomSchema } from '#app/domains/calendar/lecture-room.schema.ts'
import { ownTimeSchema } from '#app/domains/calendar/own-time.schema.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { database } from '#tests/support/this-database.ts'
import { addStaff, staffDevice } from '#tests/support/study-setup.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import { lecturerSchema, weekSchema, type LecturerForm } from './lecturer.schema.ts'
import { changeLecturer, endLecturerTopic, qualifyLecturer, registerLecturer } from './lecturer.server.ts'
import { listLecturers } from './lecturers.queries.server.ts'
import {
  addDraftTopic,
  changeDraftTopic,
  discardMenu,
  draftMenu,
  menuVersion,
  publishMenu,
} from './menu.server.ts'
import { topicStamp } from './topic-stamp.server.ts'
import { menuTopicSchema } from './menu.schema.ts'
import { currentMenu } from './menus.queries.server.ts'
import { orderDraftSchema, slotSchema } from './order.schema.ts'
import { nameSlot } from './order-ask.server.ts'
import { exceptDay, setOwnWeek, withdrawException } from './own-hours.server.ts'
import { findSlots } from './slots.queries.server.ts'

const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
const day = calendarDay
let world: LectureCounty
let lecturer: Lecturer

beforeAll(async () => {
  world = await addLectureCounty(sql)
  lecturer = await addLecturer(sql, world.county)
})
beforeEach(() => travelTo(NOW))

const audits = async (subjectId: string) =>
  (
    await database.root<
      { act: string }[]
    >`select act from audit_events where subject_id = ${subjectId} order by at, id`
  ).map(({ act }) => act)

describe('menus', () => {
  const form = menuTopicSchema.parse({
    ...{ publicZh: '家庭', publicEn: 'Family', fullZh: '婚姻家庭', fullEn: 'Family', audienceZh: '全体' },
    ...{
      audienceEn: 'everybody',
      minutes: '60',
      sittings: '1',
      stage: 'any',
      roomNeeds: [],
      moduleCode: '',
      withdrawn: false,
    },
  })

  test('two who write one topic at once: one is saved, the other is told, and nothing is written over unawares', async () => {
    const own = await addLectureCounty(sql)
    const { versionId } = done(await draftMenu(own.bureau, 'A'))
    const topic = async () => (await menuVersion(own.bureau, versionId))!.topics[0]!
    const seen = await topic()
    const [one, two] = [
      { ...form, fullZh: '甲写的' },
      { ...form, fullZh: '乙写的' },
    ]
    const save = (said: typeof one, stamp: string) =>
      changeDraftTopic(own.bureau, versionId, seen.id, said, stamp)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => save(index % 2 === 0 ? one : two, topicStamp(seen))),
    )
    // Who wrote the same as the first is content; who wrote something else is told.
    expect(answers.filter((answer) => 'refused' in answer)).toEqual(
      Array.from({ length: 5 }, () => ({ refused: 'stale' })),
    )
    const [audit] = await database.root`select count(*)::int from audit_events
      where act = 'lectures.menu-draft-changed' and subject_id = ${versionId}`
    expect(audit).toEqual({ count: 1 })
    const saved = await topic()
    const other = saved.fullZh === one.fullZh ? two : one
    expect(await save(other, topicStamp(seen))).toEqual({ refused: 'stale' })
    // Having seen what stands now, it is their word.
    expect(await save(other, topicStamp(saved))).toEqual({ topicId: seen.id })
    expect((await topic()).fullZh).toBe(other.fullZh)
  })

  test('a draft is a copy; it is looked at, changed, published from a day on, and the menu changes that day', async () => {
    const { versionId } = done(await draftMenu(world.bureau, 'A'))
    expect(await draftMenu(world.bureau, 'A')).toEqual({ refused: 'draft-stands' })
    expect(await draftMenu(world.bureau, 'C')).toEqual({ refused: 'not-found' })
    const preview = await menuVersion(world.bureau, versionId)
    expect(preview!.topics.map(({ code }) => code)).toEqual(['a1', 'a7'])
    // Nobody else sees it before it is published.
    expect(await menuVersion(world.office, versionId)).toBeNull()
    const [a1, a7] = preview!.topics
    done(await changeDraftTopic(world.bureau, versionId, a7!.id, form, topicStamp(a7!)))
    done(
      await changeDraftTopic(world.bureau, versionId, a1!.id, { ...form, withdrawn: true }, topicStamp(a1!)),
    )
    done(await addDraftTopic(world.bureau, versionId, { ...form, code: 'a9' }))
    expect(await addDraftTopic(world.bureau, versionId, { ...form, code: 'a9' })).toEqual({
      refused: 'code-taken',
    })
    expect(await addDraftTopic(world.bureau, versionId, { ...form, code: 'b1' })).toEqual({
      refused: 'other-menu',
    })
    expect(await publishMenu(world.bureau, versionId, day('2026-07-21'))).toEqual({ refused: 'day-past' })
    done(await publishMenu(world.bureau, versionId, day('2026-08-01')))
    expect(await changeDraftTopic(world.bureau, versionId, a7!.id, form, topicStamp(a7!))).toEqual({
      refused: 'not-found',
    })
    expect(await publishMenu(world.bureau, versionId, day('2026-08-02'))).toEqual({ refused: 'not-found' })
    expect((await currentMenu(world.office)).map(({ code, minutes }) => `${code} ${minutes}`)).toEqual([
      'a1 90',
      'a7 90',
    ])
    travelTo(at('2026-08-01', '00:00'))
    expect((await currentMenu(world.office)).map(({ code, minutes }) => `${code} ${minutes}`)).toEqual([
      'a7 60',
      'a9 60',
    ])
    expect(await audits(versionId)).toEqual([
      ...['lectures.menu-drafted', 'lectures.menu-draft-changed', 'lectures.menu-draft-changed'],
      ...['lectures.menu-draft-changed', 'lectures.menu-published'],
    ])
  })

  test('ten who draft at once: one draft; two versions from one day: one', async () => {
    const own = await addLectureCounty(sql)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => draftMenu(own.bureau, 'A')))
    const made = outcomes.flatMap((one) => ('versionId' in one ? [one.versionId] : []))
    expect(made).toHaveLength(1)
    done(await publishMenu(own.bureau, made[0]!, day('2026-08-01')))
    const second = done(await draftMenu(own.bureau, 'A'))
    expect(await publishMenu(own.bureau, second.versionId, day('2026-08-01'))).toEqual({
      refused: 'day-taken',
    })
    done(await discardMenu(own.bureau, second.versionId))
    expect(await discardMenu(own.bureau, second.versionId)).toEqual({ refused: 'not-found' })
    const third = done(await draftMenu(own.bureau, 'A'))
    expect(await menuVersion(own.bureau, third.versionId)).toMatchObject({ number: 4, state: 'draft' })
  })
})

describe('the registry', () => {
  const form: LecturerForm = lecturerSchema.parse({
    ...{ menu: 'B', credentialsZh: '讲师', credentialsEn: 'Lecturer', languages: ['mandarin', 'dialect'] },
    ...{ travelLimitMinutes: '45', dayLimit: '1', monthLimit: '4' },
  })

  test('somebody who is appointed as a lecturer is entered once, and qualified for topics of the menu', async () => {
    travelTo(NOW)
    const member = await addStaff(sql, world.county, { role: 'lecturer' })
    const clerk = await addStaff(sql, world.county, { role: 'office' })
    expect(await registerLecturer(world.bureau, clerk.accountId, form)).toEqual({ refused: 'not-lecturer' })
    const { lecturerId } = done(await registerLecturer(world.bureau, member.accountId, form))
    expect(await registerLecturer(world.bureau, member.accountId, form)).toEqual({ refused: 'already' })
    done(await qualifyLecturer(world.bureau, lecturerId, 'a7', day('2026-07-22')))
    expect(await qualifyLecturer(world.bureau, lecturerId, 'a7', day('2026-08-01'))).toEqual({
      refused: 'already',
    })
    expect(await qualifyLecturer(world.bureau, lecturerId, 'c9', day('2026-08-01'))).toEqual({
      refused: 'topic-gone',
    })
    expect((await listLecturers(world.office)).find(({ id }) => id === lecturerId)).toMatchObject({
      topics: ['a7'],
      dayLimit: 1,
    })
    expect(await endLecturerTopic(world.bureau, lecturerId, 'a7', day('2026-07-22'))).toEqual({
      refused: 'day-past',
    })
    done(await endLecturerTopic(world.bureau, lecturerId, 'a7', day('2026-08-01')))
    done(await qualifyLecturer(world.bureau, lecturerId, 'a7', day('2026-09-01')))
    const { menu: _, ...change } = form
    expect(await changeLecturer(world.bureau, lecturerId, { ...change, toOn: day('2026-07-22') })).toEqual({
      refused: 'ends-before-start',
    })
    done(await changeLecturer(world.bureau, lecturerId, { ...change, toOn: day('2026-12-01') }))
    const { actor } = await staffDevice(member)
    done(await setOwnWeek(actor, [{ weekday: 6, fromMinute: 540, toMinute: 720 }]))
    // In August not qualified, in September again, from December on no lecturer any more.
    const at9 = (on: string) => ({ lecturerId, roomId: world.room, start: at(on, '09:00') })
    const refusals: string[] = []
    for (const on of ['2026-08-08', '2026-09-05', '2026-12-05']) {
      const { orderId, version } = await draft(world.office)
      const outcome = await nameSlot(world.office, orderId, version, at9(on))
      refusals.push('refused' in outcome ? outcome.refused : outcome.state)
    }
    expect(refusals).toEqual(['not-qualified', 'held', 'not-lecturing'])
  })
})

describe('a lecturer’s own hours', () => {
  const find = async (from: string, to: string) =>
    done(
      await findSlots(world.office, {
        ...{ topicCode: 'a7', seats: 10, from: day(from), to: day(to), time: 'any' },
        ...{ lecturerId: lecturer.lecturerId, roomIds: null },
      }),
    ).slots.map(({ start }) => start.toISOString())

  test('a week set as a whole takes the place of the one before; ten at once leave one', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        setOwnWeek(lecturer.actor, [{ weekday: 6, fromMinute: 540, toMinute: 660 }]),
      ),
    )
    expect(await find('2026-08-03', '2026-08-09')).toEqual([at('2026-08-08', '09:00').toISOString()])
    const [open] = await database.root`select count(*)::int from lecturer_hours
      where lecturer_id = ${lecturer.lecturerId} and to_on is null`
    expect(open!.count).toBe(1)
  })

  test('one day more, one day less, and back', async () => {
    const more = done(
      await exceptDay(lecturer.actor, {
        day: day('2026-08-05'),
        open: true,
        fromMinute: 1140,
        toMinute: 1260,
      }),
    )
    const less = done(
      await exceptDay(lecturer.actor, { day: day('2026-08-08'), open: false, fromMinute: 0, toMinute: 1440 }),
    )
    expect(await find('2026-08-03', '2026-08-09')).toEqual([at('2026-08-05', '19:00').toISOString()])
    done(await withdrawException(lecturer.actor, less.exceptionId))
    done(await withdrawException(lecturer.actor, more.exceptionId))
    expect(await withdrawException(lecturer.actor, more.exceptionId)).toEqual({ refused: 'not-found' })
    expect(await find('2026-08-03', '2026-08-09')).toEqual([at('2026-08-08', '09:00').toISOString()])
    expect(
      await exceptDay(lecturer.actor, { day: day('2026-07-21'), open: true, fromMinute: 0, toMinute: 60 }),
    ).toEqual({ refused: 'day-past' })
    expect(await setOwnWeek(world.office, [])).toEqual({ refused: 'not-found' })
  })
})

describe('rooms', () => {
  test('an office adds and changes its own; another’s is not found', async () => {
    const form = lectureRoomSchema.parse({
      ...{
        nameZh: '会议室',
        nameEn: 'Meeting room',
        capacity: '30',
        equipment: ['projector'],
        travelMinutes: '20',
      },
    })
    const { roomId } = done(await addLectureRoom(world.office, form))
    expect(await changeLectureRoom(world.other, roomId, { ...form, retiredOn: null })).toEqual({
      refused: 'not-found',
    })
    done(await changeLectureRoom(world.office, roomId, { ...form, retiredOn: day('2026-08-01') }))
    const { orderId, version } = await draft(world.office)
    const outcome = await nameSlot(world.office, orderId, version, {
      ...{ lecturerId: lecturer.lecturerId, roomId, start: at('2026-08-08', '09:00') },
    })
    expect(outcome).toMatchObject({ refused: 'room-closed' })
    expect(await addLectureRoom(world.bureau, form)).toEqual({ refused: 'no-office' })
  })
})

describe('shapes at the door', () => {
  const order = {
    ...{ topicCode: 'a7', seats: '20', regime: 'adults', needs: { hearing: '1' }, wantedFrom: '2026-08-03' },
    ...{ wantedTo: '2026-08-09', wantedTime: 'weekend' },
  }
  const messages = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
    result.success ? 'fine' : result.error!.issues.map(({ message }) => message).join()

  test.each([
    [{}, 'fine'],
    [{ seats: '0' }, 'seats-number'],
    [{ seats: 'NaN' }, 'seats-number'],
    [{ seats: '1e9' }, 'seats-number'],
    [{ wantedFrom: '2026-02-30' }, 'from-missing'],
    [{ wantedTo: '2026-08-02' }, 'to-before-from'],
    [{ topicCode: '<a>' }, 'topic-missing'],
    [{ needs: { hearing: '-1' } }, 'needs-number'],
    [{ needs: { offence: '1' } }, 'needs-unknown'],
  ])('an order with %j: %s', (change, expected) => {
    expect(messages(orderDraftSchema.safeParse({ ...order, ...change }))).toBe(expected)
  })

  test('hours that overlap, a day backwards, a slot out of shape', () => {
    const hours = { weekday: '6', fromMinute: '09:00', toMinute: '11:00' }
    expect(
      messages(weekSchema.safeParse([hours, { ...hours, fromMinute: '10:59', toMinute: '24:00' }])),
    ).toBe('hours-overlap')
    expect(
      messages(weekSchema.safeParse([hours, { ...hours, fromMinute: '11:00', toMinute: '24:00' }])),
    ).toBe('fine')
    expect(messages(weekSchema.safeParse([{ ...hours, toMinute: '08:00' }]))).toBe('to-before-from')
    const slot = `${lecturer.lecturerId}.${world.room}.2026-08-08T14:30`
    expect(slotSchema.parse(slot)).toEqual({
      lecturerId: lecturer.lecturerId,
      roomId: world.room,
      start: at('2026-08-08', '14:30'),
    })
    expect(messages(slotSchema.safeParse(slot.replace('08-08', '02-30')))).toBe('slot-missing')
    expect(messages(slotSchema.safeParse('x'))).toBe('slot-missing')
    const span = {
      kind: 'leave',
      fromDay: '2026-08-31',
      fromTime: '22:00',
      toDay: '2026-09-01',
      toTime: '02:00',
    }
    expect(ownTimeSchema.parse(span)).toEqual({
      kind: 'leave',
      during: { from: at('2026-08-31', '22:00'), to: at('2026-09-01', '02:00') },
    })
    expect(messages(ownTimeSchema.safeParse({ ...span, toTime: '25:00' }))).toBe('to-missing')
  })
})
