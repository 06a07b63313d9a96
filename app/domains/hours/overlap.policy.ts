import { differenceOf, intersectionOf, lengthMs, unionOf, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { SourceKind } from './hours-policy.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'

const MS_OF_A_MINUTE = 60_000

/**
 * Who keeps a stretch of time that two entries claim: the lower number. Attended class before talk or
 * counselling before online study. Public-benefit activity comes after what was said face to face, so that
 * it never takes study minutes from a class, and before online study, because somebody was seen there.
 */
const PRECEDENCE: Record<SourceKind, number> = {
  lecture: 0,
  collective_class: 0,
  key_date_briefing: 0,
  talk: 1,
  counselling: 1,
  public_benefit: 2,
  online_unit: 3,
  self_study: 4,
  transfer: 5,
  adjustment: 5,
}

export type OverlapCut = { minutes: Minutes; with: string }
/** `beyondInterval`: credited minutes for which the entry has no time of its own. */
export type AfterOverlap = { counted: Minutes; overlaps: OverlapCut[]; beyondInterval: Minutes }

export const wholeMinutes = (instants: Instants): Minutes => Math.floor(lengthMs(instants) / MS_OF_A_MINUTE)

/**
 * Each stretch of time once. Among equals the earlier start keeps it, then the id decides, so the order in
 * which entries are handed in never matters. Entries without instants overlap nothing.
 */
export function countOnce(credits: readonly HoursEntry[]): Map<string, AfterOverlap> {
  const result = new Map<string, AfterOverlap>()
  const taken: { id: string; instants: Instants }[] = []
  for (const { entry, own } of inPrecedence(credits)) {
    if (!own) {
      result.set(entry.id, { counted: entry.minutes, overlaps: [], beyondInterval: 0 })
      continue
    }
    let remaining = own
    const lost: { id: string; minutes: Minutes }[] = []
    for (const other of taken) {
      const ms = lengthMs(intersectionOf(remaining, other.instants))
      if (ms === 0) continue
      remaining = differenceOf(remaining, other.instants)
      lost.push({ id: other.id, minutes: Math.ceil(ms / MS_OF_A_MINUTE) })
    }
    taken.push({ id: entry.id, instants: remaining })
    const possible = Math.min(entry.minutes, wholeMinutes(own))
    const counted = Math.min(entry.minutes, wholeMinutes(remaining))
    result.set(entry.id, {
      counted,
      overlaps: sharedOut(possible - counted, lost),
      beyondInterval: entry.minutes - possible,
    })
  }
  return result
}

function inPrecedence(credits: readonly HoursEntry[]): { entry: HoursEntry; own: Instants | null }[] {
  return credits
    .map((entry) => ({ entry, own: entry.during && unionOf(entry.during) }))
    .sort(
      (a, b) =>
        PRECEDENCE[a.entry.sourceKind] - PRECEDENCE[b.entry.sourceKind] ||
        startOf(a.own) - startOf(b.own) ||
        (a.entry.id < b.entry.id ? -1 : 1),
    )
}

const startOf = (instants: Instants | null) => instants?.[0]?.[0] ?? Number.MAX_SAFE_INTEGER

/** The minutes cut, told apart by whom they went to; together exactly `cut`. */
function sharedOut(cut: Minutes, lost: readonly { id: string; minutes: Minutes }[]): OverlapCut[] {
  const cuts: OverlapCut[] = []
  let left = cut
  for (const { id, minutes } of lost) {
    const share = Math.min(left, minutes)
    if (share > 0) cuts.push({ minutes: share, with: id })
    left -= share
  }
  return cuts
}
