import { and, eq, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import { accountOfPerson } from '#app/domains/supervision/person-account.queries.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { askingRoles, quizAttempts as attempt } from '#db/schema/learning.ts'
import type { Module } from './lessons.server.ts'
import { mayAskAloud, takingOf, type OralRefusal, type OralStartRefusal } from './oral-exam.policy.ts'
import type { Typed } from './quiz-answer.policy.ts'
import { keepAnswer } from './quiz-answer.server.ts'
import { mayStart } from './quiz-attempt.policy.ts'
import { askedOf } from './quiz-draw.policy.ts'
import { drawAttempt } from './quiz-start.server.ts'
import { judgeAndClose, openForJudging, readForm, type Unreadable } from './quiz-submit.server.ts'
import { quizStandingOf } from './quiz.queries.server.ts'
import { mayStudy } from './study-place.policy.ts'

/** Only these roles reach the commands below; the database asks again. */
function askingRole({ role }: Actor) {
  const found = askingRoles.find((one) => one === role)
  if (!found) throw new Error(`${role} examines nobody`)
  return found
}

/**
 * Begins to examine somebody aloud in a module: the same draw as a written quiz, pinned to the same kind of attempt, with
 * who asks. Where one is open it goes on as that one (takingOf). `takeOver`: also when a colleague asks it. Refuses
 * `not-found` for whoever is not in the actor's care, what mayAskAloud() refuses, `no-quiz` (no question for this person),
 * `wait` (soon after a miss), `asked-by-other`.
 */
export async function startOralExam(
  actor: Actor,
  personId: string,
  module: Module,
  takeOver = false,
): Promise<Outcome<{ attemptId: string }, OralStartRefusal>> {
  try {
    const started = await inActorTransaction(scopeOf(actor), (tx) =>
      startIn(tx, actor, personId, module, takeOver),
    )
    // Handed in or taken by somebody else between the look and the taking: what stands now decides.
    return started ?? startOralExam(actor, personId, module, takeOver)
  } catch (error) {
    // The person, or a colleague, began in the same instant: theirs is the one.
    if (violatedConstraint(error) === 'quiz_attempts_one_open')
      return startOralExam(actor, personId, module, takeOver)
    throw error
  }
}

async function startIn(
  tx: Tx,
  actor: Actor,
  personId: string,
  module: Module,
  takeOver: boolean,
): Promise<Outcome<{ attemptId: string }, OralStartRefusal> | null> {
  const asker = { accountId: actor.accountId, role: askingRole(actor) }
  const person = await findPerson(tx, actor, personId)
  if (!person) return { refused: 'not-found' }
  const [accountId, standing] = await Promise.all([
    accountOfPerson(tx, actor, personId),
    quizStandingOf(tx, actor, personId, module.code),
  ])
  const { open, last, policy } = standing
  const allowed = mayAskAloud({
    ...{ today: dayAt(now()), person: { leftOn: person.leftOn, accountId } },
    ...{ askedBy: actor.accountId, oralEquivalent: policy.oralEquivalent },
  })
  if (isRefused(allowed)) return allowed
  if (askedOf(module.bank, person.minorsRegime).length === 0) return { refused: 'no-quiz' }
  const verdict = takingOf(open, actor.accountId, takeOver)
  if (isRefused(verdict)) return verdict
  if (open && verdict.taking === 'mine') return { attemptId: open.id }
  if (open) {
    if (!(await take(tx, actor, asker.role, open))) return null
    await record(tx, actor, 'learning.oral-exam-taken-over', open.id, personId, {
      ...{ module: module.code, taking: verdict.taking, answered: open.answered },
    })
    return { attemptId: open.id }
  }
  const start = mayStart(last, now())
  if (isRefused(start)) return { refused: start.refused }
  const { minorsRegime } = person
  const drawn = await drawAttempt(tx, actor, { personId, minorsRegime }, module, policy, asker)
  await record(tx, actor, 'learning.oral-exam-started', drawn.id, personId, {
    ...{ module: module.code, version: module.version, questions: drawn.questions },
  })
  return { attemptId: drawn.id }
}

/** Whether it was still as it was looked at. */
async function take(
  tx: Tx,
  actor: Actor,
  role: (typeof askingRoles)[number],
  seen: { id: string; takenBy: string | null },
): Promise<boolean> {
  const rows = await tx
    .update(attempt)
    .set({ mode: 'oral', takenBy: actor.accountId, takenAs: role })
    .where(
      and(
        ...[eq(attempt.countyId, actor.countyId), eq(attempt.id, seen.id), isNull(attempt.submittedAt)],
        seen.takenBy ? eq(attempt.takenBy, seen.takenBy) : isNull(attempt.takenBy),
      ),
    )
    .returning({ id: attempt.id })
  return rows.length > 0
}

type OralAct =
  | 'learning.oral-exam-started'
  | 'learning.oral-exam-taken-over'
  | 'learning.oral-exam-given-back'
  | 'learning.oral-exam-submitted'

function record(
  tx: Tx,
  actor: Actor,
  act: OralAct,
  id: string,
  personId: string,
  detail: Record<string, string | number>,
): Promise<void> {
  return recordAudit(tx, scopeOf(actor), act, { kind: 'quiz-attempt', id, personId }, detail)
}

type Given = { personId: string; attemptId: string; typed: Typed }

/** The attempt this account asks, locked; or why it is not to be written. */
async function openExam(tx: Tx, actor: Actor, { personId, attemptId }: Given) {
  const person = await findPerson(tx, actor, personId)
  if (!person) return { refused: 'not-found' as const }
  const key = { countyId: actor.countyId, personId, attemptId }
  const open = await openForJudging(tx, key, actor.accountId)
  if (!open) return { refused: 'not-found' as const }
  if (open !== 'submitted' && !mayStudy(person, dayAt(now()))) return { refused: 'left' as const }
  return open === 'not-mine' ? { refused: 'not-mine' as const } : { open }
}

/**
 * Writes down what was said so far: the answers the form holds, over those written before; with `only`, that question's
 * alone, also when it is empty again. Leaves no audit row, as a
 * person's own saving leaves none: each answer says who recorded it, and when. Refuses `not-found`, `left`, `not-mine`
 * (asked by somebody else, or written on the phone), `unreadable` with the problems; then nothing is written.
 */
export async function saveOralAnswers(
  actor: Actor,
  given: Given & { only?: string },
): Promise<Outcome<{ saved: number }, OralRefusal | 'submitted'> | Unreadable> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const found = await openExam(tx, actor, given)
    if (isRefused(found)) return found
    const { open } = found
    if (open === 'submitted') return { refused: 'submitted' as const }
    const { only, typed } = given
    const read = readForm(only === undefined ? open.asked : open.asked.filter(({ id }) => id === only), typed)
    if (isRefused(read)) return read
    if (only !== undefined && read.answers.size === 0) {
      if (!open.asked.some(({ id }) => id === only)) return { refused: 'not-found' as const }
      await keepAnswer(open, only, [], null, actor.accountId)
    }
    for (const [questionId, chosen] of read.answers)
      await keepAnswer(open, questionId, chosen, null, actor.accountId)
    return { saved: read.answers.size }
  })
}

