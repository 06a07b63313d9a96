import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { AccessNeed } from './access-needs.policy.ts'
import { birthdayAfter } from './regime.policy.ts'

/** The codes of the register, as stored; the schema's columns have the same lists (a new one fails to compile here). */
export const sexes = ['male', 'female'] as const
export const categories = ['01', '02', '03', '04'] as const
export const phases = ['intake', 'regular', 'pre-discharge'] as const
export const grades = ['strict', 'ordinary', 'lenient'] as const
export const offences = [
  'public-safety',
  'social-order',
  'property',
  'market-order',
  'person',
  'corruption',
] as const
export const schoolings = ['none', 'primary', 'junior', 'senior', 'college', 'degree'] as const
export const works = ['employed', 'self-employed', 'unemployed', 'student', 'retired'] as const

/** Somebody who is about to be entered on the register. */
export type Intake = {
  officeId: string
  number: string
  name: string
  sex: (typeof sexes)[number]
  birthDay: CalendarDay
  category: (typeof categories)[number]
  phase: (typeof phases)[number]
  grade: (typeof grades)[number]
  offenceClass: (typeof offences)[number]
  schooling: (typeof schoolings)[number]
  work: (typeof works)[number]
  local: boolean
  needs: AccessNeed[]
  enteredOn: CalendarDay
  dueOn: CalendarDay
}
export type IntakeField = keyof Intake

/** A spreadsheet takes a cell that begins so for a formula and runs it; no name begins so. */
export const looksLikeFormula = (text: string) => /^[\s'"]*[=+\-@＝＋－＠\t\r]/.test(text)

/** Nobody under twelve is sentenced (刑法 17), and a birth day more than a hundred and ten years ago is a slip of the pen. */
const YOUNGEST = 12
const OLDEST = 110

/** What is wrong between the fields of one person: each with the field to look at. Empty: nothing. */
export function intakeProblems(
  person: Pick<Intake, 'name' | 'birthDay' | 'enteredOn' | 'dueOn'>,
): { field: IntakeField; code: 'name-formula' | 'birth-age' | 'due-before-entered' | 'entered-far' }[] {
  const found: ReturnType<typeof intakeProblems> = []
  if (looksLikeFormula(person.name)) found.push({ field: 'name', code: 'name-formula' })
  if (
    birthdayAfter(person.birthDay, YOUNGEST) > person.enteredOn ||
    birthdayAfter(person.birthDay, OLDEST) < person.enteredOn
  )
    found.push({ field: 'birthDay', code: 'birth-age' })
  if (person.dueOn <= person.enteredOn) found.push({ field: 'dueOn', code: 'due-before-entered' })
  // The law was in force from July 2020; stays that began before it may still run, ones before 2000 do not.
  if (person.enteredOn < '2000-01-01' || person.enteredOn >= '2100-01-01')
    found.push({ field: 'enteredOn', code: 'entered-far' })
  return found
}
