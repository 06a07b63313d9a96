import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { accessNeeds, type AccessNeed } from './access-needs.policy.ts'
import type { CsvRow, CsvTable } from './csv-table.policy.ts'
import {
  categories,
  grades,
  intakeProblems,
  looksLikeFormula,
  offences,
  phases,
  schoolings,
  sexes,
  works,
  type Intake,
} from './intake.policy.ts'
import { columns, headings, type Column } from './people-columns.policy.ts'

/** As many as a county enters at once; a larger file is brought in parts. */
export const IMPORT_MOST = 10_000

export type ImportCode =
  | 'unclosed-quote'
  | 'empty'
  | 'too-many'
  | 'column-missing'
  | 'column-twice'
  | 'column-unknown'
  | 'cells-too-many'
  | 'missing'
  | 'formula'
  | 'too-long'
  | 'number-shape'
  | 'number-twice'
  | 'number-known'
  | 'office-unknown'
  | 'office-twice'
  | 'day-unreadable'
  | 'not-a-choice'
  | 'birth-age'
  | 'due-before-entered'
  | 'entered-far'

/** One thing to put right: where it stands, what stood there, and what to do (by its code). */
export type ImportProblem = {
  line: number
  column: Column | null
  code: ImportCode
  found: string
  /** The other line, or the choices there are, or how many are too many. */
  more: string
}

export type ImportRow = Intake & { line: number }
export type ReadImport = { people: ImportRow[]; problems: ImportProblem[] }
export type ImportOffice = { id: string; code: string; nameZh: string; nameEn: string }

const FOUND_MOST = 40
const shown = (text: string) => (text.length > FOUND_MOST ? `${text.slice(0, FOUND_MOST)}…` : text)

/** `2026-07-22`, `2026/7/22`, `2026.7.22`, `20260722` and `2026年7月22日` → the day; null for what is none. */
export function readDay(text: string): CalendarDay | null {
  const plain = text.normalize('NFKC').trim()
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return null
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
  return isCalendarDay(day) ? day : null
}

/** The order in which the codes stand is the order of the words for them, in both languages. */
const CHOICES = {
  sex: sexes,
  category: categories,
  phase: phases,
  grade: grades,
  offenceClass: offences,
  schooling: schoolings,
  work: works,
  local: ['yes', 'no'],
} as const
type ChoiceColumn = keyof typeof CHOICES

/** What a cell may hold besides the code itself, by column and code: the words of the two languages. */
export type ImportWords = Record<ChoiceColumn | 'needs', Record<string, readonly string[]>>

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/**
 * Reads a table of people: every problem of every line, or the people when there is none. Two people of one number in the
 * file are told by both lines.
 */
