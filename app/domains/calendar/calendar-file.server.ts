import ical, { ICalEventStatus } from 'ical-generator'
import { createHash } from 'node:crypto'
import { REFRESH_SECONDS } from './calendar-file.policy.ts'
import type { TimeSpan } from './engagement.policy.ts'

export type CalendarEvent = {
  /** The same for the life of the event: what a calendar program knows it by. */
  id: string
  /** Grows with every change: the higher one stands. */
  sequence: number
  status: 'tentative' | 'confirmed' | 'cancelled'
  during: TimeSpan
  title: string
  place: string | null
  words: string | null
  /** When it was last changed. */
  changedAt: Date
}

const STATUS = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/**
 * An iCalendar file (RFC 5545). Times are instants in UTC: no program has to know a zone. Made of its events alone, so
 * that the same events are the same bytes. `feed`: how it is called in a list of calendars, and when to look again.
 */
export function writeCalendar(events: readonly CalendarEvent[], feed: { name: string } | null): string {
  const file = ical({
    prodId: { company: 'qicheng', product: 'qicheng' },
    ...(feed ? { name: feed.name, ttl: REFRESH_SECONDS } : {}),
  })
  for (const { id, sequence, status, during, title, place, words, changedAt } of events) {
    file.createEvent({
      ...{ id: `${id}@qicheng`, sequence, status: STATUS[status], start: during.from, end: during.to },
      ...{ summary: title, location: place, description: words, stamp: changedAt, lastModified: changedAt },
    })
  }
  return file.toString()
}

/** A strong validator of a file: a program that has these bytes is told so, and gets nothing. */
export function tagOf(file: string): string {
  return `"${createHash('sha256').update(file).digest('base64url').slice(0, 32)}"`
}

/** Whether an If-None-Match header names this tag (RFC 9110, 13.1.2). */
export function isKnown(header: string | null, tag: string): boolean {
  if (header === null) return false
  return header
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === tag || one === '*')
}
