import { and, desc, eq, gte, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { addDays, dayAt, monthOf, startOfDay } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import {
  entryAnswers as answer,
  entryQuestions as question,
  hoursEntries as entry,
} from '#db/schema/hours.ts'
import { judicialOffices, supervisedPersons as person } from '#db/schema/supervision.ts'
import type { EntryExplanation } from './explanation.policy.ts'
import { monthsOf } from './month.queries.server.ts'
import { ANSWER_NEWS_DAYS, questionState, verdictsFor } from './question.policy.ts'
import { statementOfMonth } from './statement.queries.server.ts'
import { waitingCounts } from './waiting-questions.queries.server.ts'

/** How long an answered question stays on the list. */
const ANSWERED_DAYS = 30
const MOST_ANSWERED = 50

const columns = {
  id: question.id,
  entryId: question.entryId,
  personId: question.personId,
  name: person.name,
  officeZh: judicialOffices.nameZh,
  officeEn: judicialOffices.nameEn,
  words: question.words,
  askedAt: question.askedAt,
  answerDue: question.answerDue,
  countyDay: entry.countyDay,
  sourceKind: entry.sourceKind,
  minutes: entry.minutes,
  explanation: entry.explanation,
  verdict: answer.verdict,
  answeredAt: answer.answeredAt,
}

/** An office's own people, and for the bureau the county's; who went to another office is the bureau's alone. */
const inActorsCare = (actor: Actor): SQL | undefined =>
  and(
    eq(question.countyId, actor.countyId),
    actor.role === 'bureau'
      ? undefined
      : and(
          eq(person.officeId, actor.officeId!),
          or(isNull(person.departure), ne(person.departure, 'transferred')),
        ),
  )

/**
 * The questions of the actor's people: those that wait, soonest due first, and those answered in the last 30 days. What
 * waits in a minor's record that is closed to this account is a count with its deadline. One audit row.
 */
export async function listQuestions(actor: Actor) {
  const scope = scopeOf(actor)
  const today = dayAt(now())
  return inActorTransaction(scope, async (tx) => {
    const questions = () =>
      tx
        .select(columns)
        .from(question)
        .innerJoin(entry, and(eq(entry.countyId, question.countyId), eq(entry.id, question.entryId)))
        .innerJoin(person, and(eq(person.countyId, question.countyId), eq(person.id, question.personId)))
        .innerJoin(
          judicialOffices,
          and(eq(judicialOffices.countyId, person.countyId), eq(judicialOffices.id, person.officeId)),
        )
        .leftJoin(answer, and(eq(answer.countyId, question.countyId), eq(answer.questionId, question.id)))
    const since = startOfDay(addDays(today, -ANSWERED_DAYS))
    const [waiting, answered, counts] = await Promise.all([
      questions()
        .where(and(inActorsCare(actor), isNull(answer.id)))
        .orderBy(question.answerDue, question.askedAt),
      questions()
        .where(and(inActorsCare(actor), gte(answer.answeredAt, since)))
        .orderBy(desc(answer.answeredAt))
        .limit(MOST_ANSWERED),
      waitingCounts(tx),
    ])
    const closed = counts.reduce((sum, one) => sum + one.waiting, 0) - waiting.length
    const ofMinors = counts.filter(({ minorsRegime }) => minorsRegime)
    await recordAudit(
      tx,
      scope,
      'hours.questions-listed',
      actor.officeId ? { kind: 'office', id: actor.officeId } : { kind: 'county', id: actor.countyId },
      { waiting: waiting.length, answered: answered.length, closed },
    )
    const row = (one: (typeof waiting)[number]) => {
      const { explanation, ...rest } = one
      return {
        ...rest,
        subject: (explanation as EntryExplanation).subject ?? null,
        state: questionState(one, today),
      }
    }
    return {
      today,
      waiting: waiting.map(row),
      answered: answered.map(row),
      /** Records of the minors' regime that are closed to this account (社矫法 54). */
      closed:
        closed > 0 && ofMinors.length > 0
          ? { count: closed, soonestDue: ofMinors.map(({ soonestDue }) => soonestDue).sort()[0]! }
          : null,
    }
  })
}

/**
 * Opens one question: the line with its explanation, the person's month, what it may be answered. One audit row. Null,
 * and no row, for what is not of the actor's people.
 */
export async function openQuestion(actor: Actor, questionId: string) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [found] = await tx
      .select({
        entryId: question.entryId,
        personId: question.personId,
        countyDay: entry.countyDay,
      })
      .from(question)
      .innerJoin(entry, and(eq(entry.countyId, question.countyId), eq(entry.id, question.entryId)))
      .innerJoin(person, and(eq(person.countyId, question.countyId), eq(person.id, question.personId)))
      .where(and(inActorsCare(actor), eq(question.id, questionId)))
    if (!found) return null
    const month = monthOf(found.countyDay)
    const { people, version } = await monthsOf(tx, actor, { personId: found.personId }, month)
    const own = people[0]
    if (!own) return null
    const { contacts: _, ...statement } = await statementOfMonth(tx, actor, own, version, month)
    const line = statement.lines.find(({ entryId }) => entryId === found.entryId)
    const asked = line?.questions.find(({ id }) => id === questionId)
    if (!line || !asked) return null
    await recordAudit(
      tx,
      scope,
      'hours.question-opened',
      { kind: 'entry-question', id: questionId, personId: found.personId },
      { month },
    )
    return {
      personId: found.personId,
      question: asked,
      state: questionState(
        { answerDue: asked.answerDue, verdict: asked.answer?.verdict ?? null },
        dayAt(now()),
      ),
      line,
      verdicts: verdictsFor({ revision: line.revision, undone: line.undoneBy !== null }),
      statement,
    }
  })
}

