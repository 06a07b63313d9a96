import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { splitByDay, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Refusal } from '#app/shared/outcome.ts'

export const sessionKinds = ['alone', 'couple', 'family', 'remote'] as const
export type SessionKind = (typeof sessionKinds)[number]
export const correctionReasons = ['times-wrong', 'line-wrong', 'did-not-take-place'] as const
export type CorrectionReason = (typeof correctionReasons)[number]

/** Half-open, on whole minutes. */
export type SessionSpan = { from: Date; to: Date }
/** The outer layer: all that leaves the room. */
export type Outline = { kind: SessionKind; during: SessionSpan; agreedLine: string }

const MINUTE_MS = 60_000
/** Longer is a slip of typing; the database says the same. */
export const LONGEST_SESSION_MINUTES: Minutes = 240
/** How long afterwards a session can be entered. Its month's board has been read by then. */
export const ENTERED_WITHIN_DAYS = 31
export const AGREED_LINE_LENGTH = 60

export type SessionRefusal =
  'ends-before-start' | 'not-whole-minutes' | 'too-long' | 'not-over-yet' | 'too-long-ago' | 'before-consent'

/**
 * Whether a session can have been held so. Midnight is an ordinary instant. Nothing before the day of the consent: what
 * was said then was said without it.
 */
export function checkSession(
  { from, to }: SessionSpan,
  { now, consentSince }: { now: Date; consentSince: CalendarDay },
): Refusal<SessionRefusal> | null {
  if (!(to > from)) return { refused: 'ends-before-start' }
  if (from.getTime() % MINUTE_MS !== 0 || to.getTime() % MINUTE_MS !== 0)
    return { refused: 'not-whole-minutes' }
  if (minutesOf({ from, to }) > LONGEST_SESSION_MINUTES) return { refused: 'too-long' }
  if (to > now) return { refused: 'not-over-yet' }
  if (now.getTime() - to.getTime() > ENTERED_WITHIN_DAYS * 24 * 60 * MINUTE_MS)
    return { refused: 'too-long-ago' }
  return dayAt(from) < consentSince ? { refused: 'before-consent' } : null
}

export const minutesOf = ({ from, to }: SessionSpan): Minutes => (to.getTime() - from.getTime()) / MINUTE_MS

/** What a session gives to each county day: whole minutes, because it stands on whole minutes and so does midnight. */
export function minutesByDay({
  from,
  to,
}: SessionSpan): { day: CalendarDay; minutes: Minutes; during: Instants }[] {
  return splitByDay([[from.getTime(), to.getTime()]]).map(({ day, instants }) => ({
    day,
    minutes: instants.reduce((sum, [start, end]) => sum + (end - start) / MINUTE_MS, 0),
    during: instants,
  }))
}

/** A correction follows the revision that was seen, and changes what stands. */
export function checkCorrection(
  latest: { revision: number; struck: boolean },
  seenRevision: number,
): Refusal<'stale' | 'struck'> | null {
  if (latest.revision !== seenRevision) return { refused: 'stale' }
  return latest.struck ? { refused: 'struck' } : null
}
