import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Module } from './lesson.ts'
import { readQuizFile, type WrittenQuestion } from './quiz-file.ts'
import { bankFaults, guessable, wordingFaults } from './quiz-review.ts'
import { reviewState } from './review.ts'
import { sentencesOf } from './sentences.ts'
import { readLectureFile, readOralFile } from './teaching-file.ts'

export interface ModuleReport {
  code: string
  title: string
  units: number
  minutes: number
  /** Spoken, without the law's own words. */
  characters: number
  longestSentence: number
  /** `single 23, several 6, …`, and how many adults and minors can be asked. */
  questions: string
  citations: number
  reviewDue: CalendarDay
  /** What is overdue, missing or does not hold; empty when the module is ready. */
  warnings: string[]
}

/** `read` gives the text of a file in the module's folder, or undefined when there is none. */
export function reportOn(
  module: Module,
  read: (name: string) => string | undefined,
  today: CalendarDay,
): ModuleReport {
  const quoted = new Set(module.citations.flatMap(({ quote }) => sentencesOf(quote)))
  const sentences = module.units
    .flatMap(({ passages }) => passages.flatMap(({ speech }) => speech))
    .filter((sentence) => !quoted.has(sentence))
  const warnings: string[] = []
  const { state, daysLeft } = reviewState(module, today)
  if (state === 'overdue') warnings.push(`its review is ${-daysLeft} days overdue`)
  const part = <Part>(name: string, reader: (text: string, name: string) => Part): Part | undefined => {
    const text = read(name)
    if (text === undefined) {
      warnings.push(`${name} is missing`)
      return undefined
    }
    try {
      return reader(text, name)
    } catch (error) {
      warnings.push(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
  const bank = part('quiz.yaml', readQuizFile)
  if (bank)
    warnings.push(...bankFaults(bank, module), ...guessable(bank), ...bank.flatMap(wordingFaults))
  part('lecture.yaml', readLectureFile)
  part('oral.yaml', readOralFile)
  return {
    code: module.code,
    title: module.title.zh,
    units: module.units.length,
    minutes: module.units.reduce((sum, unit) => sum + unit.minutes, 0),
    characters: sentences.join('').length,
    longestSentence: Math.max(0, ...sentences.map(({ length }) => length)),
    questions: bank ? kindsOf(bank) : '-',
    citations: module.citations.length,
    reviewDue: module.reviewDue,
    warnings,
  }
}

function kindsOf(bank: readonly WrittenQuestion[]): string {
  const kinds = new Map<string, number>()
  for (const { kind } of bank) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const asked = (reader: 'adults' | 'minors') =>
    bank.filter(({ regime }) => regime === 'all' || regime === reader).length
  return `${bank.length} (${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}); adults ${asked('adults')}, minors ${asked('minors')}`
}

/** For a terminal: a block a module, its warnings below it. */
export function asText(reports: readonly ModuleReport[]): string {
  const blocks = reports.map((report) =>
    [
      `${report.code.toUpperCase()} ${report.title}`,
      `  ${report.units} units, ${report.minutes} minutes, ${report.characters} characters, longest sentence ${report.longestSentence}`,
      `  questions ${report.questions}`,
      `  citations ${report.citations}, review due ${report.reviewDue}`,
      ...report.warnings.map((warning) => `  ! ${warning}`),
    ].join('\n'),
  )
  const warned = reports.filter(({ warnings }) => warnings.length > 0).length
  return [...blocks, `${reports.length} modules, ${warned} with warnings`].join('\n\n')
}
