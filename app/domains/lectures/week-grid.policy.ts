import { dayAt, addDays, startOfDay, weekdayOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { intersectionOf, type Span } from '#app/shared/instants.ts'
import { EVENING_FROM, openMinutes, type PartOfDay } from './availability.policy.ts'
import type { FreeSlot } from './slot-search.policy.ts'
import { checkLimits, classCounts, type SlotBusy, type SlotLecturer, type SlotWorld } from './slot.policy.ts'

/** What an office sees of a week: what is free, and beside it what would be, with the reason why not. */

export type WhyTaken = 'held' | 'lecture' | 'own' | 'away' | 'room' | 'day-full' | 'month-full'
export type TakenSlot = {
  day: CalendarDay
  part: PartOfDay
  lecturerId: string
  /** When what stands in the way begins; null: the whole part of the day. */
  start: Date | null
  why: WhyTaken
  officeId: string | null
  /** Of a hold: until when. */
  until: Date | null
}

const MINUTE_MS = 60_000
const PARTS: readonly [PartOfDay, Span][] = [
  ['morning', [0, 12 * 60]],
  ['afternoon', [12 * 60, EVENING_FROM]],
  ['evening', [EVENING_FROM, 24 * 60]],
]

/** The Monday of a day's week. */
export const mondayOf = (day: CalendarDay): CalendarDay => addDays(day, 1 - weekdayOf(day))

/**
 * For each lecturer and part of a day in which they can be asked, and nothing is free: what stands in the way. One reason
 * each; a lecturer's own time before the room's. Of what has gone by nothing is said.
 */
export function takenSlots(
  world: SlotWorld,
  wish: { lecturerIds: readonly string[]; roomIds: readonly string[]; from: CalendarDay; to: CalendarDay },
  free: readonly FreeSlot[],
  ownOfficeId: string | null,
): TakenSlot[] {
  const found: TakenSlot[] = []
  const isFree = new Set(free.map(({ lecturerId, start, part }) => `${lecturerId} ${dayAt(start)} ${part}`))
  const rooms = world.busy.filter(({ roomId }) => roomId !== null && wish.roomIds.includes(roomId))
  for (const lecturer of world.lecturers.filter(({ id }) => wish.lecturerIds.includes(id))) {
    const own = world.busy.filter(({ staffId }) => staffId === lecturer.staffId)
    const counts = classCounts(own)
    for (let day = wish.from; day <= wish.to; day = addDays(day, 1)) {
      const open = openMinutes(lecturer, day, world.days.get(day) ?? null)
      for (const [part, window] of PARTS) {
        const asked = intersectionOf(open, [window])
        const [first] = asked
        const last = asked.at(-1)
        if (!first || !last || isFree.has(`${lecturer.id} ${day} ${part}`)) continue
        const midnight = startOfDay(day).getTime()
        const span = {
          from: new Date(midnight + first[0] * MINUTE_MS),
          to: new Date(midnight + last[1] * MINUTE_MS),
        }
        if (span.to <= world.now) continue
        const taken =
          inTheWay(own, span, ownOfficeId, false) ??
          full(lecturer, counts, day) ??
          inTheWay(rooms, span, ownOfficeId, true)
        // The room, and the office's own class, stand in everybody's way alike: told once.
        const told = (one: TakenSlot) =>
          (taken?.why === 'room' || taken?.why === 'own') &&
          one.day === day &&
          one.part === part &&
          one.why === taken.why &&
          one.start?.getTime() === taken.start?.getTime()
        if (taken && !found.some(told)) found.push({ day, part, lecturerId: lecturer.id, ...taken })
      }
    }
  }
  return found
}

type Why = Pick<TakenSlot, 'start' | 'why' | 'officeId' | 'until'>

/** The first of what is taken in a span, with its travel. */
function inTheWay(
  busy: readonly SlotBusy[],
  span: { from: Date; to: Date },
  ownOfficeId: string | null,
  ofRoom: boolean,
): Why | null {
  const begins = ({ during }: SlotBusy) => during.from >= span.from && during.from < span.to
  // What begins in this part of the day, before what only reaches into it.
  const [first] = busy
    .filter(({ blocked }) => blocked.from < span.to && span.from < blocked.to)
    .sort(
      (a, b) => Number(begins(b)) - Number(begins(a)) || a.during.from.getTime() - b.during.from.getTime(),
    )
  if (!first) return null
  const { lecture, officeId = null, holdUntil = null } = first
  const start = begins(first) ? first.during.from : null
  const why: WhyTaken =
    officeId !== null && officeId === ownOfficeId
      ? 'own'
      : ofRoom
        ? 'room'
        : !lecture
          ? 'away'
          : holdUntil
            ? 'held'
            : 'lecture'
  return { start: why === 'away' ? null : start, why, officeId, until: why === 'held' ? holdUntil : null }
}

function full(lecturer: SlotLecturer, counts: ReturnType<typeof classCounts>, day: CalendarDay): Why | null {
  const refusal = checkLimits(lecturer, counts, day)
  return refusal?.refused === 'day-full' || refusal?.refused === 'month-full'
    ? { start: null, why: refusal.refused, officeId: null, until: null }
    : null
}
