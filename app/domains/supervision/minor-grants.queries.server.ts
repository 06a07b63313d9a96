import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { minorGrantRequests as request, minorRecordGrants as grant } from '#db/schema/supervision.ts'
import { minorsOfCounty } from './minor-doors.queries.server.ts'
import { mayHold } from './minor-grant.policy.ts'
import { officesOf } from './offices.queries.server.ts'

/**
 * For the bureau: what offices have asked for, and the minors of each office by number with the openings that hold now and
 * those who may be given one. One audit row.
 */
export async function listMinorGrants(actor: Actor) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [offices, minors, appointed, grants, requests] = await Promise.all([
      officesOf(tx, actor),
      minorsOfCounty(tx),
      appointedToday(actor),
      tx
        .select({
          id: grant.id,
          personId: grant.personId,
          accountId: grant.accountId,
          reason: grant.reason,
          grantedBy: grant.grantedBy,
          expiresAt: grant.expiresAt,
        })
        .from(grant)
        .where(
          and(
            ...[eq(grant.countyId, actor.countyId), isNull(grant.revokedAt)],
            sql`${grant.expiresAt} > app_now()`,
          ),
        )
        .orderBy(desc(grant.grantedAt)),
      openRequests(tx, actor),
    ])
    await recordAudit(
      tx,
      scope,
      'supervision.minor-grants-listed',
      { kind: 'county', id: actor.countyId },
      { minors: minors.length, grants: grants.length, requests: requests.length },
    )
    const nameOf = new Map(appointed.map(({ accountId, name }) => [accountId, name]))
    const officeOf = new Map(offices.map((office) => [office.id, office]))
    const others = appointed.some((one) => one.role === 'bureau' && one.accountId !== actor.accountId)
    return {
      requests: requests.map(({ officeId, askedBy, ...one }) => ({
        ...one,
        office: officeOf.get(officeId) ?? null,
        asker: nameOf.get(askedBy) ?? null,
      })),
      minors: minors.map(({ personId, officeId, registerNumber }) => ({
        registerNumber,
        office: officeOf.get(officeId) ?? null,
        grants: grants
          .filter((one) => one.personId === personId)
          .map(({ id, accountId, reason, grantedBy, expiresAt }) => ({
            ...{ id, reason, expiresAt },
            ...{ holder: nameOf.get(accountId) ?? null, granter: nameOf.get(grantedBy) ?? null },
          })),
        holders: appointed
          .filter((one) => mayHold([one], one.accountId, officeId))
          .filter((one) => one.accountId !== actor.accountId || !others)
          .map(({ accountId, name, role }) => ({ accountId, name, role })),
      })),
    }
  })
}

async function openRequests(tx: Tx, actor: Actor) {
  return tx
    .select({
      id: request.id,
      officeId: request.officeId,
      registerNumber: request.registerNumber,
      reason: request.reason,
      askedBy: request.askedBy,
      askedAs: request.askedAs,
      askedAt: request.askedAt,
    })
    .from(request)
    .where(and(eq(request.countyId, actor.countyId), isNull(request.answeredAt)))
    .orderBy(asc(request.askedAt))
}

/** How many offices' questions wait, and since when; in the running transaction. */
export async function waitingMinorRequests(
  tx: Tx,
  actor: Actor,
): Promise<{ count: number; since: Date | null }> {
  const waiting = await openRequests(tx, actor)
  return { count: waiting.length, since: waiting[0]?.askedAt ?? null }
}
