import type { TransactionSql } from 'postgres'
import { addDays } from '#app/shared/calendar-day.ts'
import { beginInsert, insertRows, rangeText } from './bulk.ts'
import { COUNTY } from './county.ts'
import type { LedgerLine } from './ledger-line.ts'
import { UNIT_MINUTES } from './lecture-topics.ts'
import { policyPack } from './policy-packs.ts'
import type { FinishedStudy } from './questioned-line.ts'

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
  ...given: [TransactionSql, readonly LedgerLine[], string]
): Promise<number> {
  return (await beginLedger(...given)).count
}

/** The same, done when the lines have arrived at the database; it takes them in meanwhile. */
export function beginLedger(
  tx: TransactionSql,
  lines: readonly LedgerLine[],
  policyVersionId: string,
): Promise<{ count: Promise<number> }> {
  const rows = lines.map((line) => [
    ...[line.id, COUNTY.id, line.personId, 'study', line.sourceKind, line.sourceId, line.countyDay],
    ...[line.revision, line.minutes, instantsText(line), line.reversesId, JSON.stringify(line.explanation)],
    ...[policyVersionId, line.postedBy, line.postedAs, new Date(line.postedAtMs).toISOString()],
  ])
  const key = 'county_id, person_id, source_kind, source_id, county_day, revision'
  return beginInsert(tx, 'hours_entries', COLUMNS, rows, `on conflict (${key}) do nothing`)
}

function instantsText({ during }: LedgerLine): string {
  return `{${during.map(([from, to]) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`).join(',')}}`
}

/** Studies behind online lines. One that would count the same unit again within its window is left out. */
export async function writeStudies(tx: TransactionSql, studies: readonly FinishedStudy[]): Promise<void> {
  await insertRows(
    tx,
    'unit_studies',
    [
      ...['id', 'county_id', 'person_id', 'unit_id', 'module_version', 'nominal_minutes', 'reading_factor'],
      ...['passage_count', 'place', 'opened_at', 'finished_at', 'credited_minutes', 'counted_during'],
    ],
    studies.map((study) => [
      ...[study.id, COUNTY.id, study.personId, study.unitId, 'demo', UNIT_MINUTES, 1, PASSAGES, PASSAGES],
      ...[study.openedAt, study.finishedAt, study.minutes],
      rangeText(study.countedFrom, addDays(study.countedFrom, REPEAT_WINDOW_DAYS)),
    ]),
    'on conflict do nothing',
  )
}

const PASSAGES = 2
const REPEAT_WINDOW_DAYS = policyPack('demo-county').policy.credit.repeatWindowDays