/**
 * What an answer to a question is checked against: its line, and what it may be answered. Shows nothing, so it leaves no
 * row; null for what is not of the actor's people.
 */
export async function questionForAnswer(actor: Actor, questionId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const reversal = alias(entry, 'reversal')
    const [found] = await tx
      .select({
        countyDay: entry.countyDay,
        revision: entry.revision,
        minutes: entry.minutes,
        during: entry.during,
        explanation: entry.explanation,
        undoneBy: reversal.id,
      })
      .from(question)
      .innerJoin(entry, and(eq(entry.countyId, question.countyId), eq(entry.id, question.entryId)))
      .innerJoin(person, and(eq(person.countyId, question.countyId), eq(person.id, question.personId)))
      .leftJoin(reversal, and(eq(reversal.countyId, entry.countyId), eq(reversal.reversesId, entry.id)))
      .where(and(inActorsCare(actor), eq(question.id, questionId)))
    if (!found) return null
    const { undoneBy, ...line } = found
    return { questionId, line, verdicts: verdictsFor({ revision: line.revision, undone: undoneBy !== null }) }
  })
}

const recentAnswers = db
  .select({ entryId: question.entryId, askedAt: question.askedAt, countyDay: entry.countyDay })
  .from(answer)
  .innerJoin(question, and(eq(question.countyId, answer.countyId), eq(question.id, answer.questionId)))
  .innerJoin(entry, and(eq(entry.countyId, question.countyId), eq(entry.id, question.entryId)))
  .where(
    and(
      eq(answer.countyId, sql.placeholder('countyId')),
      eq(answer.personId, sql.placeholder('personId')),
      sql`${answer.answeredAt} >= ${sql.placeholder('since')}::timestamptz`,
    ),
  )
  .orderBy(desc(answer.answeredAt))
  .prepare('recent_answers')

/** Answers of the last 14 days to the person's own questions, newest first; in the running transaction. */
export function ownRecentAnswers(actor: Actor) {
  const since = startOfDay(addDays(dayAt(now()), -ANSWER_NEWS_DAYS)).toISOString()
  return recentAnswers.execute({ countyId: actor.countyId, personId: actor.personId!, since })
}
