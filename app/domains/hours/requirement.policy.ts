import { daysOf, lastDayOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { isWithin, policyOn, spanOn, type DatedSpan } from './dated.policy.ts'
import { dayTargetsOf, publicBenefitTarget, type DayTarget, type TargetFacts } from './day-target.policy.ts'
import type { Grade, HoursPolicy, PauseKind, Phase } from './hours-policy.policy.ts'
import { proratedOver, roundedUp, type Fraction } from './proration.policy.ts'

/** `entered` and `left` are the days themselves; whether they count is the policy's to say. */
export type RegisterPeriod = { entered: CalendarDay; left?: CalendarDay | null }

export type RequirementFacts = TargetFacts & {
  month: CalendarMonth
  onRegister: readonly RegisterPeriod[]
  pauses?: readonly (DatedSpan & { kind: PauseKind })[]
  exemptions?: readonly DatedSpan[]
  /** Someone whose capacity for work has not been established is not asked to work. */
  labourCapacity?: boolean
}

/** How the number came about, in codes and numbers; a page turns them into words. */
export type RequirementStep =
  | { code: 'on-register'; days: number; daysInMonth: number }
  | { code: 'paused'; kind: PauseKind; days: number }
  | { code: 'exempt'; days: number }
  | { code: 'minimum-days'; eligibleDays: number; minimum: number }
  | { code: 'target'; grade: Grade | null; phase: Phase | null; minutes: Minutes | null; days: number }
  | { code: 'prorated'; exact: Fraction }
  | { code: 'rounded-up'; to: Minutes; minutes: Minutes }

export type NoRequirementReason = 'below-minimum-days' | 'not-on-register' | 'paused' | 'exempt'
type Days = {
  eligibleDays: number
  daysInMonth: number
  steps: RequirementStep[]
  /** Public-benefit minutes owed beside the study; null where none can be asked. */
  publicBenefitMinutes: Minutes | null
}
export type Requirement =
  | ({ kind: 'target'; minutes: Minutes } & Days)
  | ({ kind: 'none'; reason: NoRequirementReason } & Days)
  | ({ kind: 'no-target' } & Days)

/**
 * Study minutes a person owes for a calendar month:
 * roundUp(Σ over eligible days of target(grade, phase, that day) ÷ days in month); nothing when fewer days
 * than the minimum are eligible. Each day takes the target of the version in force that day; how days count
 * and how the sum is rounded is read from the version in force on the month's last day.
 */
export function requirementFor(facts: RequirementFacts): Requirement {
  const days = daysOf(facts.month)
  const policy = policyOn(facts.policies, lastDayOf(facts.month))
  const steps: RequirementStep[] = []
  const over = (eligibleDays: number, publicBenefitMinutes: Minutes | null = null): Days => ({
    eligibleDays,
    daysInMonth: days.length,
    steps,
    publicBenefitMinutes,
  })
  if (!policy) return { kind: 'no-target', ...over(0) }

  const registered = days.filter((day) =>
    facts.onRegister.some((period) => isOnRegister(period, day, policy)),
  )
  steps.push({ code: 'on-register', days: registered.length, daysInMonth: days.length })
  if (registered.length === 0) return { kind: 'none', reason: 'not-on-register', ...over(0) }

  const notExempt = registered.filter((day) => !spanOn(facts.exemptions, day))
  const exempt = registered.length - notExempt.length
  if (exempt > 0) steps.push({ code: 'exempt', days: exempt })
  const countingPauses = facts.pauses?.filter(({ kind }) => policy.pauses.includes(kind))
  const eligible = notExempt.filter((day) => !spanOn(countingPauses, day))
  for (const kind of policy.pauses) {
    const paused = notExempt.filter((day) => spanOn(countingPauses, day)?.kind === kind).length
    if (paused > 0) steps.push({ code: 'paused', kind, days: paused })
  }

  const { minimumEligibleDays: minimum, mode, roundUpTo } = policy.proration
  const enough = eligible.length > 0 && eligible.length >= minimum
  const benefit = enough ? publicBenefitOver(facts, policy, eligible, days) : null
  const targets = dayTargetsOf(facts, eligible.length > 0 ? eligible : registered, policy.gradeChange)
  if (targets.every(({ minutes }) => minutes === null)) {
    return { kind: 'no-target', ...over(eligible.length, benefit) }
  }
  if (!enough) {
    steps.push({ code: 'minimum-days', eligibleDays: eligible.length, minimum })
    const tooShort = registered.length < minimum && eligible.length > 0
    const taken = exempt >= notExempt.length - eligible.length ? 'exempt' : 'paused'
    return { kind: 'none', reason: tooShort ? 'below-minimum-days' : taken, ...over(eligible.length) }
  }
  const exact = proratedOver(targets, days, mode)
  const minutes = roundedUp(exact, roundUpTo)
  steps.push(...targetSteps(targets), { code: 'prorated', exact })
  steps.push({ code: 'rounded-up', to: roundUpTo, minutes })
  return { kind: 'target', minutes, ...over(eligible.length, benefit) }
}

function publicBenefitOver(
  facts: RequirementFacts,
  policy: HoursPolicy,
  eligible: readonly CalendarDay[],
  days: readonly CalendarDay[],
): Minutes | null {
  if (policy.publicBenefit.needsLabourCapacity && !facts.labourCapacity) return null
  const targets = dayTargetsOf(facts, eligible, policy.gradeChange, publicBenefitTarget)
  if (targets.every(({ minutes }) => minutes === null)) return null
  return roundedUp(proratedOver(targets, days, policy.proration.mode), policy.proration.roundUpTo)
}

function isOnRegister(period: RegisterPeriod, day: CalendarDay, { proration }: HoursPolicy): boolean {
  if (day === period.entered && !proration.countEntryDay) return false
  if (day === period.left && !proration.countExitDay) return false
  return isWithin({ from: period.entered }, day) && (!period.left || day <= period.left)
}

/** One line for each different target, in order of the days it began. */
function targetSteps(targets: readonly DayTarget[]): RequirementStep[] {
  const steps: (RequirementStep & { code: 'target' })[] = []
  for (const { grade, phase, minutes } of targets) {
    const same = steps.find(
      (step) => step.grade === grade && step.phase === phase && step.minutes === minutes,
    )
    if (same) same.days += 1
    else steps.push({ code: 'target', grade, phase, minutes, days: 1 })
  }
  return steps
}
