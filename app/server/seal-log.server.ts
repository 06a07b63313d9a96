import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { clockOffsetMs } from '#app/clock.server.ts'
import { leafOf, rootOf, type Hash } from '#app/domains/audit/merkle.policy.ts'
import {
  bytesOfHeader,
  bytesOfRow,
  NIL_ID,
  NO_PREVIOUS,
  placeAfter,
  ROWS_A_SEAL,
} from '#app/domains/audit/seal.policy.ts'
import type { SealHeader } from '#app/shared/sealed-row.ts'
import {
  countiesOf,
  insertSeal,
  lastSeal,
  oldestRunning,
  rowsAfter,
  sealingTime,
  takeSealing,
  type OwnerSql,
} from '#db/audit-seals.server.ts'

export const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest()
export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
export const headerHash = (header: SealHeader) => hex(sha256(bytesOfHeader(header)))

/**
 * Seals one batch of a county in one transaction. The number of rows sealed; null when another machine is sealing.
 * Takes no lock that writing a row needs. Killed anywhere, it has sealed nothing.
 */
export async function sealBatch(
  owner: OwnerSql,
  countyId: string,
  limit = ROWS_A_SEAL,
): Promise<number | null> {
  return owner.begin(async (tx) => {
    // Every statement sees what was committed before it (read committed): the last seal is read after the lock is ours,
    // the rows after the number they must lie below.
    if (!(await takeSealing(tx))) return null
    const last = await lastSeal(tx, countyId)
    const below = await oldestRunning(tx)
    const place = placeAfter(last, below)
    const rows = await rowsAfter(tx, countyId, place, below, limit)
    const [first, final] = [rows[0], rows.at(-1)]
    if (!first || !final) return 0
    const leaves = rows.map((row) => leafOf(sha256, bytesOfRow(row)))
    const sweptToTheEnd = rows.length < limit
    const horizon = place.sweep
      ? { horizonXid: sweptToTheEnd ? below : '0', horizonId: NIL_ID }
      : { horizonXid: final.writtenIn, horizonId: final.id }
    const header: SealHeader = {
      countyId,
      sequence: (last?.sequence ?? 0) + 1,
      era: place.era,
      ...horizon,
      firstId: first.id,
      lastId: final.id,
      count: rows.length,
      treeRoot: hex(rootOf(sha256, leaves)),
      previousHash: last?.headerHash ?? NO_PREVIOUS,
      sealedAt: await sealingTime(tx, clockOffsetMs()),
    }
    const seal = { id: uuidv7(), ...header, headerHash: headerHash(header) }
    const members = rows.map(({ id }, at) => ({ id, leaf: hex(leaves[at]!) }))
    await insertSeal(tx, seal, members)
    return rows.length
  })
}

/** Seals whatever is ready, batch after batch. Rows and seals written; stops between batches when told to. */
export async function sealLog(
  owner: OwnerSql,
  { limit = ROWS_A_SEAL, stopped = () => false }: { limit?: number; stopped?: () => boolean } = {},
): Promise<{ rows: number; seals: number }> {
  const sum = { rows: 0, seals: 0 }
  for (const { id } of await countiesOf(owner)) {
    for (let more = true; more && !stopped();) {
      const sealed = await sealBatch(owner, id, limit)
      if (sealed === null) return sum
      if (sealed > 0) {
        sum.rows += sealed
        sum.seals += 1
      }
      more = sealed === limit
    }
  }
  return sum
}
