import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { ROOM_EQUIPMENT } from '#app/domains/calendar/lecture-room.schema.ts'

const words = (missing: string, most: number) =>
  z.string(missing).trim().min(1, missing).max(most, 'too-long')
const whole = (missing: string, least: number, most: number) =>
  z.coerce.number(missing).int(missing).min(least, missing).max(most, missing)

/** When in somebody's supervision a topic fits. */
export const menuStages = ['any', 'intake', 'regular', 'pre-discharge'] as const

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
  stage: z.enum(menuStages, 'stage-missing'),
  roomNeeds: z.array(z.enum(ROOM_EQUIPMENT, 'equipment-unknown')),
  /** The lessons on the same subject; null: none. */
  moduleCode: z
    .string('module-unknown')
    .trim()
    .regex(/^([abc]\d{1,2})?$/, 'module-unknown')
    .transform((code) => (code === '' ? null : code)),
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

/** Boxes with a name of their own (`roomNeeds-sound`, `withdrawn-yes`) as what they stand for. */
const withBoxes = (typed: unknown) =>
  typeof typed === 'object' && typed !== null
    ? {
        ...typed,
        roomNeeds: ROOM_EQUIPMENT.filter((need) => `roomNeeds-${need}` in typed),
        withdrawn: 'withdrawn-yes' in typed,
      }
    : typed
/** A topic as the bureau's page sends it. */
export const topicFormSchema = z.preprocess(
  withBoxes,
  menuTopicSchema.extend({ seen: z.string().max(40).catch('') }),
)
export const newTopicFormSchema = z.preprocess(withBoxes, newTopicSchema)
export const publishFormSchema = publishSchema.omit({ version: true })