export function readPeople(
  table: CsvTable,
  { offices, words }: { offices: readonly ImportOffice[]; words: ImportWords },
): ReadImport {
  const problems: ImportProblem[] = []
  const say = (line: number, column: Column | null, code: ImportCode, found = '', more = '') =>
    problems.push({ line, column, code, found: shown(found), more })

  if (table.unclosedQuote !== null) say(table.unclosedQuote, null, 'unclosed-quote')
  const [header, ...rows] = table.rows
  if (!header || rows.length === 0) {
    if (problems.length === 0) say(header?.line ?? 1, null, 'empty')
    return { people: [], problems }
  }
  const places = placesOf(header, say)
  if (rows.length > IMPORT_MOST) say(rows[IMPORT_MOST]!.line, null, 'too-many', '', String(rows.length))
  if (problems.length > 0) return { people: [], problems }

  const officeOf = officesByName(offices)
  const codeOf = codesByWord(words)
  const seen = new Map<string, number>()
  const people: ImportRow[] = []
  for (const row of rows) {
    const before = problems.length
    const person = readPerson(row)
    if (person && problems.length === before) people.push({ ...person, line: row.line })
  }
  return { people: problems.length > 0 ? [] : people, problems }

  function readPerson({ line, cells }: CsvRow): Intake | null {
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim()
    if (cells.slice(header!.cells.length).some((extra) => extra.trim() !== ''))
      say(line, null, 'cells-too-many', cells.slice(header!.cells.length).join(' '))

    const needed = (column: Column) => {
      const text = cell(column)
      if (text === '') say(line, column, 'missing')
      return text === '' ? null : text
    }
    const name = needed('name')
    if (name !== null && looksLikeFormula(name)) say(line, 'name', 'formula', name)
    else if (name !== null && name.length > 40) say(line, 'name', 'too-long', name)

    const typedNumber = needed('number')
    // A spreadsheet's own way of keeping a number as text: ="99041207" or '99041207.
    const number =
      typedNumber
        ?.normalize('NFKC')
        .replace(/^(="?|')(\d{8})"?$/, '$2')
        .replaceAll(/[\s-]/g, '') ?? null
    if (number !== null && !/^\d{8}$/.test(number)) say(line, 'number', 'number-shape', typedNumber ?? '')
    else if (number !== null) {
      const first = seen.get(number)
      if (first !== undefined) say(line, 'number', 'number-twice', number, String(first))
      else seen.set(number, line)
    }

    const typedOffice = needed('office')
    const matches = typedOffice === null ? [] : (officeOf.get(folded(typedOffice)) ?? [])
    if (typedOffice !== null && matches.length !== 1)
      say(
        line,
        'office',
        matches.length === 0 ? 'office-unknown' : 'office-twice',
        typedOffice,
        offices.map((one) => one.code).join(' '),
      )

    const dayOf = (column: 'birthDay' | 'enteredOn' | 'dueOn') => {
      const text = needed(column)
      const day = text === null ? null : readDay(text)
      if (text !== null && day === null) say(line, column, 'day-unreadable', text)
      return day
    }
    const [birthDay, enteredOn, dueOn] = [dayOf('birthDay'), dayOf('enteredOn'), dayOf('dueOn')]

    const choice = <Code extends string>(column: ChoiceColumn): Code | null => {
      const text = needed(column)
      if (text === null) return null
      const code = codeOf[column].get(folded(text))
      if (code === undefined) say(line, column, 'not-a-choice', text, choicesOf(words[column]))
      return (code as Code | undefined) ?? null
    }
    const sex = choice<Intake['sex']>('sex')
    const category = choice<Intake['category']>('category')
    const phase = choice<Intake['phase']>('phase')
    const grade = choice<Intake['grade']>('grade')
    const offenceClass = choice<Intake['offenceClass']>('offenceClass')
    const schooling = choice<Intake['schooling']>('schooling')
    const work = choice<Intake['work']>('work')
    const local = choice<'yes' | 'no'>('local')

    const needs: AccessNeed[] = []
    for (const text of cell('needs')
      .split(/[、;；|/]/)
      .map((part) => part.trim())) {
      if (text === '') continue
      const code = codeOf.needs.get(folded(text)) as AccessNeed | undefined
      if (code === undefined) say(line, 'needs', 'not-a-choice', text, choicesOf(words.needs))
      else if (!needs.includes(code)) needs.push(code)
    }

    if (birthDay && enteredOn && dueOn) {
      for (const { field, code } of intakeProblems({ name: '', birthDay, enteredOn, dueOn })) {
        if (code !== 'name-formula') say(line, field as Column, code, cell(field as Column))
      }
    }
    const office = matches[0]
    if (!name || !number || !office || !birthDay || !enteredOn || !dueOn) return null
    if (!sex || !category || !phase || !grade || !offenceClass || !schooling || !work || !local) return null
    return {
      ...{ officeId: office.id, number, name, sex, birthDay, category, phase, grade, offenceClass },
      ...{ schooling, work, local: local === 'yes', needs, enteredOn, dueOn },
    }
  }
}

/** Problems of people whose number the county has given already, in the order of the file. */
export function knownNumbers(people: readonly ImportRow[], known: ReadonlySet<string>): ImportProblem[] {
  return people
    .filter((person) => known.has(person.number))
    .map(({ line, number }) => ({ line, column: 'number', code: 'number-known', found: number, more: '' }))
}

type Say = (line: number, column: Column | null, code: ImportCode, found?: string, more?: string) => void

/** Which column stands where; says what is missing, double or unknown. */
function placesOf({ line, cells }: CsvRow, say: Say): Map<Column, number> {
  const places = new Map<Column, number>()
  cells.forEach((cell, place) => {
    const text = folded(cell).replaceAll(/\s/g, '')
    if (text === '') return
    const column = columns.find((one) =>
      headings[one].some((name) => folded(name).replaceAll(/\s/g, '') === text),
    )
    if (!column) say(line, null, 'column-unknown', cell)
    else if (places.has(column)) say(line, column, 'column-twice', cell)
    else places.set(column, place)
  })
  for (const column of columns) {
    if (!places.has(column) && column !== 'needs') say(line, column, 'column-missing')
  }
  return places
}

function officesByName(offices: readonly ImportOffice[]): Map<string, ImportOffice[]> {
  const found = new Map<string, ImportOffice[]>()
  for (const office of offices) {
    for (const name of new Set([office.code, office.nameZh, office.nameEn].map(folded))) {
      found.set(name, [...(found.get(name) ?? []), office])
    }
  }
  return found
}

function codesByWord(words: ImportWords): Record<ChoiceColumn | 'needs', Map<string, string>> {
  const lists: Record<ChoiceColumn | 'needs', readonly string[]> = { ...CHOICES, needs: accessNeeds }
  return Object.fromEntries(
    Object.entries(lists).map(([column, codes]) => [
      column,
      new Map(
        codes.flatMap((code) =>
          [code, ...(words[column as ChoiceColumn][code] ?? [])].map((word) => [folded(word), code] as const),
        ),
      ),
    ]),
  ) as Record<ChoiceColumn | 'needs', Map<string, string>>
}

const choicesOf = (words: Record<string, readonly string[]>) =>
  Object.values(words)
    .map(([first = '']) => first)
    .join(' / ')
