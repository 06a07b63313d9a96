import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import { tell } from '#app/domains/notices/notice.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { counsellingCases as cases, counsellingRequests as request } from '#db/schema/counselling.ts'
import { supervisedPersons } from '#db/schema/supervision.ts'
import { tellOf, waitForPerson } from './case-context.server.ts'
import { referralsIn } from './outline.queries.server.ts'
import { checkSettling, nextReferralOn } from './request.policy.ts'
import type { Ask, Referral } from './request.schema.ts'
import { activeKey, addRecord } from './sealed-records.server.ts'

/**
 * The person asks to talk, in their own words or none. Every counsellor of the county is told that somebody waits. Refuses
 * whoever has a case or waits already, and whoever has left the register.
 */
export async function askForCounselling(
  actor: Actor,
  { wished, words }: Ask,
): Promise<
  Outcome<{ requestId: string }, 'not-found' | 'left' | 'case-open' | 'already-waiting' | 'sealing-off'>
> {
  const { personId } = actor
  if (actor.role !== 'supervised-person' || !personId) return { refused: 'not-found' }
  if (actor.leftOn) return { refused: 'left' }
  const key = activeKey()
  if (!key && words !== '') return { refused: 'sealing-off' }
  const scope = scopeOf(actor)
  const requestId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      await waitForPerson(tx, personId)
      const [open] = await tx
        .select({ id: cases.id })
        .from(cases)
        .where(and(eq(cases.countyId, actor.countyId), eq(cases.personId, personId), isNull(cases.closedAt)))
      if (open) return { refused: 'case-open' as const }
      await tx.insert(request).values({
        ...{ id: requestId, countyId: actor.countyId, personId, way: 'person', wished, state: 'waiting' },
        ...{ askedBy: actor.accountId, askedAs: 'supervised-person' },
      })
      if (key && words !== '')
        await addRecord(tx, scope, key, {
          subject: { kind: 'request', id: requestId },
          personId,
          position: 1,
          words,
        })
      await recordAudit(tx, scope, 'counselling.asked', { kind: 'counselling-request', id: requestId })
      await tellOf(tx, actor, await counsellorAccounts(tx), 'counselling-waiting', `request:${requestId}`)
      return { requestId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'counselling_requests_one_waiting')
      return { refused: 'already-waiting' }
    throw error
  }
}

async function counsellorAccounts(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`select door_counselling_accounts() as id`)
  return rows.map(({ id }) => id)
}

/** The person takes their request back. Refuses one that somebody has taken, and one that is not theirs. */
export async function withdrawRequest(
  actor: Actor,
  requestId: string,
  seenVersion: number,
): Promise<Outcome<{ requestId: string }, 'not-found' | 'settled' | 'stale'>> {
  return settle(actor, requestId, seenVersion, 'withdrawn')
}

/** A counsellor settles one that comes to nothing: the person does not wish it, or is helped elsewhere. */
export async function setRequestAside(
  actor: Actor,
  requestId: string,
  seenVersion: number,
): Promise<Outcome<{ requestId: string }, 'not-found' | 'settled' | 'stale'>> {
  return settle(actor, requestId, seenVersion, 'set-aside')
}

async function settle(
  actor: Actor,
  requestId: string,
  seenVersion: number,
  state: 'withdrawn' | 'set-aside',
): Promise<Outcome<{ requestId: string }, 'not-found' | 'settled' | 'stale'>> {
  const by = state === 'withdrawn' ? 'supervised-person' : 'counsellor'
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== by) return { refused: 'not-found' as const }
    const seen = await settleIn(tx, actor, requestId, seenVersion, state)
    if (isRefused(seen)) return seen
    const act = state === 'withdrawn' ? 'counselling.request-withdrawn' : 'counselling.request-set-aside'
    await recordAudit(tx, scope, act, { kind: 'counselling-request', id: requestId })
    return { requestId }
  })
}

/** Compare-and-set, in the caller's transaction. */
export async function settleIn(
  tx: Tx,
  actor: Actor,
  requestId: string,
  seenVersion: number,
  state: 'withdrawn' | 'set-aside' | 'taken',
): Promise<Outcome<{ personId: string }, 'not-found' | 'settled' | 'stale'>> {
  const here = and(eq(request.countyId, actor.countyId), eq(request.id, requestId))
  const [seen] = await tx.select().from(request).where(here)
  if (!seen) return { refused: 'not-found' }
  const refusal = checkSettling(seen, seenVersion)
  if (refusal) return refusal
  const settled = await tx
    .update(request)
    .set({ state, settledBy: actor.accountId, settledAt: now(), version: sql`${request.version} + 1` })
    .where(and(here, eq(request.version, seenVersion), eq(request.state, 'waiting')))
    .returning({ personId: request.personId })
  return settled[0] ?? { refused: 'stale' }
}

/**
 * The office refers somebody, with a reason as a code. The person is told, and that it is theirs to decide; so are the
 * counsellors. What becomes of it the office does not see: it refuses a second one within 30 days, whatever became of the
 * first, and one while another waits.
 */
export async function referPerson(
  actor: Actor,
  personId: string,
  { reason, wished }: Referral,
): Promise<Outcome<{ requestId: string }, 'not-found' | 'referred-lately' | 'already-waiting'>> {
  const scope = scopeOf(actor)
  const requestId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      if ((actor.role !== 'office' && actor.role !== 'social-worker') || !actor.officeId)
        return { refused: 'not-found' as const }
      const [person] = await tx
        .select({ accountId: supervisedPersons.accountId })
        .from(supervisedPersons)
        .where(
          and(
            ...[eq(supervisedPersons.countyId, actor.countyId), eq(supervisedPersons.id, personId)],
            isNull(supervisedPersons.leftOn),
          ),
        )
      if (!person) return { refused: 'not-found' as const }
      await waitForPerson(tx, personId)
      const [last] = await referralsIn(tx, personId)
      if (last && nextReferralOn(dayAt(last.askedAt), dayAt(now())))
        return { refused: 'referred-lately' as const }
      await tx.insert(request).values({
        ...{ id: requestId, countyId: actor.countyId, personId, way: 'office', reason, wished },
        ...{ state: 'waiting', officeId: actor.officeId, askedBy: actor.accountId, askedAs: actor.role },
      })
      const subject = { kind: 'counselling-request' as const, id: requestId }
      await recordAudit(tx, scope, 'counselling.referred', subject, { reason })
      const key = `counselling:request:${requestId}`
      if (person.accountId)
        await tell(tx, scope, [person.accountId], { code: 'counselling-referred', key, parameters: {} })
      const counsellors = (await appointedToday(actor)).filter(({ role }) => role === 'counsellor')
      const accounts = counsellors.map(({ accountId }) => accountId)
      await tell(tx, scope, accounts, { code: 'counselling-waiting', key, parameters: {} })
      return { requestId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'counselling_requests_one_waiting')
      return { refused: 'already-waiting' }
    throw error
  }
}
