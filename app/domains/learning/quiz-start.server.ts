import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { quizAttempts } from '#db/schema/learning.ts'
import { keysOf, type Module } from './lessons.server.ts'
import { mayStart, passMarkOf } from './quiz-attempt.policy.ts'
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
  if (!actor.personId || !mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  const bank = askedOf(module.bank, actor.minorsRegime)
  if (bank.length === 0) return { refused: 'no-quiz' }
  try {
    return await inActorTransaction(scopeOf(actor), async (tx) => {
      const { open, last } = await quizStandingOf(actor, module.code)
      if (open) return { attemptId: open.id }
      const allowed = mayStart(last, now())
      if ('refused' in allowed) return { refused: allowed.refused }
      const id = uuidv7()
      const seed = randomInt(SEEDS)
      const asked = drawQuestions(bank, seed, QUESTIONS_PER_QUIZ)
      await tx.insert(quizAttempts).values({
        ...{ id, countyId: actor.countyId, personId: actor.personId!, seed, asked },
        ...{ moduleCode: module.code, moduleVersion: module.version },
        ...{ questionCount: asked.length, passRight: passMarkOf(asked.length) },
        keys: keysOf(module, asked),
      })
      await recordAudit(
        tx,
        scopeOf(actor),
        'learning.quiz-started',
        { kind: 'quiz-attempt', id, personId: actor.personId! },
        { module: module.code, version: module.version, questions: asked.length },
      )
      return { attemptId: id }
    })
  } catch (error) {
    // Two tabs began in the same instant: the other one's attempt is the one.
    if (violatedConstraint(error) === 'quiz_attempts_one_open') return startQuiz(actor, module)
    throw error
  }
}
