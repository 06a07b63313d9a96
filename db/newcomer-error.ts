/**
 * A failure whose message is written for the person who typed the command: what is wrong, and what to do.
 * Whoever prints it prints the message alone; a stack trace would only hide it.
 */
export class NewcomerError extends Error {
  override readonly name = 'NewcomerError'
}

/** The system's word for a failure: ENOSPC, EACCES, 57P03. Undefined when the thing thrown carries none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

export const DISK_FULL =
  'The disk is full: there is no room for the database. Free some space and start again.'
