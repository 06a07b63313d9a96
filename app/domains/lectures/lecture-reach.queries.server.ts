import { sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { officesOf } from '#app/domains/supervision/offices.queries.server.ts'
import { addMonths, firstDayOf, startOfDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { ownLecturerId } from './lecturers.queries.server.ts'

/**
 * Classes that took place, as sums: nobody is named. Seats are what was ordered; who came is what complete registers say, and
 * `open` are the classes of which one is not complete (or not kept at all): they count nobody yet.
 */

/** From the first month to the last, both included. */
export type MonthsShown = { from: CalendarMonth; to: CalendarMonth }

const spanOf = ({ from, to }: MonthsShown) =>
  [
    startOfDay(firstDayOf(from)).toISOString(),
    startOfDay(firstDayOf(addMonths(to, 1))).toISOString(),
  ] as const

export type TopicSums = {
  code: string
  titleZh: string
  titleEn: string
  sessions: number
  minutes: number
  seats: number
  came: number
  open: number
}
export type RecordRow = TopicSums & { month: CalendarMonth }

/** The registers of each class of these months, whatever the actor sees of them: numbers alone. */
const attendance = (months: MonthsShown) => {
  const [from, to] = spanOf(months)
  return sql`(select order_id, sum(came)::int as came, bool_and(complete) as complete
    from door_class_attendance(${from}::timestamptz, ${to}::timestamptz) group by order_id)`
}
const SUMS = sql`count(*)::int as sessions, sum(t.minutes)::int as minutes, sum(o.seats_taken)::int as seats,
  coalesce(sum(c.came), 0)::int as came, (count(*) filter (where c.complete is not true))::int as open`

/** A lecturer's own classes by month and topic, the latest month first; null for whoever the registry does not know. */
export function serviceRecord(actor: Actor, months: MonthsShown) {
  const [from, to] = spanOf(months)
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const own = await ownLecturerId(tx)
    if (!own) return null
    const rows = await tx.execute<RecordRow>(sql`
      select to_char(lower(o.during) at time zone 'Asia/Shanghai', 'YYYY-MM') as month, o.topic_code as code,
        (array_agg(t.full_zh order by o.id desc))[1] as "titleZh", (array_agg(t.full_en order by o.id desc))[1] as "titleEn",
        ${SUMS}
      from lecture_orders o join menu_topics t on t.county_id = o.county_id and t.id = o.topic_id
      left join ${attendance(months)} c on c.order_id = o.id
      where o.county_id = ${actor.countyId}::uuid and o.lecturer_id = ${own}::uuid and o.state in ('taught', 'closed')
        and lower(o.during) >= ${from}::timestamptz and lower(o.during) < ${to}::timestamptz
      group by 1, 2 order by 1 desc, 2`)
    return [...rows]
  })
}

export type OfficeSums = {
  id: string
  nameZh: string
  nameEn: string
  hosted: number
  joined: number
  seats: number
  came: number
  open: number
}

/** The county's classes of some months: by topic, those to which most came first, and by office in the register's order. */
export function lectureReach(actor: Actor, months: MonthsShown) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [topics, sums, offices] = await Promise.all([
      reachByTopic(tx, actor, months),
      reachByOffice(tx, actor, months),
      officesOf(tx, actor),
    ])
    return {
      topics,
      offices: offices.map((office): OfficeSums => {
        const found = sums.find(({ id }) => id === office.id)
        return {
          ...office,
          hosted: found?.hosted ?? 0,
          joined: found?.joined ?? 0,
          seats: found?.seats ?? 0,
          came: found?.came ?? 0,
          open: found?.open ?? 0,
        }
      }),
    }
  })
}

async function reachByTopic(tx: Tx, actor: Actor, months: MonthsShown): Promise<TopicSums[]> {
  const [from, to] = spanOf(months)
  const rows = await tx.execute<TopicSums>(sql`
    select o.topic_code as code, (array_agg(t.full_zh order by o.id desc))[1] as "titleZh",
      (array_agg(t.full_en order by o.id desc))[1] as "titleEn",
      ${SUMS}
    from lecture_orders o join menu_topics t on t.county_id = o.county_id and t.id = o.topic_id
    left join ${attendance(months)} c on c.order_id = o.id
    where o.county_id = ${actor.countyId}::uuid and o.state in ('taught', 'closed')
      and lower(o.during) >= ${from}::timestamptz and lower(o.during) < ${to}::timestamptz
    group by 1 order by came desc, seats desc, 1`)
  return [...rows]
}

async function reachByOffice(tx: Tx, actor: Actor, months: MonthsShown) {
  const [from, to] = spanOf(months)
  return tx.execute<Omit<OfficeSums, 'nameZh' | 'nameEn'>>(sql`
    with held as (
      select o.id, o.county_id, o.office_id, o.seats from lecture_orders o
      where o.county_id = ${actor.countyId}::uuid and o.state in ('taught', 'closed')
        and lower(o.during) >= ${from}::timestamptz and lower(o.during) < ${to}::timestamptz),
    seated as (
      select id, office_id, 1 as hosted, 0 as joined, seats from held
      union all
      select h.id, s.office_id, 0, 1, s.seats from lecture_order_shares s
      join held h on h.county_id = s.county_id and h.id = s.order_id where s.left_at is null)
    select s.office_id as id, sum(s.hosted)::int as hosted, sum(s.joined)::int as joined, sum(s.seats)::int as seats,
      coalesce(sum(c.came), 0)::int as came, (count(*) filter (where c.complete is not true))::int as open
    from seated s
    left join door_class_attendance(${from}::timestamptz, ${to}::timestamptz) c
      on c.order_id = s.id and c.office_id = s.office_id
    group by s.office_id`)
}
