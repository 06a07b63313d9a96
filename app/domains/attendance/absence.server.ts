import { and, desc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { tell } from '#app/domains/notices/notice.server.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { absenceNotices } from '#db/schema/after-class.ts'
import type { AbsenceReason } from './absence.policy.ts'
import { occasionIn } from './occasion-in.server.ts'
import { leaveIn } from './place.server.ts'

/**
 * Somebody cannot come, and says why: their seat goes to whoever waits longest, and the office is told. Whether it excuses
 * them is for the office to say (社矫法 10). Before the class begins.
 */
export async function cannotCome(
  actor: Actor,
  occasionId: string,
  reason: AbsenceReason,
): Promise<Outcome<{ said: true }, 'not-offered' | 'closed'>> {
  const { personId, countyId } = actor
  if (!personId) return { refused: 'not-offered' }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const occasion = await occasionIn(tx, countyId, occasionId)
    if (!occasion) return { refused: 'not-offered' as const }
    const left = await leaveIn(tx, actor, occasion, personId, false)
    if ('refused' in left) return left
    const of = and(
      ...[eq(absenceNotices.countyId, countyId), eq(absenceNotices.occasionId, occasionId)],
      eq(absenceNotices.personId, personId),
    )
    const [before] = await tx
      .select({ reason: absenceNotices.reason })
      .from(absenceNotices)
      .where(of)
      .orderBy(desc(absenceNotices.saidAt), desc(absenceNotices.id))
      .limit(1)
    // A form that is sent twice says it once.
    if (before?.reason === reason) return { said: true as const }
    const id = uuidv7()
    await tx.insert(absenceNotices).values({ id, countyId, occasionId, personId, reason })
    const office = await tx.execute<{ account_id: string }>(
      sql`select account_id from door_staff_of_own_place(${occasionId}::uuid)`,
    )
    await tell(...([tx, scope, [...office].map((row) => row.account_id)] as const), {
      ...{ code: 'absence-said', key: `absence:${occasionId}:${id}` },
      parameters: {
        ...{ occasion: occasionId, topic: occasion.titleCode, absence: reason },
        ...{ day: dayAt(occasion.during.from), time: timeOfDay(occasion.during.from) },
      },
    })
    const about = { kind: 'occasion' as const, id: occasionId, personId }
    await recordAudit(tx, scope, 'attendance.absence-said', about, { reason })
    return { said: true as const }
  })
}
