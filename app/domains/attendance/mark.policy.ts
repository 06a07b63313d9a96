import { addDays, dayAt, instantAt } from '#app/shared/calendar-day.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { ClassSpan } from './minutes.policy.ts'
import { OUTCOMES, type OutcomeCode } from './outcome.policy.ts'
import type { OccasionState } from './occasion.policy.ts'

/** From so long before a class its register takes more than an excuse: people come early. */
export const DOORS_OPEN_MINUTES: Minutes = 60
/** Nobody leaves later than so long after the end, by what somebody typed. */
export const DOORS_CLOSE_MINUTES: Minutes = 120
export const NOTE_LENGTH = 200
const MS_OF_A_MINUTE = 60_000

export type MarkFacts = {
  /** Null takes back what was said. */
  outcome: OutcomeCode | null
  inAt: Date | null
  outAt: Date | null
  lateMinutes: Minutes | null
  note: string | null
}

export type MarkRefusal =
  | 'called-off'
  | 'not-begun'
  | 'times-without-presence'
  | 'time-to-come'
  | 'out-before-in'
  | 'in-outside'
  | 'out-outside'
  | 'late-beside-in-time'
  | 'late-beyond-class'
  | 'leaving-needs-time'
  | 'note-needed'

const opensAt = ({ from }: ClassSpan) => new Date(from.getTime() - DOORS_OPEN_MINUTES * MS_OF_A_MINUTE)

/** Whether a register takes everything it can say, or only who is excused. */
export const doorsOpen = (session: ClassSpan, now: Date) => opensAt(session) <= now

/**
 * Whether a mark can be true: of a class to come only that somebody is excused, of one that was called off nothing; times lie
 * around the class and not in the future, the way out after the way in, lateness only where nobody wrote the time down.
 */
export function checkMark(
  mark: MarkFacts,
  { session, state, now }: { session: ClassSpan; state: OccasionState; now: Date },
): Refusal<MarkRefusal> | null {
  const { outcome, inAt, outAt, lateMinutes, note } = mark
  if (state !== 'planned' && state !== 'took-place') return { refused: 'called-off' }
  if (!doorsOpen(session, now) && outcome !== null && outcome !== 'excused') return { refused: 'not-begun' }
  const timed = inAt !== null || outAt !== null || lateMinutes !== null
  const flags = outcome && OUTCOMES[outcome]
  if (timed && !flags?.attended) return { refused: 'times-without-presence' }
  if (flags?.needsNote && !note) return { refused: 'note-needed' }
  return timesOf(mark, session, now)
}

function timesOf(mark: MarkFacts, session: ClassSpan, now: Date): Refusal<MarkRefusal> | null {
  const { outcome, inAt, outAt, lateMinutes } = mark
  if ((inAt && inAt > now) || (outAt && outAt > now)) return { refused: 'time-to-come' }
  if (inAt && (inAt < opensAt(session) || inAt >= session.to)) return { refused: 'in-outside' }
  const closes = session.to.getTime() + DOORS_CLOSE_MINUTES * MS_OF_A_MINUTE
  if (inAt && outAt && outAt < inAt) return { refused: 'out-before-in' }
  if (outAt && (outAt <= session.from || outAt.getTime() > closes)) return { refused: 'out-outside' }
  if (lateMinutes !== null && inAt) return { refused: 'late-beside-in-time' }
  if (lateMinutes !== null && lateMinutes * MS_OF_A_MINUTE > session.to.getTime() - session.from.getTime())
    return { refused: 'late-beyond-class' }
  return outcome === 'left-early' && !outAt ? { refused: 'leaving-needs-time' } : null
}

/** Which instant a typed time of day means: the one on the class's day, or after midnight when the class runs into it. */
export function instantNear(session: ClassSpan, time: string): Date {
  const day = dayAt(session.from)
  const sameDay = instantAt(day, time)
  if (sameDay >= opensAt(session)) return sameDay
  const nextDay = instantAt(addDays(day, 1), time)
  return nextDay.getTime() <= session.to.getTime() + DOORS_CLOSE_MINUTES * MS_OF_A_MINUTE ? nextDay : sameDay
}
