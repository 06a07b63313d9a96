import { and, desc, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { confirmersOf } from '#app/domains/identity/staff.queries.server.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import { accountOfPerson } from '#app/domains/supervision/person-account.queries.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { quizAttempts as attempt } from '#db/schema/learning.ts'
import { modulesFor } from './lessons.server.ts'
import { mayAskAloud, type AskRefusal } from './oral-exam.policy.ts'
import { hasPassed, mayStart } from './quiz-attempt.policy.ts'
import { askedOf } from './quiz-draw.policy.ts'
import { attemptOfPerson } from './quiz.queries.server.ts'

/** Where somebody stands in the quiz of a module, for who would ask it aloud. */
export type OralStanding =
  | { state: 'new' }
  | { state: 'wait'; attemptId: string; right: number; questions: number; from: Date }
  | { state: 'missed'; attemptId: string; right: number; questions: number }
  | { state: 'passed'; attemptId: string; right: number; questions: number; at: Date }
  /** `asker`: null while the person answers by themselves. */
  | {
      state: 'open'
      attemptId: string
      answered: number
      questions: number
      asker: string | null
      mine: boolean
    }

/** Attempts of somebody without what was drawn, the newest first: few, and of every module at once. */
async function attemptsOf(tx: Tx, actor: Actor, personId: string) {
  return tx
    .select({
      id: attempt.id,
      moduleCode: attempt.moduleCode,
      takenBy: attempt.takenBy,
      submittedAt: attempt.submittedAt,
      rightCount: attempt.rightCount,
      passRight: attempt.passRight,
      waitMinutes: attempt.waitMinutes,
      questions: attempt.questionCount,
      answered: sql<number>`(
        select count(*)::int from quiz_answers a
        where a.county_id = quiz_attempts.county_id and a.attempt_id = quiz_attempts.id and a.chosen <> '{}')`,
    })
    .from(attempt)
    .where(and(eq(attempt.countyId, actor.countyId), eq(attempt.personId, personId)))
    .orderBy(desc(attempt.startedAt), desc(attempt.id))
}
type AttemptRow = Awaited<ReturnType<typeof attemptsOf>>[number]

/**
 * The modules somebody can be examined in aloud, each with how it stands; and why nobody can ask, where it is so. One
 * audit row; null, and no row, for a person outside the actor's care.
 */
export function openOralExams(actor: Actor, personId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const person = await findPerson(tx, actor, personId)
    if (!person) return null
    const today = dayAt(now())
    const [accountId, attempts, policy] = await Promise.all([
      accountOfPerson(tx, actor, personId),
      attemptsOf(tx, actor, personId),
      creditPolicyOn(tx, actor.countyId, today),
    ])
    const askers = await confirmersOf(
      actor,
      attempts.flatMap(({ takenBy, submittedAt }) => (takenBy && !submittedAt ? [takenBy] : [])),
    )
    const allowed = mayAskAloud({
      ...{ today, person: { leftOn: person.leftOn, accountId }, askedBy: actor.accountId },
      oralEquivalent: policy.oralEquivalent,
    })
    const { name, accessNeeds, minorsRegime, leftOn } = person
    await recordOpening(tx, actor, personId, null)
    return {
      person: { id: personId, name, accessNeeds, leftOn },
      refused: isRefused(allowed) ? (allowed.refused satisfies AskRefusal) : null,
      modules: modulesFor(minorsRegime)
        .filter(({ bank }) => askedOf(bank, minorsRegime).length > 0)
        .map(({ code, title }) => ({
          ...{ code, title },
          standing: standingOf(
            attempts.filter(({ moduleCode }) => moduleCode === code),
            actor.accountId,
            (account) => askers.get(account)?.name ?? '',
          ),
        })),
    }
  })
}

function standingOf(
  attempts: readonly AttemptRow[],
  me: string,
  nameOf: (account: string) => string,
): OralStanding {
  const open = attempts.find(({ submittedAt }) => submittedAt === null)
  if (open) {
    const { id, answered, questions, takenBy } = open
    const asker = takenBy === null ? null : nameOf(takenBy)
    return { state: 'open', attemptId: id, answered, questions, asker, mine: takenBy === me }
  }
  const [last] = attempts
  if (!last) return { state: 'new' }
  const done = { ...last, submittedAt: last.submittedAt!, rightCount: last.rightCount! }
  const result = { attemptId: done.id, right: done.rightCount, questions: done.questions }
  if (hasPassed(done)) return { state: 'passed', ...result, at: done.submittedAt }
  const start = mayStart(done, now())
  return start.from ? { state: 'wait', ...result, from: start.from } : { state: 'missed', ...result }
}

/**
 * One quiz of somebody, for who asks it or reads the result to them; what is right only once it is handed in. One audit
 * row; null, and no row, for a person outside the actor's care and for an attempt that is not theirs.
 */
export function openOralExam(actor: Actor, personId: string, attemptId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const person = await findPerson(tx, actor, personId)
    const found = person && (await attemptOfPerson(actor, personId, attemptId))
    if (!found) return null
    await recordOpening(tx, actor, personId, found.moduleCode)
    const { id, name, accessNeeds, leftOn, minorsRegime } = person
    return { person: { id, name, accessNeeds, leftOn, minorsRegime }, attempt: found }
  })
}

function recordOpening(tx: Tx, actor: Actor, personId: string, module: string | null): Promise<void> {
  return recordAudit(
    tx,
    scopeOf(actor),
    'learning.oral-exam-opened',
    { kind: 'person', id: personId, personId },
    { module },
  )
}
