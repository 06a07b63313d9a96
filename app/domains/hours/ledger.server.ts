import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { hoursEntries } from '#db/schema/hours.ts'
import type { EntryExplanation, ReversalReason } from './explanation.policy.ts'
import type { SourceKind } from './hours-policy.policy.ts'

export type Credit = {
  personId: string
  sourceKind: SourceKind
  sourceId: string
  countyDay: CalendarDay
  minutes: Minutes
  during: Instants | null
  late: boolean
  policyVersionId: string | null
  explanation: EntryExplanation
}

/**
 * Adds first credits, in the caller's transaction. A credit of a source and day that is already there is left as it is
 * (the ledger's key decides), so posting may be repeated and comes out the same in any order. Answers how many were new.
 */
export async function postCredits(tx: Tx, actor: Actor, credits: readonly Credit[]): Promise<number> {
  if (credits.length === 0) return 0
  const added = await tx
    .insert(hoursEntries)
    .values(
      credits.map((credit) => ({
        ...credit,
        id: uuidv7(),
        countyId: actor.countyId,
        bucket: credit.sourceKind === 'public_benefit' ? ('public_benefit' as const) : ('study' as const),
        revision: 1,
        postedBy: actor.accountId,
        postedAs: actor.role,
      })),
    )
    .onConflictDoNothing({
      target: [
        hoursEntries.countyId,
        hoursEntries.personId,
        hoursEntries.sourceKind,
        hoursEntries.sourceId,
        hoursEntries.countyDay,
        hoursEntries.revision,
      ],
    })
    .returning({ id: hoursEntries.id })
  return added.length
}

export type Correction = { minutes: Minutes; during: Instants | null }
export type CorrectionRefusal = 'not-found' | 'not-a-credit' | 'already-reversed' | 'beyond-interval'

/** What minutes run into that are none of their instants, of their day, or of any time at all. */
const BEYOND_INTERVAL = new Set([
  'hours_entries_within_wall_clock',
  'hours_entries_within_day',
  'hours_entries_minutes_of_a_day',
  'hours_entries_revision_sign',
  'hours_entries_online_has_instants',
])

/** Which of the ledger's own rules a write ran into, as a refusal; null for any other error. */
export function refusalOfLedger(error: unknown): 'already-reversed' | 'beyond-interval' | null {
  const constraint = violatedConstraint(error)
  if (constraint === 'hours_entries_reverses_once' || constraint === 'hours_entries_key')
    return 'already-reversed'
  return constraint && BEYOND_INTERVAL.has(constraint) ? 'beyond-interval' : null
}

/** Who may take a line back at all (社矫法 10). The database's own rule (policy `posting`) would refuse with an error. */
export const mayCorrect = ({ role }: Actor) => role === 'office' || role === 'bureau'

/**
 * Takes a credit back with a reason, and re-credits the source as the next revision when `corrected` says how, in the
 * caller's transaction: the only place that reverses. Both are new lines; the old one stays. `askedOn`: the day of the
 * question that led to it. What the ledger's keys and checks refuse is thrown, because it ends the transaction: the
 * caller reads it with refusalOfLedger().
 */
export async function correctEntryIn(
  tx: Tx,
  actor: Actor,
  entryId: string,
  {
    reason,
    corrected,
    askedOn,
  }: { reason: ReversalReason; corrected: Correction | null; askedOn?: CalendarDay },
): Promise<
  Outcome<{ reversalId: string; creditId: string | null; before: Minutes }, 'not-found' | 'not-a-credit'>
> {
  if (!mayCorrect(actor)) return { refused: 'not-found' }
  const [entry] = await tx
    .select()
    .from(hoursEntries)
    .where(and(eq(hoursEntries.countyId, actor.countyId), eq(hoursEntries.id, entryId)))
  if (!entry) return { refused: 'not-found' }
  if (entry.revision < 0) return { refused: 'not-a-credit' }
  const common = {
    countyId: entry.countyId,
    personId: entry.personId,
    bucket: entry.bucket,
    sourceKind: entry.sourceKind,
    sourceId: entry.sourceId,
    countyDay: entry.countyDay,
    policyVersionId: entry.policyVersionId,
    postedBy: actor.accountId,
    postedAs: actor.role,
  }
  const subject = (entry.explanation as EntryExplanation).subject
  const reversalId = uuidv7()
  await tx.insert(hoursEntries).values({
    ...common,
    id: reversalId,
    revision: -entry.revision,
    minutes: -entry.minutes,
    during: entry.during,
    reversesId: entry.id,
    explanation: {
      ...(subject ? { subject } : {}),
      notes: [{ code: 'reversal', ofDay: entry.countyDay, reason, ...(askedOn ? { askedOn } : {}) }],
    } satisfies EntryExplanation,
  })
  const creditId = corrected ? uuidv7() : null
  if (corrected && creditId) {
    await tx.insert(hoursEntries).values({
      ...common,
      id: creditId,
      revision: entry.revision + 1,
      minutes: corrected.minutes,
      during: corrected.during,
      explanation: {
        ...(subject ? { subject } : {}),
        notes: [{ code: 'correction', ofDay: entry.countyDay }],
      } satisfies EntryExplanation,
    })
  }
  await recordAudit(
    tx,
    scopeOf(actor),
    'hours.entry-reversed',
    { kind: 'hours-entry', id: entry.id, personId: entry.personId },
    { reason, minutes: entry.minutes, corrected: corrected?.minutes ?? null },
  )
  return { reversalId, creditId, before: entry.minutes }
}

/**
 * The same in a transaction of its own. Refuses what this actor cannot see or may not correct (`not-found`), a reversal
 * (`not-a-credit`), a credit already taken back, and minutes that are beyond their instants or none.
 */
export async function correctEntry(
  actor: Actor,
  entryId: string,
  reason: ReversalReason,
  corrected: Correction | null,
): Promise<Outcome<{ reversalId: string; creditId: string | null }, CorrectionRefusal>> {
  try {
    return await inActorTransaction(scopeOf(actor), async (tx) => {
      const done = await correctEntryIn(tx, actor, entryId, { reason, corrected })
      return 'refused' in done ? done : { reversalId: done.reversalId, creditId: done.creditId }
    })
  } catch (error) {
    const refused = refusalOfLedger(error)
    if (refused) return { refused }
    throw error
  }
}
