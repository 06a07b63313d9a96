import { z } from 'zod'
import { instantAt } from '#app/shared/calendar-day.ts'
import { appointmentPlaces } from './appointment.policy.ts'
import { calendarDayField } from './consent.schema.ts'

export const timeField = (missing: string) =>
  z
    .string(missing)
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, missing)

/** A day, a time of the county and how many minutes. */
export const appointmentSchema = z
  .object({
    day: calendarDayField('day-missing'),
    time: timeField('time-missing'),
    minutes: z.coerce.number('minutes-missing').int('minutes-missing').min(10, 'minutes-missing'),
    place: z.enum(appointmentPlaces, 'place-missing'),
  })
  .transform(({ day, time, minutes, place }) => {
    const from = instantAt(day, time)
    return { place, during: { from, to: new Date(from.getTime() + minutes * 60_000) } }
  })
export type AppointmentForm = z.output<typeof appointmentSchema>

export const settlingSchema = z.object({
  outcome: z.enum(['kept', 'not-kept', 'cancelled'], 'outcome-missing'),
  version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing'),
})
