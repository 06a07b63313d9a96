import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Scope, Tx } from '#db/client.server.ts'
import { counsellingRecordKeys as recordKey, counsellingRecords as record } from '#db/schema/counselling.ts'
import { open, seal, type Place, type RingKey, type Sealed } from '#db/sealing/cipher.ts'
import { keyRing } from '#db/sealing/key-ring.ts'
import { Confidential } from './confidential.policy.ts'

/** What seals: the ring's active key; null where this installation has no ring (an external database without SEALING_KEYS). */
export function activeKey(): RingKey | null {
  return keyRing()?.active ?? null
}

/** What a sealed record belongs to: one of the four. */
export type Subject =
  | { kind: 'session'; id: string; caseId: string }
  | { kind: 'request'; id: string }
  | { kind: 'disclosure'; id: string; caseId: string }
  | { kind: 'reading'; id: string; caseId: string }

/** Seals words as the next position of a subject, in the caller's transaction. `position` 1: the first. */
export async function addRecord(
  tx: Tx,
  scope: Scope,
  key: RingKey,
  {
    subject,
    personId,
    position,
    words,
  }: { subject: Subject; personId: string; position: number; words: string },
): Promise<void> {
  const id = uuidv7()
  const countyId = scope.countyId!
  const sealed = seal(words, { countyId, recordId: id, version: position }, key)
  await tx.insert(record).values({
    ...{ id, countyId, personId, position, authorId: scope.accountId!, authorRole: scope.role },
    caseId: subject.kind === 'request' ? null : subject.caseId,
    [`${subject.kind}Id` as const]: subject.id,
    ...{ nonce: sealed.nonce, sealed: sealed.sealed },
  } as typeof record.$inferInsert)
  await tx.insert(recordKey).values({
    ...{ id, countyId, keyId: sealed.keyId, nonce: sealed.keyNonce, wrapped: sealed.wrappedKey },
    sealedBy: scope.accountId!,
  })
}

/** `erased`: after withdrawn consent. `unknown-key`, `damaged`: this one record fails and says so, the others open. */
export type Unreadable = 'erased' | 'unknown-key' | 'damaged'
export type OpenedRecord = {
  id: string
  position: number
  authorId: string
  writtenAt: Date
} & ({ words: Confidential<string> } | { refused: Unreadable })

/**
 * The records of a subject that row-level security hands out to this transaction, opened, in order. For callers that
 * have asked mayOpen() and written the reading.
 */
export async function openRecords(tx: Tx, countyId: string, subjectId: string): Promise<OpenedRecord[]> {
  const rows = await tx
    .select({
      ...{ id: record.id, position: record.position, authorId: record.authorId, writtenAt: record.writtenAt },
      ...{ nonce: record.nonce, sealed: record.sealed },
      ...{ keyId: recordKey.keyId, keyNonce: recordKey.nonce, wrappedKey: recordKey.wrapped },
    })
    .from(record)
    .innerJoin(recordKey, and(eq(recordKey.countyId, record.countyId), eq(recordKey.id, record.id)))
    .where(and(eq(record.countyId, countyId), eq(record.subjectId, subjectId)))
    .orderBy(record.position)
  return rows.map(({ id, position, authorId, writtenAt, ...sealed }) => ({
    ...{ id, position, authorId, writtenAt },
    ...opened(sealed, { countyId, recordId: id, version: position }),
  }))
}

type MaybeErased = Omit<Sealed, 'keyNonce' | 'wrappedKey'> & {
  keyNonce: Uint8Array | null
  wrappedKey: Uint8Array | null
}

function opened(
  { keyNonce, wrappedKey, ...rest }: MaybeErased,
  place: Place,
): { words: Confidential<string> } | { refused: Unreadable } {
  if (!keyNonce || !wrappedKey) return { refused: 'erased' }
  const found = open({ ...rest, keyNonce, wrappedKey }, place, (keyId) => keyRing()?.find(keyId))
  return 'refused' in found ? found : { words: new Confidential(found.words) }
}
