import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { intersectionOf, lengthMs, splitByDay, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { OUTCOMES, type OutcomeCode } from './outcome.policy.ts'

const MS_OF_A_MINUTE = 60_000

/** When the class is, half-open. */
export type ClassSpan = { from: Date; to: Date }

export type Presence = {
  outcome: OutcomeCode
  session: ClassSpan
  /** When the person came; null: nobody wrote it down. */
  inAt: Date | null
  /** When they went; null: at the end. */
  outAt: Date | null
  /** Asked only where there is no in-time (decisions 4). */
  lateMinutes: Minutes | null
  /** Of the policy of the day: so much lateness takes nothing off. */
  toleranceMinutes: Minutes
}

export type Worth = {
  minutes: Minutes
  /** What goes to the ledger, one line per county day of at least one minute. */
  days: { day: CalendarDay; minutes: Minutes; during: Instants }[]
  /** Whole minutes that lateness and leaving took off; what is left of a minute is nobody's. */
  cutLate: Minutes
  cutEarly: Minutes
}

const NOTHING: Worth = { minutes: 0, days: [], cutLate: 0, cutEarly: 0 }

/**
 * What a presence is worth: minutes = |[in, out] ∩ class| (decisions 4), rounded down once per county day. The preview of a
 * class to come and the credit of one that is over are this one rule.
 */
export function minutesToCredit(presence: Presence): Worth {
  const { session } = presence
  if (!OUTCOMES[presence.outcome].credited) return NOTHING
  const start = session.from.getTime()
  const end = session.to.getTime()
  const from = Math.min(end, Math.max(start, arrivalOf(presence)))
  const to = Math.max(from, Math.min(end, presence.outAt?.getTime() ?? end))
  const there = intersectionOf([[start, end]], to > from ? [[from, to]] : [])
  const days = splitByDay(there)
    .map(({ day, instants }) => ({ day, minutes: whole(lengthMs(instants)), during: instants }))
    .filter(({ minutes }) => minutes > 0)
  return {
    minutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
    days,
    cutLate: Math.ceil((from - start) / MS_OF_A_MINUTE),
    cutEarly: Math.ceil((end - to) / MS_OF_A_MINUTE),
  }
}

/** From when the person is counted: lateness within the tolerance is none. */
function arrivalOf({ session, inAt, lateMinutes, toleranceMinutes }: Presence): number {
  const start = session.from.getTime()
  const arrived = inAt ? inAt.getTime() : start + (lateMinutes ?? 0) * MS_OF_A_MINUTE
  return arrived - start <= toleranceMinutes * MS_OF_A_MINUTE ? start : arrived
}

const whole = (ms: number) => Math.floor(ms / MS_OF_A_MINUTE)

/** Whole minutes of a class. */
export const lengthOf = ({ from, to }: ClassSpan): Minutes => whole(to.getTime() - from.getTime())

/** How late an arrival is, in begun minutes; 0 when it is in time. */
export const lateBy = (session: ClassSpan, inAt: Date): Minutes =>
  Math.max(0, Math.ceil((inAt.getTime() - session.from.getTime()) / MS_OF_A_MINUTE))

/** What coming late would be worth, before the class: on time first. */
export function worthTable(
  session: ClassSpan,
  toleranceMinutes: Minutes,
  lateness: readonly Minutes[] = [0, 10, 30],
): { lateMinutes: Minutes; minutes: Minutes }[] {
  return lateness
    .filter((lateMinutes) => lateMinutes < lengthOf(session))
    .map((lateMinutes) => ({
      lateMinutes,
      minutes: minutesToCredit({
        ...{ outcome: 'attended', session, inAt: null, outAt: null, lateMinutes, toleranceMinutes },
      }).minutes,
    }))
}
