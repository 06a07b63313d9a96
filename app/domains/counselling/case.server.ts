import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { ownStaffId } from '#app/domains/calendar/own-time.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import {
  counsellingAppointments as appointment,
  counsellingCaseChanges as change,
  counsellingCases as cases,
  counsellingDrafts as draft,
  counsellingRequests as request,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import {
  caseIn,
  CounsellingRefused,
  ownCaseIn,
  partiesOf,
  readerOf,
  tellOf,
  waitForPerson,
} from './case-context.server.ts'
import { checkCaseStep, checkClosing, checkHandingOver } from './case.policy.ts'
import type { Closing, HandOver } from './case.schema.ts'
import { knownPerson } from './consent.server.ts'
import { settleIn } from './request.server.ts'

export type OpenRefusal = 'not-found' | 'no-consent' | 'case-open'

/** A counsellor takes a request or a referral: from then on it is their case, and its words are theirs to read. */
export async function takeRequest(
  actor: Actor,
  requestId: string,
  seenVersion: number,
): Promise<Outcome<{ caseId: string }, OpenRefusal | 'settled' | 'stale'>> {
  return opening(async () =>
    inActorTransaction(scopeOf(actor), async (tx) => {
      const [asked] = await tx
        .select({ personId: request.personId, state: request.state })
        .from(request)
        .where(and(eq(request.countyId, actor.countyId), eq(request.id, requestId)))
      if (!asked || actor.role !== 'counsellor') return { refused: 'not-found' as const }
      if (asked.state !== 'waiting') return { refused: 'settled' as const }
      const opened = await openIn(tx, actor, asked.personId, requestId)
      if (isRefused(opened)) return opened
      const settled = await settleIn(tx, actor, requestId, seenVersion, 'taken')
      if (isRefused(settled)) throw new CounsellingRefused(settled.refused)
      return opened
    }),
  )
}

/** A counsellor opens a case of somebody whom they know by number and name. */
export async function openCase(
  actor: Actor,
  known: { number: string; name: string },
): Promise<Outcome<{ caseId: string }, OpenRefusal>> {
  return opening(async () =>
    inActorTransaction(scopeOf(actor), async (tx) => {
      const personId = actor.role === 'counsellor' ? await knownPerson(tx, known) : null
      if (!personId) return { refused: 'not-found' as const }
      return openIn(tx, actor, personId, null)
    }),
  )
}

async function opening<Value extends object, Reason extends string>(
  work: () => Promise<Outcome<Value, Reason>>,
): Promise<Outcome<Value, Reason | 'case-open'>> {
  try {
    return await work()
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === 'counselling_cases_one_open' || constraint === 'counselling_cases_request_once')
      return { refused: 'case-open' }
    if (error instanceof CounsellingRefused) return { refused: error.refused as Reason }
    throw error
  }
}

/** Opens it, in the caller's transaction. Nothing opens without a standing consent (also: policy `cases_opened`). */
async function openIn(
  tx: Tx,
  actor: Actor,
  personId: string,
  requestId: string | null,
): Promise<Outcome<{ caseId: string }, 'not-found' | 'no-consent'>> {
  await waitForPerson(tx, personId)
  const [asked] = await tx.execute<{ consented: boolean; here: boolean }>(
    sql`select door_counselling_consent(${personId}::uuid) as consented, door_counselling_on_register(${personId}::uuid) as here`,
  )
  const counsellorId = await ownStaffId(tx)
  if (!counsellorId || !asked?.here) return { refused: 'not-found' }
  if (!asked.consented) return { refused: 'no-consent' }
  const caseId = uuidv7()
  await tx.insert(cases).values({ id: caseId, countyId: actor.countyId, personId, counsellorId, requestId })
  // In sight now: whether what they said yes to still stands.
  const opened = await caseIn(tx, actor, caseId)
  if (!opened?.consent.stands) throw new CounsellingRefused('no-consent')
  await tx.insert(change).values({
    ...{ id: uuidv7(), countyId: actor.countyId, caseId, version: 1, act: 'open', counsellorId },
    actorId: actor.accountId,
  })
  const subject = { kind: 'counselling-case' as const, id: caseId }
  await recordAudit(tx, scopeOf(actor), 'counselling.case-opened', subject, { asked: requestId !== null })
  const { person } = await partiesOf(tx, personId)
  await tellOf(tx, actor, [person], 'counselling-case-opened', `case:${caseId}:1`)
  return { caseId }
}

