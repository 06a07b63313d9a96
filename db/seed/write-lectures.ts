import type { TransactionSql } from 'postgres'
import { addDays, dayAt, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { blockedAround } from '#app/domains/calendar/engagement.policy.ts'
import { courseMenus, courseTopics } from '#app/domains/lectures/course-topics.server.ts'
import { TOLD } from '#app/domains/lectures/order.policy.ts'
import { arrayText, insertRows } from './bulk.ts'
import { COUNTY, officeOf } from './county.ts'
import { demoOrders, keepsTime, type DemoOrder, type DemoStep } from './demo-orders.ts'
import { AUDIENCES } from './lecture-audiences.ts'
import { HOLIDAYS, HOLIDAYS_SOURCE, LECTURERS, REGISTERED_SINCE, ROOMS } from './lecture-registry.ts'
import { pastLectures } from './past-lectures.ts'
import { demoId } from './random.ts'
import { demoStaff, staffAccountId } from './staff.ts'

/**
 * The menus, the lecturers with their hours, the rooms, the year's holidays and some orders. Nothing when the county has
 * them: an installation that was seeded before they existed gets them at its next start.
 */
export async function writeLectures(tx: TransactionSql, now: Date): Promise<void> {
  const [there] = await tx`select 1 from menu_versions where county_id = ${COUNTY.id} limit 1`
  if (there) return
  await writeMenus(tx, now)
  await writeRegistry(tx)
  await writePlaces(tx)
  const orders = demoOrders(now)
  const past = await pastLectures(tx, now, orders.filter(keepsTime))
  await writeOrders(tx, [...orders, ...past])
}

const versionId = (menu: string) => demoId('menu version', `${menu} 1`)
const topicId = (code: string) => demoId('menu topic', `${code} 1`)

async function writeMenus(tx: TransactionSql, now: Date): Promise<void> {
  await insertRows(
    tx,
    'menu_versions',
    [
      ...['id', 'county_id', 'menu', 'number', 'state', 'title_zh', 'title_en', 'full_zh', 'full_en'],
      ...['group_zh', 'group_en', 'effective_from', 'published_at', 'published_by'],
    ],
    courseMenus.map(({ menu, title, full, group }) => [
      ...[versionId(menu), COUNTY.id, menu, 1, 'published', title.zh, title.en, full.zh, full.en],
      ...[group.zh, group.en, REGISTERED_SINCE, now.toISOString(), staffAccountId('bureau')],
    ]),
  )
  await insertRows(
    tx,
    'menu_topics',
    [
      ...['id', 'county_id', 'menu_version_id', 'code', 'position', 'minutes', 'sittings', 'public_zh'],
      ...['public_en', 'full_zh', 'full_en', 'audience_zh', 'audience_en', 'stage', 'room_needs'],
      'module_code',
    ],
    courseTopics.map(({ code, menu, minutes, sittings, public: title, full }, index) => {
      const audience = AUDIENCES[code]
      if (!audience) throw new RangeError(`for whom is ${code}?`)
      return [
        ...[topicId(code), COUNTY.id, versionId(menu), code, index + 1, minutes, sittings, title.zh],
        ...[title.en, full.zh, full.en, audience.zh, audience.en, audience.stage],
        ...[arrayText(audience.roomNeeds), code],
      ]
    }),
  )
}

async function writeRegistry(tx: TransactionSql): Promise<void> {
  await insertRows(
    tx,
    'lecturers',
    [
      ...['id', 'county_id', 'staff_id', 'menu', 'credentials_zh', 'credentials_en', 'languages'],
      ...['travel_limit_minutes', 'day_limit', 'month_limit', 'from_on'],
    ],
    LECTURERS.map((one) => [
      ...[one.id, COUNTY.id, one.staffId, one.menu, one.credentials.zh, one.credentials.en],
      ...[arrayText(one.languages), one.travelLimitMinutes, one.dayLimit, one.monthLimit, REGISTERED_SINCE],
    ]),
  )
  await insertRows(
    tx,
    'lecturer_topics',
    ['id', 'county_id', 'lecturer_id', 'topic_code', 'from_on'],
    LECTURERS.flatMap(({ id, topics }) =>
      topics.map((code) => [
        demoId('lecturer topic', `${id} ${code}`),
        COUNTY.id,
        id,
        code,
        REGISTERED_SINCE,
      ]),
    ),
  )
  await insertRows(
    tx,
    'lecturer_hours',
    ['id', 'county_id', 'lecturer_id', 'weekday', 'from_minute', 'to_minute', 'from_on'],
    LECTURERS.flatMap(({ id, hours }) =>
      hours.map(({ weekday, fromMinute, toMinute }) => [
        ...[demoId('lecturer hours', `${id} ${weekday} ${fromMinute}`), COUNTY.id, id, weekday],
        ...[fromMinute, toMinute, REGISTERED_SINCE],
      ]),
    ),
  )
}

async function writePlaces(tx: TransactionSql): Promise<void> {
  await insertRows(
    tx,
    'lecture_rooms',
    ['id', 'county_id', 'office_id', 'name_zh', 'name_en', 'capacity', 'equipment', 'travel_minutes'],
    ROOMS.map(({ id, office, name, capacity, equipment, travelMinutes }) => [
      ...[
        id,
        COUNTY.id,
        officeOf(office).id,
        name.zh,
        name.en,
        capacity,
        arrayText(equipment),
        travelMinutes,
      ],
    ]),
  )
  const days = HOLIDAYS.flatMap(({ zh, en, from, to, worked }) => [
    ...daysOfHoliday(from as CalendarDay, to as CalendarDay).map((day) => ({ day, kind: 'holiday', zh, en })),
    ...worked.map((day) => ({ day, kind: 'workday', zh: `${zh}调休`, en: `${en}, worked instead` })),
  ])
  await insertRows(
    tx,
    'county_days',
    ['id', 'county_id', 'day', 'kind', 'name_zh', 'name_en', 'source'],
    days.map(({ day, kind, zh, en }) => [
      ...[demoId('county day', day), COUNTY.id, day, kind, zh, en, HOLIDAYS_SOURCE],
    ]),
  )
}

function daysOfHoliday(from: CalendarDay, to: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

const seatsTaken = ({ seats, joined = [] }: DemoOrder) =>
  joined.reduce((sum, { people }) => sum + people, seats)

const rangeOf = ({ from, to }: { from: Date; to: Date }) => `[${from.toISOString()},${to.toISOString()})`

async function writeOrders(tx: TransactionSql, orders: readonly DemoOrder[]): Promise<void> {
  await insertRows(
    tx,
    'engagements',
    [
      ...['id', 'county_id', 'kind', 'staff_id', 'room_id', 'office_id', 'for_id', 'during', 'blocked'],
      ...['state', 'hold_until', 'version', 'placed_by', 'placed_as', 'placed_at', 'ended_at'],
    ],
    orders.flatMap((order) => {
      const { id, engagementId, lecturer, room, during, state, holdUntil, steps, office } = order
      if (!engagementId || !lecturer || !room || !during) return []
      const last = steps.at(-1)!
      const live = keepsTime(order)
      const held = live && holdUntil !== null
      return [
        [
          ...[engagementId, COUNTY.id, 'lecture', lecturer.staffId, room.id, officeOf(office).id, id],
          ...[rangeOf(during), rangeOf(blockedAround(during, room.travelMinutes))],
          ...[held ? 'held' : live ? 'confirmed' : state === 'expired' ? 'expired' : 'released'],
          ...[held ? holdUntil.toISOString() : null, steps.length, accountOf(order, 'office'), 'office'],
          ...[steps[1]!.at.toISOString(), live ? null : last.at.toISOString()],
        ],
      ]
    }),
  )
  await insertRows(
    tx,
    'lecture_orders',
    [
      ...['id', 'county_id', 'office_id', 'topic_id', 'topic_code', 'regime', 'asked', 'state', 'version'],
      ...['seats', 'seats_taken', 'capacity', 'needs', 'wanted_from', 'wanted_to', 'wanted_time'],
      ...['lecturer_id', 'room_id', 'engagement_id', 'during', 'hold_until', 'shared', 'created_by'],
      ...['created_as', 'created_at', 'requested_at'],
    ],
    orders.map((order) => {
      const { id, topic, state, seats, wanted, lecturer, room, during, steps } = order
      const live = keepsTime(order)
      return [
        ...[id, COUNTY.id, officeOf(order.office).id, topicId(topic), topic, 'adults', order.asked, state],
        ...[
          steps.length,
          seats,
          seatsTaken(order),
          live ? room!.capacity : null,
          JSON.stringify(order.needs),
        ],
        ...[wanted.from, wanted.to, wanted.time, lecturer?.id ?? null, live ? room!.id : null],
        ...[live ? order.engagementId : null, live ? rangeOf(during!) : null],
        ...[order.holdUntil?.toISOString() ?? null, order.shared, accountOf(order, 'office'), 'office'],
        ...[steps[0]!.at.toISOString(), steps[1]?.at.toISOString() ?? null],
      ]
    }),
  )
  await insertRows(
    tx,
    'lecture_order_shares',
    [
      ...['id', 'county_id', 'order_id', 'host_office_id', 'regime', 'office_id', 'seats', 'joined_by'],
      'joined_at',
    ],
    orders.flatMap(({ id, office, steps, joined = [] }) =>
      joined.map(({ code, people }) => [
        ...[demoId('order share', `${id} ${code}`), COUNTY.id, id, officeOf(office).id, 'adults'],
        ...[officeOf(code).id, people, staffAccountId(`office-${code}`), steps[3]!.at.toISOString()],
      ]),
    ),
  )
  await insertRows(
    tx,
    'lecture_order_changes',
    [
      ...['id', 'county_id', 'order_id', 'version', 'act', 'from_state', 'to_state', 'lecturer_id'],
      ...['engagement_id', 'during', 'reason', 'actor_account_id', 'actor_role', 'actor_office_id', 'at'],
    ],
    orders.flatMap((order) => order.steps.map((step, index) => changeRow(order, step, index + 1))),
  )
  await writeNotices(tx, orders)
}

function changeRow(order: DemoOrder, step: DemoStep, version: number) {
  const { engagementId, during, lecturer } = order
  const timed = step.act !== 'draft' && step.act !== 'request' && during !== null
  return [
    ...[demoId('order change', `${order.id} ${version}`), COUNTY.id, order.id, version, step.act],
    ...[step.from, step.to, timed ? lecturer!.id : null, timed ? engagementId : null],
    ...[timed ? rangeOf(during) : null, version === order.steps.length ? order.reason : null],
    ...[step.by === 'system' ? null : accountOf(order, step.by)],
    step.by === 'system' ? 'system:calendar' : step.by,
    ...[step.by === 'office' ? officeOf(order.office).id : null, step.at.toISOString()],
  ]
}

function accountOf({ office, lecturer }: DemoOrder, by: 'office' | 'lecturer'): string {
  return staffAccountId(by === 'office' ? `office-${office}` : lecturer!.seat)
}

/** What lies unread: the last step of each order, told to whom it concerns. */
const NOTICE_OF: Partial<Record<DemoStep['act'], string>> = {
  ...{ name: 'order-held', propose: 'order-other-time', accept: 'order-accepted', decline: 'order-declined' },
  ...{ confirm: 'order-confirmed', expire: 'order-expired', request: 'order-requested' },
  ...{ 'cancel-by-office': 'order-cancelled-by-office', 'cancel-by-lecturer': 'order-cancelled-by-lecturer' },
}

async function writeNotices(tx: TransactionSql, orders: readonly DemoOrder[]): Promise<void> {
  const rows = orders.flatMap((order) => {
    const { id, topic, steps } = order
    const { act, at, by } = steps.at(-1)!
    const code = NOTICE_OF[act]
    if (!code || act === 'draft') return []
    const version = steps.length
    const { during } = order
    // As stepOrder tells it: the time where the order still has one.
    const when = during && keepsTime(order) ? { day: dayAt(during.from), time: timeOfDay(during.from) } : {}
    const recipients = TOLD[act].flatMap((audience) => {
      if (audience === 'office') return by === 'office' ? [] : officeAccounts(order)
      if (audience === 'lecturer') return by === 'lecturer' ? [] : [accountOf(order, 'lecturer')]
      return audience === 'qualified'
        ? LECTURERS.filter(({ topics }) => topics.includes(topic)).map(({ seat }) => staffAccountId(seat))
        : []
    })
    return recipients.map((accountId) => [
      ...[demoId('notice', `${id} ${version} ${accountId}`), COUNTY.id, accountId, `order:${id}:${version}`],
      ...[code, JSON.stringify({ order: id, topic, reason: order.reason, ...when }), at.toISOString()],
    ])
  })
  await insertRows(
    tx,
    'notices',
    ['id', 'county_id', 'account_id', 'event_key', 'code', 'parameters', 'at'],
    rows,
  )
}

const officeAccounts = ({ office }: DemoOrder) =>
  demoStaff()
    .filter(({ appointments }) => appointments.some((one) => one.office === office))
    .map(({ accountId }) => accountId)
