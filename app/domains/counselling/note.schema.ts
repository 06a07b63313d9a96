import { z } from 'zod'
import { instantAt } from '#app/shared/calendar-day.ts'
import { timeField } from './appointment.schema.ts'
import { calendarDayField, line } from './consent.schema.ts'
import { AGREED_LINE_LENGTH, sessionKinds } from './session.policy.ts'

/** Each part of a note: four pages of writing. */
export const PART_LENGTH = 6_000

/** What is sealed of a session: what brought you, what we did, plan, risk. As it was typed. */
export type NoteBody = Record<'brought' | 'did' | 'plan' | 'risk', string>

const part = z
  .string()
  .default('')
  .refine((text) => text.length <= PART_LENGTH, 'part-long')
const body = z.object({ brought: part, did: part, plan: part, risk: part })

const typed = z.string().max(200, 'field-long').default('')
/** A note on the way: whatever stands in the fields. */
export const draftSchema = body.extend({
  ...{ day: typed, start: typed, end: typed, kind: typed, agreedLine: typed },
  /** The id of the appointment that it was, where it was one. */
  appointment: typed,
})
export type NoteDraft = z.output<typeof draftSchema>

const outer = {
  day: calendarDayField('day-missing'),
  start: timeField('start-missing'),
  end: timeField('end-missing'),
  kind: z.enum(sessionKinds, 'kind-missing'),
  agreedLine: line(AGREED_LINE_LENGTH, 'line-missing', 'line-long'),
}
type Outer = { day: Parameters<typeof instantAt>[0]; start: string; end: string }

/** An end that is not after the start is on the next day: a session over midnight. */
function spanOf({ day, start, end }: Outer): { from: Date; to: Date } {
  const from = instantAt(day, start)
  const to = instantAt(day, end)
  return { from, to: to > from ? to : new Date(to.getTime() + 86_400_000) }
}

/** A note that is signed: whole, and it says something. */
export const noteSchema = body
  .extend(outer)
  .superRefine(({ brought, did }, context) => {
    if (brought.trim() === '' && did.trim() === '')
      context.addIssue({ code: 'custom', path: ['brought'], message: 'note-empty' })
  })
  .transform(({ brought, did, plan, risk, kind, agreedLine, ...when }) => ({
    ...{ kind, agreedLine, during: spanOf(when) },
    body: { brought, did, plan, risk } satisfies NoteBody,
  }))
export type SignedNote = z.output<typeof noteSchema>

export const amendmentSchema = z.object({
  words: z
    .string('words-missing')
    .refine((text) => text.trim() !== '', 'words-missing')
    .refine((text) => text.length <= PART_LENGTH, 'part-long'),
})

/** Other times, another line, or that it did not take place. */
export const correctionSchema = z.discriminatedUnion(
  'reason',
  [
    z.object({ reason: z.literal('did-not-take-place'), revision: seenRevision() }),
    z.object({ ...outer, reason: z.enum(['times-wrong', 'line-wrong']), revision: seenRevision() }),
  ],
  'reason-missing',
)
function seenRevision() {
  return z.coerce.number('revision-missing').int('revision-missing').min(1, 'revision-missing')
}
export type CorrectionForm = z.output<typeof correctionSchema>

export function outlineOf(form: Extract<CorrectionForm, { day: unknown }>) {
  return { kind: form.kind, agreedLine: form.agreedLine, during: spanOf(form) }
}
