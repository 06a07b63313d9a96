import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

/** A judicial office as the bureau types it. Codes are turned into sentences by the page. */
export const officeSchema = z.object({
  code: z
    .string('office-code-shape')
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'office-code-shape'),
  nameZh: z.string('name-zh-missing').trim().min(1, 'name-zh-missing').max(40, 'name-long'),
  nameEn: z.string('name-en-missing').trim().min(1, 'name-en-missing').max(80, 'name-long'),
  phone: z
    .string('phone-shape')
    .trim()
    .regex(/^\+?[0-9][0-9 -]{2,24}$/, 'phone-shape'),
  /** First day on which it is delegated no longer; empty: no end is set. A form without the field leaves it as it is. */
  delegatedTo: z
    .string('delegated-to-shape')
    .trim()
    .transform((text, context): CalendarDay | null => {
      if (text === '') return null
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: 'delegated-to-shape' })
      return z.NEVER
    })
    .optional(),
})
export type OfficeForm = z.output<typeof officeSchema>
