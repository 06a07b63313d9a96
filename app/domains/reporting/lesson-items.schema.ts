import { z } from 'zod'

/** Filters stand in the URL. A value that is none of ours reads as the default: a page never fails for its address. */
export const itemsFilterSchema = z.object({
  /** Which wordings: the one asked today, or every one that was ever asked. */
  version: z.enum(['current', 'all']).catch('current').default('current'),
  tries: z.enum(['first', 'all']).catch('first').default('first'),
  group: z.enum(['adults', 'minors']).catch('adults').default('adults'),
})
export type ItemsFilter = z.output<typeof itemsFilterSchema>
