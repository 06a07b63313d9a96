import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { checkAnswers, unitStudies } from '#db/schema/learning.ts'
import type { Module, Unit } from './lessons.server.ts'
import { beginStudy } from './study-begin.server.ts'
import { isStillCounted, mayStudy, placeIn } from './study-place.policy.ts'
import type { StudyTimes } from './study-times.policy.ts'
import { openStudiesOf } from './study-times.queries.server.ts'
import { activeSession, isElsewhere, SessionEnded, sessionFor } from './study-session.server.ts'

const ph = sql.placeholder

const latestStudy = db
  .select()
  .from(unitStudies)
  .where(
    and(
      eq(unitStudies.countyId, ph('countyId')),
      eq(unitStudies.personId, ph('personId')),
      eq(unitStudies.unitId, ph('unitId')),
    ),
  )
  .orderBy(desc(unitStudies.openedAt), desc(unitStudies.id))
  .limit(1)
  .prepare('latest_study')

const rightPassages = db
  .select({ passage: checkAnswers.passage })
  .from(checkAnswers)
  .innerJoin(
    unitStudies,
    and(eq(unitStudies.countyId, checkAnswers.countyId), eq(unitStudies.id, checkAnswers.unitStudyId)),
  )
  .where(
    and(
      eq(checkAnswers.countyId, ph('countyId')),
      eq(unitStudies.personId, ph('personId')),
      eq(unitStudies.unitId, ph('unitId')),
      isNull(unitStudies.finishedAt),
      eq(checkAnswers.correct, true),
    ),
  )
  .prepare('right_passages')

/** The newest study of a unit by this person, in the running transaction. */
export async function latestStudyOf(actor: Actor, unitId: string): Promise<StudyRow | null> {
  const [found] = await latestStudy.execute({ countyId: actor.countyId, personId: actor.personId, unitId })
  return found ?? null
}

export type LessonView =
  | {
      /** Time is being counted here. */
      kind: 'counting'
      studyId: string
      session: { id: string; nonce: string; seq: number; idleLimitSeconds: number }
      answered: number[]
      /** How many the study was begun with. */
      passages: number
      /** What was counted so far, what not and why. */
      times: StudyTimes | null
      minutes: number
      most: number
    }
  /** An earlier passage's check comes first. */
  | { kind: 'go-to'; passage: number }
  /** Credited lately: it may be read, and counts again from `again`. */
  | { kind: 'repeat'; countedOn: CalendarDay; again: CalendarDay; minutes: number }
  /** Another device of this person is counting just now. */
  | { kind: 'elsewhere' }
  /** No longer on the register: it may be read. */
  | { kind: 'left' }

export type StudyRow = Awaited<ReturnType<typeof latestStudy.execute>>[number]

/**
 * Someone opens a passage. Opens the study of the unit and a session on this device where there is none, folds the gap
 * since the last sign in, and answers what the page shows. One active session per person: another device that was heard
 * from within two minutes goes on counting (`elsewhere`) until this one takes over; a silent one is taken over.
 */
export async function openPassage(
  actor: Actor,
  lesson: { module: Module; unit: Unit; passage: number },
  { takeOver = false }: { takeOver?: boolean } = {},
): Promise<LessonView> {
  const today = dayAt(now())
  if (!actor.personId || !mayStudy(actor, today)) return { kind: 'left' }
  const key = { countyId: actor.countyId, personId: actor.personId, unitId: lesson.unit.id }
  try {
    return await inActorTransaction(scopeOf(actor), async (tx) => {
      const [[study], [active], right] = await Promise.all([
        latestStudy.execute(key),
        activeSession.execute(key),
        rightPassages.execute(key),
      ])
      if (study && isStillCounted(study, today)) return repeatOf(study)
      if (active && isElsewhere(active, actor) && !takeOver) return { kind: 'elsewhere' as const }
      const answered = right.map(({ passage }) => passage)
      if (lesson.passage > placeIn(lesson.unit.passages.length, answered)) {
        return { kind: 'go-to' as const, passage: placeIn(lesson.unit.passages.length, answered) }
      }
      const open = study && !study.finishedAt ? study : await beginStudy(tx, actor, lesson)
      const { session, minutes } = await sessionFor(tx, actor, lesson, open, active, takeOver)
      const most = open.nominalMinutes * open.readingFactor
      const times = (await openStudiesOf(actor, actor.personId!)).find(({ id }) => id === open.id) ?? null
      return {
        ...{ kind: 'counting' as const, studyId: open.id, session, answered },
        ...{ passages: open.passageCount, times, minutes, most },
      }
    })
  } catch (error) {
    // Two pages opened in the same instant: the other one made the study or the session; look again.
    const constraint = violatedConstraint(error)
    if (
      error instanceof SessionEnded ||
      constraint === 'study_sessions_one_active' ||
      constraint === 'unit_studies_one_open'
    ) {
      return openPassage(actor, lesson, { takeOver })
    }
    throw error
  }
}

function repeatOf(study: StudyRow): LessonView {
  const { from, to } = study.countedDuring!
  return { kind: 'repeat', countedOn: from, again: to!, minutes: study.creditedMinutes ?? 0 }
}
