import { z } from 'zod'

/** What the inbox's forms send: one message that was read, or all that had come by the instant of the list. */
export const readNoticesSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('read'), notice: z.uuid() }),
  z.object({ do: z.literal('all'), seenUpTo: z.iso.datetime({ offset: true }) }),
])
