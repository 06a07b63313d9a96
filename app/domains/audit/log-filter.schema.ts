import { z } from 'zod'
import { isCalendarDay } from '#app/shared/calendar-day.ts'
import { auditActs } from './audit-acts.policy.ts'
import type { ActFilter } from './look.policy.ts'

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const dayOrNothing = z
  .string()
  .refine(isCalendarDay)
  .transform((text) => text)
  .nullable()
  .catch(null)
  .default(null)
const acts: readonly ActFilter[] = ['', 'look', 'deed', ...auditActs]

/** Filters stand in the URL, as ids and codes alone. A value that is none of ours reads as no filter. */
export const logFilterSchema = z.object({
  act: z.enum(acts).catch('').default(''),
  /** The account of a member of staff. */
  who: id.nullable().catch(null).default(null),
  /** The person concerned. */
  person: id.nullable().catch(null).default(null),
  from: dayOrNothing,
  to: dayOrNothing,
  /** Rows older than this one: where the page before ended. */
  before: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 24))))
    .nullable()
    .catch(null)
    .default(null),
})
export type LogFilter = z.output<typeof logFilterSchema>

/** A person is asked for by number, typed into a form that is posted: it stands in no URL. */
export const personNumberSchema = z.object({
  number: z.string().trim().min(1, 'number-missing').max(40, 'number-unknown'),
})
