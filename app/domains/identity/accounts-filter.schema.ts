import { z } from 'zod'

/** What a page of accounts says was just done. */
export const doneThings = [
  'staff',
  'office',
  'person',
  'minor',
  'imported',
  'appointment',
  'disabled',
  'enabled',
] as const

/** The section and the search stand in the URL. A value that is none of ours reads as no filter. */
export const accountsFilterSchema = z.object({
  s: z.enum(['staff', 'offices', 'people']).catch('staff').default('staff'),
  // PostgreSQL text cannot hold U+0000.
  q: z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(40))
    .catch('')
    .default(''),
  done: z.enum(doneThings).nullable().catch(null).default(null),
})
