import { and, asc, eq, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { staff } from '#db/schema/identity.ts'
import { lecturers, lecturerTopics } from '#db/schema/lectures.ts'

/** Whose time a lecturer of the county has; null for one that the county does not know. In the running transaction. */
export async function staffIdOf(tx: Tx, countyId: string, lecturerId: string): Promise<string | null> {
  const [found] = await tx
    .select({ staffId: lecturers.staffId })
    .from(lecturers)
    .where(and(eq(lecturers.countyId, countyId), eq(lecturers.id, lecturerId)))
  return found?.staffId ?? null
}

/** The actor's own place in the county's registry; null for whoever is not in it. In the running transaction. */
export async function ownLecturerId(tx: Tx): Promise<string | null> {
  const [own] = await tx.execute<{ id: string | null }>(sql`select door_own_lecturer() as id`)
  return own?.id ?? null
}

/** The county's lecturers, in the order of their menus. Names are staff's; no audit row. */
export function listLecturers(actor: Actor) {
  return inActorTransaction(scopeOf(actor), (tx) => lecturersIn(tx, actor.countyId))
}

/** The same in the running transaction. */
export async function lecturersIn(tx: Tx, countyId: string) {
  return tx
    .select({
      id: lecturers.id,
      name: staff.name,
      menu: lecturers.menu,
      credentialsZh: lecturers.credentialsZh,
      credentialsEn: lecturers.credentialsEn,
      languages: lecturers.languages,
      travelLimitMinutes: lecturers.travelLimitMinutes,
      dayLimit: lecturers.dayLimit,
      monthLimit: lecturers.monthLimit,
      fromOn: lecturers.fromOn,
      toOn: lecturers.toOn,
      topics: sql<
        string[]
      >`array(select t.topic_code from lecturer_topics t where t.county_id = lecturers.county_id
          and t.lecturer_id = lecturers.id and (t.to_on is null or t.to_on > (app_now() at time zone 'Asia/Shanghai')::date)
          order by t.topic_code)`,
    })
    .from(lecturers)
    .innerJoin(staff, eq(staff.id, lecturers.staffId))
    .where(eq(lecturers.countyId, countyId))
    .orderBy(asc(lecturers.menu), asc(lecturers.id))
}

/** One lecturer of the county with what they may teach and from when to when, or null. */
export function findLecturer(actor: Actor, lecturerId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [found] = await tx
      .select({
        id: lecturers.id,
        name: staff.name,
        menu: lecturers.menu,
        credentialsZh: lecturers.credentialsZh,
        credentialsEn: lecturers.credentialsEn,
        languages: lecturers.languages,
        travelLimitMinutes: lecturers.travelLimitMinutes,
        dayLimit: lecturers.dayLimit,
        monthLimit: lecturers.monthLimit,
        fromOn: lecturers.fromOn,
        toOn: lecturers.toOn,
      })
      .from(lecturers)
      .innerJoin(staff, eq(staff.id, lecturers.staffId))
      .where(and(eq(lecturers.countyId, actor.countyId), eq(lecturers.id, lecturerId)))
    if (!found) return null
    const topics = await tx
      .select({ code: lecturerTopics.topicCode, fromOn: lecturerTopics.fromOn, toOn: lecturerTopics.toOn })
      .from(lecturerTopics)
      .where(and(eq(lecturerTopics.countyId, actor.countyId), eq(lecturerTopics.lecturerId, lecturerId)))
      .orderBy(asc(lecturerTopics.topicCode), asc(lecturerTopics.fromOn))
    return { ...found, topics }
  })
}

/** Who is appointed as a lecturer today and does not stand in the registry, by name. */
export function lecturersToRegister(actor: Actor): Promise<{ accountId: string; name: string }[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const appointed = (await appointedToday(actor)).filter(({ role }) => role === 'lecturer')
    const there = await tx
      .select({ accountId: staff.accountId })
      .from(lecturers)
      .innerJoin(staff, eq(staff.id, lecturers.staffId))
      .where(eq(lecturers.countyId, actor.countyId))
    const known = new Set(there.map(({ accountId }) => accountId))
    const missing = new Map(
      appointed.filter((one) => !known.has(one.accountId)).map((one) => [one.accountId, one.name]),
    )
    return [...missing].map(([accountId, name]) => ({ accountId, name }))
  })
}

/** What the registry says of the actor's own credentials; null for whoever is not in it. */
export function ownCredentials(actor: Actor): Promise<{ zh: string; en: string } | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const own = await ownLecturerId(tx)
    if (!own) return null
    const [found] = await tx
      .select({ zh: lecturers.credentialsZh, en: lecturers.credentialsEn })
      .from(lecturers)
      .where(and(eq(lecturers.countyId, actor.countyId), eq(lecturers.id, own)))
    return found ?? null
  })
}
