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
  'occasion-without-order': `select c.county_id, c.id, c.source_id as other from occasions c
    where c.source_kind = 'lecture' and c.state in ('planned', 'unsettled', 'took-place') and not exists (
      select 1 from lecture_orders o where o.county_id = c.county_id and o.id = c.source_id
        and case c.state when 'planned' then o.state = 'confirmed' when 'unsettled' then o.state in ${HOLDING}
          else o.state in ('confirmed', 'taught', 'closed') end)`,
  'order-without-occasion': `select o.county_id, o.id, null::uuid as other from lecture_orders o
    where o.state in ('confirmed', 'taught') and not exists (
      select 1 from occasions c where c.county_id = o.county_id and c.source_kind = 'lecture' and c.source_id = o.id
        and c.state in ('planned', 'took-place'))`,
  'occasion-and-order-differ': `select c.county_id, c.id, o.id as other from occasions c
    join lecture_orders o on o.county_id = c.county_id and o.id = c.source_id
    join occasion_rosters r on r.county_id = c.county_id and r.occasion_id = c.id and r.office_id = c.office_id
    where c.source_kind = 'lecture' and c.state = 'planned'
      and (o.during <> c.during or o.regime <> c.regime or o.office_id <> c.office_id or o.seats <> r.seats)`,
  'roster-over-capacity': `select r.county_id, r.id, r.occasion_id as other from occasion_rosters r
    join occasions c on c.county_id = r.county_id and c.id = r.occasion_id
    where r.joined > r.seats or c.capacity < (select sum(s.seats) from occasion_rosters s
      where s.county_id = r.county_id and s.occasion_id = r.occasion_id)`,
  'roster-miscounted': `select r.county_id, r.id, r.occasion_id as other from occasion_rosters r
    where r.joined <> (select count(*) from occasion_places p where p.county_id = r.county_id
      and p.occasion_id = r.occasion_id and p.office_id = r.office_id and p.state = 'joined')`,
  // Somebody waits beside a free seat.
  'waiting-beside-a-seat': `select r.county_id, r.id, r.occasion_id as other from occasion_rosters r
    join occasions c on c.county_id = r.county_id and c.id = r.occasion_id
    where r.joined < r.seats and c.state = 'planned' and lower(c.during) > $1 and exists (
      select 1 from occasion_places p where p.county_id = r.county_id and p.occasion_id = r.occasion_id
        and p.office_id = r.office_id and p.state = 'waiting')`,
  'roster-minors-mixed': `select p.county_id, p.id, p.person_id as other from occasion_places p
    join occasions c on c.county_id = p.county_id and c.id = p.occasion_id
    join supervised_persons q on q.county_id = p.county_id and q.id = p.person_id
    where p.regime <> c.regime or q.minors_regime <> (c.regime = 'minors')`,
  // A complete register in which somebody with a seat has no outcome that the office stands for.
  'register-without-marks': `select r.county_id, r.id, p.person_id as other from occasion_rosters r
    join occasion_places p on p.county_id = r.county_id and p.occasion_id = r.occasion_id and p.office_id = r.office_id
      and p.state = 'joined'
    where r.completed_at is not null and not exists (
      select 1 from (select m.id, m.outcome from attendance_marks m where m.county_id = p.county_id
          and m.occasion_id = p.occasion_id and m.person_id = p.person_id order by m.revision desc limit 1) last
        join attendance_confirmations f on f.county_id = p.county_id and f.mark_id = last.id
        where last.outcome is not null)`,
  'expired-hold': `select o.county_id, o.id, o.engagement_id as other from lecture_orders o
    where o.state in ${HOLDING} and o.hold_until <= $1::timestamptz - ${NOTED_WITHIN}`,
} as const
export type BookingRule = keyof typeof RULES
export const bookingRules = Object.keys(RULES) as BookingRule[]

/** Whether the tables are there: an older installation has them after its next start. */
export async function knowsBookings(sql: Db): Promise<boolean> {
  const [row] = await sql<{ it: boolean }[]>`select to_regclass('public.occasions') is not null as it`
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
