import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { counsellingDrafts as draft } from '#db/schema/counselling.ts'
import { open, seal, type Sealed } from '#db/sealing/cipher.ts'
import { keyRing } from '#db/sealing/key-ring.ts'
import { ownCaseIn, type CaseWithConsent } from './case-context.server.ts'
import { checkWork } from './case.policy.ts'
import { Confidential } from './confidential.policy.ts'
import type { NoteDraft } from './note.schema.ts'
import { activeKey } from './sealed-records.server.ts'

/**
 * A note on the way, saved while it is typed. The whole form is sealed. Every save is a compare-and-set on the version
 * that was seen: of two tabs the second one is told, and nothing is written over. No audit row: it is one's own page.
 */

export type DraftRefusal = 'not-found' | 'closed' | 'no-consent' | 'sealing-off'

export async function beginDraft(
  actor: Actor,
  caseId: string,
  form: NoteDraft,
): Promise<Outcome<{ draftId: string; version: number }, DraftRefusal>> {
  const key = activeKey()
  if (!key) return { refused: 'sealing-off' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const found = await ownCaseIn(tx, actor, caseId)
    if (!found) return { refused: 'not-found' as const }
    const refusal = checkWork(found)
    if (refusal) return refusal
    const draftId = uuidv7()
    const place = { countyId: actor.countyId, recordId: draftId, version: 1 }
    await tx.insert(draft).values({
      ...{
        id: draftId,
        countyId: actor.countyId,
        caseId,
        personId: found.personId,
        authorId: actor.accountId,
      },
      ...seal(JSON.stringify(form), place, key),
    })
    return { draftId, version: 1 }
  })
}

export async function saveDraft(
  actor: Actor,
  draftId: string,
  seenVersion: number,
  form: NoteDraft,
): Promise<Outcome<{ version: number }, DraftRefusal | 'stale' | 'ended'>> {
  const key = activeKey()
  if (!key) return { refused: 'sealing-off' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const seen = await draftIn(tx, actor, draftId)
    if (!seen) return { refused: 'not-found' as const }
    if ('refused' in seen) return seen
    if (seen.row.endedAt) return { refused: 'ended' as const }
    const version = seenVersion + 1
    const place = { countyId: actor.countyId, recordId: draftId, version }
    const saved = await tx
      .update(draft)
      .set({ ...seal(JSON.stringify(form), place, key), version, savedAt: now() })
      .where(standing(actor, draftId, seenVersion))
      .returning({ id: draft.id })
    return saved.length > 0 ? { version } : { refused: 'stale' as const }
  })
}

/** What stood in the fields when it was last saved. One that cannot be opened says so and hurts no other. */
export async function openDraft(
  actor: Actor,
  draftId: string,
): Promise<
  Outcome<
    { version: number; caseId: string; savedAt: Date; form: Confidential<NoteDraft> },
    DraftRefusal | 'ended' | 'unknown-key' | 'damaged'
  >
> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const seen = await draftIn(tx, actor, draftId)
    if (!seen) return { refused: 'not-found' as const }
    if ('refused' in seen) return seen
    const { version, caseId, savedAt, nonce, sealed, keyId, keyNonce, wrappedKey } = seen.row
    if (!nonce || !sealed || !keyId || !keyNonce || !wrappedKey) return { refused: 'ended' as const }
    const whole: Sealed = { nonce, sealed, keyId, keyNonce, wrappedKey }
    const place = { countyId: actor.countyId, recordId: draftId, version }
    const found = open(whole, place, (id) => keyRing()?.find(id))
    if ('refused' in found) return found
    return { version, caseId, savedAt, form: new Confidential(JSON.parse(found.words) as NoteDraft) }
  })
}

/** Puts a draft away for good: what was typed is gone. */
export async function discardDraft(
  actor: Actor,
  draftId: string,
  seenVersion: number,
): Promise<Outcome<{ draftId: string }, DraftRefusal | 'stale' | 'ended'>> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const seen = await draftIn(tx, actor, draftId)
    if (!seen) return { refused: 'not-found' as const }
    // Putting away needs no open case: what is left over after one is closed can go.
    if ('refused' in seen && seen.refused !== 'closed') return seen
    return (await endDraft(tx, actor, draftId, seenVersion, 'discarded'))
      ? { draftId }
      : { refused: 'stale' as const }
  })
}

/** Empties it, by compare-and-set; in the caller's transaction. */
export async function endDraft(
  tx: Tx,
  actor: Actor,
  draftId: string,
  seenVersion: number,
  endedAs: 'signed' | 'discarded',
): Promise<boolean> {
  const ended = await tx
    .update(draft)
    .set({
      ...{ nonce: null, sealed: null, keyId: null, keyNonce: null, wrappedKey: null },
      ...{ endedAt: now(), endedAs, version: seenVersion + 1 },
    })
    .where(standing(actor, draftId, seenVersion))
    .returning({ id: draft.id })
  return ended.length > 0
}

type SeenDraft = { row: typeof draft.$inferSelect; of: CaseWithConsent }

/** The actor's own draft with its case; a refusal where nothing may be done with it. Null for any other. */
export async function draftIn(
  tx: Tx,
  actor: Actor,
  draftId: string,
): Promise<SeenDraft | { refused: 'closed' | 'no-consent' } | null> {
  const here = and(eq(draft.countyId, actor.countyId), eq(draft.id, draftId))
  // Whose it is can be asked while the consent is withdrawn; the row itself is out of sight then.
  const [whose] = await tx.execute<{ case_id: string }>(
    sql`select case_id from door_counselling_own_draft(${draftId}::uuid)`,
  )
  const of = whose && (await ownCaseIn(tx, actor, whose.case_id))
  if (!of) return null
  const refusal = checkWork(of)
  if (refusal) return refusal
  const [row] = await tx.select().from(draft).where(here)
  return row ? { row, of } : null
}

const standing = (actor: Actor, draftId: string, seenVersion: number) =>
  and(
    ...[eq(draft.countyId, actor.countyId), eq(draft.id, draftId), eq(draft.version, seenVersion)],
    isNull(draft.endedAt),
  )
