import { csvCell, readCsv } from '#app/domains/supervision/csv.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { ITEM_COLUMNS, itemRowSchema, type ItemColumn } from './item-rows.schema.ts'
import type { ItemRow } from './item-statistics.policy.ts'

export type ItemFileRefusal =
  | 'empty'
  | 'column-missing'
  | 'quote-open'
  | 'missing'
  | 'too-long'
  | 'not-a-number'
  | 'above-one'
  | 'asked-twice'
  | 'attempt-differs'
  | 'total-too-small'
/** A line of a file, and its column where it is one cell. */
export type ItemFileProblem = { line: number; refused: ItemFileRefusal; column?: ItemColumn }

/** The mark by which spreadsheets know UTF-8. */
const BOM = '\uFEFF'

/** Marks as a file, one line each, with Windows' line ends as spreadsheets expect (RFC 4180). */
export function writeItemRows(rows: readonly ItemRow[]): string {
  const lines = rows.map(({ attempt, tried, question, version, mark, total }) =>
    [csvCell(attempt), tried, csvCell(question), csvCell(version), mark, total].join(','),
  )
  return `${BOM}${[ITEM_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}

/** Part marks are sums of fractions. */
const ROUNDING = 1e-6

/**
 * Reads a file of marks: a line of headings with the six columns, in any order and beside others, then a line for each
 * question of each attempt. Refuses with every problem and its line: `empty`; `column-missing`; `quote-open`; a cell that
 * is `missing`, `too-long`, `not-a-number` or a mark `above-one`; a question `asked-twice` in one attempt; an attempt
 * whose try or total is not the same on each of its lines (`attempt-differs`); marks that come to more than the total.
 */
export function readItemRows(
  text: string,
): Outcome<{ rows: ItemRow[] }, 'problems'> & { problems?: ItemFileProblem[] } {
  const { rows: lines, unclosedQuote } = readCsv(text)
  const refuse = (...problems: ItemFileProblem[]) => ({ refused: 'problems' as const, problems })
  if (unclosedQuote !== null) return refuse({ line: unclosedQuote, refused: 'quote-open' })
  const [head, ...body] = lines
  if (!head || body.length === 0) return refuse({ line: 1, refused: 'empty' })
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const absent = ITEM_COLUMNS.filter((column) => !names.includes(column))
  if (absent.length > 0)
    return refuse(
      ...absent.map((column) => ({ line: head.line, refused: 'column-missing' as const, column })),
    )

  const problems: ItemFileProblem[] = []
  const read: { line: number; row: ItemRow }[] = []
  for (const { line, cells } of body) {
    const given = Object.fromEntries(
      ITEM_COLUMNS.map((column) => [column, cells[names.indexOf(column)] ?? '']),
    )
    const parsed = itemRowSchema.safeParse(given)
    if (parsed.success) read.push({ line, row: parsed.data })
    else
      for (const { message, path } of parsed.error.issues)
        problems.push({ line, refused: message as ItemFileRefusal, column: path[0] as ItemColumn })
  }
  problems.push(...attemptProblems(read))
  if (problems.length > 0) return refuse(...problems.sort((a, b) => a.line - b.line))
  return { rows: read.map(({ row }) => row) }
}

/** What the lines of one attempt say together. */
function attemptProblems(read: readonly { line: number; row: ItemRow }[]): ItemFileProblem[] {
  const problems: ItemFileProblem[] = []
  const attempts = new Map<string, { first: ItemRow; questions: Set<string>; marks: number }>()
  for (const { line, row } of read) {
    const known = attempts.get(row.attempt) ?? { first: row, questions: new Set<string>(), marks: 0 }
    attempts.set(row.attempt, known)
    if (known.questions.has(row.question)) problems.push({ line, refused: 'asked-twice', column: 'question' })
    if (known.first.tried !== row.tried || known.first.total !== row.total)
      problems.push({ line, refused: 'attempt-differs' })
    known.questions.add(row.question)
    known.marks += row.mark
    if (known.marks > row.total + ROUNDING)
      problems.push({ line, refused: 'total-too-small', column: 'total' })
  }
  return problems
}
