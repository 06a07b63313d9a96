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
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: missing, abort: true })
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

const optionalDay = (unreadable: string) =>
  z
    .string(unreadable)
    .trim()
    .transform((text, context): CalendarDay | null => {
      if (text === '' || isCalendarDay(text)) return text === '' ? null : text
      context.addIssue({ code: 'custom', message: unreadable })
      return z.NEVER
    })

const LANGUAGES = ['mandarin', 'dialect', 'sign'] as const
/** Boxes with a name of their own (`languages-sign`) as the list that they stand for. */
const withLanguages = (typed: unknown) =>
  typeof typed === 'object' && typed !== null
    ? { ...typed, languages: LANGUAGES.filter((one) => `languages-${one}` in typed) }
    : typed
/** The same, as the bureau's page sends it. */
export const newLecturerFormSchema = z.preprocess(
  withLanguages,
  lecturerSchema.extend({ account: z.uuid('account-missing') }),
)
export const lecturerFormSchema = z.preprocess(
  withLanguages,
  lecturerSchema.omit({ menu: true }).extend({ toOn: optionalDay('to-unreadable') }),
)
const topicCode = z.string('topic-missing').regex(/^[abc]\d{1,2}$/, 'topic-missing')
export const qualifySchema = z.object({ topic: topicCode, from: day('from-day-missing') })
export const endTopicSchema = z.object({ topic: topicCode, to: day('to-day-missing') })

/** One span of a weekday, and where one begins that is taken out. */
export const weekSpanSchema = z
  .object({ weekday: whole('weekday-missing', 1, 7), ...span })
  .refine(isForward, BACKWARD)
export const weekSpanGoneSchema = z.object({
  weekday: whole('weekday-missing', 1, 7),
  fromMinute: minuteOfDay('from-missing'),
})

/** A lecturer's week, set as a whole. */
export const weekSchema = z
  .array(weekSpanSchema)
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

/** The same as a form says it; `off`: nothing on the whole day, whatever the hours say. */
export const exceptionFormSchema = z
  .preprocess(
    (typed) =>
      typeof typed === 'object' && typed !== null && 'kind' in typed && typed.kind === 'off'
        ? { ...typed, fromMinute: '00:00', toMinute: '24:00' }
        : typed,
    z
      .object({ kind: z.enum(['more', 'less', 'off'], 'kind-missing'), day: day('day-missing'), ...span })
      .refine(isForward, BACKWARD),
  )
  .transform(({ kind, ...rest }): ExceptionForm => ({ ...rest, open: kind === 'more' }))
export const exceptionGoneSchema = z.object({ exception: z.uuid('exception-missing') })
