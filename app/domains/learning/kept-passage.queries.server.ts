import { and, eq, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { quizAttempts } from '#db/schema/learning.ts'
import { unitsFor, type Module, type Unit } from './lessons.server.ts'
import { progressOf } from './progress.queries.server.ts'
import { latestStudyOf } from './study.server.ts'
import { isStillCounted, mayStudy } from './study-place.policy.ts'

/** A passage as a device keeps it: it has no session, and says nothing of how far somebody has come. */
export type KeptView = { kind: 'kept'; passages: number; idleLimitSeconds: number }

/**
 * A passage of a unit for a device to keep: reads only, so that nothing is counted and nothing begun. It is the same page
 * for whichever session, so that it needs not be fetched again for the next one. Null where studying it would not count.
 */
export async function keptPassage(actor: Actor, unit: Unit): Promise<KeptView | null> {
  const today = dayAt(now())
  if (!actor.personId || !mayStudy(actor, today)) return null
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [study, { idleLimitSeconds }] = await Promise.all([
      latestStudyOf(actor, unit.id),
      creditPolicyOn(tx, actor.countyId, today),
    ])
    if (study && isStillCounted(study, today)) return null
    const begunWith = study && !study.finishedAt ? study.passageCount : unit.passages.length
    return { kind: 'kept', passages: Math.min(begunWith, unit.passages.length), idleLimitSeconds }
  })
}

/**
 * What a device keeps of a module while somebody studies one of its units: that unit, then those after it and before it
 * that would count, and the open attempt at its quiz that is answered on a device. Null for whoever has left.
 */
export async function moduleInHand(
  actor: Actor,
  { module, unit }: { module: Module; unit: Unit },
): Promise<{ units: Unit[]; attemptId: string | null } | null> {
  const { personId } = actor
  const today = dayAt(now())
  if (!personId || !mayStudy(actor, today)) return null
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [progress, [attempt]] = await Promise.all([
      progressOf(actor, personId, today),
      tx
        .select({ id: quizAttempts.id })
        .from(quizAttempts)
        .where(
          and(
            eq(quizAttempts.countyId, actor.countyId),
            eq(quizAttempts.personId, personId),
            eq(quizAttempts.moduleCode, module.code),
            eq(quizAttempts.mode, 'written'),
            isNull(quizAttempts.submittedAt),
          ),
        ),
    ])
    const all = unitsFor(module, actor.minorsRegime)
    const at = all.indexOf(unit)
    const units = [...all.slice(at), ...all.slice(0, at)].filter(
      ({ id }) => progress.get(id)?.state !== 'counted',
    )
    return { units, attemptId: attempt?.id ?? null }
  })
}
