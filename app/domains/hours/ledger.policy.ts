import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { lengthMs, type Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Refusal } from '#app/shared/outcome.ts'
import type { Bucket, SourceKind } from './hours-policy.policy.ts'

/** One line of the ledger. It is only ever added; what undoes it is another line. */
export type HoursEntry = {
  id: string
  personId: string
  sourceKind: SourceKind
  sourceId: string
  bucket: Bucket
  countyDay: CalendarDay
  /** Positive for a credit, negative for a reversal. */
  minutes: Minutes
  /** The instants the minutes stand for; null where nobody recorded when (a transfer, an adjustment). */
  during: Instants | null
  /** n: the n-th credit of this source and day; −n: the reversal of that credit. */
  revision: number
  reversesId: string | null
  postedAt: Date
  explanation: unknown
}

export type Posting = Omit<HoursEntry, 'id' | 'postedAt' | 'explanation'>

export type PostingRefusal =
  | 'minutes-not-whole'
  | 'credit-not-positive'
  | 'more-than-a-day'
  | 'longer-than-its-interval'
  | 'other-source'
  | 'revision-not-whole'
  | 'revision-taken'
  | 'revision-out-of-order'
  | 'earlier-credit-not-reversed'
  | 'nothing-to-reverse'
  | 'reverses-another-entry'
  | 'reversal-does-not-negate'

export const MINUTES_OF_A_DAY: Minutes = 24 * 60
const MS_OF_A_MINUTE = 60_000

/**
 * May this line join the lines of the same person, source and county day? A credit is 1 to 1440 whole minutes
 * and no longer than its instants; credit n + 1 only when credit n is reversed; a reversal −n points at
 * credit n, takes back exactly its minutes, and does so once.
 */
export function checkPosting(
  existing: readonly HoursEntry[],
  posting: Posting,
): { accepted: 'credit' | 'reversal' } | Refusal<PostingRefusal> {
  if (existing.some((entry) => !sameKey(entry, posting))) return { refused: 'other-source' }
  if (!Number.isInteger(posting.minutes)) return { refused: 'minutes-not-whole' }
  if (!Number.isInteger(posting.revision) || posting.revision === 0) return { refused: 'revision-not-whole' }
  if (existing.some(({ revision }) => revision === posting.revision)) return { refused: 'revision-taken' }
  return posting.revision > 0 ? checkCredit(existing, posting) : checkReversal(existing, posting)
}

function checkCredit(existing: readonly HoursEntry[], credit: Posting) {
  if (credit.reversesId !== null) return { refused: 'reverses-another-entry' as const }
  if (credit.minutes <= 0) return { refused: 'credit-not-positive' as const }
  if (credit.minutes > MINUTES_OF_A_DAY) return { refused: 'more-than-a-day' as const }
  if (credit.during && credit.minutes * MS_OF_A_MINUTE > lengthMs(credit.during)) {
    return { refused: 'longer-than-its-interval' as const }
  }
  const before = credit.revision - 1
  if (before > 0 && !existing.some(({ revision }) => revision === before)) {
    return { refused: 'revision-out-of-order' as const }
  }
  if (before > 0 && !existing.some(({ revision }) => revision === -before)) {
    return { refused: 'earlier-credit-not-reversed' as const }
  }
  return { accepted: 'credit' as const }
}

function checkReversal(existing: readonly HoursEntry[], reversal: Posting) {
  const credit = existing.find(({ revision }) => revision === -reversal.revision)
  if (!credit) return { refused: 'nothing-to-reverse' as const }
  if (reversal.reversesId !== credit.id) return { refused: 'reverses-another-entry' as const }
  if (reversal.minutes !== -credit.minutes || reversal.bucket !== credit.bucket) {
    return { refused: 'reversal-does-not-negate' as const }
  }
  return { accepted: 'reversal' as const }
}

/** The credit that stands among the lines of one source and day, if any does. */
export function liveCreditOf(existing: readonly HoursEntry[]): HoursEntry | null {
  const undone = new Set(existing.map(({ reversesId }) => reversesId))
  return existing.find(({ id, revision }) => revision > 0 && !undone.has(id)) ?? null
}

/** The revision the next credit of this source and day will carry. */
export function nextRevision(
  existing: readonly HoursEntry[],
): number | Refusal<'earlier-credit-not-reversed'> {
  if (liveCreditOf(existing)) return { refused: 'earlier-credit-not-reversed' }
  return Math.max(0, ...existing.map(({ revision }) => revision)) + 1
}

/** The line that takes a credit back: the same source, day and instants, minutes negated. */
export function reversalOf(credit: HoursEntry): Posting {
  const { personId, sourceKind, sourceId, bucket, countyDay, during } = credit
  return {
    ...{ personId, sourceKind, sourceId, bucket, countyDay, during },
    minutes: -credit.minutes,
    revision: -credit.revision,
    reversesId: credit.id,
  }
}

/** By county day, then when it was posted, then id. */
export function inLedgerOrder(a: HoursEntry, b: HoursEntry): number {
  return (
    Number(a.countyDay > b.countyDay) - Number(a.countyDay < b.countyDay) ||
    a.postedAt.getTime() - b.postedAt.getTime() ||
    Number(a.id > b.id) - Number(a.id < b.id)
  )
}

function sameKey(a: Posting, b: Posting): boolean {
  return (
    a.personId === b.personId &&
    a.sourceKind === b.sourceKind &&
    a.sourceId === b.sourceId &&
    a.countyDay === b.countyDay
  )
}
