import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { ownStaffId } from '#app/domains/calendar/own-time.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import {
  counsellingAppointments as appointment,
  counsellingCases as cases,
  counsellingRequests as request,
} from '#db/schema/counselling.ts'
import type { AppointmentOutcome, AppointmentPlace } from './appointment.policy.ts'
import { facesIn, type Face } from './faces.server.ts'

export type OnAgenda = {
  id: string
  caseId: string
  face: Face
  during: { from: Date; to: Date }
  place: AppointmentPlace
  outcome: AppointmentOutcome | null
  version: number
}

/**
 * The counsellor's appointments: those that are to come, those that are over and of which nobody has said what became of
 * them, and those from `since` on. Their own cases alone, of the supervisor too. One audit row.
 */
export async function ownAgenda(actor: Actor, { since }: { since: Date }): Promise<OnAgenda[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const counsellorId = await ownStaffId(tx)
    if (actor.role !== 'counsellor' || !counsellorId) return []
    const faces = await facesIn(tx)
    const rows = await tx
      .select({
        ...{ id: appointment.id, caseId: appointment.caseId, during: appointment.during },
        ...{ place: appointment.place, outcome: appointment.outcome, version: appointment.version },
      })
      .from(appointment)
      .innerJoin(cases, and(eq(cases.countyId, appointment.countyId), eq(cases.id, appointment.caseId)))
      .where(
        and(
          ...[eq(appointment.countyId, actor.countyId), eq(cases.counsellorId, counsellorId)],
          or(
            isNull(appointment.outcome),
            sql`lower(${appointment.during}) >= ${since.toISOString()}::timestamptz`,
          ),
        ),
      )
      .orderBy(sql`lower(${appointment.during})`, asc(appointment.id))
    await recordAudit(tx, scope, 'counselling.cases-listed', { kind: 'county', id: actor.countyId })
    return rows.flatMap((row): OnAgenda[] => {
      const face = faces.get(row.caseId)
      return face ? [{ ...row, face }] : []
    })
  })
}

/** How much waits for a counsellor, as numbers: who asked, and appointments that are over and not settled. */
export async function counsellorCounts(
  actor: Actor,
  { now }: { now: Date },
): Promise<{ waiting: number; unsettled: number }> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const counsellorId = await ownStaffId(tx)
    if (actor.role !== 'counsellor' || !counsellorId) return { waiting: 0, unsettled: 0 }
    const count = { count: sql<number>`count(*)::int` }
    const [[waiting], [unsettled]] = await Promise.all([
      tx
        .select(count)
        .from(request)
        .where(and(eq(request.countyId, actor.countyId), eq(request.state, 'waiting'))),
      tx
        .select(count)
        .from(appointment)
        .innerJoin(cases, and(eq(cases.countyId, appointment.countyId), eq(cases.id, appointment.caseId)))
        .where(
          and(
            ...[eq(appointment.countyId, actor.countyId), eq(cases.counsellorId, counsellorId)],
            ...[isNull(appointment.outcome), isNull(cases.closedAt)],
            sql`upper(${appointment.during}) <= ${now.toISOString()}::timestamptz`,
          ),
        ),
    ])
    return { waiting: waiting?.count ?? 0, unsettled: unsettled?.count ?? 0 }
  })
}
