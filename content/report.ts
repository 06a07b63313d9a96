import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { calendarDay, dayAt } from '#app/shared/calendar-day.ts'
import { compileContent } from './compile-content.ts'
import { readGiven, withIdsOf } from './given-questions.ts'
import { asText, reportOn } from './module-report.ts'
import { readQuizFile } from './quiz-file.ts'

/**
 * `npm run content:report`: what every module has, and what it lacks. `-- --strict` ends with 1 when a review is overdue
 * or a part is missing; `-- --on 2027-11-24` looks at it as of that day;
 * `-- --give` writes the ids of new questions into `given-questions.json`.
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

if (process.argv.includes('--give')) {
  const file = path.join(root, 'content/given-questions.json')
  const given = modules.reduce((all, { code }) => {
    const quiz = read(path.join(root, 'content/modules', code, 'quiz.yaml'))
    return quiz === undefined ? all : withIdsOf(code, readQuizFile(quiz, `${code}/quiz.yaml`), all)
  }, readGiven(read(file) ?? '{}'))
  fs.writeFileSync(file, `${JSON.stringify(given, null, 2)}\n`)
}

function read(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
