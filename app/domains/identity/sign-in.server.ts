import { recordAudit } from '#app/domains/audit/record.server.ts'
import { now } from '#app/clock.server.ts'
import { atTheDoor, inActorTransaction } from '#db/client.server.ts'
import { scopeOf, type Role } from './actor.policy.ts'
import { endLoginSessionOf, openLoginSession } from './login.server.ts'
import { passwordMatches } from './password.server.ts'
import { normaliseSignInName } from './sign-in-name.policy.ts'
import { forgetFailures, takeTry } from './slow-down.server.ts'

type DoorAccount = { account_id: string; password_hash: string; disabled_at: string | null }
export type Capacity = {
  appointment_id: string | null
  person_id: string | null
  role: Role
  county_id: string
  office_id: string | null
}

export type SignedIn = { role: Role; setCookie: string }
export type SignInRefusal =
  { refused: 'wrong'; waitSeconds: number } | { refused: 'wait'; waitSeconds: number }

/**
 * Signs someone in by number, phone or staff name. Refuses with `wrong` in the same words and after the same work
 * whether or not the name exists, is disabled, or has nowhere to act; with `wait` while a name is slowed down.
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
  const right = await passwordMatches(account?.password_hash ?? null, typed.password)
  const [capacity] =
    account && right && account.disabled_at === null ? await capacitiesOf(account.account_id) : []
  if (!account || !capacity) return { refused: 'wrong', waitSeconds }

  await forgetFailures(name, typed.address)
  const scope = {
    ...scopeOf({ system: 'sign-in', countyId: capacity.county_id, accountId: account.account_id }),
    officeId: capacity.office_id,
  }
  const setCookie = await inActorTransaction(scope, async (tx) => {
    await endLoginSessionOf(typed.cookieHeader)
    const opened = await openLoginSession(account.account_id, capacity.appointment_id)
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
    return opened.setCookie
  })
  return { role: capacity.role, setCookie }
}

/** What the account may act as today, the one to start with first. */
export function capacitiesOf(accountId: string): Promise<Capacity[]> {
  return atTheDoor<Capacity>('select * from door_capacities($1, $2)', [accountId, now().toISOString()])
}
