import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Instants, Span } from '#app/shared/instants.ts'

/** uuid v7, made by the app: the database of version 15 has no generator for it (decisions 16). */
export const id = () => uuid().primaryKey().notNull()
/** First column of every county-owned table; set once, never updated (scale.md, schema rule 1). */
export const countyId = () => uuid().notNull()

/** An instant. Written and read as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** A county day, `YYYY-MM-DD`, never a Date: a Date would bring a time zone in. */
export const day = customType<{ data: CalendarDay; driverData: string }>({
  dataType: () => 'date',
  fromDriver: (value) => value as CalendarDay,
})

/** Half-open range of county days, `[from, to)`; `to` null = open. */
export type DayRange = { from: CalendarDay; to: CalendarDay | null }
export const dayRange = customType<{ data: DayRange; driverData: string }>({
  dataType: () => 'daterange',
  toDriver: (range) => `[${range.from},${range.to ?? ''})`,
  fromDriver: (text) => {
    const [from = '', to = ''] = text.slice(1, -1).split(',')
    return { from: from as CalendarDay, to: to === '' ? null : (to as CalendarDay) }
  },
})

const MULTIRANGE_PART = /[[(]"?([^",]+)"?,"?([^",)]+)"?\)/g

/** Disjoint instants, `{[a,b),[c,d)}`, to the millisecond. */
export const instants = customType<{ data: Instants; driverData: string }>({
  dataType: () => 'tstzmultirange',
  toDriver: (spans) =>
    `{${spans.map(([from, to]) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`).join(',')}}`,
  fromDriver: (text) =>
    [...text.matchAll(MULTIRANGE_PART)].map(([, from, to]): Span => [
      instantFromText(from!),
      instantFromText(to!),
    ]),
})

/** PostgreSQL prints `2026-07-22 10:00:00.123+00`; microseconds below the millisecond are dropped. */
function instantFromText(text: string): number {
  const value = Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'))
  if (Number.isNaN(value)) throw new RangeError(`not an instant: ${text}`)
  return value
}

/** Half-open range of instants, `[from, to)`, both ends set, to the millisecond. */
export type InstantRange = { from: Date; to: Date }
export const instantRange = customType<{ data: InstantRange; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: ({ from, to }) => `[${from.toISOString()},${to.toISOString()})`,
  fromDriver: (text) => {
    const [from = '', to = ''] = text.slice(1, -1).replaceAll('"', '').split(',')
    return { from: new Date(instantFromText(from)), to: new Date(instantFromText(to)) }
  },
})
