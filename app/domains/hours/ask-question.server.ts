import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { entryAnswers, entryQuestions, hoursEntries, questionAskers } from '#db/schema/hours.ts'
import { answerDueOn } from './question.policy.ts'

export type AskRefusal = 'not-found' | 'already-asked'
export type Asked = { questionId: string; entryId: string; countyDay: CalendarDay; answerDue: CalendarDay }

/**
 * Questions a line: the person themselves, or staff who see them and write it down for them. `words` are as
 * askQuestionSchema lets them through. Who has left may still ask. Refuses a line that is not this person's or that the
 * actor cannot see (`not-found`), and one whose last question still waits (`already-asked`).
 */
export async function askQuestion(
  actor: Actor,
  { personId, entryId, words }: { personId: string; entryId: string; words: string },
): Promise<Outcome<Asked, AskRefusal>> {
  const askedAs = questionAskers.find((role) => role === actor.role)
  if (!askedAs || (askedAs === 'supervised-person' && personId !== actor.personId))
    return { refused: 'not-found' }
  const scope = scopeOf(actor)
  const askedAt = now()
  const answerDue = answerDueOn(dayAt(askedAt))
  try {
    return await inActorTransaction(scope, async (tx) => {
      const [entry] = await tx
        .select({ countyDay: hoursEntries.countyDay })
        .from(hoursEntries)
        .where(
          and(
            eq(hoursEntries.countyId, actor.countyId),
            eq(hoursEntries.id, entryId),
            eq(hoursEntries.personId, personId),
          ),
        )
      if (!entry) return { refused: 'not-found' as const }
      const [last] = await tx
        .select({ round: entryQuestions.round, answerId: entryAnswers.id })
        .from(entryQuestions)
        .leftJoin(
          entryAnswers,
          and(
            eq(entryAnswers.countyId, entryQuestions.countyId),
            eq(entryAnswers.questionId, entryQuestions.id),
          ),
        )
        .where(and(eq(entryQuestions.countyId, actor.countyId), eq(entryQuestions.entryId, entryId)))
        .orderBy(sql`${entryQuestions.round} desc`)
        .limit(1)
      if (last && !last.answerId) return { refused: 'already-asked' as const }
      const questionId = uuidv7()
      const round = (last?.round ?? 0) + 1
      await tx.insert(entryQuestions).values({
        ...{ id: questionId, countyId: actor.countyId, personId, entryId, round, words },
        ...{ askedBy: actor.accountId, askedAs, askedAt, answerDue },
      })
      await recordAudit(
        tx,
        scope,
        'hours.question-asked',
        { kind: 'entry-question', id: questionId, personId },
        { entry: entryId, round, due: answerDue },
      )
      return { questionId, entryId, countyDay: entry.countyDay, answerDue }
    })
  } catch (error) {
    // Two at once: the key of the round decides.
    if (violatedConstraint(error) === 'entry_questions_round_once') return { refused: 'already-asked' }
    throw error
  }
}
