import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import type { StatementLine } from '#app/domains/hours/statement.policy.ts'
import type { Confirmer } from '#app/domains/identity/confirmer.policy.ts'
import { explainNote } from '#app/messages/explanation.ts'
import type { Note } from '#app/messages/note.ts'
import type { Messages } from '#app/messages/zh.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { StatementLineData } from './statement.tsx'

/** A statement line as a loader hands it to a page: the rule's line and who stands behind it. */
export type StatementRow = StatementLine & { postedAs: string; confirmer: Confirmer | null }

/** What one quotes when asking about a line: month and the last characters of its id. */
export function entryNumber(line: { entryId: string; countyDay: string }): string {
  return `H-${line.countyDay.slice(5, 7)}-${line.entryId.slice(-6).toUpperCase()}`
}

/** The ledger's codes and numbers, in the words of the page's language. */
export function statementLines(rows: readonly StatementRow[], messages: Messages): StatementLineData[] {
  const { hours, words, locale, format } = messages
  return rows.map((row) => {
    const explanation = row.explanation as EntryExplanation
    const undoing = row.undoneBy ? rows.find((other) => other.entryId === row.undoneBy) : undefined
    const correction = row.revision !== 1
    const notes: Note[] = [
      ...explanation.notes.filter((note) => note.code !== 'correction'),
      ...row.cuts.map(cutNote),
      ...(undoing ? [{ code: 'replaced' as const, onDay: undoing.day }] : []),
    ]
    const subject = explanation.subject ? explanation.subject[locale] : null
    return {
      entryId: row.entryId,
      number: entryNumber(row),
      day: row.day,
      title:
        row.revision < 0
          ? hours.reversalTitle(row.countyDay)
          : correction
            ? hours.correctionTitle(row.countyDay)
            : hours.entryTitle(words.sources[row.sourceKind], subject),
      interval: intervalOf(row, explanation, messages),
      minutes: row.minutes,
      running: row.running,
      why: notes.map((note) => explainNote(messages, note)),
      who: whoOf(row, messages),
      undone: row.undoneBy !== null,
      correction,
    }
  })

  function cutNote(cut: StatementRow['cuts'][number]): Note {
    const cutMinutes = cut.minutes
    switch (cut.reason) {
      case 'overlap':
      case 'online-cap':
      case 'counselling-cap':
        return { code: cut.reason, cutMinutes }
      default:
        return { code: 'other-cut', cutMinutes }
    }
  }

  function intervalOf(row: StatementRow, { opened }: EntryExplanation, all: Messages): string | undefined {
    // What ends at midnight ends at 24:00 of its own day.
    const endOf = (end: Date) => (dayAt(end) === row.countyDay ? format.time(end) : '24:00')
    if (opened) {
      const spent = Math.round(opened.seconds / 60)
      const more = spent > row.minutes ? spent : null
      return all.hours.interval(format.time(new Date(opened.from)), endOf(new Date(opened.to)), more)
    }
    const first = row.during?.[0]
    const last = row.during?.at(-1)
    if (!first || !last) return undefined
    return all.hours.interval(format.time(new Date(first[0])), endOf(new Date(last[1])), null)
  }
}

function whoOf(row: StatementRow, messages: Messages): string {
  const { hours } = messages
  if (row.postedAs === 'supervised-person') return hours.who.server
  // Without the name: with whom somebody talks is theirs to tell.
  if (row.postedAs === 'counsellor') return hours.who.counsellor
  if (!row.confirmer) return row.sourceKind === 'online_unit' ? hours.who.server : hours.who.imported
  const { name } = row.confirmer
  const place = placeOf(row.confirmer, messages)
  return row.revision === 1 ? hours.who.confirmed(place, name) : hours.who.corrected(place, name)
}

/** Where somebody of the staff sits: their office, or the bureau. */
export function placeOf({ officeZh, officeEn }: Confirmer, { locale, common }: Messages): string {
  return (locale === 'zh' ? officeZh : officeEn) ?? common.bureauName
}
