import { and, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Tx } from '#db/client.server.ts'
import { hoursEntries } from '#db/schema/hours.ts'
import type { EntryExplanation, ReversalReason } from './explanation.policy.ts'
import type { SourceKind } from './hours-policy.policy.ts'
import { liveCreditOf, nextRevision, type HoursEntry } from './ledger.policy.ts'
import { correctEntryIn, postCredits, type Credit } from './ledger.server.ts'

export type Settled = {
  /** First credits that were posted. */
  posted: number
  /** Credits that were taken back, with another one in their place or not, and those that came back. */
  corrected: number
}

/**
 * Makes the ledger of one source say what `wanted` says of these people, in the caller's transaction: what is not there is
 * posted, what differs is taken back with `reason` and credited anew, what is the same stays. So it may be repeated. A line
 * that an answer to a question changed meanwhile is a difference like any other.
 */
export async function settleSource(
  tx: Tx,
  actor: Actor,
  source: { sourceKind: SourceKind; sourceId: string; personIds: readonly string[] },
  wanted: readonly Credit[],
  reason: ReversalReason,
): Promise<Settled> {
  if (source.personIds.length === 0) return { posted: 0, corrected: 0 }
  const lines = await tx
    .select()
    .from(hoursEntries)
    .where(
      and(
        eq(hoursEntries.countyId, actor.countyId),
        eq(hoursEntries.sourceKind, source.sourceKind),
        eq(hoursEntries.sourceId, source.sourceId),
        inArray(hoursEntries.personId, [...source.personIds]),
      ),
    )
  const linesOf = new Map<string, HoursEntry[]>()
  for (const line of lines) {
    const key = keyOf(line)
    linesOf.set(key, [...(linesOf.get(key) ?? []), line])
  }
  const wantedOf = new Map(wanted.map((credit) => [keyOf(credit), credit]))
  const posted = await postCredits(
    tx,
    actor,
    wanted.filter((credit) => !linesOf.has(keyOf(credit))),
  )
  let corrected = 0
  for (const [key, existing] of linesOf) {
    if (await settleLine(tx, actor, existing, wantedOf.get(key) ?? null, reason)) corrected += 1
  }
  return { posted, corrected }
}

const keyOf = ({ personId, countyDay }: Pick<Credit, 'personId' | 'countyDay'>) => `${personId} ${countyDay}`

/** The lines of one person and day. True when something changed. */
async function settleLine(
  tx: Tx,
  actor: Actor,
  existing: readonly HoursEntry[],
  credit: Credit | null,
  reason: ReversalReason,
): Promise<boolean> {
  const live = liveCreditOf(existing)
  if (live && credit && isSame(live, credit)) return false
  if (live) {
    const corrected = credit && { minutes: credit.minutes, during: credit.during }
    const done = await correctEntryIn(tx, actor, live.id, { reason, corrected })
    if ('refused' in done) throw new Error(`a line of the ledger cannot be corrected: ${done.refused}`)
    return true
  }
  const revision = nextRevision(existing)
  if (!credit || typeof revision !== 'number') return false
  await tx.insert(hoursEntries).values({
    ...credit,
    ...{ id: uuidv7(), countyId: actor.countyId, bucket: existing[0]!.bucket, revision },
    ...{ postedBy: actor.accountId, postedAs: actor.role },
    explanation: {
      ...credit.explanation,
      notes: [...credit.explanation.notes, { code: 'correction', ofDay: credit.countyDay }],
    } satisfies EntryExplanation,
  })
  return true
}

const isSame = (live: HoursEntry, credit: Credit) =>
  live.minutes === credit.minutes && JSON.stringify(live.during) === JSON.stringify(credit.during)
