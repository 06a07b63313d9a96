import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { minorGrantRequests as request } from '#db/schema/supervision.ts'
import { minorsOfOffice, type MinorRow } from './minor-doors.queries.server.ts'

export type { MinorRow }

/**
 * The office's people of the minors' regime by number alone; a record's id only where the bureau has granted this
 * account its opening (社矫法 54). With what this account has asked for and still waits. One audit row.
 */
export async function listMinors(actor: Actor): Promise<(MinorRow & { askedAt: Date | null })[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [rows, asked] = await Promise.all([
      minorsOfOffice(tx),
      tx
        .select({ number: request.registerNumber, askedAt: request.askedAt })
        .from(request)
        .where(
          and(
            ...[eq(request.countyId, actor.countyId), eq(request.askedBy, actor.accountId)],
            isNull(request.answeredAt),
          ),
        ),
    ])
    await recordAudit(
      tx,
      scope,
      'supervision.minors-listed',
      { kind: 'office', id: actor.officeId },
      { shown: rows.length, granted: rows.filter((row) => row.personId).length },
    )
    const waiting = new Map(asked.map(({ number, askedAt }) => [number, askedAt]))
    return rows.map((row) => ({ ...row, askedAt: waiting.get(row.registerNumber) ?? null }))
  })
}

/** How many minors' records are open to this account now. A count of one's own grants: no audit row. */
export async function openGrantsOfMine(actor: Actor): Promise<number> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const minors = await minorsOfOffice(tx)
    return minors.filter(({ personId }) => personId !== null).length
  })
}
