import { z } from 'zod'
import { REVERSAL_REASONS } from './explanation.policy.ts'
import { charactersIn, QUESTION_WORDS_MAX, VERDICTS } from './question.policy.ts'

/** Typed words: ends trimmed, a browser's line ends made one character. Codes are turned into sentences by the page. */
const words = z
  .string('words-missing')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => charactersIn(text) <= QUESTION_WORDS_MAX, 'words-too-long')

export const askQuestionSchema = z.object({
  entry: z.uuid('entry-missing'),
  words: words.refine((text) => text !== '', 'words-missing'),
})

const optional = z
  .string()
  .transform((text) => text.trim())
  .optional()

/** An answer as it is typed; what a verdict needs beside it is told by field. */
export const answerQuestionSchema = z
  .object({
    verdict: z.enum(VERDICTS, 'verdict-missing'),
    reason: z.preprocess(
      (value) => (value === '' ? undefined : value),
      z.enum(REVERSAL_REASONS, 'reason-missing').optional(),
    ),
    from: optional,
    to: optional,
    minutes: z.preprocess(
      (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined),
      z.number('minutes-out-of-range').optional(),
    ),
    words: words.optional(),
    /** `edit`: back from the preview into the form, with what was typed. */
    step: z.enum(['check', 'edit', 'answer']).catch('check').default('check'),
  })
  .refine(({ verdict, reason }) => verdict === 'upheld' || reason !== undefined, {
    path: ['reason'],
    message: 'reason-missing',
  })
  .refine(({ verdict, words: typed }) => verdict !== 'upheld' || !!typed, {
    path: ['words'],
    message: 'answer-words-missing',
  })
export type TypedAnswer = z.output<typeof answerQuestionSchema>
