import {
  differenceOf,
  intersectionOf,
  lengthMs,
  unionOf,
  type Instants,
  type Span,
} from '#app/shared/instants.ts'
import { addDays, dayAt, firstDayOf, monthOf, startOfDay } from '#app/shared/calendar-day.ts'

/** Days of the next month in which a month still takes late evidence (decisions 6). */
export const GRACE_DAYS = 5

/** A stretch of use, in milliseconds of the device's own clock. Any number may arrive here. */
export type DeviceSpan = readonly [from: number, to: number]

export type PlacedTime = {
  /** When it happened by the device's word, clamped to the lease and the arrival. */
  device: Span
  /** Use by the device's word, at most the server's time between the lease and the arrival. */
  claimedMs: number
  /** What counts as witnessed. */
  counted: Instants
  /** Claimed, but the server saw the person there or elsewhere already: counted once. */
  takenMs: number
  /** Claimed, but of a month that no longer takes evidence. */
  closedMs: number
}

/** The first instant whose month still takes evidence that arrives at `arrived` (milliseconds). */
export function evidenceOpenFrom(arrived: number): number {
  const today = dayAt(new Date(arrived))
  return startOfDay(firstDayOf(monthOf(addDays(today, -GRACE_DAYS)))).getTime()
}

/**
 * What late evidence comes to, item by item (decisions 7). The device says how long and roughly when; the server says
 * between which instants it can have been. Stretches are laid at `arrived` minus how long ago they were by the device's
 * clock, each once however often it is told, pushed into [issued, arrived] without changing their order, and cut where
 * there is no room left. So they never come to more than the server's own time, whatever the device's clock does.
 * `taken`: what the server witnessed of this person, on any device and in any unit.
 */
export function placeLate(evidence: {
  items: readonly { id: string; spans: readonly DeviceSpan[] }[]
  /** The device's clock when it sent. */
  sentAt: number
  issued: number
  arrived: number
  taken: Instants
}): Map<string, PlacedTime> {
  const { issued, arrived } = evidence
  const openFrom = evidenceOpenFrom(arrived)
  const taken = unionOf(evidence.taken)
  const fitted = fitInto(toldOnce(evidence.items, evidence.sentAt, arrived), issued, arrived)
  return new Map(
    evidence.items.map(({ id }) => {
      const placed = unionOf(fitted.filter((piece) => piece.id === id).map(({ span }) => span))
      const open = intersectionOf(placed, [[openFrom, Infinity]])
      const counted = differenceOf(open, taken)
      const claimedMs = lengthMs(placed)
      return [
        id,
        {
          device: [placed[0]?.[0] ?? arrived, placed.at(-1)?.[1] ?? arrived] as const,
          claimedMs,
          counted,
          takenMs: lengthMs(open) - lengthMs(counted),
          closedMs: claimedMs - lengthMs(open),
        },
      ]
    }),
  )
}

/** An instant of the device's clock as the server places it. */
export function placeInstant(at: number, sentAt: number, issued: number, arrived: number): number {
  const placed = Math.round(arrived - (sentAt - at))
  return !Number.isNaN(placed) ? Math.min(arrived, Math.max(issued, placed)) : arrived
}

/** Within what a Date can say. */
const isInstant = (ms: number) => Math.abs(ms) <= 8.64e15

type Piece = { id: string; span: Span }

/** Stretches in order, on the server's time line by how long ago they were; what is told twice belongs to the first. */
function toldOnce(
  items: readonly { id: string; spans: readonly DeviceSpan[] }[],
  sentAt: number,
  arrived: number,
): Piece[] {
  if (!isInstant(sentAt)) return []
  const told = items
    .flatMap(({ id, spans }) => spans.map(([from, to]) => ({ id, from, to: Math.min(to, sentAt) })))
    .filter(({ from, to }) => isInstant(from) && isInstant(to) && to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to)
  let until = -Infinity
  return told.flatMap(({ id, from, to }) => {
    const start = Math.max(from, until)
    if (to <= start) return []
    until = to
    const shift = arrived - sentAt
    return [{ id, span: [Math.round(start + shift), Math.round(to + shift)] as const }]
  })
}

/** Ordered stretches pushed into [from, to], each as near to its place as the others leave room; the oldest give way. */
function fitInto(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let cursor = from
  const forward = pieces.map(({ id, span }) => {
    const start = Math.max(span[0], cursor)
    cursor = start + (span[1] - span[0])
    return { id, start, end: cursor }
  })
  let limit = to
  const fitted: Piece[] = []
  for (const { id, start, end } of forward.reverse()) {
    const stop = Math.min(end, limit)
    const begin = Math.max(from, stop - (end - start))
    if (stop <= begin) break
    fitted.push({ id, span: [begin, stop] })
    limit = begin
  }
  return fitted.reverse()
}
