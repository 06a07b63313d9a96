import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { quizAttempts, type askingRoles } from '#db/schema/learning.ts'
import { keysOf, type Module } from './lessons.server.ts'
import { mayStart, passMarkOf, type QuizPolicy } from './quiz-attempt.policy.ts'
import { askedOf, drawQuestions, QUESTIONS_PER_QUIZ } from './quiz-draw.policy.ts'
import { quizStandingOf } from './quiz.queries.server.ts'
import { mayStudy } from './study-place.policy.ts'

export type StartRefusal = 'left' | 'no-quiz' | 'wait'

/** Seeds fit PostgreSQL's integer. */
const SEEDS = 2 ** 31

/**
 * Begins a quiz of a module: draws the questions, pins them with what is right and the pass mark, and answers the
 * attempt's id. Where one is open already it is that one, however often and from however many tabs it is asked. Refuses
 * `left` (no longer on the register), `no-quiz` (no question for this person), `wait` (soon after a miss).
 */
export async function startQuiz(
  actor: Actor,
  module: Module,
): Promise<Outcome<{ attemptId: string }, StartRefusal>> {
  const { personId, minorsRegime } = actor
  if (!personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  if (askedOf(module.bank, minorsRegime).length === 0) return { refused: 'no-quiz' }
  try {
    return await inActorTransaction(scopeOf(actor), async (tx) => {
      const { open, last, policy } = await quizStandingOf(tx, actor, personId, module.code)
      // Also one that staff are asking aloud: its page says so.
      if (open) return { attemptId: open.id }
      const allowed = mayStart(last, now())
      if ('refused' in allowed) return { refused: allowed.refused }
      const drawn = await drawAttempt(tx, actor, { personId, minorsRegime }, module, policy, null)
      await recordAudit(
        tx,
        scopeOf(actor),
        'learning.quiz-started',
        { kind: 'quiz-attempt', id: drawn.id, personId },
        { module: module.code, version: module.version, questions: drawn.questions },
      )
      return { attemptId: drawn.id }
    })
  } catch (error) {
    // Two tabs began in the same instant: the other one's attempt is the one.
    if (violatedConstraint(error) === 'quiz_attempts_one_open') return startQuiz(actor, module)
    throw error
  }
}

/** Draws and pins an attempt of somebody, in the running transaction. `asker`: who asks it aloud; null: it is written. */
export async function drawAttempt(
  tx: Tx,
  actor: Actor,
  person: { personId: string; minorsRegime: boolean },
  module: Module,
  policy: QuizPolicy,
  asker: { accountId: string; role: (typeof askingRoles)[number] } | null,
): Promise<{ id: string; questions: number }> {
  const id = uuidv7()
  const seed = randomInt(SEEDS)
  const asked = drawQuestions(askedOf(module.bank, person.minorsRegime), seed, QUESTIONS_PER_QUIZ)
  await tx.insert(quizAttempts).values({
    ...{ id, countyId: actor.countyId, personId: person.personId, seed, asked },
    ...{ moduleCode: module.code, moduleVersion: module.version },
    ...{ questionCount: asked.length, passRight: passMarkOf(asked.length, policy) },
    waitMinutes: policy.quizWaitMinutes,
    ...(asker ? { mode: 'oral' as const, takenBy: asker.accountId, takenAs: asker.role } : {}),
    keys: keysOf(module, asked),
  })
  return { id, questions: asked.length }
}
