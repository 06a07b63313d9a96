import { and, eq, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { checkAnswers, studySessions, unitStudies } from '#db/schema/learning.ts'
import { minutesSoFar } from './beat.server.ts'
import type { LessonView } from './study.server.ts'
import { mayStudy } from './study-place.policy.ts'

/**
 * A passage of the unit in hand as it would be shown, for a device to keep: reads only, so that nothing is counted and
 * nothing begun. Null where no study of this unit is open on this device: there is nothing to go on with then.
 */
export async function keptPassage(
  actor: Actor,
  unitId: string,
): Promise<Extract<LessonView, { kind: 'counting' }> | null> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return null
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [open] = await tx
      .select({
        id: studySessions.id,
        nonce: studySessions.nonce,
        seq: studySessions.lastSeq,
        idleLimitSeconds: studySessions.idleLimitSeconds,
        unitStudyId: studySessions.unitStudyId,
        minutes: minutesSoFar,
      })
      .from(studySessions)
      .where(
        and(
          eq(studySessions.countyId, actor.countyId),
          eq(studySessions.personId, personId),
          eq(studySessions.loginSessionId, actor.loginSessionId),
          isNull(studySessions.endedAt),
        ),
      )
    if (!open) return null
    const [study] = await tx
      .select()
      .from(unitStudies)
      .where(
        and(
          eq(unitStudies.countyId, actor.countyId),
          eq(unitStudies.id, open.unitStudyId),
          eq(unitStudies.unitId, unitId),
          isNull(unitStudies.finishedAt),
        ),
      )
    if (!study) return null
    const right = await tx
      .select({ passage: checkAnswers.passage })
      .from(checkAnswers)
      .where(
        and(
          eq(checkAnswers.countyId, actor.countyId),
          eq(checkAnswers.unitStudyId, study.id),
          eq(checkAnswers.correct, true),
        ),
      )
    const { unitStudyId, minutes, ...session } = open
    return {
      ...{ kind: 'counting' as const, studyId: unitStudyId, session, minutes },
      ...{ answered: right.map(({ passage }) => passage), most: study.nominalMinutes * study.readingFactor },
      // What was counted goes on meanwhile; the page says it when it is shown from the server again.
      ...{ passages: study.passageCount, times: null },
    }
  })
}
