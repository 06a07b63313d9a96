import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { lengthMs, differenceOf, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import { liveCreditOf, type HoursEntry } from './ledger.policy.ts'

export type Wanted = { countyDay: CalendarDay; minutes: Minutes; during: Instants | null }
export type LineOfSource = HoursEntry & { postedAs: string }
export type Revision<Line extends LineOfSource, Of extends Wanted> = {
  /** Credits to be taken back, as they stand. */
  reverse: Line[]
  /** What is credited instead, or for the first time. */
  credit: (Of & { revision: number })[]
}

/**
 * What brings the lines of one source to what its own record says now: nothing where they say it already. A day whose
 * lines somebody else has decided about (`decidedBy`: the office, the bureau) is theirs: if it would have to change, all
 * is refused.
 */
export function revisionOf<Line extends LineOfSource, Of extends Wanted>(
  lines: readonly Line[],
  wanted: readonly Of[],
  decidedBy: readonly string[],
): Revision<Line, Of> | Refusal<'decided-elsewhere'> {
  const days = new Set([...lines, ...wanted].map(({ countyDay }) => countyDay))
  const revision: Revision<Line, Of> = { reverse: [], credit: [] }
  for (const day of [...days].sort()) {
    const ofDay = lines.filter(({ countyDay }) => countyDay === day)
    const standing = liveCreditOf(ofDay)
    const live = ofDay.find(({ id }) => id === standing?.id) ?? null
    const next = wanted.find(({ countyDay }) => countyDay === day)
    if (next ? live !== null && says(live, next) : live === null) continue
    if (ofDay.some(({ postedAs }) => decidedBy.includes(postedAs))) return { refused: 'decided-elsewhere' }
    if (live) revision.reverse.push(live)
    if (next)
      revision.credit.push({ ...next, revision: Math.max(0, ...ofDay.map((line) => line.revision)) + 1 })
  }
  return revision
}

function says(live: HoursEntry, next: Wanted): boolean {
  if (live.minutes !== next.minutes || (live.during === null) !== (next.during === null)) return false
  return (
    live.during === null ||
    next.during === null ||
    lengthMs(differenceOf(live.during, next.during)) + lengthMs(differenceOf(next.during, live.during)) === 0
  )
}
