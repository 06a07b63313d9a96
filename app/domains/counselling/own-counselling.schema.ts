import { z } from 'zod'

const version = z.coerce.number().int().min(1)

/** What a person's own page of counselling sends: one of its forms, about one appointment or one request. */
export const ownCounsellingSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('cancel'), appointment: z.uuid(), version }),
  z.object({ do: z.literal('take-back'), request: z.uuid(), version }),
])
