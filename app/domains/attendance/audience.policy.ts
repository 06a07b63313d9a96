import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { PlaceState, Regime } from './occasion.policy.ts'

/** What the suggestion needs to know of somebody of the office. */
export type Candidate = {
  personId: string
  minorsRegime: boolean
  enteredOn: CalendarDay
  /** The day the order ends by itself. */
  dueOn: CalendarDay
  /** First day no longer on the register. */
  leftOn: CalendarDay | null
  /** Leave, hospital and the like; `to` is the first day after it, null: open. */
  pauses: readonly { from: CalendarDay; to: CalendarDay | null }[]
  /** Minutes that this month still lacks. */
  short: Minutes
  /** The last county day on which the topic was counted for them; null: never. */
  lastHadOn: CalendarDay | null
  /** Already on this roster. */
  place: PlaceState | null
}

/** Why somebody is not let in: it never helps to offer them a place. */
export type NotLetIn = 'other-regime' | 'discharged' | 'not-yet-here' | 'on-leave' | 'had-it'

export type Audience<C extends Candidate> = {
  /** Behind on hours and new to the topic: the furthest behind first. */
  suggested: C[]
  /** May be offered a place all the same: not behind. */
  others: C[]
  notLetIn: { candidate: C; reason: NotLetIn }[]
}

/**
 * Whom to offer a class to. Let in is who is of its regime (社矫法 52), on the register that day, not on leave, and has not had
 * the topic within the policy's window; suggested are those of them who are behind on this month's hours. Whoever is on the
 * roster already is in no list; who withdrew or was excused may be asked again.
 */
export function audienceOf<C extends Candidate>(
  candidates: readonly C[],
  occasion: { regime: Regime; day: CalendarDay; notSince: CalendarDay },
): Audience<C> {
  const audience: Audience<C> = { suggested: [], others: [], notLetIn: [] }
  for (const candidate of candidates) {
    if (candidate.place === 'offered' || candidate.place === 'joined' || candidate.place === 'waiting')
      continue
    const reason = notLetIn(candidate, occasion)
    if (reason) audience.notLetIn.push({ candidate, reason })
    else (candidate.short > 0 ? audience.suggested : audience.others).push(candidate)
  }
  audience.suggested.sort(
    (a, b) => b.short - a.short || Number(a.personId > b.personId) - Number(a.personId < b.personId),
  )
  return audience
}

/** Why this person cannot be in this class, or null. */
export function notLetIn(
  candidate: Candidate,
  { regime, day, notSince }: { regime: Regime; day: CalendarDay; notSince: CalendarDay },
): NotLetIn | null {
  if (candidate.minorsRegime !== (regime === 'minors')) return 'other-regime'
  if (candidate.dueOn < day || (candidate.leftOn !== null && candidate.leftOn <= day)) return 'discharged'
  if (candidate.enteredOn > day) return 'not-yet-here'
  if (candidate.pauses.some(({ from, to }) => from <= day && (to === null || to > day))) return 'on-leave'
  return candidate.lastHadOn !== null && candidate.lastHadOn > notSince ? 'had-it' : null
}
