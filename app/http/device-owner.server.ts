import { createHash } from 'node:crypto'
import type { Actor } from '#app/domains/identity/actor.policy.ts'

/** Sent by the service worker when it keeps a page: nobody opens it now. */
export const KEEP_HEADER = 'x-keep'

/**
 * A mark of whose things a device keeps, on a phone that several people use. It says nothing about them and opens
 * nothing: the server judges what is sent by the cookie alone.
 */
export function deviceOwner({ accountId }: Actor): string {
  return createHash('sha256').update(`kept on a device: ${accountId}`).digest('base64url').slice(0, 16)
}
