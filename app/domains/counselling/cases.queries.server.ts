import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  counsellingAppointments as appointment,
  counsellingCaseChanges as change,
  counsellingDisclosures as disclosure,
  counsellingDrafts as draft,
  counsellingReadings as reading,
  counsellingRequests as request,
  counsellingSessionRevisions as revision,
  counsellingSessions as session,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import { caseIn, readerOf } from './case-context.server.ts'
import { facesIn } from './faces.server.ts'
import type { ReferralReason, Wish } from './request.policy.ts'

/** Reads for counsellors: nothing of them is sealed, and nothing of them opens what is. */

/** The latest revision of each session in sight. */
export const LATEST = sql`not exists (select 1 from counselling_session_revisions l
  where l.county_id = ${revision.countyId} and l.session_id = ${revision.sessionId} and l.revision > ${revision.revision})`

export type CaseFile = NonNullable<Awaited<ReturnType<typeof findCase>>>

/**
 * A case with everything that is not sealed: sessions by their outer layer, appointments, drafts, who opened what, what
 * was told outside. Null for whoever it is not theirs to see. One audit row.
 */
export async function findCase(actor: Actor, caseId: string) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const of = await caseIn(tx, actor, caseId)
    const face = of && (await facesIn(tx)).get(caseId)
    if (!of || !face) return null
    const reader = await readerOf(tx, actor)
    const [sessions, signed, appointments, drafts, readings, disclosures, changes, asked] = await Promise.all(
      [
        tx
          .select({
            ...{ sessionId: revision.sessionId, revision: revision.revision, kind: revision.kind },
            ...{ during: revision.during, minutes: revision.minutes, agreedLine: revision.agreedLine },
          })
          .from(revision)
          .where(and(eq(revision.countyId, actor.countyId), eq(revision.caseId, caseId), LATEST))
          .orderBy(sql`lower(${revision.during}) desc nulls last`, desc(revision.sessionId)),
        tx
          .select({ id: session.id, appointmentId: session.appointmentId, signedAt: session.signedAt })
          .from(session)
          .where(and(eq(session.countyId, actor.countyId), eq(session.caseId, caseId))),
        tx
          .select({
            ...{ id: appointment.id, during: appointment.during, place: appointment.place },
            ...{ outcome: appointment.outcome, movedTo: appointment.movedTo, version: appointment.version },
          })
          .from(appointment)
          .where(and(eq(appointment.countyId, actor.countyId), eq(appointment.caseId, caseId)))
          .orderBy(sql`lower(${appointment.during}) desc`, appointment.id),
        tx
          .select({ id: draft.id, version: draft.version, savedAt: draft.savedAt })
          .from(draft)
          .where(and(eq(draft.countyId, actor.countyId), eq(draft.caseId, caseId), isNull(draft.endedAt)))
          .orderBy(desc(draft.savedAt)),
        readingsOf(tx, actor, caseId),
        tx
          .select({
            ...{ id: disclosure.id, ground: disclosure.ground, recipient: disclosure.recipient },
            ...{ madeAt: disclosure.madeAt, toldAt: disclosure.toldAt },
          })
          .from(disclosure)
          .where(and(eq(disclosure.countyId, actor.countyId), eq(disclosure.caseId, caseId)))
          .orderBy(desc(disclosure.madeAt)),
        tx
          .select({
            ...{ version: change.version, act: change.act, at: change.at, reason: change.reason },
            ...{ outcome: change.outcome, counsellorName: staff.name },
          })
          .from(change)
          .leftJoin(staff, eq(staff.id, change.counsellorId))
          .where(and(eq(change.countyId, actor.countyId), eq(change.caseId, caseId)))
          .orderBy(asc(change.version)),
        of.requestId
          ? tx
              .select({
                way: request.way,
                reason: request.reason,
                wished: request.wished,
                askedAt: request.askedAt,
              })
              .from(request)
              .where(and(eq(request.countyId, actor.countyId), eq(request.id, of.requestId)))
          : [],
      ],
    )
    await recordAudit(tx, scope, 'counselling.case-viewed', { kind: 'counselling-case', id: caseId })
    const { id, counsellorId, openedAt, closedAt, outcome, version, consent } = of
    const isOwn = counsellorId === reader.staffId
    const [counsellor] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, counsellorId))
    const noted = new Set(signed.map(({ appointmentId }) => appointmentId))
    const signedAt = new Map(signed.map((one) => [one.id, one.signedAt]))
    return {
      ...{ id, counsellorId, openedAt, closedAt, outcome, version, consent, face, isOwn },
      counsellorName: counsellor?.name ?? null,
      /** `during` is null of one that did not take place: `signedAt` says when it was entered. */
      sessions: sessions.map((one) => ({ ...one, signedAt: signedAt.get(one.sessionId)! })),
      ...{ drafts, readings, disclosures, changes, request: asked[0] ?? null },
      /** `noted`: a signed note says that it was this one. */
      appointments: appointments.map((one) => ({ ...one, noted: noted.has(one.id) })),
    }
  })
}

