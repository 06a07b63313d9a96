import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { calendarDay, dayAt } from '#app/shared/calendar-day.ts'
import { compileContent } from './compile-content.ts'
import { reportOn, asText } from './module-report.ts'

/**
 * `npm run content:report`: what every module has, and what it lacks. `-- --strict` ends with 1 when a review is overdue
 * or a part is missing; `-- --on 2027-11-24` looks at it as of that day.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const on = process.argv.indexOf('--on')
const today = on < 0 ? dayAt(new Date()) : calendarDay(process.argv[on + 1] ?? '')

const { modules } = await compileContent(root)
const reports = modules.map((module) =>
  reportOn(module, (name) => read(path.join(root, 'content/modules', module.code, name)), today),
)
console.log(asText(reports))
if (process.argv.includes('--strict') && reports.some(({ warnings }) => warnings.length > 0))
  process.exitCode = 1

function read(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
