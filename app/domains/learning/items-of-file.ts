import fs from 'node:fs'
import { itemFlag } from './item-flag.policy.ts'
import { readItemRows } from './item-rows.server.ts'
import { itemStatistics } from './item-statistics.policy.ts'

/**
 * `npm run items -- marks.csv [--all]`: the statistics of a file of marks (`/bureau/lessons/<code>/items.csv`, or another
 * system's with the same columns), as JSON, one line each, unrounded. First tries, or every one. Ends with 1 and every
 * problem by line when the file cannot be read, with 2 when it is called in another way.
 */
function run(given: readonly string[]): number {
  const files = given.filter((one) => !one.startsWith('--'))
  const switches = given.filter((one) => one.startsWith('--'))
  const [file] = files
  if (file === undefined || files.length > 1 || switches.some((one) => one !== '--all')) {
    process.stderr.write('npm run items -- marks.csv [--all]\n')
    return 2
  }
  if (!fs.existsSync(file)) {
    process.stderr.write(`There is no file ${file}.\n`)
    return 1
  }
  const read = readItemRows(fs.readFileSync(file, 'utf8'))
  if (!('rows' in read)) {
    for (const { line, column, refused } of read.problems ?? [])
      process.stderr.write(`line ${line}${column ? `, ${column}` : ''}: ${refused}\n`)
    return 1
  }
  const tries = switches.length > 0 ? 'all' : 'first'
  for (const item of itemStatistics(read.rows, { tries }))
    process.stdout.write(`${JSON.stringify({ ...item, look: itemFlag(item)?.flag ?? null })}\n`)
  return 0
}

process.exitCode = run(process.argv.slice(2))
