import { freeTimeSchema, ownTimeSchema } from '#app/domains/calendar/own-time.schema.ts'
import { freeOwnTime, keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import {
  exceptionFormSchema,
  exceptionGoneSchema,
  weekSchema,
  weekSpanGoneSchema,
  weekSpanSchema,
} from '#app/domains/lectures/lecturer.schema.ts'
import { exceptDay, setOwnWeek, withdrawException } from '#app/domains/lectures/own-hours.server.ts'
import { weekOfText, withoutSpan, withSpan, type WeekSpan } from '#app/domains/lectures/week.policy.ts'
import { clockOf } from '#app/domains/lectures/calendar-view.policy.ts'
import { parseFields, type FormProblems } from '#app/http/parse-form.server.ts'
import { isRefused } from '#app/shared/outcome.ts'

export const AVAILABILITY_FORMS = [
  ...(['week-add', 'week-drop', 'day-add', 'day-drop', 'time-keep', 'time-free'] as const),
] as const
export type AvailabilityForm = (typeof AVAILABILITY_FORMS)[number]

export type Changed = { did: string } | { status: 400 | 409; problems: FormProblems }

const bad = (problems: FormProblems): Changed => ({ status: 400, problems })
const refused = (field: string, code: string): Changed => ({ status: 409, problems: { [field]: code } })

/** One change of what a lecturer is asked for. Refuses in codes; the page has the sentences. */
export async function changeAvailability(
  actor: Actor,
  form: AvailabilityForm,
  fields: Record<string, string>,
): Promise<Changed> {
  switch (form) {
    case 'week-add': {
      const span = parseFields(fields, weekSpanSchema)
      if (!span.ok) return bad(span.problems)
      return changeWeek(actor, fields, (week) => withSpan(week, span.value))
    }
    case 'week-drop': {
      const span = parseFields(fields, weekSpanGoneSchema)
      if (!span.ok) return bad(span.problems)
      return changeWeek(actor, fields, (week) => withoutSpan(week, span.value))
    }
    case 'day-add': {
      const day = parseFields(fields, exceptionFormSchema)
      if (!day.ok) return bad(day.problems)
      const done = await exceptDay(actor, day.value)
      return isRefused(done) ? refused('day', done.refused) : { did: 'day' }
    }
    case 'day-drop': {
      const which = parseFields(fields, exceptionGoneSchema)
      if (!which.ok) return bad(which.problems)
      const done = await withdrawException(actor, which.value.exception)
      return isRefused(done) ? refused('exception', done.refused) : { did: 'dayback' }
    }
    case 'time-keep': {
      const time = parseFields(fields, ownTimeSchema)
      if (!time.ok) return bad(time.problems)
      const done = await keepOwnTime(actor, time.value)
      if (!isRefused(done)) return { did: 'kept' }
      return refused(done.refused === 'ends-before-start' ? 'toDay' : 'fromDay', done.refused)
    }
    case 'time-free': {
      const which = parseFields(fields, freeTimeSchema)
      if (!which.ok) return bad(which.problems)
      const done = await freeOwnTime(actor, which.value.engagement, which.value.version)
      return isRefused(done) ? refused('engagement', done.refused) : { did: 'freed' }
    }
  }
}

/** `seen`: the week as it stood on the page. Another one that stands meanwhile is not written over. */
async function changeWeek(
  actor: Actor,
  fields: Record<string, string>,
  change: (week: WeekSpan[]) => WeekSpan[],
): Promise<Changed> {
  const seen = weekOfText(fields.seen ?? '')
  if (!seen) return bad({ seen: 'version-missing' })
  const week = weekSchema.safeParse(
    change(seen).map(({ weekday, fromMinute, toMinute }) => ({
      weekday,
      fromMinute: clockOf(fromMinute),
      toMinute: clockOf(toMinute),
    })),
  )
  if (!week.success) return bad({ weekday: week.error.issues[0]?.message ?? 'hours-overlap' })
  const done = await setOwnWeek(actor, week.data, seen)
  return isRefused(done) ? refused('weekday', done.refused) : { did: 'week' }
}
