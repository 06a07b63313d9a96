import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import { readAnswer, type AnswerProblem, type Typed } from './quiz-answer.policy.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'
import { mayStudy } from './study-place.policy.ts'

const ph = sql.placeholder

/** `for share`: a submit waits for answers on their way, and no answer slips in behind it unjudged. */
const askedWhileOpen = db
  .select({ asked: attempt.asked })
  .from(attempt)
  .where(
    and(
      eq(attempt.countyId, ph('countyId')),
      eq(attempt.personId, ph('personId')),
      eq(attempt.id, ph('attemptId')),
      isNull(attempt.submittedAt),
      // What is being asked aloud is recorded by who asks.
      eq(attempt.mode, 'written'),
    ),
  )
  .for('share')
  .prepare('quiz_asked_while_open')

/** The newest answer stands, whichever tab it came from. */
const keep = db
  .insert(answer)
  .values({
    ...{ id: ph('id'), countyId: ph('countyId'), personId: ph('personId'), attemptId: ph('attemptId') },
    ...{ questionId: ph('questionId'), chosen: ph('chosen'), recordedBy: ph('recordedBy') },
  })
  .onConflictDoUpdate({
    target: [answer.countyId, answer.attemptId, answer.questionId],
    set: {
      ...{ chosen: sql`excluded.chosen`, recordedBy: sql`excluded.recorded_by` },
      savedAt: sql`app_now()`,
    },
  })
  .prepare('quiz_keep_answer')

export type SaveRefusal = 'left' | 'not-open' | AnswerProblem

/**
 * Writes one answer down, in the running transaction, over whatever was chosen before. `recordedBy`: the account that
 * writes down what was said; null: the person's own.
 */
export async function keepAnswer(
  key: { countyId: string; personId: string; attemptId: string },
  questionId: string,
  chosen: readonly string[],
  recordedBy: string | null = null,
): Promise<void> {
  await keep.execute({ ...key, id: uuidv7(), questionId, chosen, recordedBy })
}

/**
 * Saves the answer to one question of an open attempt, as given. Refuses `left` (no longer on the register), `not-open`
 * (submitted, asked aloud, no attempt of this person, or not a question of it), and an answer that cannot be read.
 */
export async function saveAnswer(
  actor: Actor,
  given: { attemptId: string; questionId: string; typed: Typed },
): Promise<Outcome<{ saved: true }, SaveRefusal>> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  const key = { countyId: actor.countyId, personId, attemptId: given.attemptId }
  return inActorTransaction(
    scopeOf(actor),
    async () => {
      const [open] = await askedWhileOpen.execute(key)
      const question = (open?.asked as AskedQuestion[] | undefined)?.find(({ id }) => id === given.questionId)
      if (!question) return { refused: 'not-open' as const }
      const read = readAnswer(question, given.typed)
      if ('refused' in read) return read
      await keepAnswer(key, question.id, read.chosen)
      return { saved: true as const }
    },
    { idempotent: true },
  )
}
