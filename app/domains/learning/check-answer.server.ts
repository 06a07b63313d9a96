import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { creditForUnit } from '#app/domains/hours/credit.policy.ts'
import { postCredits } from '#app/domains/hours/ledger.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { unionOf } from '#app/shared/instants.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { checkAnswers, studySessions, unitStudies } from '#db/schema/learning.ts'
import { contactExpressions } from './beat.server.ts'
import { lateTimeOf } from './late-evidence.queries.server.ts'
import { explainUnit, lateOfDay } from './unit-explanation.policy.ts'
import { isRightAnswer, type Module, type Unit } from './lessons.server.ts'
import { countedDuring, mayStudy, placeIn } from './study-place.policy.ts'

export type Answered =
  { result: 'again' } | { result: 'next'; passage: number } | { result: 'finished'; minutes: number }
export type AnswerRefusal = 'left' | 'not-open' | 'elsewhere' | 'not-yet'

export type Lesson = { module: Module; unit: Unit; passage: number }
type Subject = { code: string; zh: string; en: string }
export type Study = typeof unitStudies.$inferSelect

/**
 * Takes the answer to a passage's check. A miss costs nothing and may be repeated without limit. The last right answer
 * finishes the unit and posts its minutes, one entry per county day, exactly once whatever is sent twice. Refuses
 * `not-open` (no study of this unit is open: it was finished, or never begun), `elsewhere` (another device counts),
 * `not-yet` (an earlier check comes first), `left` (no longer on the register).
 */
export async function answerCheck(
  actor: Actor,
  lesson: Lesson,
  chosen: readonly string[],
): Promise<Outcome<Answered, AnswerRefusal>> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  const { unit, passage } = lesson
  const right = isRightAnswer(unit, passage, chosen)
  return inActorTransaction(scopeOf(actor), async (tx) => {
    // The study's row is locked first: two answers in the same instant take turns.
    const [study] = await tx
      .select()
      .from(unitStudies)
      .where(
        and(
          eq(unitStudies.countyId, actor.countyId),
          eq(unitStudies.personId, personId),
          eq(unitStudies.unitId, unit.id),
          isNull(unitStudies.finishedAt),
        ),
      )
      .for('update')
    if (!study) return { refused: 'not-open' as const }
    if (!(await noteContact(tx, actor, study.id))) return { refused: 'elsewhere' as const }

    // A lesson that was shortened while it was being studied ends where it ends now.
    const passageCount = Math.min(study.passageCount, unit.passages.length)
    const before = await rightPassagesOf(tx, study)
    const expected = placeIn(passageCount, before)
    if (passage > expected) return { refused: 'not-yet' as const }
    if (!before.includes(passage)) await keepAnswer(tx, actor, study, passage, chosen, right)
    if (!right && !before.includes(passage)) return { result: 'again' as const }

    const answered = [...new Set([...before, passage])]
    if (answered.length < passageCount) {
      const place = placeIn(passageCount, answered)
      await tx
        .update(unitStudies)
        .set({ place })
        .where(and(eq(unitStudies.countyId, study.countyId), eq(unitStudies.id, study.id)))
      return { result: 'next' as const, passage: place }
    }
    return { result: 'finished' as const, minutes: await finishStudy(tx, actor, study, subjectOf(lesson)) }
  })
}

/** Folds the gap up to this answer in; false when the active session is not this study's on this device. */
async function noteContact(tx: Tx, actor: Actor, unitStudyId: string): Promise<boolean> {
  const seen = await tx
    .update(studySessions)
    .set(contactExpressions('page'))
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.personId, actor.personId!),
        eq(studySessions.unitStudyId, unitStudyId),
        eq(studySessions.loginSessionId, actor.loginSessionId),
        isNull(studySessions.endedAt),
      ),
    )
    .returning({ id: studySessions.id })
  return seen.length > 0
}

export async function rightPassagesOf(tx: Tx, study: Study): Promise<number[]> {
  const rows = await tx
    .select({ passage: checkAnswers.passage })
    .from(checkAnswers)
    .where(
      and(
        eq(checkAnswers.countyId, study.countyId),
        eq(checkAnswers.unitStudyId, study.id),
        eq(checkAnswers.correct, true),
      ),
    )
  return rows.map(({ passage }) => passage)
}

export async function keepAnswer(
  tx: Tx,
  actor: Actor,
  study: Study,
  passage: number,
  chosen: readonly string[],
  correct: boolean,
): Promise<void> {
  await tx.insert(checkAnswers).values({
    id: uuidv7(),
    countyId: study.countyId,
    personId: study.personId,
    unitStudyId: study.id,
    passage,
    chosen: keptChoice(chosen),
    correct,
  })
  await recordAudit(
    tx,
    scopeOf(actor),
    'learning.check-answered',
    { kind: 'unit-study', id: study.id, personId: study.personId },
    { passage, correct },
  )
}

