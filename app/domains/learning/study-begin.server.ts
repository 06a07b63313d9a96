import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { hasReadingNeed } from '#app/domains/supervision/own-record.queries.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { unitStudies } from '#db/schema/learning.ts'
import type { Module, Unit } from './lessons.server.ts'

/**
 * Opens the study of a unit, with the reading factor of the policy of the day and the lesson as it reads now. One audit
 * row. Violates `unit_studies_one_open` where another request has opened it in the same instant.
 */
export async function beginStudy(
  tx: Tx,
  actor: Actor,
  { module, unit }: { module: Module; unit: Unit },
): Promise<typeof unitStudies.$inferSelect> {
  const [policy, readingNeed] = await Promise.all([
    creditPolicyOn(tx, actor.countyId, dayAt(now())),
    hasReadingNeed(tx, actor),
  ])
  const factors = policy.readingFactor
  const [study] = await tx
    .insert(unitStudies)
    .values({
      id: uuidv7(),
      countyId: actor.countyId,
      personId: actor.personId!,
      unitId: unit.id,
      moduleVersion: module.version,
      nominalMinutes: unit.minutes,
      readingFactor: readingNeed ? factors.recordedNeed : factors.usual,
      passageCount: unit.passages.length,
      place: 1,
    })
    .returning()
  await recordAudit(
    tx,
    scopeOf(actor),
    'learning.unit-opened',
    { kind: 'unit-study', id: study!.id, personId: actor.personId! },
    { unit: unit.id, version: module.version },
  )
  return study!
}
