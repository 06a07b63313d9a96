import { z } from 'zod'
import { GRANT_DAYS_MOST, GRANT_REASON_LEAST, GRANT_REASON_MOST } from './minor-grant.policy.ts'

const number = z.string('number-missing').regex(/^\d{8}$/, 'number-missing')
const reason = z
  .string('reason-missing')
  .trim()
  .min(GRANT_REASON_LEAST, 'reason-missing')
  .max(GRANT_REASON_MOST, 'reason-long')
const days = z
  .string('days')
  .trim()
  .regex(/^\d{1,2}$/, 'days')
  .transform(Number)
  .refine((count) => count >= 1 && count <= GRANT_DAYS_MOST, 'days')

export const askSchema = z.object({ number, reason })
export const grantSchema = z.object({ number, account: z.uuid('account-missing'), reason, days })
export const answerSchema = z.discriminatedUnion('answer', [
  z.object({ request: z.uuid('request-missing'), answer: z.literal('granted'), days }),
  z.object({ request: z.uuid('request-missing'), answer: z.literal('declined') }),
])
export const revokeSchema = z.object({ revoke: z.uuid('grant-missing') })
