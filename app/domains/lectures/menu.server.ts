import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { modules } from 'virtual:lessons'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { menuTopics, menuVersions } from '#db/schema/lectures.ts'
import { courseTopics } from './course-topics.server.ts'
import type { MenuTopicForm, NewTopicForm } from './menu.schema.ts'
import { topicStamp } from './topic-stamp.server.ts'

/** The bureau's menus: written in a draft, looked at, published from a day on, and never changed afterwards. */

const draftOf = (actor: Actor, versionId: string) =>
  and(
    ...[eq(menuVersions.countyId, actor.countyId), eq(menuVersions.id, versionId)],
    eq(menuVersions.state, 'draft'),
  )

/**
 * Begins the next version of a menu as a copy of the latest one, the published ones that begin later included. Refuses
 * while a draft of this menu stands, and a menu that the county does not have.
 */
export async function draftMenu(
  actor: Actor,
  menu: 'A' | 'B' | 'C',
): Promise<Outcome<{ versionId: string }, 'not-found' | 'draft-stands'>> {
  const scope = scopeOf(actor)
  const versionId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      const versions = await tx
        .select()
        .from(menuVersions)
        .where(and(eq(menuVersions.countyId, actor.countyId), eq(menuVersions.menu, menu)))
        .orderBy(menuVersions.number)
      const latest = versions.filter(({ state }) => state === 'published').at(-1)
      if (!latest) return { refused: 'not-found' as const }
      const { titleZh, titleEn, fullZh, fullEn, groupZh, groupEn } = latest
      await tx.insert(menuVersions).values({
        ...{ id: versionId, countyId: actor.countyId, menu, number: versions.at(-1)!.number + 1 },
        ...{ state: 'draft', titleZh, titleEn, fullZh, fullEn, groupZh, groupEn },
      })
      const topics = await topicsOf(tx, actor, latest.id)
      if (topics.length > 0)
        await tx
          .insert(menuTopics)
          .values(topics.map((topic) => ({ ...topic, id: uuidv7(), menuVersionId: versionId })))
      const subject = { kind: 'menu-version' as const, id: versionId }
      await recordAudit(tx, scope, 'lectures.menu-drafted', subject, { menu, topics: topics.length })
      return { versionId }
    })
  } catch (error) {
    const violated = violatedConstraint(error)
    if (violated === 'menu_versions_one_draft' || violated === 'menu_versions_number')
      return { refused: 'draft-stands' }
    throw error
  }
}

async function topicsOf(tx: Tx, actor: Actor, versionId: string) {
  return tx
    .select()
    .from(menuTopics)
    .where(and(eq(menuTopics.countyId, actor.countyId), eq(menuTopics.menuVersionId, versionId)))
    .orderBy(menuTopics.position)
}

/** A version with its topics, those withdrawn included: the bureau's preview. Null for one that is not to be seen. */
export async function menuVersion(actor: Actor, versionId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [version] = await tx
      .select()
      .from(menuVersions)
      .where(and(eq(menuVersions.countyId, actor.countyId), eq(menuVersions.id, versionId)))
    return version ? { ...version, topics: await topicsOf(tx, actor, versionId) } : null
  })
}

/** Lessons that are there, or that the supplied menu plans; a topic without lessons names none. */
const hasLessons = (code: string | null) =>
  code === null || [...modules, ...courseTopics].some((one) => one.code === code)

/**
 * Changes a topic of a draft, or marks it as withdrawn from this version on. `seen`: the stamp of what its author looked at.
 * Refuses one of a published version, and `stale` when somebody else changed it meanwhile. The same again changes nothing.
 */
