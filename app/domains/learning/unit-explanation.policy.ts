import type { UnitCredit, UnitDay } from '#app/domains/hours/credit.policy.ts'
import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import { daysBetween, startOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { lengthMs, splitByDay, type Instants } from '#app/shared/instants.ts'

const IDLE_WORTH_TELLING_SECONDS = 60

/** Why the ledger line of one day of a unit has its minutes: when the lesson was open, and what of it did not count. */
export function explainUnit(of: {
  subject: NonNullable<EntryExplanation['subject']>
  /** Nominal minutes × reading factor. */
  limitMinutes: number
  credit: UnitCredit
  day: UnitDay
  /** From the first to the last sign of each session. */
  opened: Instants
}): EntryExplanation {
  const { day, witnessedSeconds, cutOverNominalSeconds } = of.day
  // An open lesson is parted at midnight as its minutes are; otherwise the part of the other day would read as idle.
  const ofDay = splitByDay(of.opened).find((part) => part.day === day)?.instants ?? []
  const openSeconds = Math.floor(lengthMs(ofDay) / 1000)
  const idleSeconds = Math.max(0, openSeconds - witnessedSeconds)
  const otherDays = of.credit.credits
    .map((other) => other.day)
    .filter((other) => other !== day && wasOpenAcross(of.opened, day, other))
  const first = ofDay[0]
  const last = ofDay.at(-1)
  return {
    subject: of.subject,
    ...(first &&
      last && {
        opened: {
          from: new Date(first[0]).toISOString(),
          to: new Date(last[1]).toISOString(),
          seconds: openSeconds,
        },
      }),
    notes: [
      ...(cutOverNominalSeconds > 0
        ? [
            {
              code: 'over-nominal' as const,
              nominalMinutes: of.limitMinutes,
              cutSeconds: cutOverNominalSeconds,
            },
          ]
        : []),
      ...(idleSeconds >= IDLE_WORTH_TELLING_SECONDS
        ? [{ code: 'idle' as const, cutSeconds: idleSeconds }]
        : []),
      ...otherDays.map((otherDay) => ({ code: 'split-at-midnight' as const, otherDay })),
    ],
  }
}

/** Whether the lesson was open over the midnight between two days. */
function wasOpenAcross(opened: Instants, a: CalendarDay, b: CalendarDay): boolean {
  if (Math.abs(daysBetween(a, b)) !== 1) return false
  const midnight = startOfDay(a < b ? b : a).getTime()
  return opened.some(([from, to]) => from < midnight && to > midnight)
}
