import type { Outcome } from '#app/shared/outcome.ts'

/**
 * After a miss the next try opens ten minutes later: about what one unit takes to read again, so that a second try is
 * not a guess at the same questions; the page says when. After a pass there is nothing to wait for, and however many
 * tries there were, nobody is locked out.
 */
export const MINUTES_AFTER_MISS = 10

/** Six of ten pass. Of fewer questions, the same share, rounded up. */
export const PASS_SHARE = { right: 6, of: 10 } as const

/** Right answers that pass a quiz of `questions`; frozen in the attempt when it is started. */
export function passMarkOf(questions: number): number {
  return Math.max(1, Math.ceil((questions * PASS_SHARE.right) / PASS_SHARE.of))
}

export type Submitted = { submittedAt: Date; rightCount: number; passRight: number }

export function hasPassed({ rightCount, passRight }: Pick<Submitted, 'rightCount' | 'passRight'>): boolean {
  return rightCount >= passRight
}

/** When the next try may be started: at once, or from an instant on. */
export function mayStart(
  last: Submitted | null,
  now: Date,
): Outcome<{ start: true }, 'wait'> & { from?: Date } {
  if (!last || hasPassed(last)) return { start: true }
  const from = new Date(last.submittedAt.getTime() + MINUTES_AFTER_MISS * 60_000)
  return now < from ? { refused: 'wait', from } : { start: true }
}
