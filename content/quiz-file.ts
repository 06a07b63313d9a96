import { z } from 'zod'
import { readShape, readYaml } from './module-file.ts'

/**
 * `quiz.yaml`: a module's bank of questions. `id` is `q01`…, given once and never given again, so that an attempt can be
 * read years later. Five kinds:
 * - `single`: three or four options, one of them right
 * - `several`: four or five options, two to four of them right, never all
 * - `true-false`: a statement, and whether it holds
 * - `order`: three to five steps, written in the right order (shown in another one)
 * - `number`: a whole number, with the word that is said after it (天, 元)
 */
const common = {
  id: z.string().regex(/^q\d{2}$/, 'is named like q01'),
  /** Who is asked; minors have questions of their own where they have units of their own. */
  regime: z.enum(['all', 'adults', 'minors']).default('all'),
  /** Code of the unit that teaches it: where a miss leads back to. */
  unit: z.string().regex(/^[1-9]\d?$/),
  question: z.string().min(6),
  /** How it is asked aloud, where the written words read badly. */
  say: z.string().min(6).optional(),
  /** Shown after submitting: why, in plain words. */
  explanation: z.string().min(8),
  /** A citation of `module.yaml`; a question about law has one. */
  cite: z.string().optional(),
}

const option = z.strictObject({ text: z.string().min(1), right: z.literal(true).optional() })
const rightOf = (options: readonly { right?: true | undefined }[]) => options.filter(({ right }) => right).length
const different = (texts: readonly string[]) => new Set(texts).size === texts.length

const single = z.strictObject({
  ...common,
  kind: z.literal('single'),
  options: z
    .array(option)
    .min(3)
    .max(4)
    .refine((options) => rightOf(options) === 1, 'has exactly one right option')
    .refine((options) => different(options.map(({ text }) => text)), 'has two options that are the same'),
})
const several = z.strictObject({
  ...common,
  kind: z.literal('several'),
  options: z
    .array(option)
    .min(4)
    .max(5)
    .refine(
      (options) => rightOf(options) >= 2 && rightOf(options) < options.length,
      'has two or more right options, and not all',
    )
    .refine((options) => different(options.map(({ text }) => text)), 'has two options that are the same'),
})
const trueFalse = z.strictObject({ ...common, kind: z.literal('true-false'), answer: z.boolean() })
const order = z.strictObject({
  ...common,
  kind: z.literal('order'),
  steps: z
    .array(z.string().min(1))
    .min(3)
    .max(5)
    .refine(different, 'has two steps that are the same'),
})
const number = z.strictObject({
  ...common,
  kind: z.literal('number'),
  answer: z.number().int().min(0).max(1_000_000),
  /** Said after the box: 天, 个月, 元. */
  after: z.string().min(1),
})

const questionShape = z.discriminatedUnion('kind', [single, several, trueFalse, order, number])
const quizShape = z.strictObject({
  questions: z
    .array(questionShape)
    .refine((questions) => different(questions.map(({ id }) => id)), 'an id is used twice'),
})

export type WrittenQuestion = z.infer<typeof questionShape>

/** Throws with the file's name when anything in it does not hold. */
export function readQuizFile(text: string, name = 'quiz.yaml'): WrittenQuestion[] {
  return readShape(quizShape, readYaml(text), name).questions
}
