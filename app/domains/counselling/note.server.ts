import { and, desc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { reviseCredits } from '#app/domains/hours/revise-credits.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import {
  counsellingSessionRevisions as revision,
  counsellingSessions as session,
} from '#db/schema/counselling.ts'
import { appointmentIn, settleIn } from './appointment.server.ts'
import {
  CounsellingRefused,
  ownCaseIn,
  partiesOf,
  tellOf,
  type CaseWithConsent,
} from './case-context.server.ts'
import { draftIn, endDraft } from './draft.server.ts'
import { outlineOf, type CorrectionForm, type SignedNote } from './note.schema.ts'
import { activeKey, addRecord } from './sealed-records.server.ts'
import { creditsOf } from './session-hours.server.ts'
import {
  checkCorrection,
  checkSession,
  minutesOf,
  type Outline,
  type SessionRefusal,
} from './session.policy.ts'

export type SignRefusal =
  | SessionRefusal
  | 'not-found'
  | 'closed'
  | 'no-consent'
  | 'sealing-off'
  | 'stale'
  | 'ended'
  | 'appointment-settled'
  | 'already-signed'

export type Signing = {
  draftId: string
  /** The draft's version that was seen. */
  seenVersion: number
  note: SignedNote
  /** Which appointment it was, and its version. It is noted as kept. */
  appointment: { id: string; seenVersion: number } | null
}

/**
 * Signs a note: the session stands, its body is sealed, its minutes reach the ledger, the draft is empty. All of it or
 * none. From then on nothing of it is edited.
 */
export async function signNote(
  actor: Actor,
  { draftId, seenVersion, note, appointment }: Signing,
): Promise<Outcome<{ sessionId: string; minutes: number }, SignRefusal>> {
  const key = activeKey()
  if (!key) return { refused: 'sealing-off' }
  const scope = scopeOf(actor)
  return refusedMidway<{ sessionId: string; minutes: number }, SignRefusal>(() =>
    inActorTransaction(scope, async (tx) => {
      const seen = await draftIn(tx, actor, draftId)
      if (!seen) return { refused: 'not-found' as const }
      if ('refused' in seen) return seen
      if (seen.row.endedAt) return { refused: 'ended' as const }
      const { of } = seen
      const refusal = checkSession(note.during, { now: now(), consentSince: of.consent.since! })
      if (refusal) return refusal
      if (!(await endDraft(tx, actor, draftId, seenVersion, 'signed'))) return { refused: 'stale' as const }
      const kept = appointment && (await noteKept(tx, actor, of, appointment))
      if (kept && isRefused(kept)) throw new CounsellingRefused(kept.refused)
      const sessionId = draftId
      await tx.insert(session).values({
        ...{ id: sessionId, countyId: actor.countyId, caseId: of.id, personId: of.personId },
        ...{ appointmentId: appointment?.id ?? null, signedBy: actor.accountId },
      })
      await writeRevision(tx, actor, of, sessionId, 1, note, null)
      const { personId } = of
      const subject = { kind: 'session' as const, id: sessionId, caseId: of.id }
      await addRecord(tx, scope, key, { subject, personId, position: 1, words: JSON.stringify(note.body) })
      const posted = await post(tx, actor, of, sessionId, note)
      if (isRefused(posted)) throw new CounsellingRefused(posted.refused)
      const minutes = minutesOf(note.during)
      const about = { kind: 'counselling-session' as const, id: sessionId }
      await recordAudit(tx, scope, 'counselling.note-signed', about, { minutes })
      return { sessionId, minutes }
    }),
  ).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'counselling_sessions_appointment_once') throw error
    return { refused: 'already-signed' as const }
  })
}

async function noteKept(
  tx: Tx,
  actor: Actor,
  of: CaseWithConsent,
  { id, seenVersion }: { id: string; seenVersion: number },
): Promise<Outcome<object, 'not-found' | 'appointment-settled' | 'stale'>> {
  const seen = await appointmentIn(tx, actor, id)
  if (!seen || seen.of.id !== of.id) return { refused: 'not-found' }
  if (seen.row.outcome === 'kept') return {}
  const settled = await settleIn(tx, actor, seen, 'kept', seenVersion)
  if (!isRefused(settled)) return settled
  return { refused: settled.refused === 'stale' ? 'stale' : 'appointment-settled' }
}

/** What a rule refused after something had been written: nothing of it stays. */
async function refusedMidway<Value extends object, Reason extends string>(
  work: () => Promise<Outcome<Value, Reason>>,
): Promise<Outcome<Value, Reason>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CounsellingRefused) return { refused: error.refused as Reason }
    throw error
  }
}

async function writeRevision(
  tx: Tx,
  actor: Actor,
  of: CaseWithConsent,
  sessionId: string,
  number: number,
  outline: Outline,
  reason: CorrectionForm['reason'] | null,
): Promise<void> {
  const struck = reason === 'did-not-take-place'
  await tx.insert(revision).values({
    ...{ id: uuidv7(), countyId: actor.countyId, sessionId, caseId: of.id, personId: of.personId },
    ...{ revision: number, kind: outline.kind, reason, writtenBy: actor.accountId },
    during: struck ? null : outline.during,
    minutes: struck ? null : minutesOf(outline.during),
    agreedLine: struck ? null : outline.agreedLine,
  })
}

