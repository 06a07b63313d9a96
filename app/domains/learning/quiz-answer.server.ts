import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { quizAnswers as answer, quizAttempts as attempt } from '#db/schema/learning.ts'
import { placeInstant } from './late-evidence.policy.ts'
import { readAnswer, type AnswerProblem, type Typed } from './quiz-answer.policy.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'
import { mayStudy } from './study-place.policy.ts'

const ph = sql.placeholder

/** The database's clock, in milliseconds. */
export const clockMs = sql<number>`(extract(epoch from app_now()) * 1000)::float8`

/** `for share`: a submit waits for answers on their way, and no answer slips in behind it unjudged. */
const askedWhileOpen = db
  .select({ asked: attempt.asked, startedAt: attempt.startedAt, arrived: clockMs })
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

/** The answer that was given last stands, whichever tab or device it came from, and whenever it arrived. */
const keep = db
  .insert(answer)
  .values({
    ...{ id: ph('id'), countyId: ph('countyId'), personId: ph('personId'), attemptId: ph('attemptId') },
    ...{ questionId: ph('questionId'), chosen: ph('chosen'), recordedBy: ph('recordedBy') },
    savedAt: sql`coalesce(${ph('givenAt')}::timestamptz, app_now())`,
  })
  .onConflictDoUpdate({
    target: [answer.countyId, answer.attemptId, answer.questionId],
    set: {
      ...{ chosen: sql`excluded.chosen`, recordedBy: sql`excluded.recorded_by` },
      savedAt: sql`greatest(${answer.savedAt}, excluded.saved_at)`,
    },
    setWhere: sql`${ph('givenAt')}::timestamptz is null or ${answer.savedAt} <= excluded.saved_at`,
  })
  .returning({ id: answer.id })
  .prepare('quiz_keep_answer')

export type SaveRefusal = 'left' | 'not-open' | AnswerProblem

/** When an answer was given and when it was sent, by the device's clock; `at` undefined: long ago. */
export type ToldAt = { at: number | undefined; sentAt: number }

/** When an answer was given, as the server places it: never before the attempt was started, nor after it arrived. Null: now. */
export function givenAt(
  told: ToldAt | null,
  { startedAt, arrived }: { startedAt: Date; arrived: number },
): Date | null {
  if (!told) return null
  const started = startedAt.getTime()
  return new Date(told.at === undefined ? started : placeInstant(told.at, told.sentAt, started, arrived))
}

/**
 * Writes one answer down, in the running transaction, over one that was given before it; false where a newer one stands.
 * `given` null: just now, over whatever is there. `recordedBy`: the account that writes down what was said; null: the person's own.
 */
export async function keepAnswer(
  key: { countyId: string; personId: string; attemptId: string },
  questionId: string,
  chosen: readonly string[],
  given: Date | null,
  recordedBy: string | null = null,
): Promise<boolean> {
  const kept = await keep.execute({
    ...key,
    ...{ id: uuidv7(), questionId, chosen, recordedBy, givenAt: given?.toISOString() ?? null },
  })
  return kept.length > 0
}

/**
 * Saves the answer to one question of an open attempt, as given; `saved` false: one that was given later stands, from
 * another tab or device. `told`: when, of one that waited on a device; null: just now. Refuses `left` (no longer on the register), `not-open`
 * (submitted, asked aloud, no attempt of this person, or not a question of it), and an answer that cannot be read.
 */
export async function saveAnswer(
  actor: Actor,
  given: { attemptId: string; questionId: string; typed: Typed },
  told: ToldAt | null = null,
): Promise<Outcome<{ saved: boolean }, SaveRefusal>> {
  const personId = actor.personId
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  const key = { countyId: actor.countyId, personId, attemptId: given.attemptId }
  return inActorTransaction(
    scopeOf(actor),
    async () => {
      const [open] = await askedWhileOpen.execute(key)
      const question = (open?.asked as AskedQuestion[] | undefined)?.find(({ id }) => id === given.questionId)
      if (!open || !question) return { refused: 'not-open' as const }
      const read = readAnswer(question, given.typed)
      if ('refused' in read) return read
      return { saved: await keepAnswer(key, question.id, read.chosen, givenAt(told, open)) }
    },
    { idempotent: true },
  )
}
