import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import type { Words } from '#content/lesson.ts'
import { findModule, WITHDRAWN_MODULE } from './lessons.server.ts'
import { hasPassed } from './quiz-attempt.policy.ts'
import type { AskedQuestion, PinnedKey } from './quiz-draw.policy.ts'

const ph = sql.placeholder
const own = and(eq(attempt.countyId, ph('countyId')), eq(attempt.personId, ph('personId')))

/** How many questions of an attempt have an answer. Names written out, as in beat.server.ts. */
const answeredCount = sql<number>`(
  select count(*)::int from quiz_answers a
  where a.county_id = quiz_attempts.county_id and a.attempt_id = quiz_attempts.id and a.chosen <> '{}'
)`

const openInModule = db
  .select({
    id: attempt.id,
    passRight: attempt.passRight,
    questions: attempt.questionCount,
    answered: answeredCount,
  })
  .from(attempt)
  .where(and(own, eq(attempt.moduleCode, ph('moduleCode')), isNull(attempt.submittedAt)))
  .prepare('quiz_open_in_module')

const lastInModule = db
  .select({
    id: attempt.id,
    passRight: attempt.passRight,
    questions: attempt.questionCount,
    submittedAt: attempt.submittedAt,
    rightCount: attempt.rightCount,
  })
  .from(attempt)
  .where(and(own, eq(attempt.moduleCode, ph('moduleCode')), isNotNull(attempt.submittedAt)))
  .orderBy(desc(attempt.submittedAt), desc(attempt.id))
  .limit(1)
  .prepare('quiz_last_in_module')

const firstPass = db
  .select({
    moduleCode: attempt.moduleCode,
    at: sql<string>`to_char(min(${attempt.submittedAt}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  })
  .from(attempt)
  .where(and(own, sql`${attempt.rightCount} >= ${attempt.passRight}`))
  .groupBy(attempt.moduleCode)
  .prepare('quiz_first_pass')

const anyOpen = db
  .select({
    id: attempt.id,
    moduleCode: attempt.moduleCode,
    questions: attempt.questionCount,
    answered: answeredCount,
  })
  .from(attempt)
  .where(and(own, isNull(attempt.submittedAt)))
  .orderBy(desc(attempt.startedAt), desc(attempt.id))
  .prepare('quiz_any_open')

/** What is right leaves the database for a result only: an attempt that runs answers `null` in its place. */
const pinned = db
  .select({
    id: attempt.id,
    moduleCode: attempt.moduleCode,
    passRight: attempt.passRight,
    asked: attempt.asked,
    submittedAt: attempt.submittedAt,
    rightCount: attempt.rightCount,
    missed: attempt.missed,
    keys: sql<unknown>`case when ${attempt.submittedAt} is not null then ${attempt.keys} end`,
  })
  .from(attempt)
  .where(and(own, eq(attempt.id, ph('id'))))
  .prepare('quiz_pinned')

const answersOf = db
  .select({ questionId: answer.questionId, chosen: answer.chosen })
  .from(answer)
  .where(
    and(
      eq(answer.countyId, ph('countyId')),
      eq(answer.personId, ph('personId')),
      eq(answer.attemptId, ph('id')),
    ),
  )
  .orderBy(asc(answer.questionId))
  .prepare('quiz_answers_of')

const keyOf = (actor: Actor) => ({ countyId: actor.countyId, personId: actor.personId })

export type QuizStanding = {
  open: { id: string; passRight: number; questions: number; answered: number } | null
  last: { id: string; passRight: number; questions: number; submittedAt: Date; rightCount: number } | null
  /** The day the module was completed: of the first attempt that passed. */
  completedOn: CalendarDay | null
}

/** How one's quiz of a module stands, in the running transaction. */
export async function quizStandingOf(actor: Actor, moduleCode: string): Promise<QuizStanding> {
  const key = { ...keyOf(actor), moduleCode }
  const [[open], [last], passes] = await Promise.all([
    openInModule.execute(key),
    lastInModule.execute(key),
    firstPass.execute(key),
  ])
  const passed = passes.find((one) => one.moduleCode === moduleCode)
  return {
    open: open ?? null,
    last: last ? { ...last, submittedAt: last.submittedAt!, rightCount: last.rightCount! } : null,
    completedOn: passed ? dayAt(new Date(passed.at)) : null,
  }
}

export function ownQuizStanding(actor: Actor, moduleCode: string): Promise<QuizStanding> {
  return inActorTransaction(scopeOf(actor), () => quizStandingOf(actor, moduleCode))
}

/** Modules completed by a passed quiz, and on which day. No minute follows from it (decisions 2). */
export async function completedModulesOf(actor: Actor): Promise<Map<string, CalendarDay>> {
  const rows = await firstPass.execute(keyOf(actor))
  return new Map(rows.map(({ moduleCode, at }) => [moduleCode, dayAt(new Date(at))]))
}

export type OpenAttempt = {
  href: string
  moduleCode: string
  moduleTitle: Words
  answered: number
  questions: number
}

/** One's newest quiz that is begun and not handed in, in the running transaction; null when there is none. */
export async function openAttemptOf(actor: Actor): Promise<OpenAttempt | null> {
  for (const { id, moduleCode, answered, questions } of await anyOpen.execute(keyOf(actor))) {
    const module = findModule(moduleCode, actor.minorsRegime)
    const href = `/my/study/${moduleCode}/quiz/${id}`
    // What was drawn is pinned: an attempt outlives its module.
    const moduleTitle = module?.publicTitle ?? WITHDRAWN_MODULE
    return { href, moduleCode, moduleTitle, answered, questions }
  }
  return null
}

export type Chosen = ReadonlyMap<string, readonly string[]>
export type OwnAttempt =
  | { state: 'open'; id: string; passRight: number; asked: readonly AskedQuestion[]; chosen: Chosen }
  | {
      state: 'submitted'
      id: string
      asked: readonly AskedQuestion[]
      keys: readonly PinnedKey[]
      chosen: Chosen
      missed: readonly string[]
      rightCount: number
      passRight: number
      passed: boolean
    }

/** One's own attempt at this module; null when it is nobody's, somebody else's or another module's. */
export function ownAttempt(actor: Actor, moduleCode: string, id: string): Promise<OwnAttempt | null> {
  return inActorTransaction(scopeOf(actor), async () => {
    const key = { ...keyOf(actor), id }
    const [[found], given] = await Promise.all([pinned.execute(key), answersOf.execute(key)])
    if (!found || found.moduleCode !== moduleCode) return null
    const asked = found.asked as AskedQuestion[]
    const chosen = new Map(given.map((one) => [one.questionId, one.chosen]))
    const { passRight, rightCount, missed, keys } = found
    if (rightCount === null) return { state: 'open' as const, id, passRight, asked, chosen }
    return {
      ...{ state: 'submitted' as const, id, asked, chosen, rightCount, passRight },
      ...{ keys: keys as PinnedKey[], missed: missed ?? [] },
      passed: hasPassed({ rightCount, passRight }),
    }
  })
}
