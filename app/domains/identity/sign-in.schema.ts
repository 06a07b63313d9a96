import { z } from 'zod'
import { SIGN_IN_NAME_MAX } from './sign-in-name.policy.ts'

/** Codes are turned into sentences by the page. A field that was not sent at all reads like an empty one. */
export const signInSchema = z.object({
  who: z.string('name-missing').trim().min(1, 'name-missing').max(SIGN_IN_NAME_MAX, 'name-too-long'),
  password: z.string('password-missing').min(1, 'password-missing').max(200, 'password-too-long'),
})

export const PASSWORD_MIN = 8
export const changePasswordSchema = z
  .object({
    current: z.string('current-missing').min(1, 'current-missing').max(200, 'password-too-long'),
    next: z.string('new-too-short').min(PASSWORD_MIN, 'new-too-short').max(200, 'password-too-long'),
    again: z.string('again-missing').min(1, 'again-missing').max(200, 'password-too-long'),
  })
  .refine((typed) => typed.next === typed.again, { path: ['again'], message: 'again-differs' })
  .refine((typed) => typed.next !== typed.current, { path: ['next'], message: 'new-same-as-old' })
