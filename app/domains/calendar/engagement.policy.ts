import type { Refusal } from '#app/shared/outcome.ts'

/** Half-open: from the first instant up to, not including, the last. */
export type TimeSpan = { from: Date; to: Date }

export const engagementKinds = ['lecture', 'counselling', 'leave', 'block'] as const
export type EngagementKind = (typeof engagementKinds)[number]
export const engagementStates = ['held', 'confirmed', 'released', 'expired'] as const
export type EngagementState = (typeof engagementStates)[number]

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long a named lecturer's time is held for an answer (decisions 22). */
export const HOLD_HOURS = 72
/** A longer absence is entered in parts. */
export const LONGEST_DAYS = 92
/** How far ahead anything can be taken: a year and a bit, so that a day of next year is no mistake of typing. */
export const AHEAD_DAYS = 400

const NEXT: Record<EngagementState, readonly EngagementState[]> = {
  held: ['held', 'confirmed', 'released', 'expired'],
  confirmed: ['released'],
  released: [],
  expired: [],
}

/** Whether a row may go from one state to the other. `held` to `held`: the hold is extended. */
export function mayBecome(from: EngagementState, to: EngagementState): boolean {
  return NEXT[from].includes(to)
}

/** Whether it takes anybody's time. A hold whose time has passed does not, whether or not somebody has noted it. */
export function isLive(state: EngagementState, holdUntil: Date | null, now: Date): boolean {
  return state === 'confirmed' || (state === 'held' && holdUntil !== null && holdUntil > now)
}

export type SpanRefusal = 'past' | 'ends-before-start' | 'too-long' | 'too-far-ahead'

/** Whether a span can be taken at all. Midnight, the end of a month and of a year are ordinary instants. */
export function checkSpan({ from, to }: TimeSpan, now: Date): Refusal<SpanRefusal> | null {
  if (!(to > from)) return { refused: 'ends-before-start' }
  if (from < now) return { refused: 'past' }
  if (to.getTime() - from.getTime() > LONGEST_DAYS * DAY_MS) return { refused: 'too-long' }
  return from.getTime() - now.getTime() > AHEAD_DAYS * DAY_MS ? { refused: 'too-far-ahead' } : null
}

/** The span with a buffer on each side: what nobody else can have. */
export function blockedAround({ from, to }: TimeSpan, bufferMinutes: number): TimeSpan {
  if (!Number.isInteger(bufferMinutes) || bufferMinutes < 0)
    throw new RangeError(`not a buffer: ${bufferMinutes}`)
  return {
    from: new Date(from.getTime() - bufferMinutes * MINUTE_MS),
    to: new Date(to.getTime() + bufferMinutes * MINUTE_MS),
  }
}

/** Until when a hold made now holds: 72 hours, and never beyond the beginning of what is held. */
export function holdUntil(now: Date, start: Date): Date {
  return new Date(Math.min(now.getTime() + HOLD_HOURS * 60 * MINUTE_MS, start.getTime()))
}

export const overlaps = (a: TimeSpan, b: TimeSpan) => a.from < b.to && b.from < a.to
