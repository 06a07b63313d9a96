import type { Minutes } from '#app/shared/minutes.ts'
import type { Outcome } from '#app/shared/outcome.ts'

/**
 * What of the hours policy a quiz goes by. Both are frozen in the attempt when it is started, so that a policy that
 * changes meanwhile changes nothing for who is in the middle of it.
 */
export type QuizPolicy = {
  /** Of 100: the share of right answers that passes. */
  quizPassMark: number
  /**
   * After a miss the next try opens this much later: in the demo about what one unit takes to read again, so that a second
   * try is not a guess at the same questions. After a pass there is nothing to wait for, and nobody is locked out.
   */
  quizWaitMinutes: Minutes
}

/** Right answers that pass a quiz of `questions`: the share, rounded up, and at least one. */
export function passMarkOf(questions: number, { quizPassMark }: Pick<QuizPolicy, 'quizPassMark'>): number {
  return Math.max(1, Math.ceil((questions * quizPassMark) / 100))
}

export type Submitted = { submittedAt: Date; rightCount: number; passRight: number; waitMinutes: Minutes }

export function hasPassed({ rightCount, passRight }: Pick<Submitted, 'rightCount' | 'passRight'>): boolean {
  return rightCount >= passRight
}

/** When the next try may be started: at once, or from an instant on, by what was frozen in the last one. */
export function mayStart(
  last: Submitted | null,
  now: Date,
): Outcome<{ start: true }, 'wait'> & { from?: Date } {
  if (!last || hasPassed(last)) return { start: true }
  const from = new Date(last.submittedAt.getTime() + last.waitMinutes * 60_000)
  return now < from ? { refused: 'wait', from } : { start: true }
}
