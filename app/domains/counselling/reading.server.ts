import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import { recordAudit, type AuditSubject } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  counsellingDisclosures as disclosure,
  counsellingReadings as reading,
  counsellingSessions as session,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import { caseIn, ownCaseIn, readerOf, tellOf, type CaseWithConsent } from './case-context.server.ts'
import { mayOpen } from './case.policy.ts'
import type { Supervision } from './case.schema.ts'
import { Confidential } from './confidential.policy.ts'
import type { NoteBody } from './note.schema.ts'
import {
  activeKey,
  addRecord,
  openRecords,
  type OpenedRecord,
  type Unreadable,
} from './sealed-records.server.ts'

/**
 * Opening what is sealed. In this order, in one transaction: the case came through row-level security; the pure rule says
 * yes; the reading is written; only then does the database hand the record out, and it is opened.
 */

export type ReadRefusal = 'not-found' | 'no-consent' | 'reason-missing' | 'sealing-off'

export type NotePart = { position: number; authorId: string; writtenAt: Date } & (
  { note: Confidential<NoteBody> } | { amendment: Confidential<string> } | { refused: Unreadable }
)

/** The note and its amendments, for the case's counsellor. */
export function readNote(
  actor: Actor,
  sessionId: string,
): Promise<Outcome<{ parts: NotePart[] }, ReadRefusal>> {
  return readSession(actor, sessionId, null)
}

/** The same for the supervisor, with the stated reason; the case's counsellor is told at once. */
export function readNoteAsSupervisor(
  actor: Actor,
  sessionId: string,
  stated: Supervision,
): Promise<Outcome<{ parts: NotePart[] }, ReadRefusal>> {
  return readSession(actor, sessionId, stated)
}

async function readSession(
  actor: Actor,
  sessionId: string,
  stated: Supervision | null,
): Promise<Outcome<{ parts: NotePart[] }, ReadRefusal>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [found] = await tx
      .select({ caseId: session.caseId })
      .from(session)
      .where(and(eq(session.countyId, actor.countyId), eq(session.id, sessionId)))
    const of = found && (await caseIn(tx, actor, found.caseId))
    if (!of) return { refused: 'not-found' as const }
    const subject = { kind: 'counselling-session' as const, id: sessionId }
    const opened = await openIn(tx, actor, of, subject, stated)
    return isRefused(opened) ? opened : { parts: opened.map(partOf) }
  })
}

function partOf({ position, authorId, writtenAt, ...record }: OpenedRecord): NotePart {
  const common = { position, authorId, writtenAt }
  if ('refused' in record) return { ...common, refused: record.refused }
  if (position > 1) return { ...common, amendment: record.words }
  return { ...common, note: new Confidential(JSON.parse(record.words.reveal()) as NoteBody) }
}

/** The person's own words of the request that a case came from; null where they wrote none. */
export async function readRequestWords(
  actor: Actor,
  caseId: string,
): Promise<Outcome<{ words: OpenedRecord | null }, ReadRefusal>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const of = await caseIn(tx, actor, caseId)
    if (!of) return { refused: 'not-found' as const }
    if (!of.requestId) return { words: null }
    const opened = await openIn(tx, actor, of, { kind: 'counselling-request', id: of.requestId }, null)
    return isRefused(opened) ? opened : { words: opened[0] ?? null }
  })
}

/** What was said outside and why, as the case's counsellor wrote it down. */
export async function readDisclosure(
  actor: Actor,
  disclosureId: string,
): Promise<Outcome<{ words: OpenedRecord | null }, ReadRefusal>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [found] = await tx
      .select({ caseId: disclosure.caseId })
      .from(disclosure)
      .where(and(eq(disclosure.countyId, actor.countyId), eq(disclosure.id, disclosureId)))
    const of = found && (await caseIn(tx, actor, found.caseId))
    if (!of) return { refused: 'not-found' as const }
    const opened = await openIn(tx, actor, of, { kind: 'counselling-disclosure', id: disclosureId }, null)
    return isRefused(opened) ? opened : { words: opened[0] ?? null }
  })
}

/**
 * Why a supervisor opened a note, in the words they wrote for its counsellor. It is about the supervision and not about the
 * person, so looking at it is no reading. Null for whoever's case it is not, and for a reading that needed no reason.
 */
export async function supervisorsReason(
  actor: Actor,
  caseId: string,
  readingId: string,
): Promise<OpenedRecord | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const of = await ownCaseIn(tx, actor, caseId)
    if (!of) return null
    const [found] = await tx
      .select({ id: reading.id })
      .from(reading)
      .where(
        and(
          ...[eq(reading.countyId, actor.countyId), eq(reading.id, readingId), eq(reading.caseId, caseId)],
          eq(reading.capacity, 'supervisor'),
        ),
      )
    if (!found) return null
    const [words] = await openRecords(tx, actor.countyId, readingId)
    return words ?? null
  })
}

type Sealed = AuditSubject & {
  kind: 'counselling-session' | 'counselling-request' | 'counselling-disclosure'
  id: string
}
const ACTS: Record<Sealed['kind'], AuditAct> = {
  'counselling-session': 'counselling.note-read',
  'counselling-request': 'counselling.words-read',
  'counselling-disclosure': 'counselling.disclosure-read',
}

async function openIn(
  tx: Tx,
  actor: Actor,
  of: CaseWithConsent,
  subject: Sealed,
  stated: Supervision | null,
): Promise<Outcome<OpenedRecord[], ReadRefusal>> {
  const may = mayOpen(await readerOf(tx, actor), of, stated)
  if (isRefused(may)) return may
  const scope = scopeOf(actor)
  const readingId = uuidv7()
  const supervising = may.as === 'supervisor' && stated !== null
  const key = activeKey()
  // A reason that cannot be kept is no reason.
  if (supervising && !key) return { refused: 'sealing-off' }
  await tx.insert(reading).values({
    ...{
      id: readingId,
      countyId: actor.countyId,
      caseId: of.id,
      personId: of.personId,
      subjectId: subject.id,
    },
    ...{ readerId: actor.accountId, readerRole: actor.role, capacity: may.as },
    reason: supervising ? stated.reason : null,
  })
  if (supervising) {
    const why = { kind: 'reading' as const, id: readingId, caseId: of.id }
    await addRecord(tx, scope, key!, {
      subject: why,
      personId: of.personId,
      position: 1,
      words: stated.words,
    })
    const counsellor = await counsellorAccount(tx, of)
    const parameters = { reason: stated.reason, reading: readingId }
    await tellOf(tx, actor, [counsellor], 'counselling-note-read', `reading:${readingId}`, parameters)
  }
  const act = supervising ? 'counselling.note-read-by-supervisor' : ACTS[subject.kind]
  await recordAudit(tx, scope, act, subject, supervising ? { reason: stated.reason } : {})
  return openRecords(tx, actor.countyId, subject.id)
}

/** The account of the case's counsellor, of a closed case too. */
async function counsellorAccount(tx: Tx, of: CaseWithConsent): Promise<string | null> {
  const [member] = await tx
    .select({ accountId: staff.accountId })
    .from(staff)
    .where(eq(staff.id, of.counsellorId))
  return member?.accountId ?? null
}
