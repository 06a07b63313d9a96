import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { HoursPolicy } from './hours-policy.policy.ts'

/** Half-open: `to` is the first day that is no longer in it; without `to` it goes on. */
export type DatedSpan = { from: CalendarDay; to?: CalendarDay | null }

/** A policy version and its dates, half-open. */
export type DatedPolicy = { policy: HoursPolicy; validFrom: CalendarDay; validTo: CalendarDay | null }

export function isWithin(span: DatedSpan, day: CalendarDay): boolean {
  return day >= span.from && (!span.to || day < span.to)
}

/** What holds on a day. Of two that claim it the one that began later stands. */
export function spanOn<Span extends DatedSpan>(
  spans: readonly Span[] | undefined,
  day: CalendarDay,
): Span | null {
  return (spans ?? []).reduce<Span | null>(
    (found, span) => (isWithin(span, day) && (!found || span.from >= found.from) ? span : found),
    null,
  )
}

/** The version in force on a day, if any. */
export function policyOn(policies: readonly DatedPolicy[], day: CalendarDay): HoursPolicy | null {
  const versions = policies.map(({ policy, validFrom, validTo }) => ({
    policy,
    from: validFrom,
    to: validTo,
  }))
  return spanOn(versions, day)?.policy ?? null
}
