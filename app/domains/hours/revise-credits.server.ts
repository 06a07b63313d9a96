import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import type { Tx } from '#db/client.server.ts'
import { hoursEntries } from '#db/schema/hours.ts'
import type { EntryExplanation, ReversalReason } from './explanation.policy.ts'
import type { Credit } from './ledger.server.ts'
import { reversalOf } from './ledger.policy.ts'
import { revisionOf } from './revision.policy.ts'

/** Who decides about a line: whatever they did to it is theirs (社矫法 10; decisions 10). */
const DECIDERS = ['office', 'bureau'] as const

/**
 * Brings the lines of one source to what its own record says, in the caller's transaction: reversals and new credits, or
 * nothing at all where they say it already, so it may be repeated. For a room whose record its author may correct; who
 * may post what is the database's rule too. Refuses `decided-elsewhere`.
 */
export async function reviseCredits(
  tx: Tx,
  actor: Actor,
  source: Pick<Credit, 'personId' | 'sourceKind' | 'sourceId'>,
  credits: readonly Credit[],
  reason: ReversalReason,
): Promise<Outcome<{ reversed: number; credited: number }, 'decided-elsewhere'>> {
  const lines = await tx
    .select()
    .from(hoursEntries)
    .where(
      and(
        ...[eq(hoursEntries.countyId, actor.countyId), eq(hoursEntries.personId, source.personId)],
        ...[eq(hoursEntries.sourceKind, source.sourceKind), eq(hoursEntries.sourceId, source.sourceId)],
      ),
    )
  const revision = revisionOf(lines, credits, DECIDERS)
  if ('refused' in revision) return revision
  const posted = { countyId: actor.countyId, postedBy: actor.accountId, postedAs: actor.role }
  for (const line of revision.reverse) {
    const explanation: EntryExplanation = { notes: [{ code: 'reversal', ofDay: line.countyDay, reason }] }
    await tx.insert(hoursEntries).values({
      ...{ ...reversalOf(line), ...posted, id: uuidv7(), policyVersionId: line.policyVersionId, explanation },
    })
    const subject = { kind: 'hours-entry' as const, id: line.id, personId: line.personId }
    const corrected = revision.credit.find(({ countyDay }) => countyDay === line.countyDay)?.minutes ?? null
    await recordAudit(tx, scopeOf(actor), 'hours.entry-reversed', subject, {
      reason,
      minutes: line.minutes,
      corrected,
    })
  }
  for (const { explanation, ...credit } of revision.credit) {
    const notes = [
      ...(credit.revision > 1 ? [{ code: 'correction' as const, ofDay: credit.countyDay }] : []),
      ...explanation.notes,
    ]
    await tx.insert(hoursEntries).values({
      ...{ ...credit, ...posted, id: uuidv7(), explanation: { ...explanation, notes } },
      bucket: credit.sourceKind === 'public_benefit' ? 'public_benefit' : 'study',
    })
  }
  return { reversed: revision.reverse.length, credited: revision.credit.length }
}
