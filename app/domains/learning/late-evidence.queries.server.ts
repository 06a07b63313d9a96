import { and, eq, inArray } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { lengthMs } from '#app/shared/instants.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lateEvidence } from '#db/schema/late-evidence.ts'
import { unitStudies } from '#db/schema/learning.ts'
import { findAnyModule } from './lessons.server.ts'
import type { LateTime } from './unit-explanation.policy.ts'

/** The time of a study that arrived late, as it was judged, in the running transaction. */
export async function lateTimeOf(tx: Tx, study: { countyId: string; id: string }): Promise<LateTime[]> {
  const rows = await tx
    .select({
      deviceFrom: lateEvidence.deviceFrom,
      deviceUntil: lateEvidence.deviceUntil,
      arrivedAt: lateEvidence.arrivedAt,
      claimedSeconds: lateEvidence.claimedSeconds,
      closedSeconds: lateEvidence.closedSeconds,
      counted: lateEvidence.counted,
    })
    .from(lateEvidence)
    .where(
      and(
        eq(lateEvidence.countyId, study.countyId),
        eq(lateEvidence.unitStudyId, study.id),
        eq(lateEvidence.kind, 'time'),
      ),
    )
  return rows.map(({ deviceFrom, deviceUntil, arrivedAt, ...row }) => ({
    ...row,
    ...{ deviceFrom: deviceFrom.getTime(), deviceUntil: deviceUntil.getTime(), arrived: arrivedAt.getTime() },
  }))
}

export type ArrivedLate = {
  id: string
  unitId: string
  /** In the words for a person's own screens. */
  lesson: { zh: string; en: string }
  deviceFrom: Date
  deviceUntil: Date
  arrivedAt: Date
  claimedSeconds: number
  countedSeconds: number
  closedSeconds: number
}

/**
 * Study of a person that arrived after its month was closed, of the month in which it was by the device's word: kept, and
 * not counted; the newest first. Of nobody but those whom the actor may see.
 */
export function arrivedAfterClosing(
  actor: Actor,
  personId: string,
  month: CalendarMonth,
): Promise<ArrivedLate[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const rows = await tx
      .select({
        id: lateEvidence.id,
        unitId: unitStudies.unitId,
        deviceFrom: lateEvidence.deviceFrom,
        deviceUntil: lateEvidence.deviceUntil,
        arrivedAt: lateEvidence.arrivedAt,
        claimedSeconds: lateEvidence.claimedSeconds,
        closedSeconds: lateEvidence.closedSeconds,
        counted: lateEvidence.counted,
      })
      .from(lateEvidence)
      .innerJoin(
        unitStudies,
        and(eq(unitStudies.countyId, lateEvidence.countyId), eq(unitStudies.id, lateEvidence.unitStudyId)),
      )
      .where(
        and(
          eq(lateEvidence.countyId, actor.countyId),
          eq(lateEvidence.personId, personId),
          eq(lateEvidence.kind, 'time'),
        ),
      )
    return rows
      .filter(({ closedSeconds, deviceFrom }) => closedSeconds > 0 && monthOf(dayAt(deviceFrom)) === month)
      .map(({ counted, ...row }) => ({
        ...row,
        lesson: lessonOf(row.unitId),
        countedSeconds: Math.round(lengthMs(counted) / 1000),
      }))
      .sort((a, b) => b.arrivedAt.getTime() - a.arrivedAt.getTime())
  })
}

function lessonOf(unitId: string): { zh: string; en: string } {
  const [code = '', unit = ''] = unitId.split('/')
  const title = findAnyModule(code)?.publicTitle ?? { zh: code, en: code }
  return { zh: `${title.zh}第 ${unit} 节`, en: `${title.en}, unit ${unit}` }
}

/** Which of these items have been judged before, and how. */
export async function judgedBefore(tx: Tx, key: { countyId: string; personId: string }, itemIds: string[]) {
  const rows = await tx
    .select()
    .from(lateEvidence)
    .where(
      and(
        eq(lateEvidence.countyId, key.countyId),
        eq(lateEvidence.personId, key.personId),
        inArray(lateEvidence.itemId, itemIds),
      ),
    )
  return new Map(rows.map((row) => [row.itemId, row]))
}
