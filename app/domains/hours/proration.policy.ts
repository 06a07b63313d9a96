import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { DayTarget } from './day-target.policy.ts'
import type { ProrationMode } from './hours-policy.policy.ts'

/** An exact number. A float of 88.00000000000001 would round up to the next quarter of an hour. */
export type Fraction = { numerator: number; denominator: number }

/**
 * The month's target over the days that count, unrounded.
 * - daily: every eligible day bears its part of the month.
 * - half-month: the 1st to 15th and the rest are one half each; a half with an eligible day bears its whole
 *   half, at the mean of its days' targets.
 * - none: the whole month at the mean of its days' targets.
 */
export function proratedOver(
  targets: readonly DayTarget[],
  daysInMonth: readonly CalendarDay[],
  mode: ProrationMode,
): Fraction {
  if (mode === 'daily') return { numerator: sumOf(targets), denominator: daysInMonth.length }
  if (mode === 'none') return { numerator: sumOf(targets), denominator: Math.max(1, targets.length) }
  const first = targets.filter(({ day }) => Number(day.slice(8)) <= 15)
  const second = targets.filter(({ day }) => Number(day.slice(8)) > 15)
  const [firstDays, secondDays] = [Math.max(1, first.length), Math.max(1, second.length)]
  return {
    numerator: sumOf(first) * secondDays + sumOf(second) * firstDays,
    denominator: 2 * firstDays * secondDays,
  }
}

/** To the next multiple of `step` minutes; a multiple stays. Integers throughout. */
export function roundedUp({ numerator, denominator }: Fraction, step: Minutes): Minutes {
  const divisor = denominator * step
  const rest = numerator % divisor
  return ((numerator - rest) / divisor + (rest > 0 ? 1 : 0)) * step
}

function sumOf(targets: readonly DayTarget[]): Minutes {
  return targets.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
}
