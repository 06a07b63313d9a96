import { and, eq, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { leavingScopeOf, scopeOf, type Actor, type Role } from './actor.policy.ts'
import { endAllLoginSessions, endLoginSessionOf, openLoginSession } from './login.server.ts'
import { hashPassword, passwordMatches } from './password.server.ts'
import { capacitiesOf } from './sign-in.server.ts'
import { forgetFailures, takeTry } from './slow-down.server.ts'
import { asSlipPassword } from './temporary-password.policy.ts'

export type ChangedPassword = { setCookie: string }

/**
 * Changes one's own password. Every login session of the account ends and this browser gets a new one.
 * Refuses `current-wrong`, and `wait` after several wrong tries.
 */
export async function changePassword(
  actor: Actor,
  typed: { current: string; next: string; address: string },
): Promise<Outcome<ChangedPassword, 'current-wrong' | 'wait'>> {
  const scope = leavingScopeOf(actor)
  if (!(await takeTry(actor.accountId, typed.address)).mayTry) return { refused: 'wait' }
  const [account] = await inActorTransaction(scope, (tx) =>
    tx
      .select({ hash: accounts.passwordHash, must: accounts.mustChangePassword })
      .from(accounts)
      .where(eq(accounts.id, actor.accountId)),
  )
  // The slow work stands outside the transaction, so that no connection is held for it.
  const current = actor.mustChangePassword ? (asSlipPassword(typed.current) ?? typed.current) : typed.current
  if (!account || !(await passwordMatches(account.hash, current))) return { refused: 'current-wrong' }
  await forgetFailures(actor.accountId, typed.address)
  const passwordHash = await hashPassword(typed.next)
  return inActorTransaction(scope, async (tx) => {
    // A slip made meanwhile stands; an account disabled meanwhile is out of reach (own_account_change).
    const changed = await tx
      .update(accounts)
      .set({ passwordHash, passwordChangedAt: now(), mustChangePassword: false, temporaryUntil: null })
      .where(
        and(
          eq(accounts.id, actor.accountId),
          eq(accounts.mustChangePassword, account.must),
          isNull(accounts.temporaryUntil),
        ),
      )
      .returning({ id: accounts.id })
    if (changed.length === 0) return { refused: 'current-wrong' }
    await endAllLoginSessions(actor.accountId)
    const { setCookie } = await openLoginSession(actor.accountId, actor.appointmentId)
    await recordAudit(tx, scope, 'identity.password-changed', { kind: 'account', id: actor.accountId })
    return { setCookie }
  })
}

export async function chooseLocale(actor: Actor, locale: 'zh' | 'en'): Promise<void> {
  await inActorTransaction(scopeOf(actor), (tx) =>
    tx.update(accounts).set({ locale }).where(eq(accounts.id, actor.accountId)),
  )
}

/** The capacities one may switch to, the active one marked. */
export async function myCapacities(actor: Actor) {
  const all = await capacitiesOf(actor.accountId)
  return all.map((capacity) => ({
    appointmentId: capacity.appointment_id,
    role: capacity.role,
    active: capacity.appointment_id === actor.appointmentId,
  }))
}

/** Acts in another of one's appointments from now on; the login session rotates. Refuses one that is not one's own or not valid today. */
export async function switchCapacity(
  actor: Actor,
  appointmentId: string,
  cookieHeader: string,
): Promise<Outcome<{ role: Role; setCookie: string }, 'not-yours'>> {
  const wanted = (await capacitiesOf(actor.accountId)).find(
    (capacity) => capacity.appointment_id === appointmentId,
  )
  if (!wanted) return { refused: 'not-yours' }
  const scope = leavingScopeOf(actor)
  const setCookie = await inActorTransaction(scope, async (tx) => {
    await endLoginSessionOf(cookieHeader)
    const opened = await openLoginSession(actor.accountId, appointmentId)
    await recordAudit(
      tx,
      scope,
      'identity.capacity-switched',
      { kind: 'account', id: actor.accountId },
      { to: wanted.role },
    )
    return opened.setCookie
  })
  return { role: wanted.role, setCookie }
}