/**
 * Whether a case in the actor's sight has this part, for pages whose address names both. Nothing is shown by it: no audit
 * row.
 */
export async function isPartOf(
  actor: Actor,
  caseId: string,
  kind: 'session' | 'appointment' | 'disclosure' | 'draft',
  id: string,
): Promise<boolean> {
  const table = { session, appointment, disclosure }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (actor.role !== 'counsellor') return false
    const [found] =
      kind === 'draft'
        ? await tx.execute<{ case_id: string }>(
            sql`select case_id from door_counselling_own_draft(${id}::uuid)`,
          )
        : await tx
            .select({ case_id: table[kind].caseId })
            .from(table[kind])
            .where(and(eq(table[kind].countyId, actor.countyId), eq(table[kind].id, id)))
    return found?.case_id === caseId
  })
}

/** Every opening of what is sealed in a case, newest first: who, as what, why by its code. */
async function readingsOf(tx: Tx, actor: Actor, caseId: string) {
  return tx
    .select({
      ...{ id: reading.id, subjectId: reading.subjectId, at: reading.at, capacity: reading.capacity },
      ...{ reason: reading.reason, readerId: reading.readerId, readerName: staff.name },
    })
    .from(reading)
    .leftJoin(staff, eq(staff.accountId, reading.readerId))
    .where(and(eq(reading.countyId, actor.countyId), eq(reading.caseId, caseId)))
    .orderBy(desc(reading.at), desc(reading.id))
}

export type Waiting = {
  id: string
  way: 'person' | 'office'
  reason: ReferralReason | null
  wished: Wish
  askedAt: Date
  version: number
  minorsRegime: boolean
  /** Whether a consent is there: without one it cannot be taken. */
  consented: boolean
  office: { zh: string; en: string }
}

/** Who waits for a counsellor, the longest first. No names: those come with the case. One audit row. */
export async function waitingRequests(actor: Actor): Promise<Waiting[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'counsellor') return []
    const [facts, rows] = await Promise.all([
      tx.execute<{
        request_id: string
        minors_regime: boolean
        consented: boolean
        office_zh: string
        office_en: string
      }>(
        sql`select request_id, minors_regime, consented, office_zh, office_en from door_counselling_waiting()`,
      ),
      tx
        .select({
          ...{ id: request.id, way: request.way, reason: request.reason, wished: request.wished },
          ...{ askedAt: request.askedAt, version: request.version },
        })
        .from(request)
        .where(and(eq(request.countyId, actor.countyId), eq(request.state, 'waiting')))
        .orderBy(asc(request.askedAt), asc(request.id)),
    ])
    await recordAudit(tx, scope, 'counselling.requests-listed', { kind: 'county', id: actor.countyId })
    const factsOf = new Map(facts.map((one) => [one.request_id, one]))
    return rows.flatMap((row) => {
      const fact = factsOf.get(row.id)
      if (!fact) return []
      const { minors_regime: minorsRegime, consented } = fact
      return [{ ...row, minorsRegime, consented, office: { zh: fact.office_zh, en: fact.office_en } }]
    })
  })
}
