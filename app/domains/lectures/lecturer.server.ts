import { and, eq, isNull, or, gt } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { staff } from '#db/schema/identity.ts'
import { lecturers, lecturerTopics } from '#db/schema/lectures.ts'
import type { LecturerForm } from './lecturer.schema.ts'
import { topicsInForce } from './menus.queries.server.ts'

/** The bureau's registry of those who can be invited. */

/** Enters somebody who is appointed as a lecturer today. Refuses whoever is not, and whoever is in it already. */
export async function registerLecturer(
  actor: Actor,
  accountId: string,
  form: LecturerForm,
): Promise<Outcome<{ lecturerId: string }, 'not-lecturer' | 'already'>> {
  const scope = scopeOf(actor)
  const lecturerId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      const appointed = await appointedToday(actor)
      const isLecturer = appointed.some((one) => one.accountId === accountId && one.role === 'lecturer')
      const [member] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.accountId, accountId))
      if (!isLecturer || !member) return { refused: 'not-lecturer' as const }
      await tx.insert(lecturers).values({
        ...{ id: lecturerId, countyId: actor.countyId, staffId: member.id, fromOn: dayAt(now()), ...form },
      })
      const subject = { kind: 'lecturer' as const, id: lecturerId }
      await recordAudit(tx, scope, 'lectures.lecturer-registered', subject, { menu: form.menu })
      return { lecturerId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'lecturers_county_staff') return { refused: 'already' }
    throw error
  }
}

/** Changes what offices read of a lecturer, or from which day they no longer lecture. What is booked stays. */
export async function changeLecturer(
  actor: Actor,
  lecturerId: string,
  form: Omit<LecturerForm, 'menu'> & { toOn: CalendarDay | null },
): Promise<Outcome<{ lecturerId: string }, 'not-found' | 'ends-before-start'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const here = and(eq(lecturers.countyId, actor.countyId), eq(lecturers.id, lecturerId))
    const [found] = await tx.select({ fromOn: lecturers.fromOn }).from(lecturers).where(here)
    if (!found) return { refused: 'not-found' as const }
    if (form.toOn !== null && form.toOn <= found.fromOn) return { refused: 'ends-before-start' as const }
    await tx.update(lecturers).set(form).where(here)
    const subject = { kind: 'lecturer' as const, id: lecturerId }
    await recordAudit(tx, scope, 'lectures.lecturer-changed', subject, { ends: form.toOn })
    return { lecturerId }
  })
}

/** A lecturer may teach a topic of today's menu from a day on. Refuses what they may teach already. */
export async function qualifyLecturer(
  actor: Actor,
  lecturerId: string,
  topicCode: string,
  fromOn: CalendarDay,
): Promise<Outcome<{ lecturerId: string }, 'not-found' | 'topic-gone' | 'already'>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const here = and(eq(lecturers.countyId, actor.countyId), eq(lecturers.id, lecturerId))
      const [found] = await tx.select({ id: lecturers.id }).from(lecturers).where(here)
      if (!found) return { refused: 'not-found' as const }
      const menu = await topicsInForce(tx, actor.countyId, dayAt(now()))
      if (!menu.some(({ code }) => code === topicCode)) return { refused: 'topic-gone' as const }
      await tx
        .insert(lecturerTopics)
        .values({ id: uuidv7(), countyId: actor.countyId, lecturerId, topicCode, fromOn })
      const subject = { kind: 'lecturer' as const, id: lecturerId }
      await recordAudit(tx, scope, 'lectures.lecturer-qualified', subject, { topic: topicCode, from: fromOn })
      return { lecturerId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'lecturer_topics_no_overlap') return { refused: 'already' }
    throw error
  }
}

/**
 * From tomorrow on a lecturer is not asked for a topic any more; what is booked stays. Refuses an end that does not lie
 * after the beginning of a period that stands.
 */
export async function endLecturerTopic(
  actor: Actor,
  lecturerId: string,
  topicCode: string,
  toOn: CalendarDay,
): Promise<Outcome<{ lecturerId: string }, 'not-found' | 'day-past' | 'ends-before-start'>> {
  if (toOn <= dayAt(now())) return { refused: 'day-past' }
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const ended = await tx
        .update(lecturerTopics)
        .set({ toOn })
        .where(
          and(
            ...[eq(lecturerTopics.countyId, actor.countyId), eq(lecturerTopics.lecturerId, lecturerId)],
            eq(lecturerTopics.topicCode, topicCode),
            or(isNull(lecturerTopics.toOn), gt(lecturerTopics.toOn, toOn)),
          ),
        )
        .returning({ id: lecturerTopics.id })
      if (ended.length === 0) return { refused: 'not-found' as const }
      const subject = { kind: 'lecturer' as const, id: lecturerId }
      await recordAudit(tx, scope, 'lectures.lecturer-topic-ended', subject, { topic: topicCode, to: toOn })
      return { lecturerId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'lecturer_topics_order') return { refused: 'ends-before-start' }
    throw error
  }
}
