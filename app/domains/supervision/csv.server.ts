import { CsvError, parse } from 'csv-parse/sync'
import type { CsvRow, CsvTable } from './csv-table.policy.ts'

export const separators = [',', ';', '\t'] as const

/** UTF-8 with or without its mark; whatever is not UTF-8 is GB18030, which Excel writes in China (it contains GBK). */
export function decodeCsv(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The separator that the first line has most of, outside quotes; a comma when it has none. */
export function separatorOf(text: string): string {
  const counts = new Map<string, number>(separators.map((sign) => [sign, 0]))
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) break
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/**
 * Reads a file of separated values as spreadsheets write it (RFC 4180, with `,` `;` or a tab between the cells), and keeps
 * the number of the line on which each row begins. Rows without anything in them are left out. A quotation
 * mark without an end is told, not thrown.
 */
export function readCsv(text: string, separator = separatorOf(text)): CsvTable {
  const rows: CsvRow[] = []
  let ended = 0
  try {
    parse(text, {
      delimiter: separator,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      on_record(cells: string[], { lines }: { lines: number }) {
        ended = lines
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: lines - breaksIn(cells), cells })
        return null
      },
    })
    return { rows, unclosedQuote: null }
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      return { rows, unclosedQuote: ended + 1 }
    throw error
  }
}

/** Line breaks inside quotes: the parser counts a row where it ends. */
const breaksIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/** A cell for a file that a spreadsheet opens: quoted, and with an apostrophe before what it would run as a formula. */
export function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${tame.replaceAll('"', '""')}"`
}
