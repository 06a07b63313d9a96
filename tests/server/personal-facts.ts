import fs from 'node:fs'
import type { Sql } from 'postgres'

/** What must not stand in a log, a title or a URL: names, register numbers, sign-in names, phone numbers. */
export async function personalFacts(sql: Sql): Promise<string[]> {
  const rows = await sql<{ fact: string }[]>`
    select name as fact from supervised_persons union select register_number from supervised_persons
    union select name from staff union select name from sign_in_names where kind <> 'chosen'`
  return rows.map(({ fact }) => fact)
}

/** Lines of a log that hold one of the facts, without the lines that print the demo's sign-ins at the start. */
export function sightings(logFile: string, facts: readonly string[]): string[] {
  const lines = fs.readFileSync(logFile, 'utf8').split('\n')
  return lines.filter(
    (line) => !/^ {2}\S+ \/ qicheng-demo /.test(line) && facts.some((fact) => line.includes(fact)),
  )
}
