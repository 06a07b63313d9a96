import { and, desc, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { menuTopics, menuVersions } from '#db/schema/lectures.ts'

/** The version that is the menu on a day: of those published, the latest that has begun. */
const inForce = (countyId: string, day: CalendarDay) =>
  and(
    eq(menuVersions.countyId, countyId),
    sql`${menuVersions.id} in (select distinct on (v.menu) v.id from menu_versions v
      where v.county_id = ${countyId} and v.state = 'published' and v.effective_from <= ${day}::date
      order by v.menu, v.effective_from desc)`,
  )

const topicsWhere = (tx: Tx, countyId: string, day: CalendarDay) =>
  tx
    .select({
      id: menuTopics.id,
      code: menuTopics.code,
      menu: menuVersions.menu,
      versionId: menuVersions.id,
      versionNumber: menuVersions.number,
      minutes: menuTopics.minutes,
      sittings: menuTopics.sittings,
      publicZh: menuTopics.publicZh,
      publicEn: menuTopics.publicEn,
      fullZh: menuTopics.fullZh,
      fullEn: menuTopics.fullEn,
      audienceZh: menuTopics.audienceZh,
      audienceEn: menuTopics.audienceEn,
      stage: menuTopics.stage,
      roomNeeds: menuTopics.roomNeeds,
      moduleCode: menuTopics.moduleCode,
    })
    .from(menuTopics)
    .innerJoin(
      menuVersions,
      and(eq(menuVersions.countyId, menuTopics.countyId), eq(menuVersions.id, menuTopics.menuVersionId)),
    )
    .where(and(inForce(countyId, day), eq(menuTopics.withdrawn, false)))
    .orderBy(menuVersions.menu, menuTopics.position)
export type MenuTopic = Awaited<ReturnType<typeof topicsWhere>>[number]

/** What can be ordered on a day, in the menus' order; in the running transaction. */
export async function topicsInForce(tx: Tx, countyId: string, day: CalendarDay): Promise<MenuTopic[]> {
  return topicsWhere(tx, countyId, day)
}

/** What can be ordered today. */
export function currentMenu(actor: Actor): Promise<MenuTopic[]> {
  return inActorTransaction(scopeOf(actor), (tx) => topicsInForce(tx, actor.countyId, dayAt(now())))
}

export type TopicTitles = { public: { zh: string; en: string }; full: { zh: string; en: string } }

/** What every topic that was ever published is called: by its code, as the latest version of its menu says it. */
export async function topicTitles(actor: Actor): Promise<Map<string, TopicTitles>> {
  const rows = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .selectDistinctOn([menuTopics.code], {
        code: menuTopics.code,
        publicZh: menuTopics.publicZh,
        publicEn: menuTopics.publicEn,
        fullZh: menuTopics.fullZh,
        fullEn: menuTopics.fullEn,
      })
      .from(menuTopics)
      .innerJoin(
        menuVersions,
        and(eq(menuVersions.countyId, menuTopics.countyId), eq(menuVersions.id, menuTopics.menuVersionId)),
      )
      .where(and(eq(menuTopics.countyId, actor.countyId), eq(menuVersions.state, 'published')))
      .orderBy(menuTopics.code, desc(menuVersions.effectiveFrom)),
  )
  return new Map(
    rows.map(({ code, publicZh, publicEn, fullZh, fullEn }) => [
      code,
      { public: { zh: publicZh, en: publicEn }, full: { zh: fullZh, en: fullEn } },
    ]),
  )
}

/** Every version of the county's menus, with how many of its topics can be ordered; of a menu the latest first. */
export function listMenuVersions(actor: Actor) {
  return inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({
        id: menuVersions.id,
        menu: menuVersions.menu,
        number: menuVersions.number,
        state: menuVersions.state,
        fullZh: menuVersions.fullZh,
        fullEn: menuVersions.fullEn,
        groupZh: menuVersions.groupZh,
        groupEn: menuVersions.groupEn,
        effectiveFrom: menuVersions.effectiveFrom,
        publishedAt: menuVersions.publishedAt,
        topics: sql<number>`(select count(*)::int from menu_topics t where t.county_id = menu_versions.county_id
          and t.menu_version_id = menu_versions.id and not t.withdrawn)`,
      })
      .from(menuVersions)
      .where(eq(menuVersions.countyId, actor.countyId))
      .orderBy(menuVersions.menu, desc(menuVersions.number)),
  )
}
