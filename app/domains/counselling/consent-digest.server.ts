import { createHash } from 'node:crypto'
import type { ConsentText } from './consent-text.policy.ts'

/** What a text was when somebody said yes to it: SHA-256 over both languages, hexadecimal. */
export function digestOf({ version, zh, en }: ConsentText): string {
  return createHash('sha256')
    .update(JSON.stringify([version, zh, en]))
    .digest('hex')
}
