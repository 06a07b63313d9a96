import { addDays, type CalendarDay } from '#app/shared/calendar-day.ts'

/** Seconds without a sign after which another device may take over without asking. */
export const TAKEOVER_AFTER_SECONDS = 120

/** Whether someone may earn minutes by studying now: while on the register. Someone who has left may read. */
export function mayStudy(person: { leftOn: CalendarDay | null }, today: CalendarDay): boolean {
  return person.leftOn === null || today < person.leftOn
}

/** The passages of a unit are taken in order: the first one whose check has not been answered. */
export function placeIn(passageCount: number, answered: readonly number[]): number {
  for (let passage = 1; passage <= passageCount; passage++) if (!answered.includes(passage)) return passage
  return passageCount
}

/** The days in which a credited unit does not count again. */
export function countedDuring(
  today: CalendarDay,
  repeatWindowDays: number,
): { from: CalendarDay; to: CalendarDay } {
  return { from: today, to: addDays(today, repeatWindowDays) }
}

/** Whether a study of a unit keeps the unit from counting again today. */
export function isStillCounted(
  study: { countedDuring: { to: CalendarDay | null } | null },
  today: CalendarDay,
): boolean {
  return study.countedDuring?.to != null && today < study.countedDuring.to
}
