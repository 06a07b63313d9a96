import { z } from 'zod'
import { instantAt } from '#app/shared/calendar-day.ts'
import { timeField } from './appointment.schema.ts'
import { calendarDayField } from './consent.schema.ts'
import { disclosureGrounds, disclosureRecipients } from './disclosure.policy.ts'

export const disclosureSchema = z
  .object({
    ground: z.enum(disclosureGrounds, 'ground-missing'),
    recipient: z.enum(disclosureRecipients, 'recipient-missing'),
    day: calendarDayField('day-missing'),
    time: timeField('time-missing'),
    /** Whether the person has been told: `no` where it would have added danger. */
    told: z.enum(['yes', 'no'], 'told-missing'),
    /** What was said, and why. Sealed. */
    words: z
      .string('words-missing')
      .refine((text) => text.trim() !== '', 'words-missing')
      .refine((text) => text.length <= 6_000, 'words-long'),
  })
  .transform(({ day, time, told, ...rest }) => ({
    ...rest,
    told: told === 'yes',
    madeAt: instantAt(day, time),
  }))
export type DisclosureForm = z.output<typeof disclosureSchema>
