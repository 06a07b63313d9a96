import { dayAt, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { Assessment, Cut } from './assessment.policy.ts'
import type { Bucket, SourceKind } from './hours-policy.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'

export type StatementLine = {
  entryId: string
  /** The day the line stands under: its county day, or for a correction the day it was made. */
  day: CalendarDay
  countyDay: CalendarDay
  postedAt: Date
  sourceKind: SourceKind
  sourceId: string
  revision: number
  during: Instants | null
  minutes: Minutes
  /** The ledger's minutes up to and with this line. */
  running: Minutes
  counted: Minutes
  cuts: Cut[]
  /** The reversal that takes this line back. */
  undoneBy: string | null
  /** The line this reversal takes back. */
  undoes: string | null
  explanation: unknown
}

export type Statement = {
  lines: StatementLine[]
  totals: { ledger: Minutes; counted: Minutes; cut: Minutes }
}

/**
 * A month's ledger like a bank's: every line with its running total, corrections where they were made.
 * The lines' minutes add up to the ledger's, and totals.ledger = totals.counted + totals.cut.
 */
export function statementOf(
  entries: readonly HoursEntry[],
  assessment: Assessment,
  bucket: Bucket = 'study',
): Statement {
  const assessed = new Map(assessment.lines.map((line) => [line.entryId, line]))
  const undoneBy = new Map(entries.map(({ reversesId, id }) => [reversesId, id]))
  const ordered = entries
    .filter((entry) => entry.bucket === bucket && monthOf(entry.countyDay) === assessment.month)
    .map((entry) => ({ entry, day: statementDay(entry) }))
    .sort(
      (a, b) =>
        Number(a.day > b.day) - Number(a.day < b.day) ||
        a.entry.postedAt.getTime() - b.entry.postedAt.getTime() ||
        Number(a.entry.id > b.entry.id) - Number(a.entry.id < b.entry.id),
    )
  let running: Minutes = 0
  const lines = ordered.map(({ entry, day }): StatementLine => {
    running += entry.minutes
    const { id: entryId, countyDay, postedAt, sourceKind, sourceId, revision, during, minutes } = entry
    return {
      ...{ entryId, day, countyDay, postedAt, sourceKind, sourceId, revision, during, minutes, running },
      counted: assessed.get(entryId)?.counted ?? 0,
      cuts: assessed.get(entryId)?.cuts ?? [],
      undoneBy: undoneBy.get(entryId) ?? null,
      undoes: entry.reversesId,
      explanation: entry.explanation,
    }
  })
  const counted = lines.reduce((sum, line) => sum + line.counted, 0)
  return { lines, totals: { ledger: running, counted, cut: running - counted } }
}

/**
 * A correction keeps the county day it corrects (that is what it counts for) and is read where it was made:
 * the 3rd's class, put right on the 16th, stands under the 16th.
 */
function statementDay({ revision, countyDay, postedAt }: HoursEntry): CalendarDay {
  if (revision === 1) return countyDay
  const posted = dayAt(postedAt)
  return posted > countyDay ? posted : countyDay
}
