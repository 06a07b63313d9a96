import { z } from 'zod'

/** Filters stand in the URL. A value that is none of ours reads as no filter: a list never fails for its address. */
export const peopleFilterSchema = z.object({
  // PostgreSQL text cannot hold U+0000.
  q: z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(40))
    .catch('')
    .default(''),
  state: z.enum(['current', 'discharged', 'all']).catch('current').default('current'),
  category: z.enum(['01', '02', '03', '04']).nullable().catch(null).default(null),
  grade: z.enum(['strict', 'ordinary', 'lenient']).nullable().catch(null).default(null),
  phase: z.enum(['intake', 'regular', 'pre-discharge']).nullable().catch(null).default(null),
  /** Where somebody stands in the running month. */
  s: z.enum(['short', 'near', 'met', 'none']).nullable().catch(null).default(null),
  sort: z.enum(['number', 'short', 'until']).catch('number').default('number'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
export type PeopleFilter = z.output<typeof peopleFilterSchema>
