import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOf,
  monthOf,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'
import { OFFICES, type OfficeCode } from './county.ts'
import type { DemoPerson, Grade } from './demo-person.ts'
import { randomOf } from './random.ts'
import type { Stay } from './register-flow.ts'
import { dealtOut, type Deal } from './split.ts'
import { storyDay } from './story-days.ts'
import { STORY_PEOPLE, type StoryPerson } from './story-people.ts'

export type AgeBand = 'minor' | '18-29' | '30-44' | '45-59' | '60+'
/** Someone on the register while the splits are dealt out; what is null falls by lot. */
export type Slot = {
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

/** Everyone on the register with what the county's splits make of them; after this no field of a slot is null. */
export function registerSlots(stays: readonly Stay[], today: CalendarDay): Slot[] {
  return dealSplits(seatStories(stays, today), today)
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

function bandOf(age: number): AgeBand {
  if (age >= 60) return '60+'
  if (age >= 45) return '45-59'
  return age >= 30 ? '30-44' : '18-29'
}

const distance = (a: CalendarDay, b: CalendarDay) => Math.abs(daysBetween(a, b))
