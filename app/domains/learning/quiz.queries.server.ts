import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { creditPolicyOn, type CreditPolicy } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { confirmersOf } from '#app/domains/identity/staff.queries.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction, type Tx } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import type { Words } from '#content/lesson.ts'
import { findModule, WITHDRAWN_MODULE } from './lessons.server.ts'
import { completionOn, type Completion } from './module-completion.policy.ts'
import { hasPassed, type Submitted } from './quiz-attempt.policy.ts'
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
    takenBy: attempt.takenBy,
  })
  .from(attempt)
  .where(and(own, eq(attempt.moduleCode, ph('moduleCode')), isNull(attempt.submittedAt)))
  .prepare('quiz_open_in_module')

const lastInModule = db
  .select({
    id: attempt.id,
    passRight: attempt.passRight,
    waitMinutes: attempt.waitMinutes,
    questions: attempt.questionCount,
    submittedAt: attempt.submittedAt,
    rightCount: attempt.rightCount,
    takenBy: attempt.takenBy,
  })
  .from(attempt)
  .where(and(own, eq(attempt.moduleCode, ph('moduleCode')), isNotNull(attempt.submittedAt)))
  .orderBy(desc(attempt.submittedAt), desc(attempt.id))
  .limit(1)
  .prepare('quiz_last_in_module')

/** Every pass of a module; few, because after one there is little reason to take it again. */
const passes = db
  .select({
    moduleCode: attempt.moduleCode,
    at: sql<string>`to_char(${attempt.submittedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  })
  .from(attempt)
  .where(and(own, sql`${attempt.rightCount} >= ${attempt.passRight}`))
  .prepare('quiz_passes')

const anyOpen = db
  .select({
    id: attempt.id,
    moduleCode: attempt.moduleCode,
    questions: attempt.questionCount,
    answered: answeredCount,
  })
  .from(attempt)
  // One that is being asked aloud goes on at the office.
  .where(and(own, isNull(attempt.submittedAt), eq(attempt.mode, 'written')))
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
    takenBy: attempt.takenBy,
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

const keyOf = (actor: Actor, personId = actor.personId) => ({ countyId: actor.countyId, personId })

/** `asker`: the name of the staff who asked the questions aloud; null for a written one. `takenBy`: their account. */
type Asked = { takenBy: string | null; asker: string | null }
export type QuizStanding = {
  open: ({ id: string; passRight: number; questions: number; answered: number } & Asked) | null
  last: (Submitted & { id: string; questions: number } & Asked) | null
  /** The module's completion by a passed quiz, while its window lasts. */
  completed: Completion | null
  /** What a quiz begun now would go by. */
  policy: CreditPolicy
}

/** How somebody's quiz of a module stands, in the running transaction. */
export async function quizStandingOf(
  tx: Tx,
  actor: Actor,
  personId: string,
  moduleCode: string,
): Promise<QuizStanding> {
  const key = { ...keyOf(actor, personId), moduleCode }
  const today = dayAt(now())
  const [[open], [last], passed, policy] = await Promise.all([
    openInModule.execute(key),
    lastInModule.execute(key),
    passes.execute(key),
    creditPolicyOn(tx, actor.countyId, today),
  ])
  const asking = [open?.takenBy, last?.takenBy].filter((one) => one != null)
  const names = await confirmersOf(actor, asking)
  const askerOf = (takenBy: string | null) => (takenBy ? (names.get(takenBy)?.name ?? '') : null)
  const passedOn = passed.filter((one) => one.moduleCode === moduleCode).map(({ at }) => dayAt(new Date(at)))
  return {
    open: open ? { ...open, asker: askerOf(open.takenBy) } : null,
    last: last
      ? {
          ...last,
          submittedAt: last.submittedAt!,
          rightCount: last.rightCount!,
          asker: askerOf(last.takenBy),
        }
      : null,
    completed: completionOn(passedOn, policy.repeatWindowDays, today),
    policy,
  }
}

export function ownQuizStanding(actor: Actor, moduleCode: string): Promise<QuizStanding> {
  return inActorTransaction(scopeOf(actor), (tx) => quizStandingOf(tx, actor, actor.personId!, moduleCode))
}

/** Modules completed by a passed quiz, each while its window lasts. No minute follows from it (decisions 2). */
export async function completedModulesOf(tx: Tx, actor: Actor): Promise<Map<string, Completion>> {
  const today = dayAt(now())
  const [rows, policy] = await Promise.all([
    passes.execute(keyOf(actor)),
    creditPolicyOn(tx, actor.countyId, today),
  ])
  const completed = [...new Set(rows.map(({ moduleCode }) => moduleCode))].map((code) => {
    const passedOn = rows.filter((one) => one.moduleCode === code).map(({ at }) => dayAt(new Date(at)))
    return [code, completionOn(passedOn, policy.repeatWindowDays, today)] as const
  })
  return new Map(completed.flatMap(([code, found]) => (found ? [[code, found] as const] : [])))
}

/** What a quiz begun today goes by, for pages about the quiz itself. */
export function quizPolicyToday(actor: Actor): Promise<CreditPolicy> {
  return inActorTransaction(scopeOf(actor), (tx) => creditPolicyOn(tx, actor.countyId, dayAt(now())))
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
export type AttemptView = {
  id: string
  moduleCode: string
  asked: readonly AskedQuestion[]
  chosen: Chosen
} & Asked &
  (
    | { state: 'open'; passRight: number }
    | {
        state: 'submitted'
        keys: readonly PinnedKey[]
        missed: readonly string[]
        rightCount: number
        passRight: number
        passed: boolean
        submittedAt: Date
      }
  )

/** One attempt of somebody, in the running transaction; null when it is nobody's or somebody else's. */
export async function attemptOfPerson(
  actor: Actor,
  personId: string,
  id: string,
): Promise<AttemptView | null> {
  const key = { ...keyOf(actor, personId), id }
  const [[found], given] = await Promise.all([pinned.execute(key), answersOf.execute(key)])
  if (!found) return null
  const { moduleCode, passRight, rightCount, missed, keys, takenBy, submittedAt } = found
  const names = await confirmersOf(actor, takenBy ? [takenBy] : [])
  const common = {
    ...{ id, moduleCode, takenBy, asker: takenBy ? (names.get(takenBy)?.name ?? '') : null },
    asked: found.asked as AskedQuestion[],
    chosen: new Map(given.map((one) => [one.questionId, one.chosen])),
  }
  if (rightCount === null) return { ...common, state: 'open', passRight }
  return {
    ...common,
    ...{ state: 'submitted' as const, rightCount, passRight, submittedAt: submittedAt! },
    ...{ keys: keys as PinnedKey[], missed: missed ?? [] },
    passed: hasPassed({ rightCount, passRight }),
  }
}

/** One's own attempt at this module; null when it is nobody's, somebody else's or another module's. */
export function ownAttempt(actor: Actor, moduleCode: string, id: string): Promise<AttemptView | null> {
  return inActorTransaction(scopeOf(actor), async () => {
    const found = await attemptOfPerson(actor, actor.personId!, id)
    return found?.moduleCode === moduleCode ? found : null
  })
}
