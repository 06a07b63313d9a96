import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  counsellingAppointments as appointment,
  counsellingCaseChanges as change,
  counsellingCases as cases,
  counsellingDisclosures as disclosure,
  counsellingDrafts as draft,
  counsellingReadings as reading,
  counsellingRequests as request,
  counsellingSessionRevisions as revision,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import { caseIn, readerOf } from './case-context.server.ts'

/** Reads for counsellors: nothing of them is sealed, and nothing of them opens what is. */

/** Who a case is about: all that a counsellor knows of the register. */
export type Face = {
  caseId: string
  name: string
  registerNumber: string
  minorsRegime: boolean
  office: { zh: string; en: string }
  leftOn: CalendarDay | null
}

async function facesIn(tx: Tx): Promise<Map<string, Face>> {
  const rows = await tx.execute<{
    case_id: string
    name: string
    register_number: string
    minors_regime: boolean
    office_zh: string
    office_en: string
    left_on: string | null
  }>(
    sql`select case_id, name, register_number, minors_regime, office_zh, office_en, left_on::text as left_on
      from door_counselling_faces()`,
  )
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        ...{ caseId: row.case_id, name: row.name, registerNumber: row.register_number },
        ...{ minorsRegime: row.minors_regime, office: { zh: row.office_zh, en: row.office_en } },
        leftOn: row.left_on as CalendarDay | null,
      },
    ]),
  )
}

/** The latest revision of each session in sight. */
const LATEST = sql`not exists (select 1 from counselling_session_revisions l
  where l.county_id = ${revision.countyId} and l.session_id = ${revision.sessionId} and l.revision > ${revision.revision})`

export type CaseOnList = {
  id: string
  face: Face
  counsellorId: string
  counsellorName: string | null
  openedAt: Date
  closedAt: Date | null
  version: number
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
    const [faces, rows, held, booked] = await Promise.all([
      facesIn(tx),
      tx
        .select({
          ...{ id: cases.id, counsellorId: cases.counsellorId, counsellorName: staff.name },
          ...{ openedAt: cases.openedAt, closedAt: cases.closedAt, version: cases.version },
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
    ])
    await recordAudit(tx, scope, 'counselling.cases-listed', { kind: 'county', id: actor.countyId })
    const heldOf = new Map(held.map((one) => [one.caseId, one]))
    const bookedOf = new Map(booked.map((one) => [one.caseId, one.next]))
    const list = rows.flatMap((row): CaseOnList[] => {
      const face = faces.get(row.id)
      if (!face) return []
      return [
        {
          ...row,
          face,
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
    const [sessions, appointments, drafts, readings, disclosures, changes, asked] = await Promise.all([
      tx
        .select({
          ...{ sessionId: revision.sessionId, revision: revision.revision, kind: revision.kind },
          ...{ during: revision.during, minutes: revision.minutes, agreedLine: revision.agreedLine },
        })
        .from(revision)
        .where(and(eq(revision.countyId, actor.countyId), eq(revision.caseId, caseId), LATEST))
        .orderBy(sql`lower(${revision.during}) desc nulls last`, desc(revision.sessionId)),
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
        .select()
        .from(change)
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
    ])
    await recordAudit(tx, scope, 'counselling.case-viewed', { kind: 'counselling-case', id: caseId })
    const { id, counsellorId, openedAt, closedAt, outcome, version, consent } = of
    const isOwn = counsellorId === reader.staffId
    return {
      ...{ id, counsellorId, openedAt, closedAt, outcome, version, consent, face, isOwn },
      ...{ sessions, appointments, drafts, readings, disclosures, changes, request: asked[0] ?? null },
    }
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
  reason: string | null
  wished: string
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
