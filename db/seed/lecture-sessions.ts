import { ledgerSource } from '#app/domains/attendance/occasion.policy.ts'
import { addDays, firstDayOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { LECTURES_A_MONTH, officeOf } from './county.ts'
import { topicsIn, type Topic } from './lecture-topics.ts'
import { isHere, type MonthEvent } from './month-event.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoId, randomOf, type Random } from './random.ts'
import type { Volume } from './volumes.ts'

type LectureSession = {
  id: string
  group: string
  day: CalendarDay
  time: string
  topic: Topic
  seats: number
}

/** The days on which the lecturers are out (the month of an office: 8 to 20, about 13 lectures). */
const FIRST_DAY = 8
const LAST_DAY = 20
const TIMES = ['14:30', '19:00'] as const

/** What the ledger's lines of a month's lecture come from: the class, whose register `writePastRegisters` writes. */
export const lectureSourceId = (month: CalendarMonth, number: number) =>
  ledgerSource(demoId('past class', `${month} ${number}`))

/** Exactly the month's lectures with exactly its attendances. Nobody sits in two lectures of one day. */
export function lectureEvents(
  month: CalendarMonth,
  people: readonly DemoPerson[],
  volume: Pick<Volume, 'lectures' | 'attendances'>,
): MonthEvent[] {
  const random = randomOf(`lectures ${month}`)
  // People of the minors' regime are taught apart (社矫法 52).
  const adults = people.filter(({ minorsRegime }) => !minorsRegime)
  const sessions = sessionsOf(month, adults, volume, random)
  const heard = new Map<string, number>()
  const events: MonthEvent[] = []
  for (const session of sessions) {
    const busy = new Set(events.filter(({ day }) => day === session.day).map(({ person }) => person.id))
    const candidates = adults
      .filter((person) => isHere(person, session.day) && !busy.has(person.id))
      .map((person) => ({ person, rank: rankFor(session, person, heard) + random.next() }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, session.seats)
    if (candidates.length < session.seats)
      throw new RangeError(`${session.id}: ${candidates.length} of ${session.seats}`)
    for (const { person } of candidates) {
      heard.set(person.id, (heard.get(person.id) ?? 0) + 1)
      const { id: sourceId, day, time, topic } = session
      events.push({ person, kind: 'lecture', sourceId, day, time, minutes: topic.minutes, about: topic.code })
    }
  }
  return events
}

/** Whoever has heard least comes first; people of another group only when one's own are all there. */
function rankFor(session: LectureSession, person: DemoPerson, heard: ReadonlyMap<string, number>): number {
  return (heard.get(person.id) ?? 0) + (officeOf(person.office).group === session.group ? 0 : 10)
}

function sessionsOf(
  month: CalendarMonth,
  adults: readonly DemoPerson[],
  { lectures, attendances }: Pick<Volume, 'lectures' | 'attendances'>,
  random: Random,
): LectureSession[] {
  const ofGroups = Object.entries(LECTURES_A_MONTH).flatMap(([group, count]) =>
    Array.from({ length: count }, () => group),
  )
  const groups = [...ofGroups, ...Array.from({ length: lectures - ofGroups.length }, () => 'yunxi')]
  const middle = addDays(firstDayOf(month), 13)
  const size = (group: string) =>
    adults.filter((person) => officeOf(person.office).group === group && isHere(person, middle)).length
  const weights = groups.map((group) => size(group) / groups.filter((other) => other === group).length)
  const seats = sharesOf(attendances, weights)
  const topics = random.shuffled(topicsIn(month))
  const days = new Map<string, number[]>()
  return groups
    .map((group, index) => {
      const free =
        days.get(group) ??
        random.shuffled(Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, day) => FIRST_DAY + day))
      days.set(group, free.slice(1))
      const day = addDays(firstDayOf(month), free[0]! - 1)
      return { id: '', group, day, time: random.pick(TIMES), topic: topics[index]!, seats: seats[index]! }
    })
    .sort((a, b) => Number(a.day > b.day) - Number(a.day < b.day) || Number(a.group > b.group) - 1)
    .map((session, index) => ({ ...session, id: lectureSourceId(month, index + 1) }))
}

/** `total` in whole parts, as near to the weights as whole parts can be. */
export function sharesOf(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  return weights.map((weight) => {
    const from = Math.round((total * before) / all)
    before += weight
    return Math.round((total * before) / all) - from
  })
}
