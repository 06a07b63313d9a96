import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Messages } from './zh.ts'

/** Why a line of the statement has the minutes it has. The ledger keeps the code and the facts, never words. */
export type Explanation =
  | { code: 'over-nominal'; nominalMinutes: Minutes; cutMinutes: Minutes }
  | { code: 'idle'; cutMinutes: Minutes }
  | { code: 'late-arrival'; starts: string; arrived: string; cutMinutes: Minutes }
  | { code: 'left-early'; ends: string; left: string; cutMinutes: Minutes }
  | { code: 'recorded-lateness'; cutMinutes: Minutes }
  | { code: 'split-at-midnight'; otherDay: CalendarDay }
  | { code: 'overlap'; cutMinutes: Minutes; countedTitle: string }
  | { code: 'online-cap'; capMinutes: Minutes; cutMinutes: Minutes }
  | { code: 'counselling-cap'; capMinutes: Minutes; cutMinutes: Minutes }
  | { code: 'rounded'; seconds: number; minutes: Minutes }
  | { code: 'page-gap'; passageMinutes: Minutes }
  | { code: 'reading-factor'; nominalMinutes: Minutes; limitMinutes: Minutes }
  | { code: 'repeat-window'; days: number; earlierDay: CalendarDay }
  | { code: 'other-device'; cutMinutes: Minutes }
  | { code: 'outside-order'; from: CalendarDay | null; until: CalendarDay | null }
  | { code: 'replaced'; onDay: CalendarDay }
  | { code: 'reversal'; ofDay: CalendarDay; reason: string }
  | { code: 'correction'; ofDay: CalendarDay }
  | { code: 'import'; source: string }
  | { code: 'transfer'; fromPlace: string }

export type ExplanationCode = Explanation['code']

/** One sentence for each code. */
export type ExplanationWords = {
  [Code in ExplanationCode]: (facts: Extract<Explanation, { code: Code }>) => string
}

export function explain(messages: Messages, explanation: Explanation): string {
  // each code's sentence takes that code's facts; TypeScript cannot see the pairing through the index
  const sentence = messages.hours.why[explanation.code] as (facts: Explanation) => string
  return sentence(explanation)
}
