import {
  addDays,
  addMonths,
  dayAt,
  daysOf,
  firstDayOf,
  lastDayOf,
  monthOf,
  weekdayOf,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import { randomOf, type Random } from './random.ts'

/** `leftOn` is the first day no longer on the register. */
export type Stay = { enteredOn: CalendarDay; leftOn: CalendarDay | null }

export const ON_REGISTER = 365
export const DISCHARGED = 1_861
export const HISTORY_MONTHS = 60
const INTAKE_A_MONTH = 21
const DISCHARGE_A_MONTH = 18
/** The last year grew by three a month, the years before hardly; so there are about 300 to 365 at any time. */
const GROWING_MONTHS = 12
const MONTHS_BEFORE_HISTORY = 66

/** The months of the history, oldest first; the current one is not among them. */
export function historyMonths(now: Date): CalendarMonth[] {
  const current = monthOf(dayAt(now))
  return Array.from({ length: HISTORY_MONTHS }, (_, index) => addMonths(current, index - HISTORY_MONTHS))
}

/** Who came and went, month by month, until `now`: 365 who are still here and 1 861 who have left. */
export function registerFlow(now: Date): { current: Stay[]; past: Stay[] } {
  const random = randomOf('register flow')
  const today = dayAt(now)
  const months = historyMonths(now)
  const start = firstDayOf(months[0]!)
  const elapsed = Number(today.slice(8)) - 1
  const ofCurrent = (aMonth: number) => Math.floor((aMonth * elapsed) / daysOf(monthOf(today)).length)

  const flows = months.map((month, index) => {
    const growing = index >= HISTORY_MONTHS - GROWING_MONTHS
    const leavers = growing ? DISCHARGE_A_MONTH : INTAKE_A_MONTH - (index % 2)
    return { first: firstDayOf(month), last: lastDayOf(month), entrants: INTAKE_A_MONTH, leavers }
  })
  if (elapsed > 0) {
    flows.push({
      first: firstDayOf(monthOf(today)),
      last: addDays(today, -1),
      entrants: ofCurrent(INTAKE_A_MONTH),
      leavers: ofCurrent(DISCHARGE_A_MONTH),
    })
  }
  const entered = flows.reduce((sum, { entrants }) => sum + entrants, 0)
  const left = flows.reduce((sum, { leavers }) => sum + leavers, 0)

  let current: Stay[] = Array.from({ length: ON_REGISTER - entered + left }, () => ({
    enteredOn: addDays(start, -random.between(1, 540)),
    leftOn: null,
  }))
  const past: Stay[] = Array.from({ length: DISCHARGED - left }, () => {
    const leftOn = addDays(start, -random.between(0, MONTHS_BEFORE_HISTORY * 30))
    return { enteredOn: addDays(leftOn, -random.between(180, 900)), leftOn }
  })
  for (const flow of flows) {
    const leaving = longestStays(current, flow.leavers, random)
    past.push(...leaving.map(({ enteredOn }) => ({ enteredOn, leftOn: dayBetween(flow, random) })))
    current = current.filter((stay) => !leaving.includes(stay))
    for (let index = 0; index < flow.entrants; index++) {
      current.push({ enteredOn: workdayBetween(flow, random), leftOn: null })
    }
  }
  const byEntry = (a: Stay, b: Stay) => Number(a.enteredOn > b.enteredOn) - Number(a.enteredOn < b.enteredOn)
  return { current: current.sort(byEntry), past: past.sort(byEntry) }
}

/** Orders differ in length, so of those here longest not all go first. */
function longestStays(current: readonly Stay[], count: number, random: Random): Stay[] {
  return current
    .map((stay) => ({ stay, weight: Date.parse(stay.enteredOn) - random.next() * 300 * 86_400_000 }))
    .sort((a, b) => a.weight - b.weight)
    .slice(0, count)
    .map(({ stay }) => stay)
}

type Stretch = { first: CalendarDay; last: CalendarDay }

function dayBetween({ first, last }: Stretch, random: Random): CalendarDay {
  return addDays(first, random.below(Number(last.slice(8))))
}

/** People are received on working days; an order ends on whichever day it ends. */
function workdayBetween(stretch: Stretch, random: Random): CalendarDay {
  const day = dayBetween(stretch, random)
  const early = addDays(day, 5 - weekdayOf(day))
  if (weekdayOf(day) <= 5) return day
  return early >= stretch.first ? early : stretch.first
}
