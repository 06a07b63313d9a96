import { addDays, firstDayOf, lastDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { DemoPerson, PauseSpan } from './demo-person.ts'
import { randomOf } from './random.ts'

/** Where somebody of 东塘镇 stands on the drawn month board: 7 short, 12 near, 31 met, 8 of whom nothing is asked. */
export type DrawnRole = 'short' | 'near' | 'met' | 'none'

const STORY_ROLES: Readonly<Record<string, DrawnRole>> = {
  ...{
    陈某17: 'short',
    刘某08: 'short',
    吴某31: 'short',
    孙某22: 'short',
    周某12: 'short',
    马某05: 'short',
    钱某40: 'short',
  },
  ...{ 蔡某14: 'near', 林某09: 'near', 赵某03: 'near', 魏某14: 'near', 郑某26: 'met', 蒋某07: 'none' },
}
const OTHERS_NEAR = 8
const OTHERS_PAUSED = 7
/** Fewer days than the policy's minimum remain, so the month asks nothing. */
const DAYS_LEFT_OF_MONTH = 4

const PAUSES: readonly Pick<PauseSpan, 'kind' | 'evidence'>[] = [
  { kind: 'hospital', evidence: '住院证明' },
  { kind: 'medical-leave', evidence: '医院病假单' },
  { kind: 'detention', evidence: '行政拘留通知' },
  { kind: 'hospital', evidence: '手术记录' },
]

/** The office on the drawn board. */
export function peopleOfDrawnOffice(people: readonly DemoPerson[]): DemoPerson[] {
  return people.filter(({ office, leftOn }) => office === 'dongtang' && !leftOn)
}

export function drawnRoles(people: readonly DemoPerson[], seededOn: CalendarDay): Map<DemoPerson, DrawnRole> {
  const first = firstDayOf(monthOf(seededOn))
  const roles = new Map<DemoPerson, DrawnRole>()
  const others: DemoPerson[] = []
  for (const person of peopleOfDrawnOffice(people)) {
    const role = STORY_ROLES[person.name]
    if (person.story && role) roles.set(person, role)
    else others.push(person)
  }
  // Someone who came this month has had few days: near, if there is room, and certainly not paused.
  const lots = randomOf('drawn roles')
    .shuffled(others)
    .sort((a, b) => Number(b.enteredOn >= first) - Number(a.enteredOn >= first))
  for (const [index, person] of lots.entries()) {
    const fromEnd = lots.length - 1 - index
    roles.set(person, index < OTHERS_NEAR ? 'near' : fromEnd < OTHERS_PAUSED ? 'none' : 'met')
  }
  return roles
}

/** Sets the pauses: the eight of the drawn board for most of the month, and here and there a week elsewhere. */
export function givePauses(people: readonly DemoPerson[], seededOn: CalendarDay): void {
  const month = monthOf(seededOn)
  const until = addDays(lastDayOf(month), 1 - DAYS_LEFT_OF_MONTH)
  let lot = 0
  for (const [person, role] of drawnRoles(people, seededOn)) {
    if (role !== 'none') continue
    const from = later(addDays(firstDayOf(month), -(lot + 2)), person.enteredOn)
    person.pauses = [{ ...pauseFor(person, lot++), from, to: until }]
  }
  const random = randomOf('pauses')
  const elsewhere = people.filter(
    ({ office, leftOn, enteredOn, story }) =>
      office !== 'dongtang' && !leftOn && !story && enteredOn < firstDayOf(month),
  )
  for (const person of random.shuffled(elsewhere).slice(0, 9)) {
    const from = addDays(firstDayOf(month), random.between(0, 6))
    person.pauses = [{ ...pauseFor(person, lot++), from, to: addDays(from, random.between(5, 12)) }]
  }
}

function pauseFor(person: DemoPerson, lot: number): Pick<PauseSpan, 'kind' | 'evidence'> {
  if (person.accessNeeds.includes('pregnant-or-nursing'))
    return { kind: 'childbirth', evidence: '出生医学证明' }
  return PAUSES[lot % PAUSES.length]!
}

const later = (a: CalendarDay, b: CalendarDay) => (a > b ? a : b)
