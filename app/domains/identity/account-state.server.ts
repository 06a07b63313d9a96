import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { scopeOf, type Actor } from './actor.policy.ts'
import { bureauRemainsWithout } from './last-bureau.server.ts'
import { endAllLoginSessions } from './login.server.ts'
import { servesElsewhere } from './serves-elsewhere.server.ts'

export type StateRefusal = 'self' | 'last-bureau' | 'elsewhere' | 'nothing-to-do'

/**
 * Disables an account: its login sessions end with the same commit, so that the next request of any of them leads to
 * sign-in. Refuses one's own account, the county's last bureau account, one that also serves another county, and one
 * that is disabled already.
 */
export async function disableAccount(
  actor: Actor,
  accountId: string,
  personId?: string,
): Promise<Outcome<{ disabled: true }, StateRefusal>> {
  if (accountId === actor.accountId) return { refused: 'self' }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (await servesElsewhere(tx, accountId)) return { refused: 'elsewhere' }
    if (!(await bureauRemainsWithout(tx, actor, { accountId }))) return { refused: 'last-bureau' }
    const changed = await tx
      .update(accounts)
      .set({ disabledAt: now() })
      .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
      .returning({ id: accounts.id })
    if (changed.length === 0) return { refused: 'nothing-to-do' }
    await endAllLoginSessions(accountId)
    await record(tx, actor, 'identity.account-disabled', accountId, personId)
    return { disabled: true }
  })
}

/** Lets a disabled account sign in again, with the password it had. The same refusals. */
export async function enableAccount(
  actor: Actor,
  accountId: string,
  personId?: string,
): Promise<Outcome<{ enabled: true }, StateRefusal>> {
  if (accountId === actor.accountId) return { refused: 'self' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (await servesElsewhere(tx, accountId)) return { refused: 'elsewhere' }
    const changed = await tx
      .update(accounts)
      .set({ disabledAt: null })
      .where(and(eq(accounts.id, accountId), isNotNull(accounts.disabledAt)))
      .returning({ id: accounts.id })
    if (changed.length === 0) return { refused: 'nothing-to-do' }
    await record(tx, actor, 'identity.account-enabled', accountId, personId)
    return { enabled: true }
  })
}

function record(
  tx: Tx,
  actor: Actor,
  act: 'identity.account-disabled' | 'identity.account-enabled',
  id: string,
  personId: string | undefined,
): Promise<void> {
  return recordAudit(tx, scopeOf(actor), act, { kind: 'account', id, ...(personId ? { personId } : {}) })
}
