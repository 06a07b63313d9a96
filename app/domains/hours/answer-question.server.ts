import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { entryAnswers, entryQuestions } from '#db/schema/hours.ts'
import type { ReversalReason } from './explanation.policy.ts'
import { correctEntryIn, refusalOfLedger, type Correction, type CorrectionRefusal } from './ledger.server.ts'

export type Answer =
  | { verdict: 'upheld'; words: string }
  | { verdict: 'reversed'; reason: ReversalReason; words: string | null }
  | { verdict: 'recredited'; reason: ReversalReason; corrected: Correction; words: string | null }

export type AnswerRefusal = CorrectionRefusal | 'already-answered'
export type Answered = { answerId: string; reversalId: string | null; creditId: string | null }

/**
 * Answers a question, once, in one transaction: the line stands, is taken back, or is taken back and recorded anew. For
 * office staff and the bureau alone (社矫法 10). Refuses a question this actor cannot see or may not answer
 * (`not-found`), one that has its answer, a line that is a reversal or is taken back already, and minutes beyond their
 * instants. Of two at once one wins, and nothing of the other's remains.
 */
export async function answerQuestion(
  actor: Actor,
  questionId: string,
  answer: Answer,
): Promise<Outcome<Answered, AnswerRefusal>> {
  const answeredAs = actor.role
  if (answeredAs !== 'office' && answeredAs !== 'bureau') return { refused: 'not-found' }
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const question = await questionById(tx, actor, questionId)
      if (!question) return { refused: 'not-found' as const }
      if (question.answerId) return { refused: 'already-answered' as const }
      const lines =
        answer.verdict === 'upheld'
          ? { reversalId: null, creditId: null, before: null }
          : await correctEntryIn(tx, actor, question.entryId, {
              reason: answer.reason,
              corrected: answer.verdict === 'recredited' ? answer.corrected : null,
              askedOn: dayAt(question.askedAt),
            })
      if ('refused' in lines) return lines
      const { reversalId, creditId, before } = lines
      const answerId = uuidv7()
      await tx.insert(entryAnswers).values({
        ...{ id: answerId, countyId: actor.countyId, personId: question.personId, entryId: question.entryId },
        ...{ questionId, round: question.round, verdict: answer.verdict, words: answer.words },
        reason: answer.verdict === 'upheld' ? null : answer.reason,
        ...{ answeredBy: actor.accountId, answeredAs, answeredAt: now(), reversalId, creditId },
      })
      await recordAudit(
        tx,
        scope,
        'hours.question-answered',
        { kind: 'entry-question', id: questionId, personId: question.personId },
        {
          verdict: answer.verdict,
          reason: answer.verdict === 'upheld' ? null : answer.reason,
          minutes: before,
          corrected: answer.verdict === 'recredited' ? answer.corrected.minutes : null,
        },
      )
      return { answerId, reversalId, creditId }
    })
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === 'entry_answers_question_once' || constraint === 'entry_answers_round_once') {
      return { refused: 'already-answered' }
    }
    const refused = refusalOfLedger(error)
    if (!refused) throw error
    // The line was taken back meanwhile: by another answer to this question, or without one.
    return refused === 'already-reversed' && (await isAnswered(actor, questionId))
      ? { refused: 'already-answered' }
      : { refused }
  }
}

async function questionById(tx: Tx, actor: Actor, questionId: string) {
  const [found] = await tx
    .select({
      personId: entryQuestions.personId,
      entryId: entryQuestions.entryId,
      round: entryQuestions.round,
      askedAt: entryQuestions.askedAt,
      answerId: entryAnswers.id,
    })
    .from(entryQuestions)
    .leftJoin(
      entryAnswers,
      and(eq(entryAnswers.countyId, entryQuestions.countyId), eq(entryAnswers.questionId, entryQuestions.id)),
    )
    .where(and(eq(entryQuestions.countyId, actor.countyId), eq(entryQuestions.id, questionId)))
  return found ?? null
}

const isAnswered = (actor: Actor, questionId: string) =>
  inActorTransaction(scopeOf(actor), async (tx) => !!(await questionById(tx, actor, questionId))?.answerId)
