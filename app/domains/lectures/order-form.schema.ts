import { z } from 'zod'
import { addDays, dayAt } from '#app/shared/calendar-day.ts'
import { lecturerNeeds, type LecturerNeed } from './order.policy.ts'
import {
  orderDraftSchema,
  orderSizeSchema,
  orderStepSchema,
  slotSchema,
  type OrderDraft,
} from './order.schema.ts'
import { mondayOf } from './week-grid.policy.ts'

/** The office's order page as a plain form sends it. Codes are turned into sentences by the page. */

export type Fields = Record<string, string>
export type OrderSize = z.output<typeof orderSizeSchema>
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; problems: Record<string, string> }

/** Name of the box for a need, so that a plain form reads it. */
export const needField = (need: LecturerNeed) => `needs-${need}`

/** Empty or nought: nobody has it. */
export function needsOf(fields: Fields): Fields {
  return Object.fromEntries(
    lecturerNeeds.flatMap((need) => {
      const typed = (fields[needField(need)] ?? '').trim()
      return typed === '' || typed === '0' ? [] : [[need, typed]]
    }),
  )
}

/** How it is asked for: a slot, or a way without a time. */
export type WayOfForm =
  | { slot: z.output<typeof slotSchema> }
  | { ask: { asked: 'none' | 'anyone' } | { asked: 'named'; lecturerId: string } }
export const waySchema = z
  .object({ slot: z.string('slot-missing'), lecturer: z.string().optional() })
  .transform(({ slot, lecturer }, context): WayOfForm => {
    if (slot === 'anyone' || slot === 'none') return { ask: { asked: slot } }
    if (slot === 'named') {
      const chosen = z.uuid().safeParse(lecturer)
      if (chosen.success) return { ask: { asked: 'named', lecturerId: chosen.data } }
      context.addIssue({ code: 'custom', message: 'lecturer-missing', path: ['lecturer'] })
      return z.NEVER
    }
    const found = slotSchema.safeParse(slot)
    if (found.success) return { slot: found.data }
    context.addIssue({ code: 'custom', message: 'slot-missing', path: ['slot'] })
    return z.NEVER
  })

/** A uuid of the form, and what it saw of an order that is there; nothing of one that begins. */
export const placeSchema = z.object({
  order: z.uuid('order-missing'),
  version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing').optional(),
})

/**
 * What the office wants, of the fields of the form. With a slot the wished days are its week: what is offered where the
 * slot is lost is looked for around it.
 */
export function parseWish(topicCode: string, fields: Fields, way: WayOfForm | null): Parsed<OrderDraft> {
  const monday = way && 'slot' in way ? mondayOf(dayAt(way.slot.start)) : null
  const parsed = orderDraftSchema.safeParse({
    ...{ topicCode, seats: fields.seats, regime: fields.regime, needs: needsOf(fields) },
    ...(monday
      ? { wantedFrom: monday, wantedTo: addDays(monday, 6), wantedTime: 'any' }
      : { wantedFrom: fields.wantedFrom, wantedTo: fields.wantedTo, wantedTime: fields.wantedTime }),
  })
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error.issues) }
}

/** How many come and what they need, alone. */
export function parseSize(fields: Fields): Parsed<OrderSize> {
  const parsed = orderSizeSchema.safeParse({ seats: fields.seats, needs: needsOf(fields) })
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error.issues) }
}

/** The first code of each field; a need that is wrong at the box of that need. */
function problemsOf(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const { path, message } of issues) {
    const [field = '', need] = path.map(String)
    problems[field === 'needs' && need ? `needs-${need}` : field] ??= message
  }
  return problems
}

/** What a form that moves an order saw of it. */
export const versionSchema = orderStepSchema.pick({ version: true })
