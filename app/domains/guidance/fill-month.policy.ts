import { capMinutes } from '#app/domains/hours/cap.policy.ts'
import type { Assessment } from '#app/domains/hours/assessment.policy.ts'
import type { HoursPolicy } from '#app/domains/hours/hours-policy.policy.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** What can still fill a month, in the order of what a person can do by themselves. */
export type FillingUp = {
  short: Minutes
  /** What study on the phone can still add to this month: at most the gap, the cap and what is left to study. */
  byStudy: Minutes
  /** The rest: classes and talks, which the office arranges. */
  byClass: Minutes
  onlineCap: Minutes | null
}

/** `studyLeft`: nominal minutes of the units that would count if studied now. */
export function fillingUp(assessment: Assessment, policy: HoursPolicy | null, studyLeft: Minutes): FillingUp {
  const onlineCap = policy ? capMinutes(policy.caps.bySource.online, assessment.requirement) : null
  const room = onlineCap === null ? Infinity : Math.max(0, onlineCap - assessment.bySource.online.counted)
  const byStudy = Math.min(assessment.short, room, studyLeft)
  return { short: assessment.short, byStudy, byClass: assessment.short - byStudy, onlineCap }
}
