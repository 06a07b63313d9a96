import { addDays, addMonths, dayAt, firstDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { OFFICES, type OfficeCode } from './county.ts'
import { inventedNames } from './names.ts'
import { demoId, randomOf } from './random.ts'
import { registerFlow, type Stay } from './register-flow.ts'
import { demoStaff } from './staff.ts'
import { dealtOut, type Deal } from './split.ts'
import { storyDay } from './story-days.ts'
import { STORY_PEOPLE, type StoryPerson } from './story-people.ts'

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

type AgeBand = 'minor' | '18-29' | '30-44' | '45-59' | '60+'
/** Years of age, both ends included. */
const AGES: Record<AgeBand, readonly [number, number]> = {
  ...{ minor: [16, 17], '18-29': [18, 29], '30-44': [30, 44], '45-59': [45, 59], '60+': [60, 78] },
}

/** Someone on the register while the splits are dealt out; what is null falls by lot. */
type Slot = {
  stay: Stay
  story: StoryPerson | null
  office: OfficeCode | null
  band: AgeBand | null
  sex: DemoPerson['sex'] | null
  category: DemoPerson['category'] | null
  offenceClass: DemoPerson['offenceClass'] | null
  schooling: DemoPerson['schooling'] | null
  work: DemoPerson['work'] | null
  local: boolean | null
  grade: Grade | null
  phase: DemoPerson['phase'] | null
  accessNeeds: string[]
}

/** 365 on the register with exactly the county's splits, and 1 861 who have left. */
export function demoPeople(now: Date): { current: DemoPerson[]; past: DemoPerson[] } {
  const today = dayAt(now)
  const flow = registerFlow(now)
  const names = inventedNames(
    flow.current.length + flow.past.length,
    new Set([...STORY_PEOPLE, ...demoStaff()].map(({ name }) => name)),
  )
  const slots = dealSplits(seatStories(flow.current, today), today)
  const current = slots.map((slot, index) => currentPerson(slot, index, names[index]!, today))
  const past = flow.past.map((stay, index) =>
    pastPerson(stay, index, names[current.length + index]!, flow.current.length),
  )
  return { current, past }
}

/** Gives each story the stay that is nearest to how long its person has been here. */
function seatStories(stays: readonly Stay[], today: CalendarDay): Slot[] {
  const slots: Slot[] = stays.map((stay) => ({
    ...{ stay, story: null, office: null, band: null, sex: null, category: null, offenceClass: null },
    ...{ schooling: null, work: null, local: null, grade: null, phase: null, accessNeeds: [] },
  }))
  for (const story of STORY_PEOPLE) {
    const wanted = storyEntry(story, today)
    const free = slots.filter((slot) => slot.story === null)
    const nearest = free.reduce((best, slot) =>
      distance(slot.stay.enteredOn, wanted) < distance(best.stay.enteredOn, wanted) ? slot : best,
    )
    const { office, sex, category, offenceClass, schooling, work, local, grade, accessNeeds } = story
    const band = story.minorsRegime ? 'minor' : bandOf(story.age)
    const given = { office, sex, category, offenceClass, schooling, work, local, grade, band }
    Object.assign(nearest, given, { story, accessNeeds: [...accessNeeds] })
    // The drawn transferee came on the 16th; before the 16th, as late as there has been a day.
    if (story.monthsHere === 0) nearest.stay = { enteredOn: wanted, leftOn: null }
  }
  return slots
}

function storyEntry({ monthsHere }: StoryPerson, today: CalendarDay): CalendarDay {
  if (monthsHere === 0) return storyDay(today, 16)
  return addDays(firstDayOf(addMonths(monthOf(today), -monthsHere)), 11)
}

/** Splits of demo-county, each summing to 365; the order matters where one leans on another. */
function dealSplits(slots: Slot[], today: CalendarDay): Slot[] {
  const deal: Deal<Slot> = (field, counts, fits) => dealtOut(slots, field, counts, fits)
  const monthsHere = (slot: Slot) => distance(slot.stay.enteredOn, today) / 30
  const newest = [...slots].sort(
    (a, b) => Number(a.stay.enteredOn < b.stay.enteredOn) - Number(a.stay.enteredOn > b.stay.enteredOn),
  )
  for (const slot of newest.slice(0, 42)) slot.phase = 'intake'
  deal(
    'phase',
    { 'pre-discharge': 20, intake: 42, regular: 303 },
    (slot) => slot.story === null && monthsHere(slot) > 10,
  )
  deal('grade', { strict: 55, lenient: 18, ordinary: 292 }, (slot, grade) =>
    grade === 'strict' ? monthsHere(slot) < 7 : monthsHere(slot) > 7 && slot.phase !== 'intake',
  )
  deal('office', Object.fromEntries(OFFICES.map(({ code, people }) => [code, people])))
  deal('band', { minor: 4, '60+': 22, '18-29': 92, '45-59': 96, '30-44': 151 }, (slot, band) =>
    band === 'minor'
      ? slot.office !== 'dongtang' && monthsHere(slot) < 10 && slot.grade === 'ordinary'
      : true,
  )
  deal('sex', { female: 44, male: 321 })
  deal('category', { '04': 7, '03': 36, '02': 322 }, (slot) => slot.band !== 'minor')
  deal(
    'offenceClass',
    {
      ...{
        corruption: 4,
        person: 22,
        'market-order': 31,
        property: 86,
        'social-order': 101,
        'public-safety': 121,
      },
    },
    (slot, offence) => slot.band !== 'minor' || offence === 'property' || offence === 'social-order',
  )
  const older = (slot: Slot) => slot.band === '45-59' || slot.band === '60+'
  deal(
    'schooling',
    { none: 9, degree: 9, college: 30, senior: 72, primary: 74, junior: 171 },
    (slot, schooling) => {
      if (schooling === 'none') return older(slot)
      if (schooling === 'degree' || schooling === 'college') return slot.band !== 'minor'
      return true
    },
  )
  deal(
    'work',
    { retired: 5, student: 5, 'self-employed': 38, unemployed: 66, employed: 251 },
    (slot, work) => {
      if (work === 'retired') return slot.band === '60+'
      if (work === 'student') return slot.band === 'minor' || slot.schooling === 'college'
      return slot.band !== 'minor'
    },
  )
  deal('local', { false: 159, true: 206 }, (slot) => slot.band !== 'minor')
  dealNeeds(slots, 'no-smartphone', 17, (slot) => older(slot) && slot.schooling !== 'degree')
  dealNeeds(slots, 'low-vision', 4, older)
  dealNeeds(slots, 'hearing', 3, older)
  dealNeeds(slots, 'reading-help', 20, (slot) => slot.schooling === 'none' || slot.schooling === 'primary')
  dealNeeds(slots, 'pregnant-or-nursing', 3, (slot) => slot.sex === 'female' && slot.band === '18-29')
  dealNeeds(slots, 'no-labour-capacity', 26, (slot) => slot.category === '04' || older(slot))
  return slots
}

function dealNeeds(slots: readonly Slot[], need: string, count: number, fits: (slot: Slot) => boolean) {
  const has = slots.filter((slot) => slot.accessNeeds.includes(need)).length
  const chosen = randomOf(`need ${need}`)
    .shuffled(slots.filter((slot) => slot.story === null && slot.accessNeeds.length < 2 && fits(slot)))
    .slice(0, count - has)
  if (chosen.length < count - has) throw new RangeError(`too few people for ${need}`)
  for (const slot of chosen) slot.accessNeeds.push(need)
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
  const here = distance(stay.enteredOn, today)
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

function bandOf(age: number): AgeBand {
  if (age >= 60) return '60+'
  if (age >= 45) return '45-59'
  return age >= 30 ? '30-44' : '18-29'
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

function distance(a: CalendarDay, b: CalendarDay): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
}
