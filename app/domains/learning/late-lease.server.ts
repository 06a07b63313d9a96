import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { unionOf, type Instants, type Span } from '#app/shared/instants.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import type { Tx } from '#db/client.server.ts'
import { studySessions, unitStudies } from '#db/schema/learning.ts'
import { contactExpressions } from './beat.server.ts'
import type { Study } from './check-answer.server.ts'
import { findUnit, taughtUnit, type Module, type Unit } from './lessons.server.ts'
import { beginStudy } from './study-begin.server.ts'
import { isStillCounted } from './study-place.policy.ts'

/**
 * A lease is a study session that the server opened: its nonce was given to one person, and from its opening on that
 * person may have studied without a network. A device keeps the units of a whole module, so that a lease is good for any
 * unit of the module of its own: somebody who finishes the first unit on the train goes on with the second one, which the
 * server has not opened. When their evidence arrives, that unit's study is opened as a page of it would have opened it,
 * with a session of the lease: it begins when the lease does, and is ended at once. All units of a lease share its time.
 */
export type Session = typeof studySessions.$inferSelect
export type Lease = Session & { unitId: string }
export type LeasedLesson = { module: Module; unit: Unit }
export type LeasedStudy = { lesson: LeasedLesson; study: Study; session: Session }

/** Finished under this lease, or counted lately: nothing more is taken, and this is how it stands. */
export type Finished = { refused: 'finished'; lesson: LeasedLesson; study: Study }

/**
 * The session of this person with this nonce; null: there is none. Two arrivals of one person take turns from here on, so
 * that neither waits for a row of the other while it holds one.
 */
