import type { UnitCredit, UnitDay } from '#app/domains/hours/credit.policy.ts'
import type { EntryExplanation, ExplanationNote } from '#app/domains/hours/explanation.policy.ts'
import { daysBetween, startOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { intersectionOf, lengthMs, splitByDay, type Instants } from '#app/shared/instants.ts'

const IDLE_WORTH_TELLING_SECONDS = 60

/** Time that a device kept without a network, as it was judged on arrival. Instants in milliseconds. */
export type LateTime = {
  deviceFrom: number
  deviceUntil: number
  arrived: number
  claimedSeconds: number
  /** Of these, in a month that no longer took evidence. */
  closedSeconds: number
  counted: Instants
}

/** Why the ledger line of one day of a unit has its minutes: when the lesson was open, and what of it did not count. */
export function explainUnit(of: {
  subject: NonNullable<EntryExplanation['subject']>
  /** Nominal minutes × reading factor. */
  limitMinutes: number
  credit: UnitCredit
  day: UnitDay
  /** From the first to the last sign of each session. */
  opened: Instants
  late?: readonly LateTime[]
}): EntryExplanation {
  const { day, witnessedSeconds, cutOverNominalSeconds } = of.day
  // An open lesson is parted at midnight as its minutes are; otherwise the part of the other day would read as idle.
  const ofDay = splitByDay(of.opened).find((part) => part.day === day)?.instants ?? []
  const openSeconds = Math.floor(lengthMs(ofDay) / 1000)
  const idleSeconds = Math.max(0, openSeconds - witnessedSeconds)
  const otherDays = of.credit.credits
    .map((other) => other.day)
    .filter((other) => other !== day && wasOpenAcross(of.opened, day, other))
  const late = lateOfDay(of.late ?? [], of.day.during)
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
      ...(late ? [late] : []),
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

/**
 * What of a day's credited instants arrived late, said once for all that did: when it was by the device's word, when the
 * last of it arrived, how much of it stands on this line and how much of what the device told was not taken. Null = none.
 */
export function lateOfDay(
  late: readonly LateTime[],
  during: Instants,
): Extract<ExplanationNote, { code: 'arrived-late' }> | null {
  const here = late.filter(({ counted }) => intersectionOf(counted, during).length > 0)
  if (here.length === 0) return null
  const seconds = (ms: number) => Math.round(ms / 1000)
  const sum = (of: (one: LateTime) => number) => here.reduce((total, one) => total + of(one), 0)
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    code: 'arrived-late',
    from: iso(Math.min(...here.map(({ deviceFrom }) => deviceFrom))),
    until: iso(Math.max(...here.map(({ deviceUntil }) => deviceUntil))),
    arrived: iso(Math.max(...here.map(({ arrived }) => arrived))),
    countedSeconds: sum(({ counted }) => seconds(lengthMs(intersectionOf(counted, during)))),
    seenSeconds: Math.max(
      0,
      sum((one) => one.claimedSeconds - one.closedSeconds - seconds(lengthMs(one.counted))),
    ),
    closedSeconds: sum(({ closedSeconds }) => closedSeconds),
  }
}

/** Whether the lesson was open over the midnight between two days. */
function wasOpenAcross(opened: Instants, a: CalendarDay, b: CalendarDay): boolean {
  if (Math.abs(daysBetween(a, b)) !== 1) return false
  const midnight = startOfDay(a < b ? b : a).getTime()
  return opened.some(([from, to]) => from < midnight && to > midnight)
}
