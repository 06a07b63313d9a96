import { z } from 'zod'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

const day = (missing: string) =>
  z
    .string(missing)
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: missing })
      return z.NEVER
    })
const whole = (missing: string, least: number, most: number) =>
  z.coerce.number(missing).int(missing).min(least, missing).max(most, missing)
const DAY_MINUTES = 1440

/** `19:00` → 1140; `24:00` is the end of the day. */
const minuteOfDay = (missing: string) =>
  z
    .string(missing)
    .trim()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, missing)
    .transform((text) => {
      const [hours = 0, minutes = 0] = text.split(':').map(Number)
      return hours * 60 + minutes
    })
const span = {
  fromMinute: minuteOfDay('from-missing'),
  toMinute: minuteOfDay('to-missing').refine((minute) => minute <= DAY_MINUTES, 'to-missing'),
}
const isForward = ({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }) =>
  toMinute > fromMinute
const BACKWARD = { error: 'to-before-from', path: ['toMinute'] }

/** What the bureau writes of a lecturer. */
export const lecturerSchema = z.object({
  menu: z.enum(['A', 'B', 'C'], 'menu-missing'),
  credentialsZh: z.string('credentials-missing').trim().max(80, 'too-long'),
  credentialsEn: z.string('credentials-missing').trim().max(120, 'too-long'),
  languages: z.array(z.enum(['mandarin', 'dialect', 'sign'], 'language-unknown')).min(1, 'language-missing'),
  travelLimitMinutes: whole('travel-number', 0, 180),
  dayLimit: whole('day-limit-number', 1, 6),
  monthLimit: whole('month-limit-number', 1, 60),
})
export type LecturerForm = z.infer<typeof lecturerSchema>

/** A lecturer's week, set as a whole. */
export const weekSchema = z
  .array(z.object({ weekday: whole('weekday-missing', 1, 7), ...span }).refine(isForward, BACKWARD))
  .max(28, 'too-many')
  .refine((week) => !overlapping(week), { error: 'hours-overlap' })
export type Week = z.infer<typeof weekSchema>

function overlapping(week: readonly { weekday: number; fromMinute: number; toMinute: number }[]): boolean {
  return week.some((one, index) =>
    week.some(
      (other, place) =>
        place > index &&
        one.weekday === other.weekday &&
        one.fromMinute < other.toMinute &&
        other.fromMinute < one.toMinute,
    ),
  )
}

/** One day that is otherwise. */
export const exceptionSchema = z
  .object({ day: day('day-missing'), open: z.boolean(), ...span })
  .refine(isForward, BACKWARD)
export type ExceptionForm = z.infer<typeof exceptionSchema>
