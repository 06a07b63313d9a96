import { courseTopics } from '#app/domains/lectures/course-topics.server.ts'
import { holdUntil } from '#app/domains/calendar/engagement.policy.ts'
import {
  hasTime,
  HOLDING_STATES,
  type OrderAct,
  type OrderReason,
  type OrderState,
} from '#app/domains/lectures/order.policy.ts'
import {
  addDays,
  addMonths,
  dayAt,
  firstDayOf,
  instantAt,
  lastDayOf,
  monthOf,
  weekdayOf,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'
import type { OfficeCode } from './county.ts'
import { LECTURERS, ROOMS, type DemoLecturer, type DemoRoom } from './lecture-registry.ts'
import { demoId } from './random.ts'

/** Orders of the demo county in every state of their life, around the day it was seeded on. */

export type DemoStep = {
  act: OrderAct | 'draft'
  from: OrderState | null
  to: OrderState
  at: Date
  by: 'office' | 'lecturer' | 'system'
}
export type DemoOrder = {
  id: string
  office: OfficeCode
  topic: string
  state: OrderState
  asked: 'none' | 'named' | 'anyone'
  seats: number
  needs: Record<string, number>
  wanted: {
    from: CalendarDay
    to: CalendarDay
    time: 'any' | 'weekend' | 'evening' | 'afternoon' | 'morning'
  }
  lecturer: DemoLecturer | null
  room: DemoRoom | null
  /** The class, also of one that was given up. */
  during: { from: Date; to: Date } | null
  engagementId: string | null
  holdUntil: Date | null
  shared: boolean
  /** Other offices' people in the same class. */
  joined?: readonly { code: OfficeCode; people: number }[]
  reason: OrderReason | null
  steps: DemoStep[]
}

/** How an order came to where it stands: act, state, who. */
type Path = readonly (readonly [DemoStep['act'], OrderState, DemoStep['by']])[]
const DRAFT = ['draft', 'draft', 'office'] as const
const NAMED = [DRAFT, ['name', 'held', 'office']] as const
const ACCEPTED = [...NAMED, ['accept', 'accepted', 'lecturer']] as const
const ON = [...ACCEPTED, ['confirm', 'confirmed', 'office']] as const
const TAUGHT = [...ON, ['teach', 'taught', 'lecturer']] as const
const PATHS: Record<OrderState, Path> = {
  draft: [DRAFT],
  requested: [DRAFT, ['request', 'requested', 'office']],
  held: NAMED,
  proposed: [...NAMED, ['propose', 'proposed', 'lecturer']],
  accepted: ACCEPTED,
  declined: [...NAMED, ['decline', 'declined', 'lecturer']],
  expired: [...NAMED, ['expire', 'expired', 'system']],
  confirmed: ON,
  taught: TAUGHT,
  closed: [...TAUGHT, ['close', 'closed', 'office']],
  withdrawn: [DRAFT, ['request', 'requested', 'office'], ['withdraw', 'withdrawn', 'office']],
  'cancelled-by-office': [...ON, ['cancel-by-office', 'cancelled-by-office', 'office']],
  'cancelled-by-lecturer': [...ON, ['cancel-by-lecturer', 'cancelled-by-lecturer', 'lecturer']],
}

type Spec = {
  office: OfficeCode
  topic: string
  state: OrderState
  seats: number
  /** Sign-in name, the first day to look at from today, weekday, time. */
  class?: [seat: string, inDays: number, weekday: number, time: string]
  asked?: DemoOrder['asked']
  needs?: Record<string, number>
  time?: DemoOrder['wanted']['time']
  shared?: boolean
  reason?: OrderReason
}

const SPECS: readonly Spec[] = [
  // The drawn order: five other offices want A7 as well.
  {
    office: 'dongtang',
    topic: 'a7',
    state: 'draft',
    seats: 42,
    needs: { 'low-vision': 2, hearing: 1 },
    time: 'weekend',
  },
  { office: 'nanpu', topic: 'a7', state: 'requested', seats: 28, asked: 'anyone', shared: true },
  { office: 'yunxi', topic: 'a7', state: 'requested', seats: 40, asked: 'anyone', time: 'evening' },
  { office: 'hefeng', topic: 'a7', state: 'requested', seats: 20, asked: 'none' },
  { office: 'liuqiao', topic: 'a7', state: 'requested', seats: 18, asked: 'anyone', time: 'weekend' },
  { office: 'qingzhu', topic: 'a7', state: 'requested', seats: 15, asked: 'none' },
  { office: 'shiwan', topic: 'c4', state: 'requested', seats: 12, asked: 'anyone', time: 'evening' },
  // Held, proposed, accepted: somebody has to answer.
  { office: 'beitang', topic: 'a4', state: 'held', seats: 30, class: ['lecturer-law-2', 8, 3, '19:00'] },
  { office: 'dongtang', topic: 'c3', state: 'held', seats: 24, class: ['lecturer-psy-2', 9, 2, '14:30'] },
  {
    office: 'nanpu',
    topic: 'b3',
    state: 'proposed',
    seats: 22,
    class: ['lecturer-moral-2', 10, 6, '14:30'],
    reason: 'time-does-not-fit',
  },
  {
    office: 'dongtang',
    topic: 'a3',
    state: 'accepted',
    seats: 38,
    class: ['lecturer-law-1', 11, 4, '19:00'],
  },
  // On.
  {
    office: 'dongtang',
    topic: 'b1',
    state: 'confirmed',
    seats: 35,
    class: ['lecturer-moral-1', 3, 6, '09:30'],
    needs: { 'reading-help': 2 },
    shared: true,
  },
  { office: 'yunxi', topic: 'a5', state: 'confirmed', seats: 55, class: ['lecturer-law-1', 5, 6, '14:30'] },
  { office: 'beitang', topic: 'c1', state: 'confirmed', seats: 26, class: ['lecturer-psy-1', 7, 2, '19:00'] },
  {
    office: 'hefeng',
    topic: 'b4',
    state: 'confirmed',
    seats: 20,
    class: ['lecturer-moral-3', 12, 7, '14:30'],
  },
  { office: 'shiwan', topic: 'a6', state: 'confirmed', seats: 24, class: ['lecturer-law-3', 14, 7, '09:30'] },
  // Over.
  { office: 'dongtang', topic: 'a2', state: 'taught', seats: 36, class: ['lecturer-law-3', -9, 5, '19:00'] },
  { office: 'nanpu', topic: 'a8', state: 'closed', seats: 25, class: ['lecturer-law-2', -16, 1, '19:00'] },
  {
    office: 'dongtang',
    topic: 'b5',
    state: 'closed',
    seats: 40,
    class: ['lecturer-moral-2', -23, 4, '19:00'],
  },
  // Given up, each in its own way.
  {
    office: 'dongtang',
    topic: 'c2',
    state: 'declined',
    seats: 16,
    class: ['lecturer-psy-3', 13, 3, '14:30'],
    reason: 'other-duty',
  },
  {
    office: 'liuqiao',
    topic: 'b2',
    state: 'expired',
    seats: 14,
    class: ['lecturer-moral-1', 15, 3, '14:30'],
  },
  { office: 'yusha', topic: 'a1', state: 'withdrawn', seats: 6, asked: 'anyone', reason: 'too-few-people' },
  {
    office: 'yunxi',
    topic: 'c5',
    state: 'cancelled-by-office',
    seats: 12,
    class: ['lecturer-psy-4', 6, 4, '14:30'],
    reason: 'room-lost',
  },
  {
    office: 'dongtang',
    topic: 'a1',
    state: 'cancelled-by-lecturer',
    seats: 30,
    class: ['lecturer-law-1', 4, 2, '19:00'],
    reason: 'ill',
  },
]

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

function classOf({ office, topic, seats, class: at }: Spec, today: CalendarDay) {
  if (!at) return null
  const [seat, inDays, weekday, time] = at
  let day = addDays(today, inDays)
  while (weekdayOf(day) !== weekday) day = addDays(day, 1)
  const lecturer = LECTURERS.find((one) => one.seat === seat)!
  const room = ROOMS.find((one) => one.office === office && one.capacity >= seats)
  if (!room) throw new RangeError(`no room of ${office} holds ${seats}`)
  const from = instantAt(day, time)
  const { minutes } = courseTopics.find(({ code }) => code === topic)!
  return { lecturer, room, during: { from, to: new Date(from.getTime() + minutes * MINUTE_MS) } }
}

/** When each step was taken: a few hours apart, the last one not after now, and what ends a class after its end. */
function stepsOf(spec: Spec, index: number, now: Date, during: DemoOrder['during']): DemoStep[] {
  const path = PATHS[spec.state]
  const over = during && during.to < now
  // Asked three weeks before a class that is over; of those to come, yesterday or the days before.
  const begin = over
    ? during.from.getTime() - 21 * DAY_MS
    : now.getTime() - (spec.state === 'expired' ? 5 : 2) * DAY_MS
  return path.map(([act, to, by], step) => {
    const ends = over && (act === 'teach' || act === 'close')
    const after = act === 'expire' ? 4 * DAY_MS : step * 3 * 60 * MINUTE_MS
    const at = ends
      ? during.to.getTime() + (act === 'teach' ? 10 : 60) * MINUTE_MS
      : begin + after + index * 7 * MINUTE_MS
    return { act, from: step === 0 ? null : path[step - 1]![1], to, by, at: new Date(at) }
  })
}

export function demoOrders(now: Date): DemoOrder[] {
  const today = dayAt(now)
  const nextMonth = addMonths(monthOf(today), 1)
  return SPECS.map((spec, index) => {
    const taken = classOf(spec, today)
    const during = taken?.during ?? null
    const steps = stepsOf(spec, index, now, during)
    const name = `${spec.office} ${spec.topic} ${spec.state} ${index}`
    const last = steps.at(-1)!
    const day = during && dayAt(during.from)
    return {
      ...{ id: demoId('lecture order', name), office: spec.office, topic: spec.topic, state: spec.state },
      asked: taken ? 'named' : (spec.asked ?? 'none'),
      ...{
        seats: spec.seats,
        needs: spec.needs ?? {},
        shared: spec.shared ?? false,
        reason: spec.reason ?? null,
      },
      wanted: {
        from: day ? addDays(day, -3) : firstDayOf(nextMonth),
        to: day ? addDays(day, 3) : lastDayOf(nextMonth),
        time: spec.time ?? 'any',
      },
      ...{ lecturer: taken?.lecturer ?? null, room: taken?.room ?? null, during },
      engagementId: taken && demoId('engagement', name),
      holdUntil: during && HOLDING_STATES.includes(spec.state) ? holdUntil(last.at, during.from) : null,
      steps,
    }
  })
}

/** Whether the order still has the time it asked for. */
export const keepsTime = ({ state }: DemoOrder) => hasTime(state)
