import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { lecturesHeard } from '#app/domains/hours/lectures-heard.queries.server.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import { isDelegatedOn } from '#app/domains/supervision/delegation.policy.ts'
import { addDays, dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { topicsInForce, type MenuTopic } from './menus.queries.server.ts'
import type { OrderState } from './order.policy.ts'
import { demandIn, type TopicDemand } from './orders.queries.server.ts'

/** How far back "last time" looks. */
const A_YEAR = 366

export type MenuLine = MenuTopic & {
  demand: TopicDemand | null
  /** How many lecturers teach it now. */
  lecturers: number
  /** When the office's people last heard it, within a year. */
  lastOn: CalendarDay | null
  /** The office's own order of it that is on its way; the one with the nearest time. */
  running: { id: string; state: OrderState } | null
}
export type MenuTitles = { menu: 'A' | 'B' | 'C'; zh: string; en: string; groupZh: string; groupEn: string }

/** The menus as an office reads them: what can be ordered, how much it is wanted, when it was here last. */
export async function officeMenu(actor: Actor) {
  const today = dayAt(now())
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [topics, titles, demand, lecturers, heard, running, delegation] = await Promise.all([
      topicsInForce(tx, actor.countyId, today),
      menuTitles(tx, actor.countyId, today),
      demandIn(tx),
      lecturersByTopic(tx, actor.countyId, today),
      lecturesHeard(tx, scope, addDays(today, -A_YEAR)),
      runningByTopic(tx, actor),
      delegationOf(tx, actor.countyId, actor.officeId!),
    ])
    const wanted = new Map(demand.map((one) => [one.topicCode, one]))
    const lines: MenuLine[] = topics.map((topic) => ({
      ...topic,
      demand: wanted.get(topic.code) ?? null,
      lecturers: lecturers.get(topic.code) ?? 0,
      lastOn: heard.get(topic.code) ?? null,
      running: running.get(topic.code) ?? null,
    }))
    return {
      ...{ titles, lines },
      delegated: delegation !== null && isDelegatedOn(today, delegation),
      delegatedTo: delegation?.delegatedTo ?? null,
    }
  })
}

/** Titles of the menus in force, for staff. */
export async function menuTitles(tx: Tx, countyId: string, day: CalendarDay): Promise<MenuTitles[]> {
  const rows = await tx.execute<{
    menu: MenuTitles['menu']
    zh: string
    en: string
    gz: string
    ge: string
  }>(sql`
    select distinct on (v.menu) v.menu, v.full_zh as zh, v.full_en as en, v.group_zh as gz, v.group_en as ge
    from menu_versions v where v.county_id = ${countyId} and v.state = 'published' and v.effective_from <= ${day}::date
    order by v.menu, v.effective_from desc`)
  return rows.map(({ gz, ge, ...title }) => ({ ...title, groupZh: gz, groupEn: ge }))
}

async function lecturersByTopic(tx: Tx, countyId: string, today: CalendarDay) {
  const rows = await tx.execute<{ code: string; count: number }>(sql`
    select t.topic_code as code, count(distinct t.lecturer_id)::int as count from lecturer_topics t
    join lecturers l on l.county_id = t.county_id and l.id = t.lecturer_id
    where t.county_id = ${countyId} and t.from_on <= ${today}::date and (t.to_on is null or t.to_on > ${today}::date)
      and (l.to_on is null or l.to_on > ${today}::date)
    group by t.topic_code`)
  return new Map(rows.map(({ code, count }) => [code, count]))
}

async function runningByTopic(tx: Tx, { countyId, officeId }: Actor) {
  const rows = await tx.execute<{ code: string; id: string; state: OrderState }>(sql`
    select distinct on (o.topic_code) o.topic_code as code, o.id, o.state from lecture_orders o
    where o.county_id = ${countyId} and o.office_id = ${officeId}
      and o.state in ('draft', 'requested', 'held', 'proposed', 'accepted', 'declined', 'expired', 'cancelled-by-lecturer', 'confirmed')
      and (o.during is null or upper(o.during) > app_now())
    order by o.topic_code, lower(o.during) nulls last, o.id desc`)
  return new Map(rows.map(({ code, ...order }) => [code, order]))
}

/** A topic's title that was on a published menu once; null for what never was. */
export async function titleOfTopic(actor: Actor, code: string): Promise<{ zh: string; en: string } | null> {
  const [found] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx.execute<{ zh: string; en: string }>(sql`
      select t.full_zh as zh, t.full_en as en from menu_topics t
      join menu_versions v on v.county_id = t.county_id and v.id = t.menu_version_id and v.state = 'published'
      where t.county_id = ${actor.countyId} and t.code = ${code} order by v.effective_from desc limit 1`),
  )
  return found ?? null
}
