import {
  addDays,
  firstDayOf,
  weekdayOf,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import type { DatedPolicy } from '#app/domains/hours/dated.policy.ts'
import { officeOf } from './county.ts'
import { lectureEvents } from './lecture-sessions.ts'
import { UNIT_MINUTES, UNITS } from './lecture-topics.ts'
import { clock, isHere, presenceIn, type MonthEvent } from './month-event.ts'
import { monthRequirements } from './month-required.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoId, randomOf, type Random } from './random.ts'
import { servicesIn } from './services.ts'
import type { Volume } from './volumes.ts'

const CLASS_MINUTES = 60
const TALK_MINUTES = 30
const COUNSELLING_MINUTES = 50
const SELF_STUDY_MINUTES = 30
/** Six months of twelve units are fewer than there are: nobody meets a unit again within 180 days. */
const UNITS_A_MONTH = 12
const UNITS_A_DAY = 5
const ABSENT = 0.06

/**
 * One ordinary month of the county: what everyone on the register took part in. Classes at 16:30, lectures at 14:30 or
 * 19:00, talks before noon, counselling at 13:00, self-study at 17:40, online study from 20:35: nothing overlaps.
 */
export function monthPlan(
  month: CalendarMonth,
  everyone: readonly DemoPerson[],
  policies: readonly DatedPolicy[],
  volume: Volume,
): MonthEvent[] {
  const people = everyone.filter((person) => presenceIn(person, month))
  const requiredOf = monthRequirements(month, policies)
  const attended = new Map<DemoPerson, MonthEvent[]>(people.map((person) => [person, []]))
  const add = (event: MonthEvent) => attended.get(event.person)?.push(event)
  lectureEvents(month, people, volume).forEach(add)
  for (const { kind, person, day, id } of servicesIn(month, people, volume.services)) {
    if (kind !== 'counselling') continue
    // The session's own id: a correction of it finds its line.
    const sourceId = demoId('counselling session', id)
    add({ person, kind, sourceId, day, time: '13:00', minutes: COUNSELLING_MINUTES })
  }
  const fallingShort = whoFallShort(month, people)
  for (const [person, events] of attended) {
    const random = randomOf(`${month} ${person.registerNumber}`)
    events.push(...classAndTalks(person, month, random))
    events.push(...fillUp(person, month, events, requiredOf(person), fallingShort.has(person), random))
  }
  return [...attended.values()].flat()
}

/** About one in ten does not make it; in the month of the Spring Festival a few more. */
function whoFallShort(month: CalendarMonth, people: readonly DemoPerson[]): Set<DemoPerson> {
  const random = randomOf(`falling short ${month}`)
  const share = month.endsWith('-02') ? 0.14 : 0.08 + random.next() * 0.05
  return new Set(random.shuffled(people).slice(0, Math.round(people.length * share)))
}

function classAndTalks(person: DemoPerson, month: CalendarMonth, random: Random): MonthEvent[] {
  const { classDay, code } = officeOf(person.office)
  const first = firstDayOf(month)
  const events: MonthEvent[] = []
  const held = addDays(first, classDay - 1)
  if (!person.minorsRegime && random.next() >= ABSENT && isHere(person, held)) {
    const sourceId = `collective-class:${month}:${code}`
    events.push({
      person,
      kind: 'collective_class',
      sourceId,
      day: held,
      time: '16:30',
      minutes: CLASS_MINUTES,
    })
  }
  const start = random.between(0, 4)
  const weeks = isStrictOn(person, held) || person.minorsRegime ? [0, 1, 2, 3] : [random.below(3)]
  for (const [index, week] of weeks.entries()) {
    const day = toWorkday(addDays(first, start + week * 7))
    if (!isHere(person, day)) continue
    const time = clock(8 * 60 + 30 + random.below(6) * 30)
    events.push({
      person,
      kind: 'talk',
      sourceId: `talk:${month}:${index + 1}`,
      day,
      time,
      minutes: TALK_MINUTES,
    })
  }
  return events
}

/** Online units up to half of what is asked, then self-study at the office, until the requirement is met or nearly. */
function fillUp(
  person: DemoPerson,
  month: CalendarMonth,
  events: readonly MonthEvent[],
  required: number,
  fallsShort: boolean,
  random: Random,
): MonthEvent[] {
  const already = events.reduce((sum, { minutes }) => sum + minutes, 0)
  const open = required - already - (fallsShort ? random.between(2, 12) * 10 : 0)
  if (open <= 0) return []
  const mostUnits = Math.min(UNITS_A_MONTH, Math.floor(required / 2 / UNIT_MINUTES))
  const wanted = fallsShort ? Math.floor(open / UNIT_MINUTES) : Math.ceil(open / UNIT_MINUTES)
  const units = Math.min(mostUnits, wanted)
  const rest = open - units * UNIT_MINUTES
  const pieces = fallsShort ? Math.floor(rest / SELF_STUDY_MINUTES) : Math.ceil(rest / SELF_STUDY_MINUTES)
  return [
    ...onlineEvents(person, month, units, random),
    ...selfStudyEvents(person, month, Math.max(0, pieces), random),
  ]
}

function onlineEvents(person: DemoPerson, month: CalendarMonth, units: number, random: Random): MonthEvent[] {
  const perDay = new Map<CalendarDay, number>()
  const firstUnit = firstUnitOf(person, month)
  const events: MonthEvent[] = []
  for (let index = 0; index < units; index++) {
    const day = studyDay(person, month, random, (candidate) => (perDay.get(candidate) ?? 0) < UNITS_A_DAY)
    if (!day) break
    const slot = perDay.get(day) ?? 0
    perDay.set(day, slot + 1)
    const about = UNITS[(firstUnit + index) % UNITS.length]!
    const time = clock(20 * 60 + 35 + slot * (UNIT_MINUTES + 3))
    const sourceId = `unit:${about}:${month}`
    events.push({ person, kind: 'online_unit', sourceId, day, time, minutes: UNIT_MINUTES, about })
  }
  return events
}

function selfStudyEvents(
  person: DemoPerson,
  month: CalendarMonth,
  pieces: number,
  random: Random,
): MonthEvent[] {
  const taken = new Set<CalendarDay>()
  const events: MonthEvent[] = []
  for (let index = 0; index < pieces; index++) {
    const day = studyDay(person, month, random, (candidate) => !taken.has(candidate))
    if (!day) break
    taken.add(day)
    const sourceId = `self-study:${month}:${index + 1}`
    events.push({ person, kind: 'self_study', sourceId, day, time: '17:40', minutes: SELF_STUDY_MINUTES })
  }
  return events
}

/** A day on which somebody is here: three in four are done by the 20th, the others study towards the month's end. */
function studyDay(
  person: DemoPerson,
  month: CalendarMonth,
  random: Random,
  isFree: (day: CalendarDay) => boolean,
): CalendarDay | null {
  const presence = presenceIn(person, month)!
  const length = Number(presence.to.slice(8)) - Number(presence.from.slice(8)) + 1
  const early = Number(person.registerNumber.slice(2)) % 4 > 0
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const share = early ? random.next() * EARLY_SHARE : Math.sqrt(random.next())
    const day = addDays(presence.from, Math.floor(share * length))
    if (isHere(person, day) && isFree(day)) return day
  }
  return null
}

/** Up to about the 20th of a whole month. */
const EARLY_SHARE = 0.66
/** A month has few days; after so many draws none is free. */
const ATTEMPTS = 60

/** Goes on where the month before left off, without having to know it. */
function firstUnitOf(person: DemoPerson, month: CalendarMonth): number {
  const monthNumber = Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  return Number(person.registerNumber.slice(4)) + monthNumber * UNITS_A_MONTH
}

function isStrictOn(person: DemoPerson, day: CalendarDay): boolean {
  return person.grades.some(({ grade, from, to }) => grade === 'strict' && from <= day && (!to || day < to))
}

function toWorkday(day: CalendarDay): CalendarDay {
  return weekdayOf(day) <= 5 ? day : addDays(day, weekdayOf(day) === 6 ? 2 : 1)
}