/**
 * Hands an oral exam in, as submitQuiz() does a written one: judged once by what was pinned, however often it is sent.
 * Refuses as saveOralAnswers().
 */
export async function submitOralExam(
  actor: Actor,
  given: Given,
): Promise<Outcome<{ submitted: true }, OralRefusal> | Unreadable> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const found = await openExam(tx, actor, given)
    if (isRefused(found)) return found
    const { open } = found
    if (open === 'submitted') return { submitted: true as const }
    const judged = await judgeAndClose(tx, open, given.typed, actor.accountId)
    if (isRefused(judged)) return judged
    await record(tx, actor, 'learning.oral-exam-submitted', given.attemptId, given.personId, {
      ...{ module: open.moduleCode, score: judged.rightCount, questions: open.asked.length },
    })
    return { submitted: true as const }
  })
}

/**
 * Stops asking: the attempt is the person's own again, with everything that was answered.
 * Refuses `not-found`, `left`, `not-mine`, `submitted` (there is nothing left to answer).
 */
export async function giveBackOralExam(
  actor: Actor,
  { personId, attemptId }: Omit<Given, 'typed'>,
): Promise<Outcome<{ givenBack: true }, OralRefusal | 'submitted'>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const found = await openExam(tx, actor, { personId, attemptId, typed: {} })
    if (isRefused(found)) return found
    const { open } = found
    if (open === 'submitted') return { refused: 'submitted' as const }
    await tx
      .update(attempt)
      .set({ mode: 'written', takenBy: null, takenAs: null })
      .where(and(eq(attempt.countyId, actor.countyId), eq(attempt.id, attemptId)))
    await record(tx, actor, 'learning.oral-exam-given-back', attemptId, personId, { module: open.moduleCode })
    return { givenBack: true as const }
  })
}
