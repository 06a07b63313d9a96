import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { LecturerCalendar } from '#app/components/lecturer-calendar.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PrintTool } from '#app/components/print-tool.tsx'
import { calendarViewSchema } from '#app/domains/lectures/calendar-view.schema.ts'
import { calendarViews, spanOfView } from '#app/domains/lectures/calendar-view.policy.ts'
import {
  lecturerCalendar,
  lecturerDesk,
  type OrderSummary,
} from '#app/domains/lectures/lecturer-calendar.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf, timeOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = {
  hydrates: true,
  prints: true,
  title: (messages) => messages.lecturer.desk.title,
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const { searchParams } = new URL(request.url)
  const today = dayAt(now())
  const { view, on: wanted } = calendarViewSchema.parse(Object.fromEntries(searchParams))
  const on = wanted ?? today
  const span = spanOfView(view, on)
  const [desk, work, calendar] = await Promise.all([
    deskFor(actor),
    lecturerDesk(actor),
    lecturerCalendar(actor, span.from, span.to),
  ])
  return { desk, work, calendar, view, on, span, today, gone: searchParams.get('did') === 'gone' }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function LecturerCalendarPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const viewing = useViewing()
  const { lecturer } = messages
  const frame = { viewing, ...deskProps(page.desk, '/lecturer', messages) }
  if (!page.work || !page.calendar) {
    return (
      <DeskPage {...frame} sentence={lecturer.desk.title}>
        <EmptyState
          icon="calendar"
          title={lecturer.notRegistered.title}
          words={lecturer.notRegistered.more}
        />
      </DeskPage>
    )
  }
  const { held, over, withOffice, waiting } = page.work
  return (
    <DeskPage
      {...frame}
      sentence={lecturer.desk.sentence(held.length, over.length)}
      lede={lecturer.desk.lede(waiting.length)}
    >
      {page.gone && <Notice tone="todo">{lecturer.desk.gone}</Notice>}
      <div className="no-print">
        <Orders title={lecturer.desk.held} orders={held} go={lecturer.desk.answer} asks />
        <Orders title={lecturer.desk.over} orders={over} go={lecturer.desk.note} asks />
        <Orders title={lecturer.desk.withOffice} orders={withOffice} go={lecturer.desk.see} />
        <Waiting waiting={waiting} />
      </div>
      <Calendar page={page} calendar={page.calendar} />
    </DeskPage>
  )
}

/** Classes with a time. `asks`: something is for the lecturer to do. */
function Orders({
  title,
  orders,
  go,
  asks = false,
}: {
  title: string
  orders: readonly OrderSummary[]
  go: string
  asks?: boolean
}) {
  const { lecturer, format, locale } = useMessages()
  if (orders.length === 0) return null
  return (
    <section className="stack-s waits-section">
      <h2>{title}</h2>
      <ul className="waits">
        {orders.map((order) => (
          <li key={order.id}>
            <div className="row">
              <p>
                <b>{order.title[locale]}</b>
                <br />
                {order.during && (
                  <>
                    {format.dateLine(dayAt(order.during.from))}{' '}
                    <span className="nb">{format.timeRange(order.during.from, order.during.to)}</span>
                    <br />
                  </>
                )}
                <span className="quiet small">
                  {order.office[locale === 'zh' ? 'nameZh' : 'nameEn']} ·{' '}
                  {lecturer.desk.people(order.seatsTaken)}
                </span>
                {order.state === 'held' && order.holdUntil && (
                  <>
                    <br />
                    <span className="still small">
                      {lecturer.desk.heldUntil(dayAt(order.holdUntil), timeOfDay(order.holdUntil))}
                    </span>
                  </>
                )}
              </p>
              <a className={asks ? 'btn soft' : 'btn text'} href={`/lecturer/orders/${order.id}`}>
                {go}
                <span className="vh"> {order.title[locale]}</span>
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Requests that anyone may take, a topic at a time, in the order in which they are served. */
function Waiting({ waiting }: { waiting: NonNullable<Page['work']>['waiting'] }) {
  const { lecturer, locale } = useMessages()
  if (waiting.length === 0) return null
  const topics = [...new Set(waiting.map(({ topicCode }) => topicCode))]
  return (
    <section className="stack-s waits-section">
      <h2>{lecturer.desk.waiting}</h2>
      <p className="quiet small">{lecturer.desk.waitingMore}</p>
      <ul className="waits">
        {topics.map((code) => {
          const orders = waiting.filter(({ topicCode }) => topicCode === code)
          const people = orders.reduce((sum, { seatsTaken }) => sum + seatsTaken, 0)
          return (
            <li key={code}>
              <details>
                <summary>
                  <span>
                    <b>{orders[0]!.title[locale]}</b>{' '}
                    <span className="nb">{lecturer.desk.topicWaits(orders.length, people)}</span>
                  </span>
                </summary>
                <ul>
                  {orders.map((order) => (
                    <li className="row" key={order.id}>
                      <p>
                        {order.office[locale === 'zh' ? 'nameZh' : 'nameEn']} ·{' '}
                        {lecturer.desk.people(order.seatsTaken)}
                        {order.named && <span className="tag">{lecturer.desk.named}</span>}
                        <br />
                        <span className="quiet small">
                          {lecturer.desk.wanted(order.wantedFrom, order.wantedTo)} ·{' '}
                          {lecturer.times[order.wantedTime]}
                        </span>
                      </p>
                      <a className="btn text" href={`/lecturer/orders/${order.id}`}>
                        {lecturer.desk.see}
                        <span className="vh">
                          {' '}
                          {order.title[locale]} {order.office[locale === 'zh' ? 'nameZh' : 'nameEn']}
                        </span>
                      </a>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Calendar({ page, calendar }: { page: Page; calendar: NonNullable<Page['calendar']> }) {
  const { lecturer } = useMessages()
  const { view, on, span, today } = page
  const words = lecturer.calendar
  const to = (change: { view?: string; on?: string }) =>
    `/lecturer?view=${change.view ?? view}&on=${change.on ?? on}#calendar`
  return (
    <section id="calendar" aria-labelledby="calendar-title">
      <h2 id="calendar-title">{words.heading}</h2>
      <div className="cal-bar">
        <p className="when">{view === 'week' ? words.week(span.from, span.to) : words.month(monthOf(on))}</p>
        <nav className="sections no-print" aria-label={words.viewsLabel}>
          <ul>
            {calendarViews.map((one) => (
              <li key={one}>
                <a href={to({ view: one })} aria-current={one === view ? 'page' : undefined}>
                  {words.views[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <nav className="cal-move no-print" aria-label={words.moveLabel}>
          <a href={to({ on: span.previous })} rel="prev">
            {words.previous[view]}
          </a>
          {on !== today && <a href={to({ on: today })}>{words.today}</a>}
          <a href={to({ on: span.next })} rel="next">
            {words.next[view]}
          </a>
        </nav>
        <PrintTool />
      </div>
      <LecturerCalendar view={view} on={on} today={today} days={calendar.days} entries={calendar.entries} />
      <p className="print-only cap">{words.printed(page.desk.staffName, today)}</p>
      <p className="no-print">
        <a href="/lecturer/availability">{words.setHours}</a>
      </p>
    </section>
  )
}