export async function changeDraftTopic(
  actor: Actor,
  versionId: string,
  topicId: string,
  form: MenuTopicForm,
  seen: string,
): Promise<Outcome<{ topicId: string }, 'not-found' | 'module-unknown' | 'stale'>> {
  if (!hasLessons(form.moduleCode)) return { refused: 'module-unknown' }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const one = and(
      ...[eq(menuTopics.countyId, actor.countyId), eq(menuTopics.id, topicId)],
      eq(menuTopics.menuVersionId, versionId),
      sql`${menuTopics.menuVersionId} in (select v.id from menu_versions v where v.county_id = ${actor.countyId}
        and v.state = 'draft')`,
    )
    const [stands] = await tx.select().from(menuTopics).where(one).for('update')
    if (!stands) return { refused: 'not-found' as const }
    const now = topicStamp(stands)
    // Sent twice, or two who wrote the same.
    if (now === topicStamp(form)) return { topicId }
    if (now !== seen) return { refused: 'stale' as const }
    const changed = await tx.update(menuTopics).set(form).where(one).returning({ code: menuTopics.code })
    if (changed.length === 0) return { refused: 'not-found' as const }
    const subject = { kind: 'menu-version' as const, id: versionId }
    await recordAudit(tx, scope, 'lectures.menu-draft-changed', subject, { topic: changed[0]!.code })
    return { topicId }
  })
}

/** Adds a topic at the end of a draft. Refuses a code that the draft has, or that is another menu's. */
export async function addDraftTopic(
  actor: Actor,
  versionId: string,
  form: NewTopicForm,
): Promise<Outcome<{ topicId: string }, 'not-found' | 'code-taken' | 'other-menu' | 'module-unknown'>> {
  if (!hasLessons(form.moduleCode)) return { refused: 'module-unknown' }
  const scope = scopeOf(actor)
  const topicId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      const [draft] = await tx.select().from(menuVersions).where(draftOf(actor, versionId))
      if (!draft) return { refused: 'not-found' as const }
      if (form.code[0] !== draft.menu.toLowerCase()) return { refused: 'other-menu' as const }
      const topics = await topicsOf(tx, actor, versionId)
      const position = (topics.at(-1)?.position ?? 0) + 1
      await tx
        .insert(menuTopics)
        .values({ ...form, id: topicId, countyId: actor.countyId, menuVersionId: versionId, position })
      const subject = { kind: 'menu-version' as const, id: versionId }
      await recordAudit(tx, scope, 'lectures.menu-draft-changed', subject, { topic: form.code })
      return { topicId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'menu_topics_once') return { refused: 'code-taken' }
    throw error
  }
}

/**
 * Publishes a draft from a day on, today or later. Orders that stand keep the version that they saw. Refuses a draft
 * without a topic, a day gone by, and a day from which another version begins.
 */
export async function publishMenu(
  actor: Actor,
  versionId: string,
  from: CalendarDay,
): Promise<Outcome<{ versionId: string }, 'not-found' | 'no-topic' | 'day-past' | 'day-taken'>> {
  if (from < dayAt(now())) return { refused: 'day-past' }
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const topics = (await topicsOf(tx, actor, versionId)).filter(({ withdrawn }) => !withdrawn)
      const [draft] = await tx.select().from(menuVersions).where(draftOf(actor, versionId))
      if (!draft) return { refused: 'not-found' as const }
      if (topics.length === 0) return { refused: 'no-topic' as const }
      const published = await tx
        .update(menuVersions)
        .set({ state: 'published', effectiveFrom: from, publishedAt: now(), publishedBy: actor.accountId })
        .where(draftOf(actor, versionId))
        .returning({ id: menuVersions.id })
      // Somebody else published or discarded it in between.
      if (published.length === 0) return { refused: 'not-found' as const }
      const subject = { kind: 'menu-version' as const, id: versionId }
      await recordAudit(tx, scope, 'lectures.menu-published', subject, {
        ...{ menu: draft.menu, number: draft.number, from, topics: topics.length },
      })
      return { versionId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'menu_versions_one_a_day') return { refused: 'day-taken' }
    throw error
  }
}

/** Throws a draft away; its number is not given again. */
export async function discardMenu(
  actor: Actor,
  versionId: string,
): Promise<Outcome<{ versionId: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const gone = await tx
      .update(menuVersions)
      .set({ state: 'discarded' })
      .where(draftOf(actor, versionId))
      .returning({ id: menuVersions.id })
    if (gone.length === 0) return { refused: 'not-found' as const }
    await recordAudit(tx, scope, 'lectures.menu-discarded', { kind: 'menu-version', id: versionId })
    return { versionId }
  })
}
