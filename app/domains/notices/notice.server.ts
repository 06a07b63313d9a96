import { and, eq, isNull, lte } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import type { NoticeEvent } from './notice.policy.ts'

/**
 * Tells accounts of an event, in the transaction of the event: who is told and what happened stand or fall together. Each
 * account once; who caused it is not told. Under the event's own audit row.
 */
export async function tell(
  tx: Tx,
  scope: Scope,
  accountIds: Iterable<string>,
  { code, key, parameters }: NoticeEvent,
): Promise<void> {
  const recipients = [...new Set(accountIds)].filter((id) => id !== scope.accountId)
  if (recipients.length === 0) return
  await tx
    .insert(notices)
    .values(
      recipients.map((accountId) => ({
        ...{ id: uuidv7(), countyId: scope.countyId!, accountId, eventKey: key, code, parameters },
      })),
    )
    .onConflictDoNothing()
}

/** Marks one's own notice as read; one that was read before stays as it was. One's own page: no audit row (decisions 13). */
export async function markNoticeRead(
  actor: Actor,
  noticeId: string,
): Promise<Outcome<{ noticeId: string }, 'not-found'>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const own = and(
      ...[eq(notices.countyId, actor.countyId), eq(notices.accountId, actor.accountId)],
      eq(notices.id, noticeId),
    )
    const [found] = await tx.select({ id: notices.id }).from(notices).where(own)
    if (!found) return { refused: 'not-found' as const }
    await tx
      .update(notices)
      .set({ readAt: now() })
      .where(and(own, isNull(notices.readAt)))
    return { noticeId }
  })
}

/**
 * Everything that lies in one's own inbox is read. How many that were. `seenUpTo`: only what had come by then; a message
 * that came while the list was being looked at stays unread.
 */
export async function markAllNoticesRead(
  actor: Actor,
  seenUpTo: Date | null = null,
): Promise<{ read: number }> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const rows = await tx
      .update(notices)
      .set({ readAt: now() })
      .where(
        and(
          ...[eq(notices.countyId, actor.countyId), eq(notices.accountId, actor.accountId)],
          isNull(notices.readAt),
          seenUpTo === null ? undefined : lte(notices.at, seenUpTo),
        ),
      )
      .returning({ id: notices.id })
    return { read: rows.length }
  })
}
