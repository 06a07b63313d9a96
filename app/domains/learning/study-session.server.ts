import { and, eq, isNull, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { db, type Tx } from '#db/client.server.ts'
import { studySessions, unitStudies } from '#db/schema/learning.ts'
import { contactExpressions, minutesSoFar } from './beat.server.ts'
import type { Unit } from './lessons.server.ts'
import { TAKEOVER_AFTER_SECONDS } from './study-place.policy.ts'

const ph = sql.placeholder

/** The person's active session, on whichever device. */
export const activeSession = db
  .select({
    id: studySessions.id,
    nonce: studySessions.nonce,
    unitStudyId: studySessions.unitStudyId,
    loginSessionId: studySessions.loginSessionId,
    lastSeenAt: studySessions.lastSeenAt,
    lastSeq: studySessions.lastSeq,
    /** Its login session still holds; one that was signed out counts on no device any more. */
    alive: sql<boolean>`exists (select 1 from login_sessions l where l.id = ${studySessions.loginSessionId})`,
  })
  .from(studySessions)
  .where(
    and(
      eq(studySessions.countyId, ph('countyId')),
      eq(studySessions.personId, ph('personId')),
      isNull(studySessions.endedAt),
    ),
  )
  .prepare('active_session')

/** A page of the lesson was asked for: folds the gap since the last sign in, and notes which passage is open now. */
const viewPassage = db
  .update(studySessions)
  .set({
    ...contactExpressions('page'),
    scripted: false,
    viewPassage: sql`${ph('passage')}::int`,
    viewNominalSeconds: sql`${ph('nominalSeconds')}::int`,
  })
  .where(
    and(
      eq(studySessions.countyId, ph('countyId')),
      eq(studySessions.personId, ph('personId')),
      eq(studySessions.id, ph('id')),
      isNull(studySessions.endedAt),
    ),
  )
  .returning({ minutes: minutesSoFar })
  .prepare('view_passage')

type SessionRow = Awaited<ReturnType<typeof activeSession.execute>>[number]

/** Between being found and being noted, another request ended the session. */
export class SessionEnded extends Error {}

/** Another device of this person, still signed in, was heard from within two minutes. */
export function isElsewhere(active: SessionRow, actor: Actor): boolean {
  const silentMs = now().getTime() - active.lastSeenAt.getTime()
  return (
    active.alive && active.loginSessionId !== actor.loginSessionId && silentMs < TAKEOVER_AFTER_SECONDS * 1000
  )
}

/**
 * The session of this study on this device: the one that is active, with the gap since its last sign folded in, or a new
 * one that ends whatever was active before. Throws SessionEnded when another request ended or finished it meanwhile.
 */
export async function sessionFor(
  tx: Tx,
  actor: Actor,
  lesson: { unit: Unit; passage: number },
  study: { id: string },
  active: SessionRow | undefined,
  takeOver: boolean,
) {
  const { idleLimitSeconds } = await creditPolicyOn(tx, actor.countyId, dayAt(now()))
  const nominalSeconds = lesson.unit.passages[lesson.passage - 1]!.minutes * 60
  const sameDevice = active?.loginSessionId === actor.loginSessionId
  if (active && sameDevice && active.unitStudyId === study.id) {
    const [noted] = await viewPassage.execute({
      countyId: actor.countyId,
      personId: actor.personId,
      id: active.id,
      passage: lesson.passage,
      nominalSeconds,
    })
    if (!noted) throw new SessionEnded()
    const session = { id: active.id, nonce: active.nonce, seq: active.lastSeq, idleLimitSeconds }
    return { session, minutes: noted.minutes }
  }
  // An answer that finishes the study holds its row: after it, nothing more is opened on it.
  const [open] = await tx
    .select({ id: unitStudies.id })
    .from(unitStudies)
    .where(
      and(
        eq(unitStudies.countyId, actor.countyId),
        eq(unitStudies.id, study.id),
        isNull(unitStudies.finishedAt),
      ),
    )
    .for('share')
  if (!open) throw new SessionEnded()
  if (active) await endSession(tx, actor, active.id, sameDevice ? 'moved-on' : 'taken-over', takeOver)
  const session = { id: uuidv7(), nonce: randomBytes(16).toString('base64url') }
  const [opened] = await tx
    .insert(studySessions)
    .values({
      ...session,
      countyId: actor.countyId,
      personId: actor.personId!,
      unitStudyId: study.id,
      loginSessionId: actor.loginSessionId,
      lastSeq: 0,
      scripted: false,
      viewPassage: lesson.passage,
      viewNominalSeconds: nominalSeconds,
      idleLimitSeconds,
      witnessed: [],
    })
    .returning({ minutes: minutesSoFar })
  return { session: { ...session, seq: 0, idleLimitSeconds }, minutes: opened!.minutes }
}

async function endSession(
  tx: Tx,
  actor: Actor,
  id: string,
  endReason: 'moved-on' | 'taken-over',
  asked: boolean,
): Promise<void> {
  await tx
    .update(studySessions)
    .set({ endedAt: sql`greatest(${studySessions.lastSeenAt}, app_now())`, endReason })
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.id, id),
        isNull(studySessions.endedAt),
      ),
    )
  if (endReason === 'taken-over') {
    await recordAudit(
      tx,
      scopeOf(actor),
      'learning.study-taken-over',
      { kind: 'unit-study', id, personId: actor.personId! },
      { asked },
    )
  }
}
