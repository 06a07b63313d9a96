import { z } from 'zod'
import { referralReasons, wishes } from './request.policy.ts'

/** As much as fits on a sheet of paper. */
export const OWN_WORDS_LENGTH = 1_000

export const askSchema = z.object({
  wished: z.enum(wishes).default('anyone'),
  /** No reason is needed: empty is an answer. Sealed as it was typed. */
  words: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => [...text].length <= OWN_WORDS_LENGTH, 'words-long'),
})
export type Ask = z.output<typeof askSchema>

export const referralSchema = z.object({
  reason: z.enum(referralReasons, 'reason-missing'),
  wished: z.enum(wishes).default('anyone'),
})
export type Referral = z.output<typeof referralSchema>

export const seenVersionSchema = z.object({
  version: z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing'),
})