/** The session's lines of the ledger, so that they say what its latest revision says. */
async function post(tx: Tx, actor: Actor, of: CaseWithConsent, sessionId: string, outline: Outline | null) {
  const source = { personId: of.personId, sourceKind: 'counselling' as const, sourceId: sessionId }
  const credits = outline ? await creditsOf(tx, actor, source, outline.during) : []
  const reason = outline ? 'times-wrong' : 'did-not-take-place'
  return reviseCredits(tx, actor, source, credits, reason)
}

/**
 * Says more about a signed note: the next sealed record of it, never a change of the first. By the case's counsellor while
 * the consent stands; a case that is closed can still be explained.
 */
export async function amendNote(
  actor: Actor,
  sessionId: string,
  { words }: { words: string },
): Promise<Outcome<{ position: number }, 'not-found' | 'no-consent' | 'sealing-off'>> {
  const key = activeKey()
  if (!key) return { refused: 'sealing-off' }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const of = await caseOfOwnSession(tx, actor, sessionId)
    if (!of) return { refused: 'not-found' as const }
    if (!of.consent.stands) return { refused: 'no-consent' as const }
    const position = await nextPosition(tx, sessionId)
    const subject = { kind: 'session' as const, id: sessionId, caseId: of.id }
    await addRecord(tx, scope, key, { subject, personId: of.personId, position, words })
    const about = { kind: 'counselling-session' as const, id: sessionId }
    await recordAudit(tx, scope, 'counselling.note-amended', about, { position })
    return { position }
  })
}

/** Counted without looking at what is sealed, which only a reading shows. */
async function nextPosition(tx: Tx, sessionId: string): Promise<number> {
  const [row] = await tx.execute<{ next: number }>(
    sql`select door_counselling_next_position(${sessionId}::uuid) as next`,
  )
  return row!.next
}

/** A signed session of the actor's own case, the person's turn taken; null for any other. */
async function caseOfOwnSession(tx: Tx, actor: Actor, sessionId: string): Promise<CaseWithConsent | null> {
  const [found] = await tx
    .select({ caseId: session.caseId })
    .from(session)
    .where(and(eq(session.countyId, actor.countyId), eq(session.id, sessionId)))
  return found ? ownCaseIn(tx, actor, found.caseId) : null
}

export type CorrectRefusal = SessionRefusal | 'not-found' | 'stale' | 'struck' | 'decided-elsewhere'

/**
 * Corrects the outer layer: times, kind, the agreed line, or that the session did not take place. A new revision; the
 * ledger follows with a reversal and a new line, and the person is told. Refuses a revision that is not the latest, and
 * `decided-elsewhere` where an office or the bureau has decided about its minutes (社矫法 10).
 */
export async function correctSession(
  actor: Actor,
  sessionId: string,
  form: CorrectionForm,
): Promise<Outcome<{ revision: number }, CorrectRefusal>> {
  const scope = scopeOf(actor)
  return refusedMidway<{ revision: number }, CorrectRefusal>(() =>
    inActorTransaction(scope, async (tx) => {
      const of = await caseOfOwnSession(tx, actor, sessionId)
      if (!of) return { refused: 'not-found' as const }
      const [latest] = await tx
        .select()
        .from(revision)
        .where(and(eq(revision.countyId, actor.countyId), eq(revision.sessionId, sessionId)))
        .orderBy(desc(revision.revision))
        .limit(1)
      if (!latest) return { refused: 'not-found' as const }
      const refusal = checkCorrection({ ...latest, struck: latest.during === null }, form.revision)
      if (refusal) return refusal
      const outline = form.reason === 'did-not-take-place' ? null : outlineOf(form)
      // It was entered in time and under a consent: how long ago, and what became of that since, is no matter here.
      const entered = dayAt(latest.during!.from)
      const { since } = of.consent
      const consentSince = since !== null && since < entered ? since : entered
      const wrong = outline && checkSession(outline.during, { now: now(), consentSince })
      if (wrong && wrong.refused !== 'too-long-ago') return wrong
      const next = latest.revision + 1
      const standing: Outline = outline ?? { kind: latest.kind, during: latest.during!, agreedLine: '' }
      await writeRevision(tx, actor, of, sessionId, next, standing, form.reason)
      const posted = await post(tx, actor, of, sessionId, outline)
      if (isRefused(posted)) throw new CounsellingRefused(posted.refused)
      const about = { kind: 'counselling-session' as const, id: sessionId }
      await recordAudit(tx, scope, 'counselling.session-corrected', about, {
        revision: next,
        reason: form.reason,
      })
      const { person } = await partiesOf(tx, of.personId)
      const key = `session:${sessionId}:${next}`
      await tellOf(tx, actor, [person], 'counselling-session-corrected', key, { reason: form.reason })
      return { revision: next }
    }),
  )
}