export async function takeLease(
  tx: Tx,
  actor: Actor,
  given: { session: string; nonce: string },
): Promise<Lease | null> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`learning:late:${actor.personId!}`}, 0))`,
  )
  const [found] = await tx
    .select({ session: studySessions, unitId: unitStudies.unitId })
    .from(studySessions)
    .innerJoin(
      unitStudies,
      and(eq(unitStudies.countyId, studySessions.countyId), eq(unitStudies.id, studySessions.unitStudyId)),
    )
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.personId, actor.personId!),
        eq(studySessions.id, given.session),
        eq(studySessions.nonce, given.nonce),
        isNull(studySessions.leaseId),
      ),
    )
  return found ? { ...found.session, unitId: found.unitId } : null
}

/**
 * The lesson of a unit that evidence under this lease names. Refuses `unknown` (of another module, or not for this
 * person's regime) and `withdrawn` (no longer taught).
 */
export function leasedLesson(
  actor: Actor,
  lease: Lease,
  unitId: string,
): Outcome<LeasedLesson, 'unknown' | 'withdrawn'> {
  const [module = '', code = ''] = unitId.split('/')
  if (module !== lease.unitId.split('/')[0]) return { refused: 'unknown' }
  const lesson = findUnit(module, code, actor.minorsRegime)
  if (lesson) return lesson
  return { refused: unitId !== lease.unitId && taughtUnit(unitId) ? 'unknown' : 'withdrawn' }
}

/**
 * The study that takes evidence of a unit under this lease, its row locked, and the session it is written on: those of
 * the lease itself, those that an earlier arrival opened, or new ones. `begin` false: nothing is opened, and null is
 * answered where nothing is there. Refuses `finished`: under this lease, or within the window in which the unit does not
 * count again. Called for one unit after the other in the order of their ids, before any session is locked.
 */
export async function leasedStudy(
  tx: Tx,
  actor: Actor,
  lease: Lease,
  lesson: LeasedLesson,
  { begin }: { begin: boolean },
): Promise<LeasedStudy | Finished | null> {
  const unitId = lesson.unit.id
  const known = unitId === lease.unitId ? lease : await sessionUnder(tx, actor, lease, unitId)
  if (known) {
    const [study] = await tx
      .select()
      .from(unitStudies)
      .where(and(eq(unitStudies.countyId, actor.countyId), eq(unitStudies.id, known.unitStudyId)))
      .for('update')
    return study!.finishedAt
      ? { refused: 'finished', lesson, study: study! }
      : { lesson, study: study!, session: known }
  }
  const [latest] = await tx
    .select()
    .from(unitStudies)
    .where(
      and(
        eq(unitStudies.countyId, actor.countyId),
        eq(unitStudies.personId, actor.personId!),
        eq(unitStudies.unitId, unitId),
      ),
    )
    .orderBy(desc(unitStudies.openedAt), desc(unitStudies.id))
    .limit(1)
    .for('update')
  if (latest && isStillCounted(latest, dayAt(now()))) return { refused: 'finished', lesson, study: latest }
  if (!begin) return null
  const study = latest && !latest.finishedAt ? latest : await beginStudy(tx, actor, lesson)
  return { lesson, study, session: await openUnder(tx, actor, lease, lesson.unit, study) }
}

/** The session that an earlier arrival under this lease opened for a unit. */
async function sessionUnder(tx: Tx, actor: Actor, lease: Lease, unitId: string): Promise<Session | null> {
  const [found] = await tx
    .select({ session: studySessions })
    .from(studySessions)
    .innerJoin(
      unitStudies,
      and(eq(unitStudies.countyId, studySessions.countyId), eq(unitStudies.id, studySessions.unitStudyId)),
    )
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.personId, actor.personId!),
        eq(studySessions.leaseId, lease.id),
        eq(unitStudies.unitId, unitId),
      ),
    )
    .orderBy(desc(studySessions.id))
    .limit(1)
  return found?.session ?? null
}

/** Begins when the lease does, and is ended at once: no beat can come to it, since its nonce is told to nobody. */
async function openUnder(
  tx: Tx,
  actor: Actor,
  lease: Lease,
  unit: Unit,
  study: { id: string },
): Promise<Session> {
  const [opened] = await tx
    .insert(studySessions)
    .values({
      ...{ id: uuidv7(), countyId: actor.countyId, personId: actor.personId!, unitStudyId: study.id },
      ...{ loginSessionId: lease.loginSessionId, nonce: randomBytes(16).toString('base64url') },
      ...{ leaseId: lease.id, openedAt: lease.openedAt, lastSeenAt: lease.openedAt },
      ...{ endedAt: sql`app_now()`, endReason: 'arrived-late' as const },
      ...{ lastSeq: 0, scripted: true, witnessed: [], idleLimitSeconds: lease.idleLimitSeconds },
      ...{ viewPassage: 1, viewNominalSeconds: unit.passages[0]!.minutes * 60 },
    })
    .returning()
  return opened!
}

/**
 * The arrival is a sign like a beat: on the session of the lease, if it is open here, a gap within the idle limit is
 * witnessed as ever; not where the evidence names other units (`ownUnit` false), whose time that gap may be.
 * Answers when it arrived, and what late evidence may no longer fill: all that was witnessed of this person since the
 * lease, and what a session open elsewhere may still witness with its next sign.
 */
export async function noteArrival(
  tx: Tx,
  actor: Actor,
  lease: Lease,
  { ownUnit }: { ownUnit: boolean },
): Promise<{ arrived: number; taken: Instants }> {
  const [noted] = await tx
    .update(studySessions)
    .set(contactExpressions(ownUnit ? 'beat' : 'resume'))
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.id, lease.id),
        eq(studySessions.loginSessionId, actor.loginSessionId),
        isNull(studySessions.endedAt),
      ),
    )
    .returning({ at: studySessions.lastSeenAt })
  // Locked in the order of ids, like every row of this table: a beat may be on its way to any of them.
  const sessions = await tx
    .select({
      one: studySessions,
      // On a device that was signed out no sign can come any more.
      alive: sql<boolean>`exists (select 1 from login_sessions l where l.id = ${studySessions.loginSessionId})`,
    })
    .from(studySessions)
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.personId, actor.personId!),
        or(
          isNull(studySessions.endedAt),
          gt(studySessions.lastSeenAt, lease.openedAt),
          gt(studySessions.lateUntil, lease.openedAt),
        ),
      ),
    )
    .orderBy(asc(studySessions.id))
    .for('update')
  const [clock] = await tx.execute<{ arrived: string }>(
    sql`select (extract(epoch from app_now()) * 1000)::bigint::text as arrived`,
  )
  // The very instant from which the session's next sign counts on, so that no millisecond belongs to both.
  const arrived = noted ? noted.at.getTime() : Number(clock!.arrived)
  const taken = sessions.flatMap(({ one, alive }): readonly Span[] => {
    const last = one.lastSeenAt.getTime()
    // The session of the lease, too, may be open on another device, whose next sign is still to come.
    const open = one.endedAt === null && alive && !(noted && one.id === lease.id)
    const gap = 1000 * Math.max(one.idleLimitSeconds, one.viewNominalSeconds)
    return [...one.witnessed, ...(open ? [[last, Math.min(arrived, last + gap)] as const] : [])]
  })
  return { arrived, taken: unionOf(taken) }
}
