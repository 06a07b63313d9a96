import { addDays, dayAt, startOfDay, type CalendarDay } from './calendar-day.ts'

/** A half-open span of time [from, to), in milliseconds since the epoch. */
export type Span = readonly [from: number, to: number]
/** Disjoint spans in order: the same thing as PostgreSQL's tstzmultirange. */
export type Instants = readonly Span[]

/** Any spans → disjoint, ordered, non-empty ones. */
export function unionOf(spans: readonly Span[]): Instants {
  const ordered = spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of ordered) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function lengthMs(instants: Instants): number {
  return instants.reduce((sum, [from, to]) => sum + (to - from), 0)
}

/** What is in both. */
export function intersectionOf(a: Instants, b: Instants): Instants {
  const out: Span[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]![0], b[j]![0])
    const to = Math.min(a[i]![1], b[j]![1])
    if (to > from) out.push([from, to])
    if (a[i]![1] < b[j]![1]) i++
    else j++
  }
  return out
}

/** What is in `a` and not in `b`. */
export function differenceOf(a: Instants, b: Instants): Instants {
  const out: Span[] = []
  for (const [from, to] of a) {
    let start = from
    for (const [cutFrom, cutTo] of b) {
      if (cutTo <= start || cutFrom >= to) continue
      if (cutFrom > start) out.push([start, cutFrom])
      start = Math.max(start, cutTo)
    }
    if (start < to) out.push([start, to])
  }
  return out
}

/** The earliest `limitMs` of it. */
export function earliestOf(instants: Instants, limitMs: number): Instants {
  const out: Span[] = []
  let left = limitMs
  for (const [from, to] of instants) {
    if (left <= 0) break
    out.push([from, Math.min(to, from + left)])
    left -= to - from
  }
  return out
}

/** Split at every county midnight, in order of days. */
export function splitByDay(instants: Instants): { day: CalendarDay; instants: Instants }[] {
  const days = new Map<CalendarDay, Span[]>()
  for (const [from, to] of instants) {
    for (let start = from; start < to;) {
      const day = dayAt(new Date(start))
      const end = Math.min(to, startOfDay(addDays(day, 1)).getTime())
      const list = days.get(day) ?? []
      list.push([start, end])
      days.set(day, list)
      start = end
    }
  }
  return [...days].map(([day, spans]) => ({ day, instants: unionOf(spans) }))
}
