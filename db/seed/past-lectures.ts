import type { TransactionSql } from 'postgres'
import { blockedAround, overlaps, type TimeSpan } from '#app/domains/calendar/engagement.policy.ts'
import { addDays, addMonths, dayAt, firstDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { COUNTY, OFFICES, type OfficeCode } from './county.ts'
import type { DemoOrder, DemoStep } from './demo-orders.ts'
import { LECTURERS, ROOMS, type DemoLecturer, type DemoRoom } from './lecture-registry.ts'
import { demoId, randomOf } from './random.ts'

/** How many months back the demo county remembers who taught. */
const MONTHS_BACK = 12
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The order behind what the ledger calls its source. */
export const orderIdOf = (source: string) => demoId('lecture order', source)

type SessionRow = { source: string; topic: string; from: Date; to: Date; office: string; people: number }
type Session = {
  source: string
  topic: string
  during: TimeSpan
  offices: { code: OfficeCode; people: number }[]
}

/**
 * Orders behind the lectures of the ledger's last twelve months: the same days, topics and people, taught by whoever
 * teaches the topic and was free. Nothing is added to anybody's hours. `taken`: orders that have their time already.
 */
export async function pastLectures(
  tx: TransactionSql,
  now: Date,
  taken: readonly DemoOrder[],
): Promise<DemoOrder[]> {
  const today = dayAt(now)
  const since = firstDayOf(addMonths(monthOf(today), -MONTHS_BACK))
  const orders: DemoOrder[] = []
  for (const session of await sessionsSince(tx, since, now)) {
    const order = orderOf(session, [...taken, ...orders])
    if (order) orders.push(order)
  }
  return orders
}

/** The ledger's lectures, with how many came from which office; the office with the most people first. */
async function sessionsSince(tx: TransactionSql, since: CalendarDay, now: Date): Promise<Session[]> {
  const rows = await tx<SessionRow[]>`
    select e.source_id as source, e.explanation -> 'subject' ->> 'code' as topic, min(lower(e.during)) as from,
      max(upper(e.during)) as to, o.code as office, count(distinct e.person_id)::int as people
    from hours_entries e
    join supervised_persons p on p.county_id = e.county_id and p.id = e.person_id
    join judicial_offices o on o.county_id = p.county_id and o.id = p.office_id
    where e.county_id = ${COUNTY.id} and e.source_kind = 'lecture' and e.revision = 1 and e.county_day >= ${since}
    group by 1, 2, 5 order by 3, 1, 6 desc, 5`
  const sessions = new Map<string, Session>()
  for (const { source, topic, from, to, office, people } of rows) {
    const code = OFFICES.find((one) => one.code === office)?.code
    // Closed two hours after the class: one of this very afternoon has no order yet.
    if (!code || new Date(to).getTime() + 2 * 60 * MINUTE_MS > now.getTime()) continue
    const session = sessions.get(source) ?? {
      ...{ source, topic, during: { from: new Date(from), to: new Date(to) }, offices: [] },
    }
    sessions.set(source, session)
    session.offices.push({ code, people })
  }
  return [...sessions.values()]
}

/** The time that an order takes from a lecturer and a room; null where it has none. */
const blockedOf = ({ room, during }: DemoOrder) => room && during && blockedAround(during, room.travelMinutes)

function orderOf(session: Session, taken: readonly DemoOrder[]): DemoOrder | null {
  const { source, topic, during, offices } = session
  const [host, ...joined] = offices
  if (!host) return null
  const people = offices.reduce((sum, one) => sum + one.people, 0)
  const day = dayAt(during.from)
  const free = (room: DemoRoom, uses: (order: DemoOrder) => boolean) =>
    taken.every((order) => {
      const blocked = blockedOf(order)
      return !blocked || !uses(order) || !overlaps(blocked, blockedAround(during, room.travelMinutes))
    })
  const rooms = [
    ...ROOMS.filter(({ office }) => office === host.code),
    // Too many for the office's own rooms: the county's largest.
    ...[...ROOMS].sort((a, b) => b.capacity - a.capacity),
  ]
  const room = rooms.find((one) => one.capacity >= people && free(one, (order) => order.room?.id === one.id))
  if (!room) return null
  const classes = (lecturer: DemoLecturer, within: (at: Date) => boolean) =>
    taken.filter((order) => order.lecturer?.id === lecturer.id && order.during && within(order.during.from))
      .length
  const inMonth = (lecturer: DemoLecturer) => classes(lecturer, (at) => monthOf(dayAt(at)) === monthOf(day))
  const [lecturer] = LECTURERS.filter(({ topics }) => topics.includes(topic))
    .filter((one) => room.travelMinutes <= one.travelLimitMinutes && inMonth(one) < one.monthLimit)
    .filter((one) => classes(one, (at) => dayAt(at) === day) < one.dayLimit)
    .filter((one) => free(room, (order) => order.lecturer?.id === one.id))
    .sort((a, b) => inMonth(a) - inMonth(b) || classes(a, () => true) - classes(b, () => true))
  if (!lecturer) return null
  const id = orderIdOf(source)
  // Some seats stay empty.
  const empty = Math.min(room.capacity - people, randomOf(`empty seats ${source}`).between(0, 4))
  return {
    ...{
      id,
      office: host.code,
      topic,
      state: 'closed',
      asked: 'named',
      seats: host.people + empty,
      needs: {},
    },
    wanted: { from: addDays(day, -3), to: addDays(day, 3), time: 'any' },
    ...{ lecturer, room, during, engagementId: demoId('engagement', source), holdUntil: null },
    ...{ shared: joined.length > 0, joined, reason: null, steps: stepsOf(during) },
  }
}

function stepsOf({ from, to }: TimeSpan): DemoStep[] {
  const before = (days: number) => new Date(from.getTime() - days * DAY_MS)
  const after = (minutes: number) => new Date(to.getTime() + minutes * MINUTE_MS)
  return [
    { act: 'draft', from: null, to: 'draft', by: 'office', at: before(21) },
    { act: 'name', from: 'draft', to: 'held', by: 'office', at: before(20.9) },
    { act: 'accept', from: 'held', to: 'accepted', by: 'lecturer', at: before(20) },
    { act: 'confirm', from: 'accepted', to: 'confirmed', by: 'office', at: before(19) },
    { act: 'teach', from: 'confirmed', to: 'taught', by: 'lecturer', at: after(10) },
    { act: 'close', from: 'taught', to: 'closed', by: 'office', at: after(60) },
  ]
}
