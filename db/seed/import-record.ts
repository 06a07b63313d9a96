import type { TransactionSql } from 'postgres'
import type { CalendarMonth } from '#app/shared/calendar-day.ts'
import { COUNTY } from './county.ts'
import { demoIdAt } from './random.ts'

export type ImportRecord = {
  /** The first seed's instant: everyone and every plan follow from it. */
  seededAt: Date
  /** Up to when the ledger is filled. */
  until: Date
  entries: number
  people: number
  months: readonly [from: CalendarMonth, to: CalendarMonth]
}

type Detail = {
  entries: number
  people: number
  months: [CalendarMonth, CalendarMonth]
  seededAt: string
  until: string
}

/** The one audit row of a seed or top-up. The next start reads from it where to go on. */
export async function recordImport(tx: TransactionSql, record: ImportRecord): Promise<void> {
  const detail: Detail = {
    ...{ entries: record.entries, people: record.people, months: [...record.months] },
    ...{ seededAt: record.seededAt.toISOString(), until: record.until.toISOString() },
  }
  const id = demoIdAt(record.until.getTime(), 'import', detail.until)
  await tx`insert into audit_events (id, county_id, at, actor_role, act, subject_kind, subject_id, detail)
    values (${id}, ${COUNTY.id}, ${record.until}, 'system:import', 'hours.imported', 'county', ${COUNTY.id}, ${tx.json(detail)})`
}

/** Where the last import ended, and when every import ended; null when there has been none. */
export async function lastImport(
  tx: TransactionSql,
): Promise<{ seededAt: Date; until: Date; starts: Date[] } | null> {
  const rows = await tx<{ detail: Detail }[]>`select detail from audit_events
    where county_id = ${COUNTY.id} and act = 'hours.imported' and actor_role = 'system:import' order by at`
  const untils = rows.map(({ detail }) => new Date(detail.until))
  const until = untils.at(-1)
  return until ? { seededAt: new Date(rows[0]!.detail.seededAt), until, starts: untils } : null
}
