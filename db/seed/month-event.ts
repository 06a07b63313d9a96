import {
  addDays,
  firstDayOf,
  lastDayOf,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { DemoPerson } from './demo-person.ts'

export type EventKind = 'lecture' | 'collective_class' | 'talk' | 'counselling' | 'self_study' | 'online_unit'

/** Something a person took part in, from a minute of a county day on, whole. */
export type MonthEvent = {
  person: DemoPerson
  kind: EventKind
  sourceId: string
  day: CalendarDay
  /** `HH:MM` in the county. */
  time: string
  minutes: Minutes
  /** Topic of a lecture, unit of online study. */
  about?: string
}

/** Whether somebody is on the register, and not away, on a day. */
export function isHere(person: DemoPerson, day: CalendarDay): boolean {
  return (
    day >= person.enteredOn &&
    (!person.leftOn || day < person.leftOn) &&
    person.pauses.every(({ from, to }) => day < from || day >= to)
  )
}

/** First and last day on the register within the month; null when there is none. */
export function presenceIn(
  person: DemoPerson,
  month: CalendarMonth,
): { from: CalendarDay; to: CalendarDay } | null {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const from = person.enteredOn > first ? person.enteredOn : first
  const to = person.leftOn && person.leftOn <= last ? addDays(person.leftOn, -1) : last
  return from <= to ? { from, to } : null
}

/** `clock(20 * 60 + 35)` → `20:35` */
export function clock(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
}
