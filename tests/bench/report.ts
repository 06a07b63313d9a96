import type { ColdPage } from './cold-page.ts'
import type { LoadResult } from './load.ts'

export type Cell = LoadResult & {
  connections: number
  requestsPerSecond: number
  /** CPU milliseconds of one request; null where the processes cannot be read. */
  cpu: { app: number; database: number } | null
}
export type Row = { name: string; cells: Cell[]; cold: ColdPage | null }
export type Memory = { app: number; database: number }
export type Report = {
  at: string
  quick: boolean
  machine: { cores: number; model: string; memoryGb: number; node: string; platform: string }
  workers: number
  firstStartSeconds: number
  rows: Row[]
  memory: { idle: Memory; underLoad: Memory } | null
}

const figure = (value: number, digits: number) => value.toFixed(digits)
const kb = (bytes: number) => figure(bytes / 1024, 1)

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...lines.map((line) => line[column]!.length)),
  )
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [row(head), rule, ...lines.map(row)].join('\n')
}

/** The whole report as markdown. */
export function asMarkdown(report: Report): string {
  const { machine, memory } = report
  const baseline = report.rows[0]!
  const speed = table(
    ['', 'conn.', 'req/s', 'p50 ms', 'p95', 'p99', 'CPU ms', 'app', 'db', '× baseline'],
    report.rows.flatMap(({ name, cells }) =>
      cells.map((cell, index) => {
        const own = cell.cpu && cell.cpu.app + cell.cpu.database
        const hello = baseline.cells[index]?.cpu?.app
        return [
          ...[name, String(cell.connections), figure(cell.requestsPerSecond, 0)],
          ...[cell.p50, cell.p95, cell.p99].map((ms) => figure(ms, 1)),
          ...(cell.cpu && own !== null
            ? [figure(own, 2), figure(cell.cpu.app, 2), figure(cell.cpu.database, 2)]
            : ['?', '?', '?']),
          own && hello ? figure(own / hello, 1) : '?',
        ]
      }),
    ),
  )
  const cold = table(
    ['cold', 'KB', 'of it JS', 'requests'],
    report.rows.flatMap(({ name, cold: page }) =>
      page ? [[name, kb(page.bytes), kb(page.scriptBytes), String(page.requests)]] : [],
    ),
  )
  const mb = (of: Memory) => [of.app, of.database, of.app + of.database].map((value) => figure(value, 0))
  return [
    `${machine.cores} cores (${machine.model}), ${machine.memoryGb} GB, node ${machine.node}; ${report.workers} workers; first start with the demo county ${figure(report.firstStartSeconds, 1)} s.`,
    'The load comes from the same machine; CPU is that of the app and the database alone. Sign-in is argon2id by design.',
    speed,
    cold,
    memory
      ? table(
          ['memory, MB (PSS)', 'app', 'database', 'together'],
          [
            ['idle', ...mb(memory.idle)],
            ['under load (most seen)', ...mb(memory.underLoad)],
          ],
        )
      : 'Memory and CPU are read from /proc, which this system does not have.',
  ].join('\n\n')
}
