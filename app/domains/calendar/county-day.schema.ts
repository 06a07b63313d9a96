import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { dayReasons } from './county-day.policy.ts'

const words = (missing: string, most: number) =>
  z.string(missing).trim().min(1, missing).max(most, 'too-long')

/** A public holiday or a weekend day that is worked, with the notice that says so. */
export const countyDaySchema = z.object({
  day: z
    .string('day-missing')
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: 'day-missing' })
      return z.NEVER
    }),
  kind: z.enum(['holiday', 'workday'], 'day-kind-missing'),
  nameZh: words('day-name-missing', 20),
  nameEn: words('day-name-missing', 40),
  source: words('source-missing', 120),
})
export const countyDayGoneSchema = z.object({
  id: z.uuid('day-missing'),
  reason: z.enum(dayReasons, 'reason-missing'),
})
