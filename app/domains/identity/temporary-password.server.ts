import { eq } from 'drizzle-orm'
import { randomInt } from 'node:crypto'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { endAllLoginSessions } from './login.server.ts'
import { hashPassword } from './password.server.ts'
import { SLIP_DAYS, temporaryPassword } from './temporary-password.policy.ts'

const DAY_MS = 86_400_000

/** A temporary password and its hash. The password goes to the paper and nowhere else; the hash takes 10 ms of one core. */
export async function newTemporaryPassword(): Promise<{ password: string; hash: string }> {
  const password = temporaryPassword((count) => randomInt(count))
  return { password, hash: await hashPassword(password) }
}

/** What an account holds while it waits for its holder: the slip's hash, until when, and that a password is still to be chosen. */
export function temporaryColumns(hash: string) {
  const at = now()
  return {
    passwordHash: hash,
    passwordChangedAt: at,
    mustChangePassword: true,
    temporaryUntil: new Date(at.getTime() + SLIP_DAYS * DAY_MS),
  }
}

/** Puts a new slip's password on an account, in the running transaction: the former one and every login session end. */
export async function replaceWithTemporary(tx: Tx, accountId: string, hash: string): Promise<boolean> {
  const changed = await tx
    .update(accounts)
    .set(temporaryColumns(hash))
    .where(eq(accounts.id, accountId))
    .returning({ id: accounts.id })
  if (changed.length === 0) return false
  await endAllLoginSessions(accountId)
  return true
}
