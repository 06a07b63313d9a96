import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { normaliseSignInName } from './sign-in-name.policy.ts'

export const STAFF_NAME_MAX = 40
/** The roles a county gives; a supervised person is entered on the register instead. */
export const appointmentRoles = ['office', 'social-worker', 'lecturer', 'counsellor', 'bureau'] as const
const AT_OFFICE: readonly string[] = ['office', 'social-worker']

/** A day as a date box sends it; an empty one is `code`. */
export const dayField = (code: string) =>
  z
    .string(code)
    .trim()
    .refine(
      (text): text is CalendarDay => isCalendarDay(text) && text >= '1900-01-01' && text < '2200-01-01',
      code,
    )
export const optionalDayField = (code: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text, context): CalendarDay | null => {
      if (text === '') return null
      if (isCalendarDay(text) && text >= '1900-01-01' && text < '2200-01-01') return text
      context.addIssue({ code: 'custom', message: code })
      return z.NEVER
    })

const appointment = {
  role: z.enum(appointmentRoles, 'role-missing'),
  office: z.string().trim().default(''),
  from: dayField('from-missing'),
  to: optionalDayField('to-unreadable'),
}

type Typed = { role: string; office: string; from: string; to: string | null }
const officeFits = (typed: Typed) =>
  !AT_OFFICE.includes(typed.role) || z.uuid().safeParse(typed.office).success
const inOrder = (typed: Typed) => typed.to === null || typed.to > typed.from
const asAppointment = <T extends Typed>({ office, ...typed }: T) => ({
  ...typed,
  officeId: AT_OFFICE.includes(typed.role) ? office : null,
})

export const appointmentSchema = z
  .object(appointment)
  .refine(officeFits, { path: ['office'], message: 'office-missing' })
  .refine(inOrder, { path: ['to'], message: 'to-before-from' })
  .transform(asAppointment)
export type NewAppointment = z.output<typeof appointmentSchema>

export const newStaffSchema = z
  .object({
    ...appointment,
    name: z
      .string('staff-name-missing')
      .trim()
      .min(1, 'staff-name-missing')
      .max(STAFF_NAME_MAX, 'staff-name-long'),
    signInName: z
      .string('sign-in-name-shape')
      .transform(normaliseSignInName)
      .refine((name) => /^[a-z][a-z0-9-]{2,39}$/.test(name), 'sign-in-name-shape'),
  })
  .refine(officeFits, { path: ['office'], message: 'office-missing' })
  .refine(inOrder, { path: ['to'], message: 'to-before-from' })
  .transform(asAppointment)
export type NewStaff = z.output<typeof newStaffSchema>

/** The first day on which an appointment no longer holds. */
export const endAppointmentSchema = z.object({ appointment: z.uuid(), to: dayField('to-missing') })
