import { and, eq, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { engagements } from '#db/schema/calendar.ts'
import { checkSpan, type SpanRefusal, type TimeSpan } from './engagement.policy.ts'
import { overlapOf, takeTurns } from './engagement.server.ts'

/** The actor's own staff id; null for whoever keeps no calendar. */
export async function ownStaffId(tx: Tx): Promise<string | null> {
  const [own] = await tx.execute<{ id: string | null }>(sql`select door_own_staff() as id`)
  return own?.id ?? null
}

/**
 * A lecturer or counsellor keeps a stretch of their own time for leave or anything else. Refuses `taken` where a class or
 * a counselling stands: that is cancelled or handed on first, so that an office is never left without a word.
 */
export async function keepOwnTime(
  actor: Actor,
  { kind, during }: { kind: 'leave' | 'block'; during: TimeSpan },
): Promise<Outcome<{ engagementId: string }, SpanRefusal | 'taken' | 'not-found'>> {
  const refusal = checkSpan(during, now())
  if (refusal) return refusal
  const scope = scopeOf(actor)
  const engagementId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      const staffId = await ownStaffId(tx)
      if (!staffId) return { refused: 'not-found' as const }
      await takeTurns(tx, staffId, null)
      await tx.insert(engagements).values({
        ...{ id: engagementId, countyId: actor.countyId, kind, staffId, state: 'confirmed' },
        ...{ during, blocked: during, placedBy: actor.accountId, placedAs: actor.role },
      })
      await recordAudit(
        tx,
        scope,
        'calendar.time-kept',
        { kind: 'engagement', id: engagementId },
        { kind, from: during.from.toISOString(), to: during.to.toISOString() },
      )
      return { engagementId }
    })
  } catch (error) {
    if (overlapOf(error)) return { refused: 'taken' }
    throw error
  }
}

/** Gives a stretch of one's own time back. Refuses `stale` when it changed since it was seen. */
export async function freeOwnTime(
  actor: Actor,
  engagementId: string,
  seenVersion: number,
): Promise<Outcome<{ engagementId: string }, 'not-found' | 'stale'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const staffId = await ownStaffId(tx)
    const own = and(
      ...[eq(engagements.countyId, actor.countyId), eq(engagements.id, engagementId)],
      ...[eq(engagements.staffId, staffId ?? engagementId), inArray(engagements.kind, ['leave', 'block'])],
    )
    const [found] = await tx.select({ id: engagements.id }).from(engagements).where(own)
    if (!found) return { refused: 'not-found' as const }
    const freed = await tx
      .update(engagements)
      .set({ state: 'released', version: sql`${engagements.version} + 1`, endedAt: now() })
      .where(and(own, eq(engagements.version, seenVersion), eq(engagements.state, 'confirmed')))
      .returning({ id: engagements.id })
    if (freed.length === 0) return { refused: 'stale' as const }
    await recordAudit(tx, scope, 'calendar.time-freed', { kind: 'engagement', id: engagementId })
    return { engagementId }
  })
}
