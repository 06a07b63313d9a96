import { addDays, firstDayOf, lastDayOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { DatedPolicy } from '#app/domains/hours/dated.policy.ts'
import { requirementFor, type Requirement } from '#app/domains/hours/requirement.policy.ts'
import type { DemoPerson } from './demo-person.ts'

/** What the hours room asks of a demo person in a month. */
export function requirementOf(
  person: DemoPerson,
  month: CalendarMonth,
  policies: readonly DatedPolicy[],
): Requirement {
  return requirementFor({
    month,
    policies,
    category: person.category,
    grades: person.grades,
    onRegister: [{ entered: person.enteredOn, left: person.leftOn && addDays(person.leftOn, -1) }],
    pauses: person.pauses,
  })
}

/** The same in minutes, 0 for nothing; whole months of one grade are read from a table, because there are 20 000. */
export function monthRequirements(
  month: CalendarMonth,
  policies: readonly DatedPolicy[],
): (person: DemoPerson) => number {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const whole = new Map<string, number>()
  const minutes = (person: DemoPerson) => {
    const requirement = requirementOf(person, month, policies)
    return requirement.kind === 'target' ? requirement.minutes : 0
  }
  return (person) => {
    const grades = person.grades.filter(({ from, to }) => from <= last && (!to || to > first))
    const isWhole =
      grades.length === 1 &&
      person.enteredOn < first &&
      (!person.leftOn || person.leftOn > addDays(last, 1)) &&
      person.pauses.every(({ from, to }) => from > last || to <= first)
    if (!isWhole) return minutes(person)
    const key = `${grades[0]!.grade} ${person.category}`
    const known = whole.get(key) ?? minutes(person)
    whole.set(key, known)
    return known
  }
}
