import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { policyOn, spanOn, type DatedPolicy, type DatedSpan } from './dated.policy.ts'
import type { Category, Grade, GradeChangeMode, HoursPolicy, Phase } from './hours-policy.policy.ts'

/** The month's target that one day answers for; `minutes` null where no number is set (or no grade yet). */
export type DayTarget = {
  day: CalendarDay
  grade: Grade | null
  phase: Phase | null
  minutes: Minutes | null
}

export type TargetFacts = {
  policies: readonly DatedPolicy[]
  category?: Category
  grades: readonly (DatedSpan & { grade: Grade })[]
  phases?: readonly (DatedSpan & { phase: Phase })[]
}

/** Study minutes of a whole month for one grade in one phase. */
export function studyTarget(policy: HoursPolicy, grade: Grade, phase: Phase | null): Minutes | null {
  if (!policy.targets) return null
  const ofPhase = phase ? policy.targets.byPhase[phase]?.[grade] : undefined
  return ofPhase === undefined ? policy.targets.byGrade[grade] : ofPhase
}

/** Public-benefit minutes of a whole month; null where they are not mandatory. */
export function publicBenefitTarget(policy: HoursPolicy, grade: Grade): Minutes | null {
  return policy.publicBenefit.mandatory ? policy.publicBenefit.minutes[grade] : null
}

/**
 * Each day's target under that day's policy version, phase and grade. When the grade changes in the month:
 * daily-weighted takes each day's own grade; higher and lower take, for every day, the grade of the month
 * that asks most or least; next-month keeps the grade of the first day, and the new one starts on the 1st.
 */
export function dayTargetsOf(
  facts: TargetFacts,
  days: readonly CalendarDay[],
  mode: GradeChangeMode,
  targetOf: (policy: HoursPolicy, grade: Grade, phase: Phase | null) => Minutes | null = studyTarget,
): DayTarget[] {
  const held = days.map((day) => spanOn(facts.grades, day)?.grade ?? null)
  const heldInMonth = [...new Set(held.filter((grade) => grade !== null))]
  return days.map((day, index) => {
    const phase = spanOn(facts.phases, day)?.phase ?? null
    const policy = policyOn(facts.policies, day)
    const applies = policy && (!facts.category || policy.categories.includes(facts.category))
    const targets = gradesAsked(mode, held[index] ?? null, heldInMonth)
      .map((grade) => ({ day, grade, phase, minutes: applies ? targetOf(policy, grade, phase) : null }))
      // A grade without a number asks least.
      .sort((a, b) => (a.minutes ?? -1) - (b.minutes ?? -1))
    return (mode === 'higher' ? targets.at(-1) : targets[0]) ?? { day, grade: null, phase, minutes: null }
  })
}

function gradesAsked(
  mode: GradeChangeMode,
  ofDay: Grade | null,
  ofMonth: readonly Grade[],
): readonly Grade[] {
  if (mode === 'daily-weighted') return ofDay ? [ofDay] : []
  return mode === 'next-month' ? ofMonth.slice(0, 1) : ofMonth
}
