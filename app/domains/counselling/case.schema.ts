import { z } from 'zod'
import { caseOutcomes, handOverReasons, readingReasons, REASON_LENGTH } from './case.policy.ts'

const version = z.coerce.number('version-missing').int('version-missing').min(1, 'version-missing')

export const handOverSchema = z.object({
  /** The member of staff who takes it. */
  to: z.uuid('to-missing'),
  reason: z.enum(handOverReasons, 'reason-missing'),
  version,
})
export type HandOver = z.output<typeof handOverSchema>

export const closingSchema = z.object({ outcome: z.enum(caseOutcomes, 'outcome-missing'), version })
export type Closing = z.output<typeof closingSchema>

/** Why a supervisor opens somebody else's note. */
export const supervisionSchema = z.object({
  reason: z.enum(readingReasons, 'reason-missing'),
  words: z
    .string('words-missing')
    .trim()
    .refine((text) => [...text].length >= REASON_LENGTH, 'words-missing')
    .refine((text) => [...text].length <= 500, 'words-long'),
})
export type Supervision = z.output<typeof supervisionSchema>
