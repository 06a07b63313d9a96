import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { consentParties, guardianRelations } from './consent.policy.ts'

/** One line of text that a person typed: no control characters, which no database takes. */
export const line = (most: number, missing: string, long: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .refine((text) => [...text].length <= most, long)
    .refine((text) => !/\p{Cc}/u.test(text), missing)

export const calendarDayField = (missing: string) =>
  z
    .string(missing)
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: missing })
      return z.NEVER
    })

/** Somebody on the register, by what their counsellor knows: number and name together. */
export const knownPersonSchema = z.object({
  number: z
    .string('number-missing')
    .trim()
    .regex(/^[0-9]{8}$/, 'number-missing'),
  name: line(40, 'name-missing', 'name-long'),
})

export const ownConsentSchema = z.object({
  /** The version that was on the screen. */
  version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing'),
  /** The language it was read in. */
  locale: z.enum(['zh', 'en'], 'version-missing'),
})
export type OwnConsent = z.output<typeof ownConsentSchema>

export const paperConsentSchema = knownPersonSchema
  .extend({
    party: z.enum(consentParties, 'party-missing'),
    act: z.enum(['given', 'withdrawn'], 'act-missing'),
    version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing'),
    locale: z.enum(['zh', 'en'], 'locale-missing'),
    signedOn: calendarDayField('day-missing'),
    guardianRelation: z.enum(guardianRelations).optional(),
    guardianName: z.string().trim().optional(),
  })
  .transform(({ guardianRelation, guardianName, ...paper }, context) => {
    if (paper.party === 'person') return { ...paper, guardian: null }
    const name = line(40, 'guardian-name-missing', 'guardian-name-long').safeParse(guardianName)
    if (!guardianRelation)
      context.addIssue({ code: 'custom', path: ['guardianRelation'], message: 'guardian-relation-missing' })
    if (!name.success)
      context.addIssue({
        ...{ code: 'custom', path: ['guardianName'] },
        message: name.error.issues[0]?.message ?? 'guardian-name-missing',
      })
    return guardianRelation && name.success
      ? { ...paper, guardian: { relation: guardianRelation, name: name.data } }
      : z.NEVER
  })
export type PaperConsent = z.output<typeof paperConsentSchema>
