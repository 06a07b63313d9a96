import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { FeedbackTable } from '#app/components/feedback-table.tsx'
import { Field } from '#app/components/field.tsx'
import { PrintTool } from '#app/components/print-tool.tsx'
import { feedbackBetween } from '#app/domains/attendance/feedback.policy.ts'
import { feedbackOf } from '#app/domains/attendance/feedback.server.ts'
import { monthsOfQuery } from '#app/domains/lectures/calendar-view.schema.ts'
import { serviceRecord, type RecordRow } from '#app/domains/lectures/lecture-reach.queries.server.ts'
import { ownCredentials } from '#app/domains/lectures/lecturers.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, firstDayOf, lastDayOf, monthOf } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = {
  hydrates: true,
  prints: true,
  title: (messages) => messages.lecturer.record.title,
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const today = dayAt(now())
  const months = monthsOfQuery(new URL(request.url).searchParams, monthOf(today))
  const [desk, rows, credentials, feedback] = await Promise.all([
    deskFor(actor),
    serviceRecord(actor, months),
    ownCredentials(actor),
    feedbackOf(actor),
  ])
  const said = feedbackBetween(feedback, firstDayOf(months.from), lastDayOf(months.to))
  return { desk, rows, credentials, months, today, said }
}

export default function ServiceRecordPage() {
  const { desk, rows, credentials, months, today, said } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const viewing = useViewing()
  const { lecturer, format, locale } = messages
  const { record: words } = lecturer
  const frame = { viewing, ...deskProps(desk, '/lecturer/record', messages) }
  if (!rows) {
    return (
      <DeskPage {...frame} sentence={words.title}>
        <EmptyState
          icon="calendar"
          title={lecturer.notRegistered.title}
          words={lecturer.notRegistered.more}
        />
      </DeskPage>
    )
  }
  const sum = (of: (row: RecordRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const sessions = sum((row) => row.sessions)
  const came = sum((row) => row.came)
  const open = sum((row) => row.open)
  return (
    <DeskPage
      {...frame}
      sentence={words.sentence(sessions, came)}
      lede={words.lede(months.from, months.to)}
      actions={<PrintTool />}
    >
      <form method="get" className="filters no-print" role="search">
        <Field name="from" type="month" label={words.from} value={months.from} />
        <Field name="to" type="month" label={words.to} value={months.to} />
        <button className="btn plain">{words.go}</button>
      </form>
      <div className="print-only paperhead">
        <p>
          <b>{words.head}</b>
        </p>
        <p>{words.who(desk.staffName, credentials?.[locale] ?? '')}</p>
        <p>{desk.county[locale]}</p>
      </div>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <table className="listing">
          <caption className="vh">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.month}</th>
              <th scope="col">{words.columns.topic}</th>
              <th scope="col" className="r">
                {words.columns.sessions}
              </th>
              <th scope="col" className="r">
                {words.columns.minutes}
              </th>
              <th scope="col" className="r">
                {words.columns.seats}
              </th>
              <th scope="col" className="r">
                {words.columns.came}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.month} ${row.code}`}>
                <th scope="row" className={rows[index - 1]?.month === row.month ? 'nb again' : 'nb own-line'}>
                  {rows[index - 1]?.month === row.month ? (
                    <span className="vh">{format.fullMonth(row.month)}</span>
                  ) : (
                    format.fullMonth(row.month)
                  )}
                </th>
                <td>{words.topic(row.code, locale === 'zh' ? row.titleZh : row.titleEn)}</td>
                <td className="r" data-label={words.columns.sessions}>
                  {format.number(row.sessions)}
                </td>
                <td className="r" data-label={words.columns.minutes}>
                  {format.minutes(row.minutes)}
                </td>
                <td className="r" data-label={words.columns.seats}>
                  {format.number(row.seats)}
                </td>
                <td className="r" data-label={words.columns.came}>
                  {format.number(row.came)}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row" colSpan={2}>
                <b>{words.total}</b>
              </th>
              <td className="r" data-label={words.columns.sessions}>
                <b>{format.number(sessions)}</b>
              </td>
              <td className="r" data-label={words.columns.minutes}>
                <b>{format.minutes(sum((row) => row.minutes))}</b>
              </td>
              <td className="r" data-label={words.columns.seats}>
                <b>{format.number(sum((row) => row.seats))}</b>
              </td>
              <td className="r" data-label={words.columns.came}>
                <b>{format.number(came)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      )}
      <p className="cap">
        {words.definition} {open > 0 && words.open(open)}
      </p>
      <p className="cap no-print">{words.print}</p>
      <div className="paper-sign">
        <p>{words.signLecturer}</p>
        <p>{words.signBureau}</p>
        <p>
          {words.signDate} {format.fullDay(today)}
        </p>
      </div>
      {/* For the lecturer, not for the paper. */}
      <FeedbackTable feedback={said} paper={false} />
    </DeskPage>
  )
}
