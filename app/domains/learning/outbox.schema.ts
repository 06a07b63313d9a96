import { z } from 'zod'

/** Milliseconds of the device's clock; what is not a number is no clock. Whether it can be true is judged later. */
const clock = z.number().min(-8.64e15).max(8.64e15)
const typed = z.record(z.string().max(40), z.string().max(40))
/** The lease, and the unit where it is another one than the lease's own. */
const of = {
  ...{ session: z.uuid(), nonce: z.string().min(16).max(64) },
  unit: z
    .string()
    .regex(/^[a-z]\d{1,2}\/[1-9]\d?$/)
    .optional(),
}
/** When an answer of a quiz was given; one that does not say is taken for the oldest. */
const given = { at: clock.optional(), typed }

const item = z.discriminatedUnion('kind', [
  z.object({
    id: z.uuid(),
    kind: z.literal('time'),
    ...of,
    spans: z.array(z.tuple([clock, clock])).max(500),
  }),
  z.object({
    ...{ id: z.uuid(), kind: z.literal('check'), ...of },
    ...{ passage: z.number().int().min(1).max(20), typed, at: clock },
  }),
  z.object({
    ...{ id: z.uuid(), kind: z.literal('quiz-answer'), attempt: z.uuid() },
    ...{ question: z.string().regex(/^q\d{2}$/), ...given },
  }),
  z.object({
    ...{ id: z.uuid(), kind: z.literal('quiz-hand-in'), attempt: z.uuid() },
    ...{ module: z.string().regex(/^[a-z]\d{1,2}$/), ...given },
  }),
])

/** What a device sends when it has the network again; everything beyond this is ignored. */
export const outboxSchema = z.object({ sentAt: clock, items: z.array(item).min(1).max(200) })

export type Outbox = z.infer<typeof outboxSchema>
export type OutboxItem = Outbox['items'][number]
export type StudyItem = Extract<OutboxItem, { kind: 'time' | 'check' }>
export type QuizItem = Exclude<OutboxItem, StudyItem>
