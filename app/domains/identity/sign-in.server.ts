import { and, eq } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { now } from '#app/clock.server.ts'
import { atTheDoor, inActorTransaction, type Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { scopeOf, type Role } from './actor.policy.ts'
import { endLoginSessionOf, openLoginSession } from './login.server.ts'
import { passwordMatches } from './password.server.ts'
import { normaliseSignInName } from './sign-in-name.policy.ts'
import { forgetFailures, takeTry } from './slow-down.server.ts'
import { asSlipPassword } from './temporary-password.policy.ts'

type DoorAccount = { account_id: string; password_hash: string; disabled_at: string | null }
export type Capacity = {
  appointment_id: string | null
  person_id: string | null
  role: Role
  county_id: string
  office_id: string | null
}

export type SignedIn = { role: Role; setCookie: string; mustChangePassword: boolean }
export type SignInRefusal =
  { refused: 'wrong'; waitSeconds: number } | { refused: 'wait'; waitSeconds: number }

/**
 * Signs someone in by number, phone or staff name. Refuses with `wrong` in the same words and after the same work
 * whether or not the name exists, is disabled, has nowhere to act, or the slip was used or is too old; with `wait` while a name is slowed down.
 * Rotates: whatever login session the browser brought is ended.
 */
export async function signIn(typed: {
  who: string
  password: string
  address: string
  cookieHeader: string
}): Promise<SignedIn | SignInRefusal> {
  const name = normaliseSignInName(typed.who)
  const { mayTry, waitSeconds } = await takeTry(name, typed.address)
  if (!mayTry) return { refused: 'wait', waitSeconds }

  const [account] = await atTheDoor<DoorAccount>('select * from door_sign_in($1)', [name])
  // A slip's password may be typed as it is read, in two halves or in capitals.
  const password = asSlipPassword(typed.password) ?? typed.password
  const right =
    (await passwordMatches(account?.password_hash ?? null, password)) ||
    (password !== typed.password && (await passwordMatches(account?.password_hash ?? null, typed.password)))
  const [capacity] =
    account && right && account.disabled_at === null ? await capacitiesOf(account.account_id) : []
  if (!account || !capacity) return { refused: 'wrong', waitSeconds }

  const scope = {
    ...scopeOf({ system: 'sign-in', countyId: capacity.county_id, accountId: account.account_id }),
    officeId: capacity.office_id,
  }
  const signedIn = await inActorTransaction(scope, async (tx): Promise<SignedIn | null> => {
    const use = await usePassword(tx, account)
    if (!use) return null
    await endLoginSessionOf(typed.cookieHeader)
    const opened = await openLoginSession(account.account_id, capacity.appointment_id, use)
    await recordAudit(
      tx,
      scope,
      'identity.signed-in',
      {
        kind: 'account',
        id: account.account_id,
        ...(capacity.person_id ? { personId: capacity.person_id } : {}),
      },
      { as: capacity.role },
    )
    return { role: capacity.role, setCookie: opened.setCookie, mustChangePassword: use.passwordOnly }
  })
  if (!signedIn) return { refused: 'wrong', waitSeconds }
  await forgetFailures(name, typed.address)
  return signedIn
}

/**
 * Locks the account and looks again, because checking a password takes a while: null when it was disabled or given
 * another password in between, or when it is a slip's that was used or is too old. A slip's password is used up here:
 * of two who come with it at the same moment, one gets in.
 */
async function usePassword(tx: Tx, checked: DoorAccount): Promise<{ passwordOnly: boolean } | null> {
  const [account] = await tx
    .select({ must: accounts.mustChangePassword, until: accounts.temporaryUntil })
    .from(accounts)
    .where(and(eq(accounts.id, checked.account_id), eq(accounts.passwordHash, checked.password_hash)))
    .for('no key update')
  if (!account) return null
  if (!account.must) return { passwordOnly: false }
  if (account.until === null || account.until <= now()) return null
  await tx.update(accounts).set({ temporaryUntil: null }).where(eq(accounts.id, checked.account_id))
  return { passwordOnly: true }
}

/** What the account may act as today, the one to start with first. */
export function capacitiesOf(accountId: string): Promise<Capacity[]> {
  return atTheDoor<Capacity>('select * from door_capacities($1, $2)', [accountId, now().toISOString()])
}
