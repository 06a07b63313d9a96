import type { Anchor } from '#app/domains/audit/anchor.schema.ts'
import { leafOf, rootOf } from '#app/domains/audit/merkle.policy.ts'
import { bytesOfRow, NIL_ID, NO_PREVIOUS } from '#app/domains/audit/seal.policy.ts'
import { verdictOf, type Finding, type Verdict } from '#app/domains/audit/verdict.policy.ts'
import {
  inOneSnapshot,
  lastSeal,
  placesOf,
  placesWithoutSeal,
  sealsAfter,
  unsealedRows,
  type County,
  type OwnerSql,
  type StoredSeal,
  type SnapshotSql,
} from '#db/audit-seals.server.ts'
import { headerHash, hex, sha256 } from './seal-log.server.ts'

export type Examination = {
  county: County
  verdict: Verdict
  /** The first twenty; `more` were found beside them. */
  findings: Finding[]
  more: number
  seals: number
  rows: number
  sealedUpTo: string | null
  tail: { rows: number; since: string | null }
}

const SHOWN = 20

/**
 * Looks at every row, place and seal of a county, one batch in memory at a time, all in one snapshot: who writes
 * meanwhile is neither waited for nor seen.
 */
export async function examineLog(
  owner: OwnerSql,
  county: County,
  anchor: Anchor | undefined,
): Promise<Examination> {
  return inOneSnapshot(owner, (tx) => examine(tx, county, anchor))
}

async function examine(tx: SnapshotSql, county: County, anchor: Anchor | undefined): Promise<Examination> {
  const findings: Finding[] = []
  let more = 0
  // The worst of each kind must be kept: what is left out is only the twenty-first of a kind and on.
  const found = (finding: Finding) => {
    if (findings.filter(({ verdict }) => verdict === finding.verdict).length < SHOWN) findings.push(finding)
    else more++
  }
  if (anchor && anchor.countyId !== county.id)
    found({ verdict: 'foreign-anchor', what: anchor.countyCode === county.code ? 'instance' : 'county' })

  let previous: StoredSeal | null = null
  let rows = 0
  const missing: { batch: number; row: number; id: string }[] = []
  let missingCount = 0
  let firstMissing: { batch: number; row: number } | undefined
  for (let seals = await sealsAfter(tx, county.id, 0); seals.length > 0;) {
    for (const seal of seals) {
      const expected = (previous?.sequence ?? 0) + 1
      for (let gone = expected; gone < seal.sequence; gone++)
        found({ verdict: 'deleted', what: 'seal', batch: gone })
      if (headerHash(seal) !== seal.headerHash)
        found({ verdict: 'edited', what: 'seal', batch: seal.sequence })
      if (seal.sequence === expected && seal.previousHash !== (previous?.headerHash ?? NO_PREVIOUS))
        found({ verdict: 'edited', what: 'chain', batch: seal.sequence })

      const places = await placesOf(tx, county.id, seal.id)
      let agree = true
      for (const { position, id, leaf, row } of places) {
        const place = { batch: seal.sequence, row: position + 1, id }
        if (!row) {
          missingCount++
          firstMissing ??= { batch: seal.sequence, row: position + 1 }
          if (missing.length < SHOWN) missing.push(place)
          continue
        }
        // A row that stands after gone ones: they were taken out of the middle, not off the end.
        for (const gone of missing) found({ verdict: 'deleted', what: 'row', ...gone })
        more += missingCount - missing.length
        missing.length = 0
        missingCount = 0
        firstMissing = undefined
        if (hex(leafOf(sha256, bytesOfRow(row))) === leaf) continue
        agree = false
        found({ verdict: 'edited', what: 'row', ...place })
      }
      if (places.length < seal.count) found({ verdict: 'deleted', what: 'places', batch: seal.sequence })
      else if (places.length > seal.count)
        found({ verdict: 'inserted', what: 'places', batch: seal.sequence })
      else if (agree && rootOfPlaces(places) !== seal.treeRoot)
        found({ verdict: 'edited', what: 'places', batch: seal.sequence })
      if (
        anchor?.countyId === county.id &&
        anchor.sequence === seal.sequence &&
        anchor.headerHash !== seal.headerHash
      )
        found({ verdict: 'rewritten', batch: seal.sequence })
      rows += seal.count
      previous = seal
    }
    seals = await sealsAfter(tx, county.id, previous!.sequence)
  }

  if (firstMissing) found({ verdict: 'truncated', what: 'rows', ...firstMissing, count: missingCount })
  const orphans = await placesWithoutSeal(tx, county.id)
  if (orphans > 0) found({ verdict: 'truncated', what: 'places', count: orphans })
  if (anchor?.countyId === county.id && anchor.sequence > (previous?.sequence ?? 0))
    found({
      verdict: 'truncated',
      what: 'anchor',
      batch: anchor.sequence,
      sealed: previous?.sequence ?? 0,
    })
  const last = await lastSeal(tx, county.id)
  const free = await unsealedRows(tx, county.id, last ?? { horizonXid: '0', horizonId: NIL_ID })
  for (const id of free.beforeIds) found({ verdict: 'inserted', what: 'row', id })
  more += free.before - free.beforeIds.length
  return {
    county,
    verdict: verdictOf(findings),
    findings,
    more,
    seals: previous?.sequence ?? 0,
    rows,
    sealedUpTo: previous?.sealedAt ?? null,
    tail: { rows: free.after, since: free.since },
  }
}

const rootOfPlaces = (places: readonly { leaf: string }[]) =>
  hex(
    rootOf(
      sha256,
      places.map(({ leaf }) => Buffer.from(leaf, 'hex')),
    ),
  )
