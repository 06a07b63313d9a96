import { redirect } from '@remix-run/node'
import type { NoticeLine } from '#app/components/notice-list.tsx'
import { now } from '#app/clock.server.ts'
import { absenceReasons, type AbsenceReason } from '#app/domains/attendance/absence.policy.ts'
import { occasionsInSight } from '#app/domains/attendance/own-after-class.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { topicTitles, type TopicTitles } from '#app/domains/lectures/menus.queries.server.ts'
import { orderReasons, type OrderReason } from '#app/domains/lectures/order.policy.ts'
import { ordersInSight } from '#app/domains/lectures/orders.queries.server.ts'
import { readNoticesSchema } from '#app/domains/notices/notice.schema.ts'
import { markAllNoticesRead, markNoticeRead } from '#app/domains/notices/notice.server.ts'
import { NOTICES_SHOWN, ownNotices, type Notice } from '#app/domains/notices/notices.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { dayAt, isCalendarDay, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { counsellingPlace, occasionPlace, orderPlace } from './notice-place.ts'

/** One's own inbox, for a page: what each message says, and where it leads for this reader. */
export async function readInbox(actor: Actor) {
  const seenUpTo = now().toISOString()
  const [found, titles] = await Promise.all([ownNotices(actor), topicTitles(actor)])
  const named = (name: 'order' | 'occasion') => [
    ...new Set(
      found.flatMap(({ parameters }) => {
        const id = parameters[name]
        return typeof id === 'string' && isId(id) ? [id] : []
      }),
    ),
  ]
  const [orders, occasions] = await Promise.all([
    ordersInSight(actor, named('order')),
    occasionsInSight(actor, named('occasion')),
  ])
  const lines = found.map((notice) => lineOf(actor, notice, titles, { orders, occasions }))
  return { lines, unread: lines.filter(({ read }) => !read).length, seenUpTo, latest: NOTICES_SHOWN }
}

function lineOf(
  { role }: Actor,
  { id, code, parameters, at, readAt }: Notice,
  titles: ReadonlyMap<string, TopicTitles>,
  { orders, occasions }: { orders: ReadonlySet<string>; occasions: ReadonlySet<string> },
): NoticeLine {
  const { order, occasion, topic, day, time, reason, absence } = parameters
  const named = typeof topic === 'string' ? titles.get(topic) : undefined
  return {
    ...{ id, code, on: dayAt(at), time: timeOfDay(at), read: readAt !== null },
    facts: {
      topic: (role === 'supervised-person' ? named?.public : named?.full) ?? null,
      when: isDay(day) && typeof time === 'string' ? { day, time } : null,
      reason: isReason(reason) ? reason : null,
      absence: isAbsence(absence) ? absence : null,
    },
    href:
      typeof occasion === 'string' && occasions.has(occasion)
        ? occasionPlace(role, occasion)
        : typeof order === 'string' && orders.has(order)
          ? orderPlace(role, order)
          : counsellingPlace(role, code),
  }
}

type Parameter = Notice['parameters'][string] | undefined
const isDay = (value: Parameter): value is CalendarDay => typeof value === 'string' && isCalendarDay(value)
const isReason = (value: Parameter): value is OrderReason =>
  (orderReasons as readonly Parameter[]).includes(value)

const isAbsence = (value: Parameter): value is AbsenceReason =>
  (absenceReasons as readonly Parameter[]).includes(value)

/** Marks what the form says as read, and leads back to the list. 400 for a form that is none, 404 for a foreign message. */
export async function markRead(actor: Actor, request: Request): Promise<Response> {
  const form = await parseForm(request, readNoticesSchema)
  if (!form.ok) throw new Response(null, { status: 400 })
  if (form.value.do === 'all') await markAllNoticesRead(actor, new Date(form.value.seenUpTo))
  else if (isRefused(await markNoticeRead(actor, form.value.notice))) throw notFound()
  return redirect(new URL(request.url).pathname, 303)
}
