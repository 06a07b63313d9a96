import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { minorGrantRequests as request, minorRecordGrants as grant } from '#db/schema/supervision.ts'
import { checkGrant, type GrantRefusal } from './minor-grant.policy.ts'
import { minorsOfCounty, minorsOfOffice } from './minor-doors.queries.server.ts'

export type AskRefusal = 'not-found' | 'already-open' | 'already-asked'

/**
 * An office asks the bureau to open a minor's record to the one who asks. By number, for a minor of that office; refuses
 * while a grant to this account holds or an earlier question waits.
 */
export async function askForMinorRecord(
  actor: Actor,
  asked: { number: string; reason: string },
): Promise<Outcome<{ id: string }, AskRefusal>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const minors = await minorsOfOffice(tx)
      const minor = minors.find(({ registerNumber }) => registerNumber === asked.number)
      if (!minor) return { refused: 'not-found' as const }
      if (minor.personId) return { refused: 'already-open' as const }
      const id = uuidv7()
      await tx.insert(request).values({
        ...{ id, countyId: actor.countyId, officeId: actor.officeId!, registerNumber: asked.number },
        ...{ reason: asked.reason, askedBy: actor.accountId },
        askedAs: actor.role === 'social-worker' ? 'social-worker' : 'office',
      })
      await recordAudit(tx, scope, 'supervision.minor-grant-asked', { kind: 'minor-grant-request', id })
      return { id }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'minor_grant_requests_one_open') return { refused: 'already-asked' }
    throw error
  }
}

type Opening = { number: string; accountId: string; reason: string; days: number }

/** The bureau opens a minor's record to one account, at once. Refuses `not-found`, and what checkGrant() refuses. */
export async function grantMinorRecord(
  actor: Actor,
  opening: Opening,
): Promise<Outcome<{ id: string }, GrantRefusal | 'not-found'>> {
  return inActorTransaction(scopeOf(actor), (tx) => grantIn(tx, actor, opening))
}

async function grantIn(
  tx: Tx,
  actor: Actor,
  { number, accountId, reason, days }: Opening,
): Promise<Outcome<{ id: string }, GrantRefusal | 'not-found'>> {
  const minor = (await minorsOfCounty(tx)).find(({ registerNumber }) => registerNumber === number)
  if (!minor) return { refused: 'not-found' }
  const { personId, officeId } = minor
  // Two who grant the same opening at once take turns here, so that it is granted once.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${personId}:${accountId}`}, 0))`)
  const [appointed, open] = await Promise.all([
    appointedToday(actor),
    tx
      .select({ id: grant.id })
      .from(grant)
      .where(
        and(
          ...[
            eq(grant.countyId, actor.countyId),
            eq(grant.personId, personId),
            eq(grant.accountId, accountId),
          ],
          ...[isNull(grant.revokedAt), sql`${grant.expiresAt} > app_now()`],
        ),
      ),
  ])
  const refusal = checkGrant({
    ...{ days, granter: actor.accountId, holder: accountId, minorsOffice: officeId, appointed },
    open: open.length > 0,
  })
  if (refusal) return refusal
  const id = uuidv7()
  await tx.insert(grant).values({
    ...{ id, countyId: actor.countyId, personId, accountId, reason, grantedBy: actor.accountId },
    // Counted by the database, whose clock the policy asks.
    expiresAt: sql`app_now() + make_interval(days => ${days}::int)`,
  })
  await recordAudit(
    tx,
    scopeOf(actor),
    'supervision.minor-record-granted',
    { kind: 'minor-record-grant', id, personId },
    { to: accountId, days, oneself: accountId === actor.accountId },
  )
  return { id }
}

/** The bureau answers an office: opens the record to who asked, or does not. Refuses one that is answered already. */
export async function answerMinorRequest(
  actor: Actor,
  answer: { request: string; answer: 'granted'; days: number } | { request: string; answer: 'declined' },
): Promise<Outcome<{ id: string }, GrantRefusal | 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const open = and(
      ...[eq(request.countyId, actor.countyId), eq(request.id, answer.request), isNull(request.answeredAt)],
    )
    const [asked] = await tx.select().from(request).where(open)
    if (!asked) return { refused: 'not-found' as const }
    if (answer.answer === 'granted') {
      const { registerNumber: number, askedBy: accountId, reason } = asked
      const granted = await grantIn(tx, actor, { number, accountId, reason, days: answer.days })
      if ('refused' in granted) return granted
    }
    const marked = await tx
      .update(request)
      .set({ answer: answer.answer, answeredBy: actor.accountId, answeredAt: now() })
      .where(open)
      .returning({ id: request.id })
    // Somebody else answered in between: nothing of this one stays.
    if (marked.length === 0) throw new AnsweredMeanwhile()
    if (answer.answer === 'declined') {
      const subject = { kind: 'minor-grant-request' as const, id: asked.id }
      await recordAudit(tx, scope, 'supervision.minor-grant-declined', subject)
    }
    return { id: asked.id }
  }).catch((error: unknown) => {
    if (error instanceof AnsweredMeanwhile) return { refused: 'not-found' as const }
    throw error
  })
}
class AnsweredMeanwhile extends Error {}

/** The bureau takes a grant back, at once: the next statement of whoever held it finds nothing. */
export async function revokeMinorGrant(
  actor: Actor,
  grantId: string,
): Promise<Outcome<{ id: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [gone] = await tx
      .update(grant)
      .set({ revokedAt: now(), revokedBy: actor.accountId })
      .where(and(eq(grant.countyId, actor.countyId), eq(grant.id, grantId), isNull(grant.revokedAt)))
      .returning({ id: grant.id, personId: grant.personId, accountId: grant.accountId })
    if (!gone) return { refused: 'not-found' as const }
    await recordAudit(
      tx,
      scope,
      'supervision.minor-record-grant-revoked',
      { kind: 'minor-record-grant', id: gone.id, personId: gone.personId },
      { from: gone.accountId },
    )
    return { id: gone.id }
  })
}
