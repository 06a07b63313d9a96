import { and, desc, eq } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { absenceNotices } from '#db/schema/after-class.ts'
import type { AbsenceReason } from './absence.policy.ts'

/**
 * Which of the people whom the actor may see have said that they cannot come to a class, and why: the latest word of each.
 * Part of a register's page, whose opening has its audit row.
 */
export async function absencesSaid(
  actor: Actor,
  occasionId: string,
): Promise<{ personId: string; reason: AbsenceReason }[]> {
  return inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .selectDistinctOn([absenceNotices.personId], {
        personId: absenceNotices.personId,
        reason: absenceNotices.reason,
      })
      .from(absenceNotices)
      .where(and(eq(absenceNotices.countyId, actor.countyId), eq(absenceNotices.occasionId, occasionId)))
      .orderBy(absenceNotices.personId, desc(absenceNotices.saidAt), desc(absenceNotices.id)),
  )
}
