import { z } from 'zod'
import { isCalendarDay } from '#app/shared/calendar-day.ts'
import { withdrawalReasons } from './assignment.policy.ts'

const day = z
  .string('due-missing')
  .trim()
  .transform((text, context) => {
    if (isCalendarDay(text)) return text
    context.addIssue({ code: 'custom', message: text === '' ? 'due-missing' : 'due-no-day' })
    return z.NEVER
  })
const code = z.string('module-missing').regex(/^[a-z]\d{1,2}$/, 'module-missing')

/** One person, one module, a day: `person.module` in the button that was pressed. */
export const assignOneSchema = z.object({
  due: day,
  one: z
    .string('person-missing')
    .regex(/^[0-9a-f-]{36}\.[a-z]\d{1,2}$/, 'person-missing')
    .transform((text) => {
      const [personId = '', moduleCode = ''] = text.split('.')
      return { personId, moduleCode }
    }),
})
export const assignEveryoneSchema = z.object({ due: day, everyone: z.literal('1') })
/** On a person's file: which module, by when. */
export const assignFromFileSchema = z.object({ due: day, module: code })
export const withdrawSchema = z.object({
  withdraw: z.uuid('assignment-missing'),
  reason: z.enum(withdrawalReasons, 'reason-missing'),
})
