import { and, eq, isNull, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import { missedOf } from './judge.policy.ts'
import { readAnswer, type AnswerProblem, type Typed } from './quiz-answer.policy.ts'
import { keepAnswer } from './quiz-answer.server.ts'
import type { AskedQuestion, PinnedKey } from './quiz-draw.policy.ts'
import { mayStudy } from './study-place.policy.ts'

export type SubmitRefusal = 'left' | 'unreadable'
/** Problems by question id, where an answer cannot be read; nothing was written then. */
export type Unreadable = { refused: SubmitRefusal; problems: Record<string, AnswerProblem> }

/**
 * Hands an attempt in: takes the answers on the form, judges all of them by what was pinned, and closes it. A question
 * that the form leaves empty keeps the answer saved before; one without any is not answered, which is allowed. Sent
 * twice or fifty times it is judged once and answers the same. Refuses `left`, and `unreadable` with the problems.
 * Answers null when there is no such attempt of this person at this module.
 */
export async function submitQuiz(
  actor: Actor,
  moduleCode: string,
  attemptId: string,
  typed: Typed,
): Promise<Outcome<{ submitted: true }, SubmitRefusal> | Unreadable | null> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  const key = { countyId: actor.countyId, personId, attemptId }
  const own = and(
    eq(attempt.countyId, actor.countyId),
    eq(attempt.personId, personId),
    eq(attempt.id, attemptId),
    eq(attempt.moduleCode, moduleCode),
  )
  return inActorTransaction(scopeOf(actor), async (tx) => {
    // The attempt's row is locked first: fifty submits take turns, and all but one find it closed.
    const [open] = await tx
      .select({ asked: attempt.asked, keys: attempt.keys })
      .from(attempt)
      .where(and(own, isNull(attempt.submittedAt)))
      .for('update')
    if (!open) {
      const [closed] = await tx.select({ id: attempt.id }).from(attempt).where(own)
      return closed ? { submitted: true as const } : null
    }
    const asked = open.asked as AskedQuestion[]
    const problems: Record<string, AnswerProblem> = {}
    const onForm = new Map<string, string[]>()
    for (const question of asked) {
      const read = readAnswer(question, typed)
      if (isRefused(read)) problems[question.id] = read.refused
      else if (read.chosen.length > 0) onForm.set(question.id, read.chosen)
    }
    if (Object.keys(problems).length > 0) return { refused: 'unreadable' as const, problems }
    for (const [questionId, chosen] of onForm) await keepAnswer(key, questionId, chosen)
    const saved = await tx
      .select({ questionId: answer.questionId, chosen: answer.chosen })
      .from(answer)
      .where(and(eq(answer.countyId, actor.countyId), eq(answer.attemptId, attemptId)))
    const missed = missedOf(
      asked,
      new Map((open.keys as PinnedKey[]).map(({ id, right }) => [id, right])),
      new Map(saved.map(({ questionId, chosen }) => [questionId, chosen])),
    )
    const rightCount = asked.length - missed.length
    await tx
      .update(attempt)
      .set({ submittedAt: sql`greatest(${attempt.startedAt}, app_now())`, rightCount, missed })
      .where(own)
    await recordAudit(
      tx,
      scopeOf(actor),
      'learning.quiz-submitted',
      { kind: 'quiz-attempt', id: attemptId, personId },
      { module: moduleCode, score: rightCount, questions: asked.length },
    )
    return { submitted: true as const }
  })
}
