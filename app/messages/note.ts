import type { ExplanationNote, ReversalReason } from '#app/domains/hours/explanation.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** What the month makes of a line, beside what the line says of itself. */
export type AssessmentNote =
  | { code: 'overlap'; cutMinutes: Minutes }
  | { code: 'online-cap'; cutMinutes: Minutes }
  | { code: 'counselling-cap'; cutMinutes: Minutes }
  | { code: 'other-cut'; cutMinutes: Minutes }
  | { code: 'replaced'; onDay: CalendarDay }

export type Note = ExplanationNote | AssessmentNote
export type NoteCode = Note['code']

/** One sentence for each code, and each reason of a reversal in words. */
export type NoteWords = { [Code in NoteCode]: (facts: Extract<Note, { code: Code }>) => string }
export type ReversalWords = Record<ReversalReason, string>
