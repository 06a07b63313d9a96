import { recordAudit } from '#app/domains/audit/record.server.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { leavingScopeOf, type Actor } from './actor.policy.ts'
import { endAllLoginSessions, endLoginSessionOf } from './login.server.ts'

/** Ends this browser's login session. */
export async function signOut(actor: Actor, cookieHeader: string): Promise<void> {
  const scope = leavingScopeOf(actor)
  await inActorTransaction(scope, async (tx) => {
    await endLoginSessionOf(cookieHeader)
    await recordAudit(tx, scope, 'identity.signed-out', { kind: 'account', id: actor.accountId })
  })
}

/** Ends every login session of the account, this one too. */
export async function signOutEverywhere(actor: Actor): Promise<void> {
  const scope = leavingScopeOf(actor)
  await inActorTransaction(scope, async (tx) => {
    await endAllLoginSessions(actor.accountId)
    await recordAudit(tx, scope, 'identity.signed-out-everywhere', { kind: 'account', id: actor.accountId })
  })
}
