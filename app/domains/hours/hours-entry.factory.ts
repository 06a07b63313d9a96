import fc from 'fast-check'
import {
  addDays,
  calendarDay,
  dayAt,
  instantAt,
  startOfDay,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf, type Instants } from '#app/shared/instants.ts'
import { BUCKETS, SOURCE_KINDS, type SourceKind } from './hours-policy.policy.ts'
import { reversalOf, type HoursEntry } from './ledger.policy.ts'

/** Ledger lines for tests: named states, and arbitrary months. */

export const PERSON = 'zhou12'

/** `between('2026-07-08', '21:05', '21:15')` */
export function between(day: string, from: string, to: string): Instants {
  const on = calendarDay(day)
  return [[instantAt(on, from).getTime(), instantAt(on, to).getTime()]]
}

/** A credit; `during` gives its day, its minutes and when it was posted, unless said otherwise. */
export function credit(
  id: string,
  sourceKind: SourceKind,
  during: Instants | null,
  more: Partial<HoursEntry> = {},
): HoursEntry {
  const end = during?.at(-1)?.[1]
  const countyDay = more.countyDay ?? (during ? dayAt(new Date(during[0]![0])) : calendarDay('2026-07-01'))
  return {
    id,
    personId: PERSON,
    sourceKind,
    sourceId: `source-of-${id}`,
    bucket: sourceKind === 'public_benefit' ? 'public_benefit' : 'study',
    countyDay,
    minutes: during ? Math.floor(lengthMs(during) / 60_000) : 0,
    during,
    revision: 1,
    reversesId: null,
    postedAt: end ? new Date(end) : startOfDay(addDays(countyDay, 1)),
    explanation: {},
    ...more,
  }
}

export function reversal(id: string, of: HoursEntry, postedAt: Date): HoursEntry {
  return { ...reversalOf(of), id, postedAt, explanation: {} }
}

const MS_OF_A_DAY = 86_400_000

/** Lines of one person in July 2026: credits of every kind, overlapping or not, some of them reversed. */
export function anyMonth(firstDay: CalendarDay = calendarDay('2026-07-01')): fc.Arbitrary<HoursEntry[]> {
  const anyCredit = fc.record({
    sourceKind: fc.constantFrom(...SOURCE_KINDS),
    bucket: fc.constantFrom(...BUCKETS),
    // Few days and coarse spans, so that overlaps and equal starts happen often.
    day: fc.integer({ min: 0, max: 3 }),
    spans: fc.option(
      fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: 90 }),
          fc.integer({ min: 1, max: 30 }),
          fc.integer({ min: 0, max: 59 }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    share: fc.integer({ min: 1, max: 100 }),
    reversed: fc.boolean(),
  })
  return fc.array(anyCredit, { maxLength: 14 }).map((credits) =>
    credits.flatMap(({ sourceKind, bucket, day, spans, share, reversed }, index) => {
      const countyDay = addDays(firstDay, day)
      const morning = startOfDay(countyDay).getTime() + MS_OF_A_DAY / 3
      const during =
        spans &&
        unionOf(
          spans.map(([from, length, second]): [number, number] => [
            morning + from * 60_000,
            morning + (from + length) * 60_000 + second * 1_000,
          ]),
        )
      const most = during ? Math.floor(lengthMs(during) / 60_000) : 120
      const minutes = Math.max(1, Math.floor((most * share) / 100))
      const postedAt = new Date(morning + index * 1_000)
      const entry = credit(`e${index}`, sourceKind, during, { bucket, countyDay, minutes, postedAt })
      return reversed && index % 3 === 0 ? [entry, reversal(`r${index}`, entry, postedAt)] : [entry]
    }),
  )
}
