import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { listMinors } from '#app/domains/supervision/minors.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.rail.minors }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const [desk, rows] = await Promise.all([deskFor(actor), listMinors(actor)])
  return { desk, rows }
}

export default function MinorsPage() {
  const { desk, rows } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { minors } = messages
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/minors', messages)}
      sentence={`${minors.title}${messages.common.colon}${minors.sentence(rows.length)}`}
      lede={minors.lede}
    >
      {rows.length > 0 && (
        <table>
          <caption className="vh">{minors.title}</caption>
          <thead>
            <tr>
              <th scope="col">{minors.columns.number}</th>
              <th scope="col">{minors.columns.grant}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.registerNumber}>
                <th scope="row" className="num">
                  {row.personId ? (
                    <a href={`/office/people/${row.personId}`}>{row.registerNumber}</a>
                  ) : (
                    row.registerNumber
                  )}
                </th>
                <td>
                  {row.grantedUntil
                    ? minors.granted(dayAt(row.grantedUntil), row.reason ?? '')
                    : minors.needsGrant}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.some((row) => !row.personId) && (
        <Notice>
          <h2>{minors.noGrant.title}</h2>
          <p>{minors.noGrant.more}</p>
        </Notice>
      )}
    </DeskPage>
  )
}
