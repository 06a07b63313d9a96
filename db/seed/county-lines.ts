import { addMonths, dayAt, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { DemoWorld } from './demo-world.ts'
import { drawnMonth } from './drawn-month.ts'
import { peopleOfDrawnOffice } from './drawn-roles.ts'
import { currentLine, importedLine, type LedgerLine } from './ledger-line.ts'

/** A finished month of the history, in the order in which it was written down. */
export function linesOfHistory(world: DemoWorld, month: CalendarMonth): LedgerLine[] {
  return inOrder(world.plan(month).map(importedLine))
}

/**
 * The months of and after the seed, as far as they lie in (after, until]; without `after` from their beginning. In a
 * month that a start fell into, the story is told as of that start: until then 东塘镇 has what is drawn, and those with
 * a story have nothing more, because that is for whoever tries the demo to do. `starts` are the ends of earlier imports.
 */
export function linesBetween(
  world: DemoWorld,
  after: Date | null,
  until: Date,
  starts: readonly Date[],
): LedgerLine[] {
  const current = monthOf(dayAt(until))
  const office = new Set(peopleOfDrawnOffice(world.current))
  const lines: LedgerLine[] = []
  for (let month = monthOf(dayAt(after ?? world.seededAt)); month <= current; month = addMonths(month, 1)) {
    const told = toldAt(month, [...starts, until])
    if (told === until) lines.push(...drawnMonth(world.current, dayAt(world.seededAt), world.policies, until))
    // On the 1st there is no story yet, and nothing else that it would have to agree with.
    const waits = month === current && !told
    const lineOf = month === current ? currentLine : importedLine
    for (const event of world.plan(month)) {
      const line = lineOf(event)
      const at = line.postedAtMs
      if (at > until.getTime() || (after && at <= after.getTime())) continue
      if (office.has(event.person)) {
        if (waits) continue
        if (told && (event.person.story || at <= told.getTime())) continue
      }
      lines.push(line)
    }
  }
  return inOrder(lines)
}

/** The start at which the month's story is told: the first that is not on the 1st. */
function toldAt(month: CalendarMonth, starts: readonly Date[]): Date | undefined {
  return starts.find((start) => monthOf(dayAt(start)) === month && !dayAt(start).endsWith('-01'))
}

function inOrder(lines: LedgerLine[]): LedgerLine[] {
  return lines.sort((a, b) => a.postedAtMs - b.postedAtMs)
}
