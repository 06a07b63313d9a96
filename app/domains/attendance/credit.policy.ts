import type { EntryExplanation, ExplanationNote } from '#app/domains/hours/explanation.policy.ts'
import { monthOf, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { MarkFacts } from './mark.policy.ts'
import { minutesToCredit, type ClassSpan, type Worth } from './minutes.policy.ts'
import type { OccasionSource } from './occasion.policy.ts'

export type CreditTerms = {
  sourceKind: OccasionSource
  sourceId: string
  session: ClassSpan
  subject: { code: string; zh: string; en: string }
  toleranceMinutes: Minutes
  policyVersionId: string | null
  today: CalendarDay
}

const NOTHING: Worth = { minutes: 0, days: [], cutLate: 0, cutEarly: 0 }

/** What a mark is worth under these terms; nothing when it says nothing. */
export const worthOf = (
  { outcome, inAt, outAt, lateMinutes }: MarkFacts,
  { session, toleranceMinutes }: Pick<CreditTerms, 'session' | 'toleranceMinutes'>,
): Worth =>
  outcome ? minutesToCredit({ outcome, session, inAt, outAt, lateMinutes, toleranceMinutes }) : NOTHING

/** What goes to the ledger for one person: a line for each county day, which says why it is not the whole class. */
export function creditsOf(personId: string, worth: Worth, mark: MarkFacts, terms: CreditTerms) {
  return worth.days.map(
    ({
      day,
      minutes,
      during,
    }): {
      personId: string
      sourceKind: OccasionSource
      sourceId: string
      countyDay: CalendarDay
      minutes: Minutes
      during: Instants
      late: boolean
      policyVersionId: string | null
      explanation: EntryExplanation
    } => ({
      ...{
        personId,
        sourceKind: terms.sourceKind,
        sourceId: terms.sourceId,
        countyDay: day,
        minutes,
        during,
      },
      // It was said after the month had ended.
      late: monthOf(terms.today) > monthOf(day),
      policyVersionId: terms.policyVersionId,
      explanation: { subject: terms.subject, notes: notesOf(day, worth, mark, terms) },
    }),
  )
}

function notesOf(
  day: CalendarDay,
  worth: Worth,
  mark: MarkFacts,
  { session }: CreditTerms,
): ExplanationNote[] {
  const { days, cutLate, cutEarly } = worth
  // Times of the county, as the statement says them.
  const starts = timeOfDay(session.from)
  const arrived = mark.inAt ?? new Date(session.from.getTime() + (mark.lateMinutes ?? 0) * 60_000)
  const other = days.find((one) => one.day !== day)
  const first = day === days[0]?.day
  const last = day === days.at(-1)?.day
  return [
    ...(cutLate > 0 && first
      ? [
          {
            ...{ code: 'late-arrival' as const, starts, arrived: timeOfDay(arrived) },
            cutMinutes: cutLate,
          },
        ]
      : []),
    ...(cutEarly > 0 && last && mark.outAt
      ? [
          {
            ...{ code: 'left-early' as const, ends: timeOfDay(session.to) },
            ...{ left: timeOfDay(mark.outAt), cutMinutes: cutEarly },
          },
        ]
      : []),
    ...(other ? [{ code: 'split-at-midnight' as const, otherDay: other.day }] : []),
  ]
}
