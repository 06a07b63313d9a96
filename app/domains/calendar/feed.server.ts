import { and, eq, isNull, sql } from 'drizzle-orm'
import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { calendarFeeds as feed } from '#db/schema/calendar-feeds.ts'

/** Links under which calendar programs fetch a lecturer's or an office's classes. */

/** 256 bits, in letters that may stand in a path. */
const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** Whether a piece of a URL can be a token at all. */
export const isFeedToken = (text: string) => TOKEN.test(text)

/** What is kept of a token. */
export const hashOfFeedToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** Whose classes an actor's link would show: a lecturer's own, an office's for those who serve there; null for others. */
async function subjectOf(
  tx: Tx,
  actor: Actor,
): Promise<{ kind: 'lecturer' | 'office'; forId: string } | null> {
  if (actor.role === 'office' || actor.role === 'social-worker')
    return { kind: 'office', forId: actor.officeId! }
  if (actor.role !== 'lecturer') return null
  const [row] = await tx.execute<{ id: string | null }>(sql`select door_own_lecturer() as id`)
  return row?.id ? { kind: 'lecturer', forId: row.id } : null
}

const liveOf = ({ countyId, accountId }: Actor, forId: string) =>
  and(
    ...[eq(feed.countyId, countyId), eq(feed.accountId, accountId), eq(feed.forId, forId)],
    isNull(feed.revokedAt),
  )

/** One's own live link: when it was made. Null where there is none; `refused` for somebody who has no classes to show. */
export function ownFeed(actor: Actor): Promise<Outcome<{ madeAt: Date | null }, 'no-classes'>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const subject = await subjectOf(tx, actor)
    if (!subject) return { refused: 'no-classes' as const }
    const [row] = await tx.select({ madeAt: feed.madeAt }).from(feed).where(liveOf(actor, subject.forId))
    return { madeAt: row?.madeAt ?? null }
  })
}

/** Makes a link; the one before, if there was one, opens nothing from here on. The token is told this once. */
export function makeFeed(actor: Actor): Promise<Outcome<{ token: string }, 'no-classes'>> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const subject = await subjectOf(tx, actor)
    if (!subject) return { refused: 'no-classes' as const }
    // Two taps come one after the other: the later link stands.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`calendar:feed:${actor.accountId}`}, 0))`,
    )
    const replaced = await revokeLive(tx, actor, subject.forId)
    const id = uuidv7()
    await tx.insert(feed).values({
      ...{ id, countyId: actor.countyId, accountId: actor.accountId, ...subject },
      tokenHash: hashOfFeedToken(token),
    })
    const about = { kind: 'calendar-feed' as const, id }
    await recordAudit(tx, scope, 'calendar.feed-made', about, {
      kind: subject.kind,
      replaced: replaced !== null,
    })
    return { token }
  })
}

/** Takes one's own link back: it opens nothing from here on. Nothing where there is none. */
export function revokeFeed(actor: Actor): Promise<Outcome<{ revoked: boolean }, 'no-classes'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const subject = await subjectOf(tx, actor)
    if (!subject) return { refused: 'no-classes' as const }
    const id = await revokeLive(tx, actor, subject.forId)
    if (id === null) return { revoked: false }
    const about = { kind: 'calendar-feed' as const, id }
    await recordAudit(tx, scope, 'calendar.feed-revoked', about, { kind: subject.kind })
    return { revoked: true }
  })
}

async function revokeLive(tx: Tx, actor: Actor, forId: string): Promise<string | null> {
  const [row] = await tx
    .update(feed)
    .set({ revokedAt: now() })
    .where(liveOf(actor, forId))
    .returning({ id: feed.id })
  return row?.id ?? null
}
