import { type CalendarMonth } from '#app/shared/calendar-day.ts'
import { HISTORY_MONTHS, historyMonths } from './register-flow.ts'

/** What the history of 60 months comes to, as in the 2017 report. */
export const LECTURE_SESSIONS = 803
export const LECTURE_ATTENDANCES = 23_087
export const SERVICES = 597

export type Volume = { lectures: number; attendances: number; services: number }

/** How much of each there is in a month. A month outside the history is an ordinary one. */
export function volumesOf(seededAt: Date): (month: CalendarMonth) => Volume {
  const months = historyMonths(seededAt)
  const spread = (total: number, index: number) =>
    Math.floor((total * (index + 1)) / HISTORY_MONTHS) - Math.floor((total * index) / HISTORY_MONTHS)
  return (month) => {
    const index = Math.max(0, months.indexOf(month))
    return {
      lectures: spread(LECTURE_SESSIONS, index),
      attendances: spread(LECTURE_ATTENDANCES, index),
      services: spread(SERVICES, index),
    }
  }
}
