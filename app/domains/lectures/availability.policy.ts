import { addDays, weekdayOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { differenceOf, intersectionOf, unionOf, type Instants, type Span } from '#app/shared/instants.ts'

/** Half-open period of days; `toOn` null: open. */
type Period = { fromOn: CalendarDay; toOn: CalendarDay | null }
/** Minutes of the county's day, half-open. */
type Minutes = { fromMinute: number; toMinute: number }

export type WeeklyHours = Period & Minutes & { weekday: number }
export type DayException = Minutes & { day: CalendarDay; open: boolean }
export type DayKind = 'holiday' | 'workday'

export const within = (day: CalendarDay, { fromOn, toOn }: Period) =>
  fromOn <= day && (toOn === null || day < toOn)

/** From when on a day is evening, in minutes. */
export const EVENING_FROM = 18 * 60
const NOON = 12 * 60
const DAY_END = 24 * 60

const span = ({ fromMinute, toMinute }: Minutes): Span => [fromMinute, toMinute]

/**
 * When a lecturer can be asked on a day, in minutes of it. The weekly hours; none on a public holiday; on a weekend day
 * that is worked instead (调休) the evening alone, because lecturers have other work. Then what they said of this very
 * day: hours more, and at last hours less.
 */
export function openMinutes(
  lecturer: { hours: readonly WeeklyHours[]; exceptions: readonly DayException[] },
  day: CalendarDay,
  kind: DayKind | null,
): Instants {
  const weekday = weekdayOf(day)
  const weekly = unionOf(
    lecturer.hours.filter((one) => one.weekday === weekday && within(day, one)).map(span),
  )
  const usual =
    kind === 'holiday' ? [] : kind === 'workday' ? intersectionOf(weekly, [[EVENING_FROM, DAY_END]]) : weekly
  const today = lecturer.exceptions.filter((one) => one.day === day)
  const more = unionOf([...usual, ...today.filter(({ open }) => open).map(span)])
  return differenceOf(more, unionOf(today.filter(({ open }) => !open).map(span)))
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening'

export function partOfDay(startMinute: number): PartOfDay {
  return startMinute < NOON ? 'morning' : startMinute < EVENING_FROM ? 'afternoon' : 'evening'
}

/** Whether people have the day off: weekends that are not worked, and public holidays. */
export function isDayOff(day: CalendarDay, kind: DayKind | null): boolean {
  return kind === 'holiday' || (kind !== 'workday' && weekdayOf(day) >= 6)
}

/** Every day from one to the other, both included. */
export function daysFromTo(from: CalendarDay, to: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
