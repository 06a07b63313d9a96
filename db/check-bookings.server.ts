import type { Sql, TransactionSql } from 'postgres'

/** Invariants of the calendar and of orders, each as a query that names what breaks it. Read as the owner of the tables. */

type Db = Sql | TransactionSql

/** What is wrong, and with which row. Ids alone. */
export type BookingFinding = { rule: BookingRule; countyId: string; id: string; other: string | null }

const live = (table: string) => `${table}.state in ('held', 'confirmed')`
const HOLDING = `('held', 'proposed', 'accepted')`
const BOOKED = `('confirmed', 'taught', 'closed')`
/** How long a hold may have passed before somebody should have noted it. */
const NOTED_WITHIN = `interval '1 hour'`

/** `$1`: the instant of the check, as the product counts it. Each answers `county_id`, `id` and `other`. */
const RULES = {
  'lecturer-at-two-doors': `select a.county_id, a.id, b.id as other from engagements a join engagements b
    on b.staff_id = a.staff_id and b.id > a.id and b.blocked && a.blocked
    where ${live('a')} and ${live('b')}`,
  'room-twice-in-use': `select a.county_id, a.id, b.id as other from engagements a join engagements b
    on b.room_id = a.room_id and b.id > a.id and b.blocked && a.blocked
    where ${live('a')} and ${live('b')}`,
  // Someone's time is taken for an order that does not have it.
  'engagement-without-order': `select e.county_id, e.id, e.for_id as other from engagements e
    where e.kind = 'lecture' and ${live('e')} and (e.state = 'confirmed' or e.hold_until > $1) and not exists (
      select 1 from lecture_orders o where o.county_id = e.county_id and o.id = e.for_id and o.engagement_id = e.id)`,
  // An order that is on, and nobody's time is booked for it.
  'order-without-engagement': `select o.county_id, o.id, o.engagement_id as other from lecture_orders o
    where o.state in ${BOOKED} and not exists (
      select 1 from engagements e where e.county_id = o.county_id and e.id = o.engagement_id and e.state = 'confirmed')`,
  // An order waits for an answer on a time that nobody holds any more.
  'hold-without-engagement': `select o.county_id, o.id, o.engagement_id as other from lecture_orders o
    where o.state in ${HOLDING} and o.hold_until > $1 and not exists (
      select 1 from engagements e where e.county_id = o.county_id and e.id = o.engagement_id and e.state = 'held')`,
  'order-and-engagement-differ': `select o.county_id, o.id, e.id as other from lecture_orders o
    join engagements e on e.county_id = o.county_id and e.id = o.engagement_id
    join lecturers l on l.county_id = o.county_id and l.id = o.lecturer_id
    where o.during <> e.during or o.room_id <> e.room_id or o.office_id <> e.office_id or l.staff_id <> e.staff_id
      or e.for_id <> o.id or (o.state in ${HOLDING} and o.hold_until <> e.hold_until)`,
  // Also where a room became smaller after it was taken.
  'over-capacity': `select o.county_id, o.id, r.id as other from lecture_orders o
    join lecture_rooms r on r.county_id = o.county_id and r.id = o.room_id
    where o.seats_taken > o.capacity or (o.seats_taken > r.capacity and lower(o.during) > $1)`,
  'seats-miscounted': `select o.county_id, o.id, null::uuid as other from lecture_orders o
    where o.seats_taken <> o.seats + coalesce((select sum(s.seats) from lecture_order_shares s
      where s.county_id = o.county_id and s.order_id = o.id and s.left_at is null), 0)`,
  'minors-mixed': `select o.county_id, o.id, s.id as other from lecture_orders o
    join lecture_order_shares s on s.county_id = o.county_id and s.order_id = o.id
    where s.left_at is null and s.regime <> o.regime`,
  // A step was lost, or stands twice.
  'history-broken': `select o.county_id, o.id, null::uuid as other from lecture_orders o
    left join lateral (select count(*) as steps, max(c.version) as last,
        (array_agg(c.to_state order by c.version desc))[1] as state
      from lecture_order_changes c where c.county_id = o.county_id and c.order_id = o.id) h on true
    where h.steps <> o.version or h.last <> o.version or h.state <> o.state`,
  'expired-hold': `select o.county_id, o.id, o.engagement_id as other from lecture_orders o
    where o.state in ${HOLDING} and o.hold_until <= $1::timestamptz - ${NOTED_WITHIN}`,
} as const
export type BookingRule = keyof typeof RULES
export const bookingRules = Object.keys(RULES) as BookingRule[]

/** Whether the tables are there: an older installation has them after its next start. */
export async function knowsBookings(sql: Db): Promise<boolean> {
  const [row] = await sql<{ it: boolean }[]>`select to_regclass('public.lecture_orders') is not null as it`
  return row!.it
}

/** Everything that is wrong with the bookings of all counties, rule by rule; empty: nothing. */
export async function bookingFindings(sql: Db, now: Date): Promise<BookingFinding[]> {
  const findings: BookingFinding[] = []
  for (const rule of bookingRules) {
    const text = RULES[rule]
    const rows = await sql.unsafe<{ county_id: string; id: string; other: string | null }[]>(
      text,
      text.includes('$1') ? [now.toISOString()] : [],
    )
    findings.push(...rows.map(({ county_id: countyId, id, other }) => ({ rule, countyId, id, other })))
  }
  return findings
}