/**
 * Gives a case to another counsellor: by its own, or by the supervisor when that one is gone. From the commit on the
 * first one opens nothing of it; what was arranged with them is off. The person and both counsellors are told. Refuses
 * `to-unknown` for somebody who is no counsellor of the county today, or has it already, and its own counsellor while a
 * note is not signed (`draft-waits`).
 */
export async function handOverCase(
  actor: Actor,
  caseId: string,
  { to, reason, version }: HandOver,
): Promise<
  Outcome<
    { caseId: string; version: number },
    'not-found' | 'closed' | 'stale' | 'to-unknown' | 'draft-waits'
  >
> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const found = await caseIn(tx, actor, caseId)
    const reader = await readerOf(tx, actor)
    if (!found || (found.counsellorId !== reader.staffId && !reader.supervises))
      return { refused: 'not-found' as const }
    const isOwn = found.counsellorId === reader.staffId
    const refusal =
      checkCaseStep(found, version) ?? checkHandingOver((await leftOf(tx, actor, caseId)).drafts, { isOwn })
    if (refusal) return refusal
    const accounts = await tx
      .select({ id: staff.id, accountId: staff.accountId })
      .from(staff)
      .where(sql`${staff.id} in (${to}, ${found.counsellorId})`)
    const taker = accounts.find(({ id }) => id === to)
    const moved = await tx.execute<{ version: number | null }>(
      sql`select door_hand_over_case(${caseId}::uuid, ${to}::uuid, ${reason}, ${version}::int, ${uuidv7()}::uuid) as version`,
    )
    const next = moved[0]?.version
    if (!next || !taker) return { refused: 'to-unknown' as const }
    const [released] = await tx.execute<{ gone: number }>(
      sql`select door_release_handed_over(${caseId}::uuid) as gone`,
    )
    const subject = { kind: 'counselling-case' as const, id: caseId }
    await recordAudit(tx, scope, 'counselling.case-handed-over', subject, {
      ...{ reason, appointmentsOff: released?.gone ?? 0, supervisor: !isOwn },
    })
    const { person } = await partiesOf(tx, found.personId)
    const told = [person, ...accounts.map(({ accountId }) => accountId)]
    await tellOf(tx, actor, told, 'counselling-handed-over', `case:${caseId}:${next}`)
    return { caseId, version: next }
  })
}

/** Ends a case with its outcome. Refuses while a time is booked or a note is not signed. The person is told. */
export async function closeCase(
  actor: Actor,
  caseId: string,
  { outcome, version }: Closing,
): Promise<
  Outcome<{ caseId: string }, 'not-found' | 'closed' | 'stale' | 'appointment-waits' | 'draft-waits'>
> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const found = await ownCaseIn(tx, actor, caseId)
    if (!found) return { refused: 'not-found' as const }
    const refusal = checkCaseStep(found, version) ?? checkClosing(await leftOf(tx, actor, caseId))
    if (refusal) return refusal
    const next = version + 1
    const closed = await tx
      .update(cases)
      .set({ closedAt: now(), outcome, version: next })
      .where(
        and(
          ...[eq(cases.countyId, actor.countyId), eq(cases.id, caseId), eq(cases.version, version)],
          isNull(cases.closedAt),
        ),
      )
      .returning({ id: cases.id })
    if (closed.length === 0) return { refused: 'stale' as const }
    await tx.insert(change).values({
      ...{ id: uuidv7(), countyId: actor.countyId, caseId, version: next, act: 'close', outcome },
      ...{ counsellorId: found.counsellorId, actorId: actor.accountId },
    })
    const subject = { kind: 'counselling-case' as const, id: caseId }
    await recordAudit(tx, scope, 'counselling.case-closed', subject, { outcome })
    const { person } = await partiesOf(tx, found.personId)
    await tellOf(tx, actor, [person], 'counselling-case-closed', `case:${caseId}:${next}`)
    return { caseId }
  })
}

/** What is left lying about. A draft that withdrawn consent keeps shut is no reason: it is erased with the rest. */
async function leftOf(
  tx: Tx,
  actor: Actor,
  caseId: string,
): Promise<{ appointments: number; drafts: number }> {
  const count = { count: sql<number>`count(*)::int` }
  const [[booked], [unsigned]] = await Promise.all([
    tx
      .select(count)
      .from(appointment)
      .where(
        and(
          eq(appointment.countyId, actor.countyId),
          eq(appointment.caseId, caseId),
          isNull(appointment.outcome),
        ),
      ),
    tx
      .select(count)
      .from(draft)
      .where(and(eq(draft.countyId, actor.countyId), eq(draft.caseId, caseId), isNull(draft.endedAt))),
  ])
  return { appointments: booked?.count ?? 0, drafts: unsigned?.count ?? 0 }
}
