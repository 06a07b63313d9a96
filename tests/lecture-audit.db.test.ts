import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { auditActs, type AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import { setCountyDay, withdrawCountyDay } from '#app/domains/calendar/county-days.server.ts'
import { makeFeed, revokeFeed } from '#app/domains/calendar/feed.server.ts'
import { addLectureRoom, changeLectureRoom } from '#app/domains/calendar/lecture-room.server.ts'
import { freeOwnTime, keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import {
  changeLecturer,
  endLecturerTopic,
  qualifyLecturer,
  registerLecturer,
} from '#app/domains/lectures/lecturer.server.ts'
import { addDraftTopic, discardMenu, draftMenu, publishMenu } from '#app/domains/lectures/menu.server.ts'
import {
  acceptOrder,
  declineOrder,
  proposeOtherTime,
  takeOrder,
} from '#app/domains/lectures/order-answer.server.ts'
import { changeWish, nameSlot, requestOrder, resizeOrder } from '#app/domains/lectures/order-ask.server.ts'
import {
  cancelByLecturer,
  cancelByOffice,
  handOver,
  rescheduleOrder,
  withdrawOrder,
} from '#app/domains/lectures/order-change.server.ts'
import { expireStaleOrders } from '#app/domains/lectures/order-expire.server.ts'
import {
  agreeToTime,
  closeOrder,
  confirmOrder,
  markTaught,
  refuseTime,
} from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from '#app/domains/lectures/order-share.server.ts'
import { exceptDay, setOwnWeek, withdrawException } from '#app/domains/lectures/own-hours.server.ts'
import { calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { addStaff } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** One audit row for each command of the calendar and of lectures; and no command without its row (decisions 13). */
const NOW = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturer: Lecturer
let colleague: Lecturer
let dayNumber = 0

beforeAll(async () => {
  world = await addLectureCounty(database.ownerSql)
})

/** A county day that nothing else here uses. */
const nextDay = (): CalendarDay => {
  dayNumber += 1
  const month = String(8 + Math.floor(dayNumber / 28)).padStart(2, '0')
  return calendarDay(`2026-${month}-${String(1 + (dayNumber % 28)).padStart(2, '0')}`)
}
const newSlot = () => ({ lecturerId: lecturer.lecturerId, roomId: world.room, start: at(nextDay(), '14:30') })
const held = async () => {
  const { orderId, version } = await draft(world.office)
  return done(await nameSlot(world.office, orderId, version, newSlot()))
}
const accepted = async () => {
  const { orderId, version } = await held()
  return done(await acceptOrder(lecturer.actor, orderId, version))
}
const confirmed = async () => {
  const { orderId, version } = await accepted()
  return done(await confirmOrder(world.office, orderId, version))
}
const proposed = async () => {
  const { orderId, version } = await held()
  return done(await proposeOtherTime(lecturer.actor, orderId, version, newSlot(), 'ill'))
}
const taught = async () => {
  const { orderId, version } = await confirmed()
  travelTo(at('2026-12-24', '10:00'))
  return done(await markTaught(lecturer.actor, orderId, version))
}
const open = async () => {
  const { orderId, version } = await held()
  return done(await shareOrder(world.office, orderId, version, true))
}
const joined = async () => {
  const { orderId, version } = await open()
  return done(await joinOrder(world.other, orderId, version, { seats: 5, regime: 'adults' }))
}
const menu = async () => done(await draftMenu(world.bureau, 'A')).versionId
const topic = {
  ...{ publicZh: '课', publicEn: 'Class', fullZh: '课', fullEn: 'Class', audienceZh: '', audienceEn: '' },
  ...{ minutes: 60, sittings: 1, stage: 'any' as const, roomNeeds: [], moduleCode: null, withdrawn: false },
}
const form = {
  ...{ credentialsZh: '', credentialsEn: '', languages: ['mandarin' as const], travelLimitMinutes: 60 },
  ...{ dayLimit: 2, monthLimit: 8 },
}
const room = { nameZh: '室', nameEn: 'Room', capacity: 30, equipment: [], travelMinutes: 10 }
const holiday = () => ({
  day: nextDay(),
  kind: 'holiday' as const,
  nameZh: '节',
  nameEn: 'Day',
  source: '通知',
})
const leave = () => {
  const day = nextDay()
  return { kind: 'leave' as const, during: { from: at(day, '08:00'), to: at(day, '20:00') } }
}

type Run = () => Promise<object>
/** Made ready first, then done. */
const DOINGS: Partial<Record<AuditAct, () => Run | Promise<Run>>> = {
  'calendar.time-kept': () => () => keepOwnTime(lecturer.actor, leave()),
  'calendar.time-freed': async () => {
    const { engagementId } = done(await keepOwnTime(lecturer.actor, leave()))
    return () => freeOwnTime(lecturer.actor, engagementId, 1)
  },
  'calendar.room-added': () => () => addLectureRoom(world.office, room),
  'calendar.room-changed': async () => {
    const { roomId } = done(await addLectureRoom(world.office, room))
    return () => changeLectureRoom(world.office, roomId, { ...room, retiredOn: null, capacity: 31 })
  },
  'calendar.day-set': () => () => setCountyDay(world.bureau, holiday()),
  'calendar.day-withdrawn': async () => {
    const { id } = done(await setCountyDay(world.bureau, holiday()))
    return () => withdrawCountyDay(world.bureau, id, 'new-notice')
  },
  // The link before it is taken back by the same act.
  'calendar.feed-made': async () => {
    done(await makeFeed(lecturer.actor))
    return () => makeFeed(lecturer.actor)
  },
  'calendar.feed-revoked': async () => {
    done(await makeFeed(lecturer.actor))
    return () => revokeFeed(lecturer.actor)
  },
  'lectures.order-drafted': () => () => draft(world.office),
  'lectures.order-requested': async () => {
    const { orderId, version } = await draft(world.office)
    return () => requestOrder(world.office, orderId, version, { asked: 'none' })
  },
  'lectures.order-named': async () => {
    const { orderId, version } = await draft(world.office)
    return () => nameSlot(world.office, orderId, version, newSlot())
  },
  'lectures.order-taken': async () => {
    const { orderId, version } = await draft(world.office)
    const asked = done(
      await requestOrder(world.office, orderId, version, { asked: 'named', lecturerId: lecturer.lecturerId }),
    )
    return () => takeOrder(lecturer.actor, orderId, asked.version, newSlot())
  },
  'lectures.order-accepted': async () => {
    const { orderId, version } = await held()
    return () => acceptOrder(lecturer.actor, orderId, version)
  },
  'lectures.order-declined': async () => {
    const { orderId, version } = await held()
    return () => declineOrder(lecturer.actor, orderId, version, 'ill')
  },
  'lectures.order-time-proposed': async () => {
    const { orderId, version } = await held()
    return () => proposeOtherTime(lecturer.actor, orderId, version, newSlot(), 'ill')
  },
  'lectures.order-time-agreed': async () => {
    const { orderId, version } = await proposed()
    return () => agreeToTime(world.office, orderId, version)
  },
  'lectures.order-time-refused': async () => {
    const { orderId, version } = await proposed()
    return () => refuseTime(world.office, orderId, version, 'time-does-not-fit')
  },
  'lectures.order-confirmed': async () => {
    const { orderId, version } = await accepted()
    return () => confirmOrder(world.office, orderId, version)
  },
  'lectures.order-moved': async () => {
    const { orderId, version } = await confirmed()
    return () => rescheduleOrder(world.office, orderId, version, newSlot(), 'room-lost')
  },
  'lectures.order-handed-over': async () => {
    const { orderId, version } = await confirmed()
    return () => handOver(lecturer.actor, orderId, version, colleague.lecturerId, 'ill')
  },
  'lectures.order-taught': async () => {
    const { orderId, version } = await confirmed()
    travelTo(at('2026-12-24', '10:00'))
    return () => markTaught(world.office, orderId, version)
  },
  'lectures.order-closed': async () => {
    const { orderId, version } = await taught()
    return () => closeOrder(world.office, orderId, version)
  },
  'lectures.order-withdrawn': async () => {
    const { orderId, version } = await held()
    return () => withdrawOrder(world.helper, orderId, version, 'not-needed')
  },
  'lectures.order-cancelled-by-office': async () => {
    const { orderId, version } = await confirmed()
    return () => cancelByOffice(world.bureau, orderId, version, 'weather')
  },
  'lectures.order-cancelled-by-lecturer': async () => {
    const { orderId, version } = await confirmed()
    return () => cancelByLecturer(lecturer.actor, orderId, version, 'ill')
  },
  'lectures.order-expired': async () => {
    travelTo(at('2026-07-26', '10:00'))
    await expireStaleOrders(world.county.countyId)
    travelTo(NOW)
    await held()
    travelTo(at('2026-07-26', '10:00'))
    return () => expireStaleOrders(world.county.countyId)
  },
  'lectures.order-changed': async () => {
    const { orderId, version } = await draft(world.office)
    const wanted = {
      wantedFrom: nextDay(),
      wantedTo: calendarDay('2026-12-31'),
      wantedTime: 'evening' as const,
    }
    return () => changeWish(world.helper, orderId, version, { seats: 7, needs: { hearing: 1 }, ...wanted })
  },
  'lectures.order-resized': async () => {
    const { orderId, version } = await confirmed()
    return () => resizeOrder(world.office, orderId, version, { seats: 33, needs: { 'low-vision': 2 } })
  },
  'lectures.order-shared': async () => {
    const { orderId, version } = await held()
    return () => shareOrder(world.office, orderId, version, true)
  },
  'lectures.order-joined': async () => {
    const { orderId, version } = await open()
    return () => joinOrder(world.other, orderId, version, { seats: 5, regime: 'adults' })
  },
  'lectures.order-left': async () => {
    const { orderId, version } = await joined()
    return () => leaveOrder(world.other, orderId, version)
  },
  'lectures.menu-drafted': () => () => draftMenu(world.bureau, 'A'),
  'lectures.menu-draft-changed': async () => {
    const versionId = await menu()
    return () => addDraftTopic(world.bureau, versionId, { ...topic, code: 'a8' })
  },
  'lectures.menu-published': async () => {
    const versionId = await menu()
    return () => publishMenu(world.bureau, versionId, nextDay())
  },
  'lectures.menu-discarded': async () => {
    const versionId = await menu()
    return () => discardMenu(world.bureau, versionId)
  },
  'lectures.lecturer-registered': async () => {
    const { accountId } = await addStaff(database.ownerSql, world.county, { role: 'lecturer' })
    travelTo(NOW)
    return () => registerLecturer(world.bureau, accountId, { menu: 'A', ...form })
  },
  'lectures.lecturer-changed': () => () =>
    changeLecturer(world.bureau, lecturer.lecturerId, { ...form, toOn: null }),
  'lectures.lecturer-qualified': async () => {
    const fresh = await addLecturer(database.ownerSql, world.county, { topics: ['a1'] })
    return () => qualifyLecturer(world.bureau, fresh.lecturerId, 'a7', nextDay())
  },
  'lectures.lecturer-topic-ended': async () => {
    const fresh = await addLecturer(database.ownerSql, world.county)
    return () => endLecturerTopic(world.bureau, fresh.lecturerId, 'a7', nextDay())
  },
  'lectures.hours-set': () => () =>
    setOwnWeek(colleague.actor, [{ weekday: 2, fromMinute: 540, toMinute: 720 }]),
  'lectures.day-excepted': () => () =>
    exceptDay(colleague.actor, { day: nextDay(), open: true, fromMinute: 540, toMinute: 720 }),
  'lectures.day-exception-withdrawn': async () => {
    const exception = { day: nextDay(), open: false, fromMinute: 540, toMinute: 720 }
    const { exceptionId } = done(await exceptDay(colleague.actor, exception))
    return () => withdrawException(colleague.actor, exceptionId)
  },
}

const TABLES = [
  ...['notices', 'lecture_rooms', 'engagements', 'county_days', 'menu_versions', 'menu_topics', 'lecturers'],
  ...['lecturer_topics', 'lecturer_hours', 'lecturer_exceptions', 'lecture_orders', 'lecture_order_shares'],
  ...['lecture_order_changes', 'calendar_feeds', 'audit_events'],
]
async function state(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of TABLES) {
    const [row] = await database.root.unsafe<{ it: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as it from ${table} t`,
    )
    found[table] = row!.it
  }
  return found
}
const acts = () => database.root<{ id: string; act: AuditAct }[]>`select id, act from audit_events`

afterEach(async () => {
  await database.root.unsafe('drop function if exists no_audit cascade')
  await database.root`update menu_versions set state = 'discarded' where state = 'draft'`
})

/** Everybody anew, so that nothing made ready before stands in the way. */
async function ready(prepare: () => Run | Promise<Run>): Promise<Run> {
  travelTo(NOW)
  lecturer = await addLecturer(database.ownerSql, world.county)
  colleague = await addLecturer(database.ownerSql, world.county)
  return prepare()
}

describe.each(Object.entries(DOINGS))('%s', (act, prepare) => {
  test('leaves exactly its row', async () => {
    const run = await ready(prepare)
    const before = new Set((await acts()).map(({ id }) => id))
    done(await run())
    expect((await acts()).filter(({ id }) => !before.has(id)).map((one) => one.act)).toEqual([act])
  })

  test('does not happen when its row cannot be written', async () => {
    const run = await ready(prepare)
    await database.root.unsafe(`
      create function no_audit() returns trigger language plpgsql as $$ begin raise exception 'no audit row today'; end $$;
      create trigger no_audit before insert on audit_events for each row when (new.act = '${act}') execute function no_audit()`)
    const before = await state()
    await expect(run()).rejects.toThrow(/no audit row today|Failed query/)
    expect(await state()).toEqual(before)
  })
})

test('every act of the calendar and of lectures is exercised here', () => {
  const ours = auditActs.filter((act) => /^(lectures|calendar)\./.test(act))
  expect(ours.filter((act) => !DOINGS[act])).toEqual([])
  expect(ours).toHaveLength(Object.keys(DOINGS).length)
})

test('no row names anyone', async () => {
  const names = await database.root<
    { it: string }[]
  >`select name as it from staff union select name from sign_in_names`
  const written = await database.root<{ it: string }[]>`select t::text as it from audit_events t
    union all select t::text from notices t union all select t::text from lecture_order_changes t`
  expect(written.length).toBeGreaterThan(60)
  expect(written.filter(({ it }) => names.some((one) => it.includes(one.it)))).toEqual([])
})
