import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { officeMonth } from '#app/domains/hours/office-month.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.today.title }
const MOST_URGENT = 5

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const [desk, { rows, today, daysLeft, noTarget, register }] = await Promise.all([
    deskFor(actor),
    officeMonth(actor, monthOf(dayAt(now()))),
  ])
  const short = rows.filter((row) => row.standing === 'short')
  return {
    desk,
    today,
    daysLeft,
    noTarget,
    people: register.all,
    short: short.length,
    newcomers: rows.filter((row) => row.enteredThisMonth !== null).length,
    paused: rows.filter((row) => row.pausedUntil !== null).length,
    counted: rows.reduce((sum, row) => sum + row.counted, 0),
    urgent: short
      .slice(0, MOST_URGENT)
      .map(({ personId, name, short: minutes, perDay }) => ({ personId, name, minutes, perDay })),
  }
}

export default function OfficeTodayPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { office, board, format } = messages
  const words = office.today
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office', messages)}
      sentence={page.noTarget ? words.noTarget(page.people) : words.sentence(page.short)}
      lede={words.lede(page.today, page.daysLeft)}
      actions={
        <>
          <a className="btn" href="/office/hours">
            {words.seeBoard}
          </a>
          <a className="btn plain" href="/office/people">
            {words.seePeople}
          </a>
        </>
      }
    >
      {page.people === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <dl className="counts">
          {[
            [words.register, words.people(page.people)],
            [words.newcomers, words.people(page.newcomers)],
            [words.pausedNow, words.people(page.paused)],
          ].map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {page.urgent.length > 0 && (
        <section aria-labelledby="urgent">
          <h2 id="urgent">{words.mostUrgent}</h2>
          <table>
            <caption className="vh">{words.mostUrgent}</caption>
            <thead>
              <tr>
                <th scope="col">{board.columns.person}</th>
                <th scope="col" className="r">
                  {board.columns.short}
                </th>
                <th scope="col" className="r">
                  {board.columns.perDay}
                </th>
              </tr>
            </thead>
            <tbody>
              {page.urgent.map((person) => (
                <tr key={person.personId}>
                  <th scope="row">
                    <a href={`/office/people/${person.personId}`}>{person.name}</a>
                  </th>
                  <td className="r">
                    <b>{format.minutes(person.minutes)}</b>
                  </td>
                  <td className="r">{format.plainMinutes(person.perDay)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="quiet">{words.afterMinutes(page.counted)}</p>
    </DeskPage>
  )
}
