import { sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Confirmer } from '#app/domains/identity/confirmer.policy.ts'
import { confirmersOf } from '#app/domains/identity/staff.queries.server.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { db } from '#db/client.server.ts'
import { entryAnswers as answer, entryQuestions as question } from '#db/schema/hours.ts'
import type { ReversalReason } from './explanation.policy.ts'
import type { Verdict } from './question.policy.ts'

/** A question on a line, and its answer when there is one: the same for the person and for staff. */
export type LineQuestion = {
  id: string
  entryId: string
  round: number
  words: string
  askedAt: Date
  /** Written down by staff, for the person. */
  onBehalf: boolean
  answerDue: CalendarDay
  answer: {
    verdict: Verdict
    reason: ReversalReason | null
    words: string | null
    answeredAt: Date
    answerer: Confirmer | null
  } | null
}

const ofPerson = db
  .select({
    id: question.id,
    entryId: question.entryId,
    round: question.round,
    words: question.words,
    askedAt: question.askedAt,
    askedAs: question.askedAs,
    answerDue: question.answerDue,
    verdict: answer.verdict,
    reason: answer.reason,
    answerWords: answer.words,
    answeredAt: answer.answeredAt,
    answeredBy: answer.answeredBy,
  })
  .from(question)
  .leftJoin(answer, sql`${answer.countyId} = ${question.countyId} and ${answer.questionId} = ${question.id}`)
  .where(
    sql`${question.countyId} = ${sql.placeholder('countyId')} and ${question.personId} = ${sql.placeholder('personId')}`,
  )
  .orderBy(question.askedAt, question.round)
  .prepare('questions_of_person')

/** Every question on a person's lines, oldest first, in the running transaction; what the actor may not see is not there. */
export async function questionsOfPerson(actor: Actor, personId: string): Promise<LineQuestion[]> {
  const rows = await ofPerson.execute({ countyId: actor.countyId, personId })
  const names = await confirmersOf(
    actor,
    rows.flatMap(({ answeredBy }) => answeredBy ?? []),
  )
  return rows.map(({ askedAs, verdict, reason, answerWords, answeredAt, answeredBy, ...asked }) => ({
    ...asked,
    onBehalf: askedAs !== 'supervised-person',
    answer:
      verdict && answeredAt && answeredBy
        ? {
            verdict,
            reason: reason as ReversalReason | null,
            words: answerWords,
            answeredAt,
            answerer: names.get(answeredBy) ?? null,
          }
        : null,
  }))
}
