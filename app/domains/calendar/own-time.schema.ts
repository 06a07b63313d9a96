import { z } from 'zod'
import { instantAt, isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

const day = (missing: string) =>
  z
    .string(missing)
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: missing })
      return z.NEVER
    })
const time = (missing: string) =>
  z
    .string(missing)
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, missing)

/** A stretch of one's own time: `from` and `to` as days and times of the county. */
export const ownTimeSchema = z
  .object({
    kind: z.enum(['leave', 'block'], 'kind-missing'),
    fromDay: day('from-missing'),
    fromTime: time('from-missing'),
    toDay: day('to-missing'),
    toTime: time('to-missing'),
  })
  .transform(({ kind, fromDay, fromTime, toDay, toTime }) => ({
    kind,
    during: { from: instantAt(fromDay, fromTime), to: instantAt(toDay, toTime) },
  }))
export const freeTimeSchema = z.object({
  engagement: z.uuid('engagement-missing'),
  version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing'),
})
