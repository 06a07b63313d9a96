import { dayAt, instantAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants, Span } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import { officeOf } from './county.ts'
import { subjectOf } from './lecture-topics.ts'
import type { EventKind, MonthEvent } from './month-event.ts'
import { demoIdAt } from './random.ts'
import { counsellorOf, staffAccountId } from './staff.ts'

/** A row of hours_entries, before it is written. */
export type LedgerLine = {
  id: string
  personId: string
  sourceKind: EventKind
  sourceId: string
  countyDay: CalendarDay
  revision: number
  minutes: Minutes
  during: Instants
  reversesId: string | null
  explanation: EntryExplanation
  postedBy: string | null
  postedAs: 'system:import' | 'office' | 'bureau' | 'supervised-person' | 'counsellor'
  postedAtMs: number
}

const MINUTE_MS = 60_000
/** A register is confirmed soon after the class; the server credits a unit at once. */
const CONFIRMED_AFTER_MS = 5 * MINUTE_MS

type Given = Omit<LedgerLine, 'id' | 'revision' | 'reversesId' | 'countyDay'> &
  Partial<Pick<LedgerLine, 'revision' | 'reversesId' | 'countyDay'>>

export function ledgerLine(given: Given): LedgerLine {
  const { revision = 1, reversesId = null, personId, sourceKind, sourceId, postedAtMs } = given
  const countyDay = given.countyDay ?? dayAt(new Date(given.during[0]![0]))
  const id = demoIdAt(postedAtMs, 'entry', `${personId} ${sourceKind} ${sourceId} ${countyDay} ${revision}`)
  return { ...given, id, countyDay, revision, reversesId }
}

function spanOf({ day, time, minutes }: MonthEvent): Span {
  const from = instantAt(day, time).getTime()
  return [from, from + minutes * MINUTE_MS]
}

/** A line of a finished month: taken over from the county's older books, confirmed by nobody here. */
export function importedLine(event: MonthEvent): LedgerLine {
  const { person, kind, sourceId, minutes, about } = event
  const span = spanOf(event)
  return ledgerLine({
    ...{ personId: person.id, sourceKind: kind, sourceId, minutes, during: [span] },
    explanation: { ...aboutOf(about), notes: [{ code: 'import' }] },
    ...{ postedBy: null, postedAs: 'system:import', postedAtMs: span[1] + CONFIRMED_AFTER_MS },
  })
}

/** A line of the current month: confirmed by the person's office, recorded by a counsellor, or witnessed by the server. */
export function currentLine(event: MonthEvent): LedgerLine {
  const { person, kind, sourceId, minutes, about } = event
  const span = spanOf(event)
  const online = kind === 'online_unit'
  const talked = kind === 'counselling'
  return ledgerLine({
    ...{ personId: person.id, sourceKind: kind, sourceId, minutes, during: [span] },
    explanation: { ...aboutOf(about), ...(online ? { opened: openedOf(span) } : {}), notes: notesOf(event) },
    postedBy: online
      ? person.accountId
      : staffAccountId(talked ? counsellorOf(person) : `office-${officeOf(person.office).code}`),
    postedAs: online ? 'supervised-person' : talked ? 'counsellor' : 'office',
    postedAtMs: span[1] + (online ? 0 : CONFIRMED_AFTER_MS),
  })
}

/** Units last 8 to 12 minutes; who needs time to read has twice that (decisions 3). */
const LONGEST_UNIT = 12

function notesOf({ kind, minutes }: MonthEvent): EntryExplanation['notes'] {
  if (kind !== 'online_unit' || minutes <= LONGEST_UNIT) return []
  return [{ code: 'reading-factor', nominalMinutes: minutes / 2, limitMinutes: minutes }]
}

const aboutOf = (about: string | undefined) => (about ? { subject: subjectOf(about) } : {})

/** From the first to the last sign of use. */
export function openedOf([from, to]: Span): NonNullable<EntryExplanation['opened']> {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), seconds: (to - from) / 1_000 }
}
