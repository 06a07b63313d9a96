import { once } from 'node:events'
import type { TransactionSql } from 'postgres'

type Cell = string | number | boolean | null

/**
 * Many rows at once. COPY into a table under row-level security is refused (the tables force it on their owner too), so
 * the rows travel by COPY into a temporary table and are inserted from there, through the owner's own policy.
 */
export async function insertRows(
  ...given: [TransactionSql, string, readonly string[], readonly (readonly Cell[])[], string?]
): Promise<number> {
  return (await beginInsert(...given)).count
}

/** The same, done when the rows have arrived: the database inserts them while the caller makes the next ones. */
export async function beginInsert(
  tx: TransactionSql,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  onConflict = '',
): Promise<{ count: Promise<number> }> {
  if (rows.length === 0) return { count: Promise.resolve(0) }
  const list = columns.join(', ')
  await tx.unsafe(`create temp table arriving on commit drop as select ${list} from ${table} with no data`)
  const copy = await tx.unsafe(`copy arriving (${list}) from stdin`).writable()
  for (let from = 0; from < rows.length; from += ROWS_A_CHUNK) {
    const text = rows
      .slice(from, from + ROWS_A_CHUNK)
      .map(lineOf)
      .join('')
    if (!copy.write(text)) await once(copy, 'drain')
  }
  copy.end()
  await once(copy, 'finish')
  const inserting = tx
    .unsafe(`insert into ${table} (${list}) select ${list} from arriving ${onConflict}`)
    .execute()
  const dropping = tx.unsafe('drop table arriving').execute()
  const count = Promise.all([inserting, dropping]).then(([inserted]) => inserted.count)
  count.catch(() => {}) // told to whoever awaits it
  return { count }
}

const ROWS_A_CHUNK = 500

/** PostgreSQL's text format: tabs between cells, \N for null. */
function lineOf(row: readonly Cell[]): string {
  return `${row.map((cell) => (cell === null ? '\\N' : escaped(String(cell)))).join('\t')}\n`
}

function escaped(cell: string): string {
  return /[\\\t\n\r]/.test(cell)
    ? cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : cell
}

/** A text array as PostgreSQL reads it. */
export const arrayText = (items: readonly string[]) => `{${items.map((item) => `"${item}"`).join(',')}}`

/** A half-open range of days; without an end it stays open. */
export const rangeText = (from: string, to: string | null) => `[${from},${to ?? ''})`
