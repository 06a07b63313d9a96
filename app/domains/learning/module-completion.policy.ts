import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'

/** A module was completed on a day, and can be completed anew from `again` on. */
export type Completion = { on: CalendarDay; again: CalendarDay }

/**
 * A module counts once per window of the policy, like its units: the first pass completes it and opens a window, passes
 * within the window are no further completion, and the first one after it completes the module again. Null: not passed
 * yet, or the window of the last completion is over and its lessons count anew. A window of 0 days ends on its own day,
 * so that it never hides a pass of today. `passedOn`: days of the passed quizzes, in any order.
 */
export function completionOn(
  passedOn: readonly CalendarDay[],
  windowDays: number,
  today: CalendarDay,
): Completion | null {
  let found: Completion | null = null
  for (const on of [...passedOn].sort()) {
    if (on > today) break
    if (!found || on >= found.again) found = { on, again: addDays(on, Math.max(1, windowDays)) }
  }
  return found && today < found.again ? found : null
}
