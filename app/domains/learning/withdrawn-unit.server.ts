import { and, eq, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { unitStudies } from '#db/schema/learning.ts'
import { finishStudy } from './check-answer.server.ts'
import { taughtUnit, WITHDRAWN_UNIT } from './lessons.server.ts'
import { openStudiesOf } from './study-times.queries.server.ts'
import { mayStudy } from './study-place.policy.ts'

/** One's open study of a unit that is no longer taught, with what was witnessed of it; null: there is none. */
export async function ownWithdrawnStudy(actor: Actor, unitId: string) {
  const { personId } = actor
  if (!personId || taughtUnit(unitId)) return null
  return inActorTransaction(scopeOf(actor), async () => {
    const open = await openStudiesOf(actor, personId)
    return open.find((study) => study.unitId === unitId) ?? null
  })
}

/**
 * A unit was taken out of the lessons while somebody studied it: its last checks can never be answered, so that what
 * the server saw until then is credited as it stands, by the same rule and once, however often it is asked for. Refuses
 * `left` (no longer on the register) and `not-open` (nothing of it is open, or it is still taught).
 */
export async function closeWithdrawnUnit(
  actor: Actor,
  unitId: string,
): Promise<Outcome<{ minutes: number }, 'left' | 'not-open'>> {
  const { personId } = actor
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  if (taughtUnit(unitId)) return { refused: 'not-open' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [study] = await tx
      .select()
      .from(unitStudies)
      .where(
        and(
          eq(unitStudies.countyId, actor.countyId),
          eq(unitStudies.personId, personId),
          eq(unitStudies.unitId, unitId),
          isNull(unitStudies.finishedAt),
        ),
      )
      .for('update')
    if (!study) return { refused: 'not-open' as const }
    const subject = { code: unitId, ...WITHDRAWN_UNIT }
    return { minutes: await finishStudy(tx, actor, study, subject, { withdrawn: true }) }
  })
}
