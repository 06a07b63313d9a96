import { and, desc, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { neutral } from '#app/domains/calendar/calendar-file.policy.ts'
import type { CalendarEvent } from '#app/domains/calendar/calendar-file.server.ts'
import type { TimeSpan } from '#app/domains/calendar/engagement.policy.ts'
import { hashOfFeedToken } from '#app/domains/calendar/feed.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { engagements, lectureRooms } from '#db/schema/calendar.ts'
import { lectureOrderChanges as change } from '#db/schema/lecture-orders.ts'
import { menuTopics } from '#db/schema/lectures.ts'
import { entryOf, type OrderTimes } from './order-event.policy.ts'
import type { OrderState } from './order.policy.ts'
import { orderIn } from './orders.queries.server.ts'

export type Language = 'zh' | 'en'
type Named = { zh: string | null; en: string | null }

/** What a class is called in a calendar: the title for learners, and nothing about anybody. */
function eventOf(
  order: OrderTimes & { orderId: string; title: Named; room: Named; changedAt: Date },
  language: Language,
): CalendarEvent | null {
  const entry = entryOf(order, now())
  if (!entry) return null
  const { orderId, title, room, changedAt } = order
  const place = room[language]
  return {
    ...entry,
    ...{
      id: orderId,
      changedAt,
      words: null,
      title: neutral(title[language] ?? '') ?? title[language] ?? '',
    },
    place: place === null ? null : neutral(place),
  }
}

/** One class for the calendar of an office or a lecturer; null for an order that is not theirs, or never had a time. */
export async function orderEvent(
  actor: Actor,
  orderId: string,
  language: Language,
): Promise<CalendarEvent | null> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const order = await orderIn(tx, scope, orderId)
    if (!order) return null
    const [ownLecturer] = await tx.execute<{ id: string | null }>(sql`select door_own_lecturer() as id`)
    const lecturerId = actor.role === 'lecturer' ? (ownLecturer?.id ?? null) : null
    const ofOrder = and(eq(change.countyId, actor.countyId), eq(change.orderId, orderId))
    const [[timed], [latest], [topic], offices] = await Promise.all([
      tx
        .select({ during: change.during, engagementId: change.engagementId })
        .from(change)
        .where(
          and(
            ofOrder,
            sql`${change.during} is not null`,
            lecturerId === null ? undefined : eq(change.lecturerId, lecturerId),
          ),
        )
        .orderBy(desc(change.version))
        .limit(1),
      tx.select({ at: change.at }).from(change).where(ofOrder).orderBy(desc(change.version)).limit(1),
      tx
        .select({ zh: menuTopics.publicZh, en: menuTopics.publicEn })
        .from(menuTopics)
        .where(and(eq(menuTopics.countyId, actor.countyId), eq(menuTopics.id, order.topicId))),
      tx.execute<{ office_id: string }>(sql`select office_id from door_offices_of_order(${orderId}::uuid)`),
    ])
    const engagementId = order.engagementId ?? timed?.engagementId ?? null
    const [room] = order.roomId
      ? await tx
          .select({ zh: lectureRooms.nameZh, en: lectureRooms.nameEn })
          .from(lectureRooms)
          .where(and(eq(lectureRooms.countyId, actor.countyId), eq(lectureRooms.id, order.roomId)))
      : engagementId
        ? await tx
            .select({ zh: lectureRooms.nameZh, en: lectureRooms.nameEn })
            .from(engagements)
            .innerJoin(
              lectureRooms,
              and(eq(lectureRooms.countyId, engagements.countyId), eq(lectureRooms.id, engagements.roomId)),
            )
            .where(and(eq(engagements.countyId, actor.countyId), eq(engagements.id, engagementId)))
        : []
    const concerns =
      actor.role === 'lecturer'
        ? order.lecturerId !== null && order.lecturerId === lecturerId
        : actor.role === 'bureau' || [...offices].some((row) => row.office_id === actor.officeId)
    // An office that may join, a lecturer who may take it: it is not in their calendar.
    if (!concerns && !(actor.role === 'lecturer' && timed)) return null
    return eventOf(
      {
        ...{ orderId, version: order.version, state: order.state, holdUntil: order.holdUntil, concerns },
        ...{ during: order.during, last: timed?.during ?? null, changedAt: latest?.at ?? now() },
        ...{ title: topic ?? { zh: null, en: null }, room: room ?? { zh: null, en: null } },
      },
      language,
    )
  })
}

type FeedRow = {
  order_id: string | null
  version: number
  state: OrderState
  hold_until: string | null
  during_from: string | null
  during_to: string | null
  last_from: string
  last_to: string
  concerns: boolean
  changed_at: string
  title_zh: string
  title_en: string
  room_zh: string | null
  room_en: string | null
  locale: Language
}

const TOKEN_SCOPE = {
  ...{ role: 'system:calendar-token', accountId: null, countyId: null, officeId: null, personId: null },
}
const spanOf = (from: string | null, to: string | null): TimeSpan | null =>
  from === null || to === null ? null : { from: new Date(from), to: new Date(to) }

/**
 * What a token opens: the classes of its lecturer or office from a month back, in its holder's language. Null for a token
 * that opens nothing: wrong, taken back, its holder no longer appointed. Asked as the named actor of tokens.
 */
export async function feedEvents(
  token: string,
): Promise<{ language: Language; events: CalendarEvent[] } | null> {
  const rows = await inActorTransaction(TOKEN_SCOPE, (tx) =>
    tx.execute<FeedRow>(sql`select * from door_feed_orders(${hashOfFeedToken(token)})`),
  )
  const [first] = rows
  if (!first) return null
  const events = [...rows].flatMap((row) => {
    if (row.order_id === null) return []
    const event = eventOf(
      {
        ...{ orderId: row.order_id, version: row.version, state: row.state, concerns: row.concerns },
        holdUntil: row.hold_until === null ? null : new Date(row.hold_until),
        during: spanOf(row.during_from, row.during_to),
        ...{ last: spanOf(row.last_from, row.last_to), changedAt: new Date(row.changed_at) },
        title: { zh: row.title_zh, en: row.title_en },
        room: { zh: row.room_zh, en: row.room_en },
      },
      row.locale,
    )
    return event ? [event] : []
  })
  return { language: first.locale, events }
}
