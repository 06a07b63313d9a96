import { z } from 'zod'
import { absenceReasons } from './absence.policy.ts'
import { COMMENT_LENGTH, feedbackFaces } from './feedback.policy.ts'

const occasion = z.uuid()

/** What a person's own page of classes sends: one of its forms, about one class. */
export const ownOccasionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('join'), occasion }),
  z.object({ do: z.literal('leave'), occasion }),
  z.object({ do: z.literal('absent'), occasion, reason: z.enum(absenceReasons, 'reason-missing') }),
  z.object({
    ...{ do: z.literal('feedback'), occasion, face: z.enum(feedbackFaces, 'face-missing') },
    comment: z
      .string()
      .trim()
      .refine((words) => [...words].length <= COMMENT_LENGTH, 'comment-too-long')
      .transform((words) => (words === '' ? null : words))
      .nullish()
      .transform((words) => words ?? null),
  }),
])
