import { dayAt, daysBetween, lastDayOf, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { DatedPolicy } from '#app/domains/hours/dated.policy.ts'
import { drawnRoles, type DrawnRole } from './drawn-roles.ts'
import { DrawnEvents } from './drawn-events.ts'
import { currentLine, type LedgerLine } from './ledger-line.ts'
import type { MonthEvent } from './month-event.ts'
import { requirementOf } from './month-required.ts'
import type { DemoPerson } from './demo-person.ts'
import { randomOf, type Random } from './random.ts'
import { questionedLines, questionedStudies, type FinishedStudy } from './questioned-line.ts'

/** What the drawn board says of somebody, by source. */
const DRAWN: Readonly<Record<string, (month: DrawnEvents) => MonthEvent[]>> = {
  陈某17: (month) => [month.evening(), ...month.online([12, 12, 11])],
  刘某08: () => [],
  吴某31: (month) => month.online([10, 10]),
  孙某22: (month) => [month.evening()],
  // His lines are drawn one by one, see questioned-line.ts.
  周某12: () => [],
  马某05: (month) => month.online(Array.from({ length: 15 }, () => 10)),
  钱某40: (month) => [month.briefing()],
  蔡某14: (month) => [month.evening(), month.saturday(), ...month.online([10, 10, 10, 10]), month.talk(20)],
  林某09: (month) => [
    month.evening(),
    ...month.online([10, 10]),
    month.counselling(9),
    month.counselling(16),
  ],
  // Who needs twice the reading time earns up to twice the minutes of a unit.
  赵某03: (month) => [month.evening(), month.saturday(), month.talk(30), ...month.online([20])],
  魏某14: (month) => [month.saturday(), month.talk(30), ...month.online(Array.from({ length: 7 }, () => 10))],
  郑某26: (month) => [
    month.evening(),
    month.saturday(),
    month.talk(30),
    ...month.online([10, 10, 10, 10, 10, 10]),
  ],
}

/**
 * The current month of 东塘镇 as it is drawn, up to the day before today: what each of its people has by then. On the
 * 1st there is nothing yet.
 */
export function drawnMonth(
  people: readonly DemoPerson[],
  seededOn: CalendarDay,
  policies: readonly DatedPolicy[],
  now: Date,
): LedgerLine[] {
  const today = dayAt(now)
  if (today.endsWith('-01')) return []
  const lines: LedgerLine[] = []
  for (const [person, role] of drawnRoles(people, seededOn)) {
    const events = new DrawnEvents(person, today)
    const drawn = person.story && DRAWN[person.name]
    const chosen = drawn ? drawn(events) : eventsFor(role, person, events, policies, today)
    lines.push(...chosen.filter(({ day }) => day >= person.enteredOn && day < today).map(currentLine))
    if (person.name === '周某12') lines.push(...questionedLines(person, today))
  }
  return lines
}

function eventsFor(
  role: DrawnRole,
  person: DemoPerson,
  month: DrawnEvents,
  policies: readonly DatedPolicy[],
  today: CalendarDay,
): MonthEvent[] {
  const random = randomOf(`drawn ${person.registerNumber}`)
  const requirement = requirementOf(person, monthOf(today), policies)
  if (requirement.kind !== 'target') return []
  const aim = aimOn(today, requirement.minutes, role, random)
  const strict = requirement.minutes > 300
  const offered = [
    month.evening(),
    month.saturday(),
    month.talk(30),
    ...(strict ? [month.counselling(9), month.counselling(16), month.talk(30, 9), month.talk(30, 16)] : []),
    ...(strict || random.next() < 0.5 ? [month.briefing()] : []),
  ].filter(({ day }) => day >= person.enteredOn)
  const chosen: MonthEvent[] = []
  const sum = () => chosen.reduce((total, { minutes }) => total + minutes, 0)
  for (const event of offered) if (sum() + event.minutes <= aim) chosen.push(event)
  const online = Math.min(aim - sum(), Math.floor(requirement.minutes / 2))
  chosen.push(...month.online(unitsOf(online)))
  for (let rest = aim - sum(), piece = 1; rest > 0; rest -= 30, piece++) {
    chosen.push(month.selfStudy(Math.min(30, rest), piece))
  }
  return chosen
}

/** From the 17th on, those who have met it have; before, they are as far as an even pace brings them. */
const MET_BY_DAY = 16
/** Who is near needs less than ten minutes a day. */
const NEAR_MINUTES_A_DAY = 7

function aimOn(today: CalendarDay, required: number, role: DrawnRole, random: Random): number {
  const elapsed = Number(today.slice(8)) - 1
  if (elapsed < MET_BY_DAY) return Math.floor((required * elapsed) / MET_BY_DAY / 5) * 5
  if (role === 'met') return required + 5 * random.between(0, 3)
  const left = daysBetween(today, lastDayOf(monthOf(today)))
  return required - Math.min(10 * random.between(1, 6), NEAR_MINUTES_A_DAY * left)
}

/** Minutes as units of about ten: 35 → 12, 12, 11. */
function unitsOf(minutes: number): number[] {
  const units = Math.round(minutes / 10) || (minutes > 0 ? 1 : 0)
  return Array.from(
    { length: units },
    (_, index) => Math.floor(((index + 1) * minutes) / units) - Math.floor((index * minutes) / units),
  )
}

/** The studies behind the drawn online lines that have one. */
export function drawnStudies(people: readonly DemoPerson[], now: Date): FinishedStudy[] {
  const today = dayAt(now)
  const questioner = people.find(({ story }) => story?.signInName === 'zhou12')
  return questioner && !today.endsWith('-01') ? questionedStudies(questioner, today) : []
}
