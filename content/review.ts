import { daysBetween, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Module } from './lesson.ts'

/** How long before the day a review is due the bureau is told. */
export const REVIEW_NOTICE_DAYS = 30

export type ReviewState = { state: 'current' | 'due-soon' | 'overdue'; daysLeft: number }

/**
 * 法治宣传教育法 54: teaching of law is to be accurate and clear. An overdue review is shown on the unit and to the
 * bureau; it stops neither a build nor a lesson.
 */
export function reviewState(module: Pick<Module, 'reviewDue'>, today: CalendarDay): ReviewState {
  const daysLeft = daysBetween(today, module.reviewDue)
  if (daysLeft < 0) return { state: 'overdue', daysLeft }
  return { state: daysLeft <= REVIEW_NOTICE_DAYS ? 'due-soon' : 'current', daysLeft }
}
