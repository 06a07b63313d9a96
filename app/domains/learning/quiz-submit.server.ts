import { and, eq, isNull, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import { missedOf } from './judge.policy.ts'
import { readAnswer, type AnswerProblem, type Typed } from './quiz-answer.policy.ts'
import { clockMs, givenAt, keepAnswer, type ToldAt } from './quiz-answer.server.ts'
import type { AskedQuestion, PinnedKey } from './quiz-draw.policy.ts'
import { mayStudy } from './study-place.policy.ts'

export type SubmitRefusal = 'left' | 'unreadable' | 'asked-aloud'
/** Problems by question id, where an answer cannot be read; nothing was written then. */
export type Unreadable = { refused: 'unreadable'; problems: Record<string, AnswerProblem> }

/**
 * Hands an attempt in: takes the answers on the form, judges all of them by what was pinned, and closes it. A question
 * that the form leaves empty keeps the answer saved before, and so does one that was answered elsewhere after the form was
 * handed in on a device that had no network (`told`); one without any is not answered, which is allowed. Sent
 * twice or fifty times it is judged once and answers the same. Refuses `left`, `asked-aloud` (who asks hands it in), and
 * `unreadable` with the problems. Answers null when there is no such attempt of this person at this module.
 */
export async function submitQuiz(
  actor: Actor,
  moduleCode: string,
  attemptId: string,
  typed: Typed,
  told: ToldAt | null = null,
): Promise<Outcome<{ submitted: true }, SubmitRefusal> | Unreadable | null> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const open = await openForJudging(tx, { countyId: actor.countyId, personId, attemptId, moduleCode }, null)
    if (open === 'submitted') return { submitted: true as const }
    if (open === 'not-mine') return { refused: 'asked-aloud' as const }
    if (!open) return null
    const judged = await judgeAndClose(tx, open, typed, null, told)
    if (isRefused(judged)) return judged
    await recordAudit(
      tx,
      scopeOf(actor),
      'learning.quiz-submitted',
      { kind: 'quiz-attempt', id: attemptId, personId },
      { module: moduleCode, score: judged.rightCount, questions: open.asked.length },
    )
    return { submitted: true as const }
  })
}

/** With a module's code: only an attempt at it. */
type AttemptKey = { countyId: string; personId: string; attemptId: string; moduleCode?: string }
type OpenAttempt = AttemptKey & {
  moduleCode: string
  asked: AskedQuestion[]
  keys: PinnedKey[]
  startedAt: Date
  /** The database's clock, in milliseconds. */
  arrived: number
}

const whereOf = (key: AttemptKey) =>
  and(
    eq(attempt.countyId, key.countyId),
    eq(attempt.personId, key.personId),
    eq(attempt.id, key.attemptId),
    key.moduleCode === undefined ? undefined : eq(attempt.moduleCode, key.moduleCode),
  )

/**
 * Locks an open attempt for judging: fifty submits take turns, and all but one find it `submitted`. `takenBy`: the account
 * that asks it aloud, null for a written one; another's is `not-mine`. Null: there is no such attempt of this person.
 */
export async function openForJudging(
  tx: Tx,
  key: AttemptKey,
  takenBy: string | null,
): Promise<OpenAttempt | 'submitted' | 'not-mine' | null> {
  const [open] = await tx
    .select({
      ...{ moduleCode: attempt.moduleCode, asked: attempt.asked, keys: attempt.keys },
      ...{ startedAt: attempt.startedAt, arrived: clockMs },
    })
    .from(attempt)
    .where(
      and(
        whereOf(key),
        isNull(attempt.submittedAt),
        takenBy ? eq(attempt.takenBy, takenBy) : isNull(attempt.takenBy),
      ),
    )
    .for('update')
  if (open) return { ...key, ...open, asked: open.asked as AskedQuestion[], keys: open.keys as PinnedKey[] }
  const [other] = await tx.select({ submittedAt: attempt.submittedAt }).from(attempt).where(whereOf(key))
  return other ? (other.submittedAt ? 'submitted' : 'not-mine') : null
}

/** The answers a form holds, by question; those it leaves empty are not among them. Refuses `unreadable`. */
export function readForm(
  asked: readonly AskedQuestion[],
  typed: Typed,
): { answers: ReadonlyMap<string, string[]> } | Unreadable {
  const problems: Record<string, AnswerProblem> = {}
  const answers = new Map<string, string[]>()
  for (const question of asked) {
    const read = readAnswer(question, typed)
    if (isRefused(read)) problems[question.id] = read.refused
    else if (read.chosen.length > 0) answers.set(question.id, read.chosen)
  }
  return Object.keys(problems).length > 0 ? { refused: 'unreadable', problems } : { answers }
}

/** Takes the form's answers, judges and closes a locked attempt. Refuses `unreadable`, and has written nothing then. */
export async function judgeAndClose(
  tx: Tx,
  open: OpenAttempt,
  typed: Typed,
  recordedBy: string | null,
  told: ToldAt | null = null,
): Promise<{ rightCount: number } | Unreadable> {
  const { asked, keys, startedAt, arrived, ...key } = open
  const read = readForm(asked, typed)
  if (isRefused(read)) return read
  const given = givenAt(told, { startedAt, arrived })
  for (const [questionId, chosen] of read.answers)
    await keepAnswer(key, questionId, chosen, given, recordedBy)
  const saved = await tx
    .select({ questionId: answer.questionId, chosen: answer.chosen })
    .from(answer)
    .where(and(eq(answer.countyId, key.countyId), eq(answer.attemptId, key.attemptId)))
  const missed = missedOf(
    asked,
    new Map(keys.map(({ id, right }) => [id, right])),
    new Map(saved.map(({ questionId, chosen }) => [questionId, chosen])),
  )
  const rightCount = asked.length - missed.length
  await tx
    .update(attempt)
    .set({ submittedAt: sql`greatest(${attempt.startedAt}, app_now())`, rightCount, missed })
    .where(whereOf(key))
  return { rightCount }
}