/** What a ledger line is about: as it was called then, in the words for a person's own screens. */
export function subjectOf({ module, unit }: Omit<Lesson, 'passage'>): Subject {
  return {
    code: unit.id,
    zh: `${module.publicTitle.zh}第 ${unit.code} 节`,
    en: `${module.publicTitle.en}, unit ${unit.code}`,
  }
}

/** Letters, a word or digits, parted by spaces; those of `order` in the order given. Enough to see what was chosen. */
export const keptChoice = (chosen: readonly string[]) => chosen.join(' ').slice(0, 40)

/**
 * Closes an open study, whose row the transaction holds, and posts what was witnessed, one entry per county day; answers
 * the minutes. One audit row.
 */
export async function finishStudy(
  tx: Tx,
  actor: Actor,
  study: Study,
  subject: Subject,
  { withdrawn = false }: { withdrawn?: boolean } = {},
): Promise<number> {
  const ended = await tx
    .update(studySessions)
    .set({ endedAt: sql`greatest(${studySessions.lastSeenAt}, app_now())`, endReason: 'finished' })
    .where(
      and(
        eq(studySessions.countyId, study.countyId),
        eq(studySessions.unitStudyId, study.id),
        isNull(studySessions.endedAt),
      ),
    )
    .returning({ endedAt: studySessions.endedAt })
  const today = dayAt(ended[0]?.endedAt ?? now())
  const sessions = await tx
    .select({
      witnessed: studySessions.witnessed,
      openedAt: studySessions.openedAt,
      lastSeenAt: studySessions.lastSeenAt,
      lateUntil: studySessions.lateUntil,
      leaseId: studySessions.leaseId,
    })
    .from(studySessions)
    .where(and(eq(studySessions.countyId, study.countyId), eq(studySessions.unitStudyId, study.id)))
  const witnessed = unionOf(sessions.flatMap((session) => session.witnessed))
  const credit = creditForUnit({
    witnessed,
    nominalMinutes: study.nominalMinutes,
    readingFactor: study.readingFactor,
  })
  const opened = unionOf(sessions.map((one) => [firstUseOf(one), lastUseOf(one)] as const))
  const late = sessions.some(({ lateUntil }) => lateUntil) ? await lateTimeOf(tx, study) : []
  const policy = await creditPolicyOn(tx, study.countyId, today)
  const minutes = credit.totals.minutes
  await tx
    .update(unitStudies)
    .set({
      finishedAt: sql`app_now()`,
      creditedMinutes: minutes,
      // A unit that earned nothing may be taken again at once.
      countedDuring: minutes > 0 ? countedDuring(today, policy.repeatWindowDays) : null,
    })
    .where(and(eq(unitStudies.countyId, study.countyId), eq(unitStudies.id, study.id)))
  await postCredits(
    tx,
    actor,
    credit.credits.map((day) => ({
      personId: study.personId,
      sourceKind: 'online_unit' as const,
      sourceId: study.id,
      countyDay: day.day,
      minutes: day.minutes,
      during: day.during,
      late: monthOf(day.day) < monthOf(today) || lateOfDay(late, day.during) !== null,
      policyVersionId: policy.versionId,
      explanation: explainUnit({
        subject,
        limitMinutes: study.nominalMinutes * study.readingFactor,
        credit,
        day,
        opened,
        late,
      }),
    })),
  )
  await recordAudit(
    tx,
    scopeOf(actor),
    'learning.unit-finished',
    { kind: 'unit-study', id: study.id, personId: study.personId },
    { unit: study.unitId, minutes, entries: credit.credits.length, ...(withdrawn ? { withdrawn } : {}) },
  )
  return minutes
}

type SessionTimes = Pick<
  typeof studySessions.$inferSelect,
  'openedAt' | 'lastSeenAt' | 'lateUntil' | 'leaseId' | 'witnessed'
>

/** A session that came late began when its lease did, in another unit: the first instant that counts is its own. */
function firstUseOf({ openedAt, leaseId, witnessed }: SessionTimes) {
  return (leaseId && witnessed[0]?.[0]) || openedAt.getTime()
}

/** The last sign of a session. Where late evidence arrived, its arrival is no sign of use: the last instant that counts is. */
function lastUseOf(session: SessionTimes) {
  if (!session.lateUntil) return session.lastSeenAt.getTime()
  return session.witnessed.at(-1)?.[1] ?? session.openedAt.getTime()
}
