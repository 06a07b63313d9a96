import { addDays, dayAt, daysBetween, type CalendarDay } from '#app/shared/calendar-day.ts'
import { OFFICES } from './county.ts'
import { inventedNames } from './names.ts'
import type { DemoPerson, Grade, GradePeriod } from './demo-person.ts'
import { demoId, randomOf } from './random.ts'
import { registerFlow, type Stay } from './register-flow.ts'
import { demoStaff } from './staff.ts'
import { registerSlots, type AgeBand, type Slot } from './register-splits.ts'
import { STORY_PEOPLE } from './story-people.ts'

/** Years of age, both ends included. */
const AGES: Record<AgeBand, readonly [number, number]> = {
  ...{ minor: [16, 17], '18-29': [18, 29], '30-44': [30, 44], '45-59': [45, 59], '60+': [60, 78] },
}

/** 365 on the register with exactly the county's splits, and 1 861 who have left. */
export function demoPeople(now: Date): { current: DemoPerson[]; past: DemoPerson[] } {
  const today = dayAt(now)
  const flow = registerFlow(now)
  const names = inventedNames(
    flow.current.length + flow.past.length,
    new Set([...STORY_PEOPLE, ...demoStaff()].map(({ name }) => name)),
  )
  const slots = registerSlots(flow.current, today)
  const current = slots.map((slot, index) => currentPerson(slot, index, names[index]!, today))
  const past = flow.past.map((stay, index) =>
    pastPerson(stay, index, names[current.length + index]!, flow.current.length),
  )
  return { current, past }
}

function currentPerson(slot: Slot, index: number, invented: string, today: CalendarDay): DemoPerson {
  const { stay, story } = slot
  const name = story?.name ?? invented
  const random = randomOf(`person ${index}`)
  const registerNumber = story?.registerNumber ?? numberOf(index)
  const signInNames: DemoPerson['signInNames'] = [{ name: registerNumber, kind: 'number' }]
  // Mobile numbers begin with 13 to 19: 12 belongs to nobody.
  if (story?.hasPhone !== false)
    signInNames.push({ name: `12000${String(130_000 + index * 7)}`, kind: 'phone' })
  if (story?.signInName) signInNames.push({ name: story.signInName, kind: 'chosen' })
  const phase = slot.phase!
  const here = daysBetween(stay.enteredOn, today)
  const rest =
    phase === 'pre-discharge' ? random.between(3, 30) : random.between(45, Math.max(120, 700 - here))
  const [youngest, oldest] = AGES[slot.band!]
  const age = story?.age ?? random.between(youngest, oldest)
  return {
    ...stay,
    id: demoId('person', registerNumber),
    accountId: demoId('account', registerNumber),
    ...{ signInNames, registerNumber, name, story, phase },
    office: slot.office!,
    sex: slot.sex!,
    birthDay: birthDayFor(age, today, random.below(330)),
    category: slot.category!,
    minorsRegime: slot.band === 'minor',
    offenceClass: slot.offenceClass!,
    schooling: slot.schooling!,
    work: slot.work!,
    local: slot.local!,
    accessNeeds: slot.accessNeeds,
    pauses: [],
    dueOn: addDays(today, rest),
    grades: gradesOf(stay, slot.grade!, story ? 1 : random.next(), today),
  }
}

/** People of the past: plausible, but no split is promised for them. */
function pastPerson(stay: Stay, index: number, name: string, after: number): DemoPerson {
  const random = randomOf(`past person ${index}`)
  const weighted = OFFICES.flatMap(({ code, people }) => Array.from({ length: people }, () => code))
  const registerNumber = numberOf(after + index)
  return {
    ...stay,
    ...{ id: demoId('person', registerNumber), accountId: null, signInNames: [], story: null },
    ...{ registerNumber, name, minorsRegime: false, phase: 'pre-discharge', accessNeeds: [], pauses: [] },
    office: random.pick(weighted),
    sex: random.next() < 0.12 ? 'female' : 'male',
    birthDay: birthDayFor(random.between(20, 62), stay.enteredOn, random.below(330)),
    category: random.next() < 0.1 ? '03' : '02',
    offenceClass: random.pick(['public-safety', 'public-safety', 'social-order', 'property', 'market-order']),
    schooling: random.pick(['primary', 'junior', 'junior', 'senior', 'college']),
    work: random.pick(['employed', 'employed', 'employed', 'self-employed', 'unemployed']),
    local: random.next() < 0.56,
    // The last day under the order; on the next one the person is no longer on the register.
    dueOn: addDays(stay.leftOn!, -1),
    grades: gradesOf(stay, 'ordinary', random.next(), stay.leftOn!),
  }
}

/** One in seven began under strict management for three months; a lenient grade is earned later. */
function gradesOf({ enteredOn, leftOn }: Stay, grade: Grade, lot: number, until: CalendarDay): GradePeriod[] {
  if (grade === 'strict') return [{ grade, from: enteredOn, to: leftOn }]
  const change = addDays(enteredOn, grade === 'lenient' ? 180 : 92)
  const before: Grade = grade === 'lenient' ? 'ordinary' : 'strict'
  const changes = change < until && (grade === 'lenient' || lot < 1 / 7)
  if (!changes) return [{ grade, from: enteredOn, to: leftOn }]
  return [
    { grade: before, from: enteredOn, to: change },
    { grade, from: change, to: leftOn },
  ]
}

/** A birthday that makes somebody `age` years old on the day, `daysSince` days after turning so. */
function birthDayFor(age: number, on: CalendarDay, daysSince: number): CalendarDay {
  const birthday = addDays(on, -daysSince)
  const monthAndDay = birthday.slice(5) === '02-29' ? '02-28' : birthday.slice(5)
  return `${Number(birthday.slice(0, 4)) - age}-${monthAndDay}` as CalendarDay
}

/** 8 digits from 99, as on the drawn statement; the step spreads them, so that neighbours do not look alike. */
function numberOf(index: number): string {
  return `99${String((520_013 + index * 7_919) % 1_000_000).padStart(6, '0')}`
}
