import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { daysLeftIn } from '#app/domains/hours/standing.policy.ts'
import { officeStandings } from '#app/domains/reporting/office-standings.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.bureau.rail.board }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const today = dayAt(now())
  const [desk, rows] = await Promise.all([deskFor(actor), officeStandings(actor, today)])
  return { desk, today, daysLeft: daysLeftIn(monthOf(today), today), rows }
}

export default function BureauBoardPage() {
  const { desk, today, daysLeft, rows } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { bureau, office, locale, format } = messages
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  const columns = ['people', 'short', 'near', 'met', 'free'] as const
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau', messages)}
      sentence={bureau.sentence(
        sum((row) => row.people),
        rows.length,
      )}
      lede={`${bureau.shortByOffice(sum((row) => row.short))} · ${office.today.lede(today, daysLeft)}`}
    >
      {/* On a narrow window the table is pushed sideways, by keyboard too: it has no link to tab to. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="sideways" role="region" aria-label={bureau.rail.board} tabIndex={0}>
        <table>
          <caption className="vh">{bureau.rail.board}</caption>
          <thead>
            <tr>
              <th scope="col">{bureau.columns.office}</th>
              {columns.map((column) => (
                <th scope="col" className="r" key={column}>
                  {bureau.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{locale === 'zh' ? row.nameZh : row.nameEn}</th>
                {columns.map((column) => (
                  <td className="r" key={column}>
                    {column === 'short' ? <b>{format.number(row[column])}</b> : format.number(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sum((row) => row.minors) > 0 && (
        <p className="quiet small">{messages.board.minorsApart(sum((row) => row.minors))}</p>
      )}
    </DeskPage>
  )
}
