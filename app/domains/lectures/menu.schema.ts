import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { ROOM_EQUIPMENT } from '#app/domains/calendar/lecture-room.schema.ts'

const words = (missing: string, most: number) =>
  z.string(missing).trim().min(1, missing).max(most, 'too-long')
const whole = (missing: string, least: number, most: number) =>
  z.coerce.number(missing).int(missing).min(least, missing).max(most, missing)

/** One topic of a draft, as the bureau writes it. */
export const menuTopicSchema = z.object({
  publicZh: words('public-missing', 40),
  publicEn: words('public-missing', 80),
  fullZh: words('full-missing', 40),
  fullEn: words('full-missing', 80),
  audienceZh: z.string('audience-missing').trim().max(80, 'too-long'),
  audienceEn: z.string('audience-missing').trim().max(160, 'too-long'),
  minutes: whole('minutes-number', 15, 180),
  sittings: whole('sittings-number', 1, 4),
  stage: z.enum(['any', 'intake', 'regular', 'pre-discharge'], 'stage-missing'),
  roomNeeds: z.array(z.enum(ROOM_EQUIPMENT, 'equipment-unknown')),
  withdrawn: z.boolean(),
})
export type MenuTopicForm = z.infer<typeof menuTopicSchema>
export const newTopicSchema = menuTopicSchema.extend({
  code: z.string('code-missing').regex(/^[abc]\d{1,2}$/, 'code-missing'),
})
export type NewTopicForm = z.infer<typeof newTopicSchema>

export const publishSchema = z.object({
  version: z.uuid('version-missing'),
  from: z
    .string('from-missing')
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: 'from-missing' })
      return z.NEVER
    }),
})
