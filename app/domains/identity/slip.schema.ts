import { z } from 'zod'

/** `mark`: which password stood when the form was made (slip.policy.ts). A form without one is too old. */
export const slipFormSchema = z.object({ mark: z.string().max(40).catch('').default('') })
