import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { CapLimit, CappedSource, HoursPolicy, SourceKind } from './hours-policy.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'
import type { Requirement } from './requirement.policy.ts'

const CAPPED_KIND: Record<CappedSource, SourceKind> = {
  online: 'online_unit',
  counselling: 'counselling',
  'self-study': 'self_study',
}

export type CapReason = `${CappedSource}-cap` | 'day-cap'
export type CapCut = { entryId: string; reason: CapReason; minutes: Minutes }

/**
 * The most minutes a cap lets count, or null for no limit. A share is of the prorated requirement, floored;
 * where nothing is required there is nothing to take a share of, so it does not cut.
 */
export function capMinutes(limit: CapLimit | null, requirement: Requirement): Minutes | null {
  if (!limit) return null
  if (limit.kind === 'minutes') return limit.minutes
  if (requirement.kind !== 'target') return null
  const hundredths = requirement.minutes * limit.percent
  return (hundredths - (hundredths % 100)) / 100
}

/**
 * What the caps take from study entries after overlaps: first the day's cap, the least firmly witnessed
 * source first, then each source's own. Within a cap the latest entries give way: what was counted stays
 * counted when more is learnt later.
 */
export function cutsByCap(
  credits: readonly HoursEntry[],
  countedBefore: ReadonlyMap<string, Minutes>,
  policy: HoursPolicy,
  requirement: Requirement,
): CapCut[] {
  const left = new Map(countedBefore)
  const cuts: CapCut[] = []
  const takeFrom = (entries: readonly HoursEntry[], most: Minutes, reason: CapReason) => {
    let excess = entries.reduce((sum, { id }) => sum + (left.get(id) ?? 0), 0) - most
    for (const { id } of entries) {
      const minutes = Math.min(left.get(id) ?? 0, excess)
      if (minutes <= 0) continue
      cuts.push({ entryId: id, reason, minutes })
      left.set(id, (left.get(id) ?? 0) - minutes)
      excess -= minutes
    }
  }
  const latestFirst = [...credits].sort((a, b) => -inTime(a, b))

  if (policy.caps.perDay !== null) {
    for (const day of new Set(latestFirst.map(({ countyDay }) => countyDay))) {
      takeFrom(giveWayOn(day, latestFirst), policy.caps.perDay, 'day-cap')
    }
  }
  for (const source of Object.keys(CAPPED_KIND) as CappedSource[]) {
    const most = capMinutes(policy.caps.bySource[source], requirement)
    if (most === null) continue
    const ofSource = latestFirst.filter(({ sourceKind }) => sourceKind === CAPPED_KIND[source])
    takeFrom(ofSource, most, `${source}-cap`)
  }
  return cuts
}

/** By county day, then when it began, then when it was posted, then id: a total order. */
export function inTime(a: HoursEntry, b: HoursEntry): number {
  const start = (entry: HoursEntry) => entry.during?.[0]?.[0] ?? Number.MAX_SAFE_INTEGER
  return (
    Number(a.countyDay > b.countyDay) - Number(a.countyDay < b.countyDay) ||
    start(a) - start(b) ||
    a.postedAt.getTime() - b.postedAt.getTime() ||
    Number(a.id > b.id) - Number(a.id < b.id)
  )
}

const UNSEEN: readonly SourceKind[] = ['self_study', 'online_unit']

/** A day's entries in the order in which they give way; minutes of other days booked on this one stay out. */
function giveWayOn(day: CalendarDay, latestFirst: readonly HoursEntry[]): HoursEntry[] {
  const ofDay = latestFirst.filter(
    ({ countyDay, sourceKind }) =>
      countyDay === day && sourceKind !== 'transfer' && sourceKind !== 'adjustment',
  )
  const rank = ({ sourceKind }: HoursEntry) =>
    UNSEEN.includes(sourceKind) ? UNSEEN.indexOf(sourceKind) : UNSEEN.length
  return ofDay.sort((a, b) => rank(a) - rank(b))
}
