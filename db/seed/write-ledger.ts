import type { TransactionSql } from 'postgres'
import { insertRows } from './bulk.ts'
import { COUNTY } from './county.ts'
import type { LedgerLine } from './ledger-line.ts'

const COLUMNS = [
  ...[
    'id',
    'county_id',
    'person_id',
    'bucket',
    'source_kind',
    'source_id',
    'county_day',
    'revision',
    'minutes',
  ],
  ...['during', 'reverses_id', 'explanation', 'policy_version_id', 'posted_by', 'posted_as', 'posted_at'],
] as const

/** Adds lines that are not there yet; a line that is (same source, day and revision) stays as it is. */
export async function writeLedger(
  tx: TransactionSql,
  lines: readonly LedgerLine[],
  policyVersionId: string,
): Promise<number> {
  const rows = lines.map((line) => [
    ...[line.id, COUNTY.id, line.personId, 'study', line.sourceKind, line.sourceId, line.countyDay],
    ...[line.revision, line.minutes, instantsText(line), line.reversesId, JSON.stringify(line.explanation)],
    ...[policyVersionId, line.postedBy, line.postedAs, new Date(line.postedAtMs).toISOString()],
  ])
  const key = 'county_id, person_id, source_kind, source_id, county_day, revision'
  return insertRows(tx, 'hours_entries', COLUMNS, rows, `on conflict (${key}) do nothing`)
}

function instantsText({ during }: LedgerLine): string {
  return `{${during.map(([from, to]) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`).join(',')}}`
}
