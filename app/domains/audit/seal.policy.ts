import type { Hex, SealedRow, SealHeader, SealPlace } from '#app/shared/sealed-row.ts'

/** What is sealed, byte for byte. Changing anything here breaks every seal: write a version 2 beside it instead. */
const ROW_VERSION = 'qicheng-audit-event/1'
const SEAL_VERSION = 'qicheng-audit-seal/1'

/** At most so many rows under one root: what verifying holds in memory at a time. */
export const ROWS_A_SEAL = 10_000

export const NO_PREVIOUS: Hex = '0'.repeat(64)
export const NIL_ID = '00000000-0000-0000-0000-000000000000'

const utf8 = new TextEncoder()

/** Each field with its length before it, and null unlike empty: no two different lists give the same bytes. */
export function fieldsAsBytes(version: string, fields: readonly (string | null)[]): Uint8Array {
  const encoded = [version, ...fields].map((field) => (field === null ? null : utf8.encode(field)))
  const bytes = new Uint8Array(encoded.reduce((sum, field) => sum + 1 + (field ? 4 + field.length : 0), 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const field of encoded) {
    bytes[at++] = field ? 1 : 0
    if (!field) continue
    view.setUint32(at, field.length)
    bytes.set(field, at + 4)
    at += 4 + field.length
  }
  return bytes
}

export function bytesOfRow(row: SealedRow): Uint8Array {
  return fieldsAsBytes(ROW_VERSION, [
    ...[row.countyId, row.id, row.at, row.actorAccountId, row.actorRole, row.actorOfficeId, row.act],
    ...[row.subjectKind, row.subjectId, row.personId, row.detail, row.writtenIn],
  ])
}

export function bytesOfHeader(header: SealHeader): Uint8Array {
  return fieldsAsBytes(SEAL_VERSION, [
    ...[header.countyId, String(header.sequence), String(header.era), header.horizonXid, header.horizonId],
    ...[header.firstId, header.lastId, String(header.count), header.treeRoot, header.previousHash],
    header.sealedAt,
  ])
}

/**
 * Where the next seal begins. `oldestRunning`: the transaction number below which nothing can still be committed.
 * Below it and after the last seal's place lies exactly what is to be sealed. When it lies before that place, the
 * numbers have begun anew: this is a copy in another server. Then every visible row that is in no seal is taken, once,
 * and a new era begins.
 */
export function placeAfter(
  last: Pick<SealHeader, 'era' | 'horizonXid' | 'horizonId'> | null,
  oldestRunning: string,
): SealPlace {
  if (!last) return { era: 1, afterXid: '0', afterId: NIL_ID, sweep: false }
  const anew = BigInt(oldestRunning) < BigInt(last.horizonXid)
  if (anew) return { era: last.era + 1, afterXid: '0', afterId: NIL_ID, sweep: true }
  // A sweep that did not come to its end says so by a horizon of 0.
  return {
    era: last.era,
    afterXid: last.horizonXid,
    afterId: last.horizonId,
    sweep: last.era > 1 && last.horizonXid === '0',
  }
}
