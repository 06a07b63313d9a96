import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** Why a line has the minutes it has, in codes and numbers; the page's language makes the sentence. */
export type ExplanationNote =
  | { code: 'over-nominal'; nominalMinutes: Minutes; cutSeconds: number }
  | { code: 'idle'; cutSeconds: number }
  /** Kept on the device without a network (decisions 7): ISO instants by its word, and when it arrived. */
  | {
      code: 'arrived-late'
      from: string
      until: string
      arrived: string
      countedSeconds: number
      /** Not taken: the server had seen the person there or elsewhere; a month that no longer takes evidence. */
      seenSeconds: number
      closedSeconds: number
    }
  | { code: 'late-arrival'; starts: string; arrived: string; cutMinutes: Minutes }
  | { code: 'left-early'; ends: string; left: string; cutMinutes: Minutes }
  | { code: 'split-at-midnight'; otherDay: CalendarDay }
  | { code: 'reading-factor'; nominalMinutes: Minutes; limitMinutes: Minutes }
  | { code: 'reversal'; ofDay: CalendarDay; reason: ReversalReason; askedOn?: CalendarDay }
  | { code: 'correction'; ofDay: CalendarDay }
  | { code: 'import' }
  | { code: 'transfer'; fromZh: string; fromEn: string }

/** Why a credit was taken back. */
export const REVERSAL_REASONS = [
  'clock-wrong',
  'wrong-person',
  'did-not-take-place',
  'entered-twice',
  'times-wrong',
] as const
export type ReversalReason = (typeof REVERSAL_REASONS)[number]

/** What an entry says about itself (`hours_entries.explanation`). */
export type EntryExplanation = {
  /** What it was for: the unit or topic as it was called then. */
  subject?: { code: string; zh: string; en: string }
  /** From the first to the last sign of use, and the seconds between them: an online unit. ISO instants. */
  opened?: { from: string; to: string; seconds: number }
  notes: ExplanationNote[]
}
