import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import {
  counsellingAppointments as appointment,
  counsellingCases as cases,
  counsellingConsents as consents,
  counsellingDrafts as draft,
  counsellingSessionRevisions as revision,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import { readerOf } from './case-context.server.ts'
import type { CaseOutcome } from './case.policy.ts'
import { LATEST } from './cases.queries.server.ts'
import { consentState, type ConsentState } from './consent.policy.ts'
import { facesIn, type Face } from './faces.server.ts'

export type CaseOnList = {
  id: string
  face: Face
  counsellorId: string
  counsellorName: string | null
  /** Whether it is the reader's own case; another one is in the supervisor's sight alone. */
  isOwn: boolean
  openedAt: Date
  closedAt: Date | null
  outcome: CaseOutcome | null
  version: number
  consent: ConsentState
  /** A note of the reader's that is not signed. */
  drafts: number
  sessions: number
  lastSession: Date | null
  nextAppointment: Date | null
}

/**
 * The actor's cases, open ones first, by name; of the whole county for the supervisor, who sees with whom each is. One
 * audit row.
 */
export async function caseload(actor: Actor, { now }: { now: Date }): Promise<CaseOnList[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'counsellor') return []
    const [reader, faces, rows, held, booked, unsigned] = await Promise.all([
      readerOf(tx, actor),
      facesIn(tx),
      tx
        .select({
          ...{ id: cases.id, personId: cases.personId, counsellorId: cases.counsellorId },
          ...{ counsellorName: staff.name, openedAt: cases.openedAt, closedAt: cases.closedAt },
          ...{ outcome: cases.outcome, version: cases.version },
        })
        .from(cases)
        .leftJoin(staff, eq(staff.id, cases.counsellorId))
        .where(eq(cases.countyId, actor.countyId)),
      tx
        .select({
          caseId: revision.caseId,
          count: sql<number>`count(${revision.during})::int`,
          last: sql<string | null>`max(lower(${revision.during}))::text`,
        })
        .from(revision)
        .where(and(eq(revision.countyId, actor.countyId), LATEST))
        .groupBy(revision.caseId),
      tx
        .select({
          caseId: appointment.caseId,
          next: sql<string | null>`min(lower(${appointment.during}))::text`,
        })
        .from(appointment)
        .where(
          and(
            ...[eq(appointment.countyId, actor.countyId), isNull(appointment.outcome)],
            sql`lower(${appointment.during}) >= ${now.toISOString()}::timestamptz`,
          ),
        )
        .groupBy(appointment.caseId),
      tx
        .select({ caseId: draft.caseId, count: sql<number>`count(*)::int` })
        .from(draft)
        .where(and(eq(draft.countyId, actor.countyId), isNull(draft.endedAt)))
        .groupBy(draft.caseId),
    ])
    const people = [...new Set(rows.map(({ personId }) => personId))]
    const words = await tx
      .select({
        ...{ personId: consents.personId, party: consents.party, round: consents.round, act: consents.act },
        ...{ textVersion: consents.textVersion, signedOn: consents.signedOn },
      })
      .from(consents)
      .where(and(eq(consents.countyId, actor.countyId), inArray(consents.personId, people)))
    await recordAudit(tx, scope, 'counselling.cases-listed', { kind: 'county', id: actor.countyId })
    const heldOf = new Map(held.map((one) => [one.caseId, one]))
    const bookedOf = new Map(booked.map((one) => [one.caseId, one.next]))
    const unsignedOf = new Map(unsigned.map((one) => [one.caseId, one.count]))
    const wordsOf = new Map<string, typeof words>()
    for (const word of words) wordsOf.set(word.personId, [...(wordsOf.get(word.personId) ?? []), word])
    const today = dayAt(now)
    const list = rows.flatMap(({ personId, ...row }): CaseOnList[] => {
      const face = faces.get(row.id)
      if (!face) return []
      const { minorsRegime } = face
      return [
        {
          ...{ ...row, face, isOwn: row.counsellorId === reader.staffId },
          consent: consentState(wordsOf.get(personId) ?? [], { minorsRegime, today }),
          drafts: unsignedOf.get(row.id) ?? 0,
          sessions: heldOf.get(row.id)?.count ?? 0,
          lastSession: instantOf(heldOf.get(row.id)?.last),
          nextAppointment: instantOf(bookedOf.get(row.id)),
        },
      ]
    })
    return list.sort(
      (a, b) =>
        Number(a.closedAt !== null) - Number(b.closedAt !== null) ||
        a.face.name.localeCompare(b.face.name, 'zh') ||
        (a.id < b.id ? -1 : 1),
    )
  })
}

const instantOf = (text: string | null | undefined) =>
  text ? new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')) : null
