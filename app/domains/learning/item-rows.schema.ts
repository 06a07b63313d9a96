import { z } from 'zod'
import type { ItemRow } from './item-statistics.policy.ts'

/** The columns of a file of marks, in the order it is written in. */
export const ITEM_COLUMNS = ['attempt', 'try', 'question', 'version', 'mark', 'total'] as const
export type ItemColumn = (typeof ITEM_COLUMNS)[number]

const code = z.string().trim().min(1, 'missing').max(64, 'too-long')
/** Digits with a point: `0`, `0.5`, `7`. No exponent, no sign, no separator of thousands. */
const plainNumber = z
  .string()
  .trim()
  .regex(/^\d{1,6}(\.\d{1,9})?$/, 'not-a-number')
  .transform(Number)

/** One line of a file of marks, by column. */
export const itemRowSchema = z
  .object({
    attempt: code,
    try: plainNumber.pipe(z.int('not-a-number').min(1, 'not-a-number')),
    question: code,
    version: code,
    mark: plainNumber.pipe(z.number().max(1, 'above-one')),
    total: plainNumber,
  })
  .transform(({ try: tried, ...row }): ItemRow => ({ tried, ...row }))
