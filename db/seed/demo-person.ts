import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { OfficeCode } from './county.ts'
import type { Stay } from './register-flow.ts'
import type { StoryPerson } from './story-people.ts'

export type Grade = 'strict' | 'ordinary' | 'lenient'
export type GradePeriod = { grade: Grade; from: CalendarDay; to: CalendarDay | null }
export type PauseSpan = {
  kind: 'medical-leave' | 'hospital' | 'childbirth' | 'detention'
  from: CalendarDay
  to: CalendarDay
  evidence: string
}
export type DemoPerson = Stay & {
  id: string
  accountId: string | null
  signInNames: { name: string; kind: 'number' | 'phone' | 'chosen' }[]
  office: OfficeCode
  registerNumber: string
  name: string
  sex: 'male' | 'female'
  birthDay: CalendarDay
  category: '02' | '03' | '04'
  minorsRegime: boolean
  phase: 'intake' | 'regular' | 'pre-discharge'
  offenceClass: StoryPerson['offenceClass']
  schooling: StoryPerson['schooling']
  work: StoryPerson['work']
  local: boolean
  accessNeeds: string[]
  dueOn: CalendarDay
  grades: GradePeriod[]
  pauses: PauseSpan[]
  story: StoryPerson | null
}
