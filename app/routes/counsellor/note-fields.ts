import { noteSchema, type NoteDraft } from '#app/domains/counselling/note.schema.ts'
import type { AppointmentPlace } from '#app/domains/counselling/appointment.policy.ts'
import type { FormProblems } from '#app/http/parse-form.server.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'

/** What stands in the fields of a note before anything is typed: today, or the time of the appointment that it was. */
export function firstFields(
  now: Date,
  appointment: { id: string; during: { from: Date; to: Date }; place: AppointmentPlace } | undefined,
): Partial<NoteDraft> {
  if (!appointment) return { day: dayAt(now) }
  const { during, place, id } = appointment
  return {
    ...{ appointment: id, day: dayAt(during.from) },
    ...{ start: timeOfDay(during.from), end: timeOfDay(during.to) },
    ...(place === 'in-person' ? {} : { kind: 'remote' }),
  }
}

type OfCase = {
  id: string
  during: { from: Date; to: Date }
  outcome: string | null
  noted: boolean
}

/** The appointments that a note can have been: begun, not settled otherwise, and of none that is signed. */
export function possibleAppointments<One extends OfCase>(all: readonly One[], now: Date): One[] {
  return all.filter(
    ({ during, outcome, noted }) => during.from <= now && (outcome === null || outcome === 'kept') && !noted,
  )
}

const FIELD_OF_REFUSAL: Record<string, string> = {
  ...{ 'ends-before-start': 'end', 'not-whole-minutes': 'start', 'too-long': 'end', 'not-over-yet': 'end' },
  ...{ 'too-long-ago': 'day', 'before-consent': 'day' },
  ...{ 'appointment-settled': 'appointment', 'already-signed': 'appointment' },
}

/** Under which field a refusal of signing stands; `note` for what is no field's. */
export const fieldOfRefusal = (refused: string): string => FIELD_OF_REFUSAL[refused] ?? 'note'

/** The note as it would be signed, or what is missing by field. */
export function noteOfFields(fields: Record<string, string>) {
  const parsed = noteSchema.safeParse(fields)
  if (parsed.success) return { note: parsed.data }
  const problems: FormProblems = {}
  for (const issue of parsed.error.issues) problems[issue.path.join('.')] ??= issue.message
  return { problems }
}
