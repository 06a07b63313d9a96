import type { Minutes } from '#app/shared/minutes.ts'

/** The steps of a class with the minute each begins and ends at, from the start of the class. */
export function startsOf<Step extends { minutes: Minutes }>(
  steps: readonly Step[],
): (Step & { from: Minutes; to: Minutes })[] {
  let from = 0
  return steps.map((step) => {
    const timed = { ...step, from, to: from + step.minutes }
    from = timed.to
    return timed
  })
}
