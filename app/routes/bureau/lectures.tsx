import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { BarsChart } from '#app/components/bars-chart.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { TopicFeedbackTable } from '#app/components/feedback-table.tsx'
import { Field } from '#app/components/field.tsx'
import { townOf } from '#app/components/office-name.ts'
import { feedbackBetween } from '#app/domains/attendance/feedback.policy.ts'
import { feedbackOf } from '#app/domains/attendance/feedback.server.ts'
import { monthsOfQuery } from '#app/domains/lectures/calendar-view.schema.ts'
import { lectureReach } from '#app/domains/lectures/lecture-reach.queries.server.ts'
import { currentMenu } from '#app/domains/lectures/menus.queries.server.ts'
import { topicDemand } from '#app/domains/lectures/orders.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, firstDayOf, lastDayOf, monthOf } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.reach.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const months = monthsOfQuery(new URL(request.url).searchParams, monthOf(dayAt(now())))
  const [desk, reach, demand, menu, feedback] = await Promise.all([
    deskFor(actor),
    lectureReach(actor, months),
    topicDemand(actor),
    currentMenu(actor),
    feedbackOf(actor),
  ])
  return {
    ...{ desk, months, reach },
    feedback: feedbackBetween(feedback, firstDayOf(months.from), lastDayOf(months.to)),
    demand: demand.map((one) => {
      const found = menu.find(({ code }) => code === one.topicCode)
      return { ...one, titleZh: found?.fullZh ?? one.topicCode, titleEn: found?.fullEn ?? one.topicCode }
    }),
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function BureauLecturesPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { menus } = messages
  const { reach: words } = menus
  const { months, reach, demand } = page
  const sum = (of: (row: Page['reach']['topics'][number]) => number) =>
    reach.topics.reduce((total, row) => total + of(row), 0)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/bureau/lectures', messages)}
      sentence={words.sentence(
        sum(({ sessions }) => sessions),
        sum(({ came }) => came),
      )}
      lede={words.lede(
        months.from,
        months.to,
        demand.reduce((total, { unmet }) => total + unmet, 0),
      )}
    >
      <form method="get" className="filters no-print" role="search">
        <Field name="from" type="month" label={words.from} value={months.from} />
        <Field name="to" type="month" label={words.to} value={months.to} />
        <button className="btn plain">{words.go}</button>
      </form>
      <div className="charts">
        <Demand demand={demand} />
        <Topics topics={reach.topics} />
      </div>
      <Offices offices={reach.offices} open={sum(({ open }) => open)} />
      <TopicFeedbackTable feedback={page.feedback} />
    </DeskPage>
  )
}

function Demand({ demand }: { demand: Page['demand'] }) {
  const { menus, format, locale } = useMessages()
  const { demand: words } = menus.reach
  const titleOf = (one: Page['demand'][number]) => (locale === 'zh' ? one.titleZh : one.titleEn)
  const unmet = demand
    .filter(({ offices }) => offices > 0)
    .sort((a, b) => b.offices - a.offices || b.seats - a.seats || (a.topicCode < b.topicCode ? -1 : 1))
  const [most] = unmet
  const bars = unmet.map((one) => ({
    ...{ id: one.topicCode, name: titleOf(one), value: one.offices },
    more: words.row(one.seats),
  }))
  const alike = unmet.filter(({ offices }) => offices === most?.offices).length
  return (
    <BarsChart
      finding={
        !most
          ? words.none
          : alike > 1
            ? words.several(alike, most.offices)
            : words.finding(titleOf(most), most.offices)
      }
      caption={words.caption}
      definition={words.definition}
      said={words.said(bars)}
      bars={bars}
      hot
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.topic}</th>
            {(['wanted', 'unmet', 'offices', 'people'] as const).map((column) => (
              <th scope="col" className="r" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {demand.map((one) => (
            <tr key={one.topicCode}>
              <th scope="row">{titleOf(one)}</th>
              <td className="r">{format.number(one.wanted)}</td>
              <td className="r">{format.number(one.unmet)}</td>
              <td className="r">{format.number(one.offices)}</td>
              <td className="r">{format.number(one.seats)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </BarsChart>
  )
}

function Topics({ topics }: { topics: Page['reach']['topics'] }) {
  const { menus, format, locale } = useMessages()
  const { topics: words } = menus.reach
  const titleOf = (one: Page['reach']['topics'][number]) => (locale === 'zh' ? one.titleZh : one.titleEn)
  const [most] = topics
  const bars = topics.map((one) => ({
    ...{ id: one.code, name: titleOf(one), value: one.came },
    more: words.row(one.sessions),
  }))
  return (
    <BarsChart
      finding={most ? words.finding(titleOf(most), most.came) : words.none}
      caption={words.caption}
      definition={words.definition}
      said={words.said(bars)}
      bars={bars}
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.topic}</th>
            {(['sessions', 'minutes', 'seats', 'came'] as const).map((column) => (
              <th scope="col" className="r" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((one) => (
            <tr key={one.code}>
              <th scope="row">{titleOf(one)}</th>
              <td className="r">{format.number(one.sessions)}</td>
              <td className="r">{format.minutes(one.minutes)}</td>
              <td className="r">{format.number(one.seats)}</td>
              <td className="r">{format.number(one.came)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </BarsChart>
  )
}

const COLUMNS = ['hosted', 'joined', 'seats', 'came'] as const

function Offices({ offices, open }: { offices: Page['reach']['offices']; open: number }) {
  const { menus, format, locale } = useMessages()
  const { offices: words } = menus.reach
  return (
    <section aria-labelledby="offices">
      <h2 id="offices">{words.title}</h2>
      <table className="listing">
        <caption className="vh">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.office}</th>
            {COLUMNS.map((column) => (
              <th scope="col" className="r" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offices.map((office) => (
            <tr key={office.id}>
              <th scope="row">{townOf(office, locale)}</th>
              {COLUMNS.map((column) => (
                <td className="r" data-label={words.columns[column]} key={column}>
                  {format.number(office[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {open > 0 && <p className="cap">{words.open(open)}</p>}
    </section>
  )
}
