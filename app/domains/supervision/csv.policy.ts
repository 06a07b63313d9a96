/**
 * Reads a file of separated values as spreadsheets write it (RFC 4180, with `,` `;` or a tab between the cells), and keeps
 * the number of the line on which each row begins. Never throws: what cannot be read is said with its line.
 */
export type CsvRow = { line: number; cells: string[] }
export type CsvTable = { rows: CsvRow[]; unclosedQuote: number | null }

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

/** Rows with the line they begin on; rows without anything in them are left out. */
export function readCsv(text: string, separator = separatorOf(text)): CsvTable {
  const rows: CsvRow[] = []
  const ends = new RegExp(`[${separator === '\t' ? '\\t' : separator}\\r\\n]`, 'g')
  let [at, line] = [0, 1]
  let row: CsvRow = { line, cells: [] }
  const endRow = () => {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
    row = { line, cells: [] }
  }
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      const opened = line
      let closed = false
      at += 1
      while (at < text.length && !closed) {
        const quote = text.indexOf('"', at)
        const end = quote === -1 ? text.length : quote
        cell += text.slice(at, end)
        at = end + 1
        if (quote === -1) return { rows, unclosedQuote: opened }
        if (text[at] === '"') {
          cell += '"'
          at += 1
        } else closed = true
      }
      if (!closed) return { rows, unclosedQuote: opened }
      line += cell.split('\n').length - 1
    }
    // What stands after a closing quote belongs to the cell as it is.
    ends.lastIndex = at
    const end = ends.exec(text)?.index ?? text.length
    cell += text.slice(at, end)
    row.cells.push(cell)
    at = end
    if (text[at] === separator) {
      at += 1
      if (at === text.length) row.cells.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    if (at < text.length) line += 1
    at += 1
    endRow()
  }
  if (row.cells.length > 0) endRow()
  return { rows, unclosedQuote: null }
}

/** A cell for a file that a spreadsheet opens: quoted, and with an apostrophe before what it would run as a formula. */
export function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${tame.replaceAll('"', '""')}"`
}
