import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { AssignForm, SendButton } from '#app/components/assign.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { officeBoard } from '#app/domains/guidance/office-help.queries.server.ts'
import { usualDueDay } from '#app/domains/learning/assignment.policy.ts'
import { ordersToday } from '#app/domains/lectures/office-orders.queries.server.ts'
import { openGrantsOfMine } from '#app/domains/supervision/minors.queries.server.ts'
import { didOf } from '#app/http/did.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { didWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addDays, dayAt, lastDayOf, monthOf, startOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { OrdersToday } from './orders-today.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.today.title }
const MOST_URGENT = 5
const FORM = 'send'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const month = monthOf(dayAt(now()))
  const weekOn = startOfDay(addDays(dayAt(now()), 7))
  const [desk, { rows, today, daysLeft, noTarget, register }, openGrants, lectures] = await Promise.all([
    deskFor(actor),
    officeBoard(actor, month),
    openGrantsOfMine(actor),
    ordersToday(actor, weekOn),
  ])
  const short = rows.filter((row) => row.standing === 'short')
  const named = <More,>(more: (row: (typeof rows)[number]) => More | null) =>
    rows.flatMap((row) => {
      const found = more(row)
      return found === null ? [] : [{ personId: row.personId, name: row.name, ...found }]
    })
  return {
    desk,
    did: didOf(new URL(request.url).searchParams.get('did')),
    due: usualDueDay(today, lastDayOf(month)),
    ...{ today, daysLeft, noTarget, openGrants, lectures },
    people: register.all,
    short: short.length,
    paused: rows.filter((row) => row.pausedUntil !== null).length,
    counted: rows.reduce((sum, row) => sum + row.counted, 0),
    urgent: short
      .slice(0, MOST_URGENT)
      .map(({ personId, name, short: minutes, perDay, help, assignments }) => ({
        ...{ personId, name, minutes, perDay, help },
        given: assignments[0] ? { code: assignments[0].code, dueOn: assignments[0].dueOn } : null,
      })),
    newcomers: named((row) => (row.enteredThisMonth ? { day: row.enteredThisMonth } : null)),
    leaving: named((row) => (monthOf(row.orderEndsOn) === month ? { day: row.orderEndsOn } : null)),
    pressing: rows
      .flatMap(({ personId, name, assignments }) =>
        assignments
          .filter(({ state }) => state === 'due-soon' || state === 'overdue')
          .map(({ id, code, dueOn, state, unitsLeft }) => ({
            ...{ id, personId, name, code, dueOn, unitsLeft },
            overdue: state === 'overdue',
          })),
      )
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.personId < b.personId ? -1 : 1)),
  }
}

export default function OfficeTodayPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { office, assign } = messages
  const words = office.today
  const { newcomers, leaving, pressing } = page
  const quiet = newcomers.length + leaving.length + pressing.length + page.openGrants === 0
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
      {page.did && (
        <div className="notice said" role="status">
          <p>{didWords(assign, page.did)}</p>
        </div>
      )}
      {page.people === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <dl className="counts">
          {[
            [words.register, words.people(page.people)],
            [words.newcomers, words.people(newcomers.length)],
            [words.leaving, words.people(leaving.length)],
            [words.pausedNow, words.people(page.paused)],
          ].map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Urgent page={page} />
      <OrdersToday {...page.lectures} />
      <div className="split today-lists">
        {pressing.length > 0 && (
          <section aria-labelledby="pressing">
            <h2 id="pressing">{assign.today.waiting}</h2>
            <ul className="plainlist">
              {pressing.map((one) => (
                <li className="given" key={one.id}>
                  <a href={`/office/people/${one.personId}`}>{one.name}</a>
                  <span>{assign.given(one.code.toUpperCase(), one.dueOn)}</span>
                  <span className="tag todo">{assign.states[one.overdue ? 'overdue' : 'due-soon']}</span>
                  <span className="quiet small">{assign.unitsLeft(one.unitsLeft)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <People
          id="newcomers"
          title={assign.today.newcomers}
          people={newcomers}
          words={assign.today.enteredOn}
        />
        <People id="leaving" title={assign.today.leaving} people={leaving} words={assign.today.endsOn} />
      </div>
      {page.openGrants > 0 && (
        <p>
          <a href="/office/minors">{assign.today.grants(page.openGrants)}</a>
        </p>
      )}
      {quiet && page.people > 0 && <p className="quiet">{assign.today.nothing}</p>}
      <p className="quiet">{words.afterMinutes(page.counted)}</p>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function Urgent({ page }: { page: Page }) {
  const { office, board, assign, format } = useMessages()
  const words = office.today
  if (page.urgent.length === 0) return null
  return (
    <section aria-labelledby="urgent">
      <h2 id="urgent">{words.mostUrgent}</h2>
      {page.urgent.some(({ help }) => help.kind === 'recommended') && (
        <AssignForm id={FORM} action="/office/hours" back="/office" due={page.due}>
          {null}
        </AssignForm>
      )}
      <table className="board">
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
            <th scope="col" className="how">
              {board.columns.how}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.urgent.map(({ personId, name, minutes, perDay, help, given }) => (
            <tr key={personId}>
              <th scope="row">
                <a href={`/office/people/${personId}`}>{name}</a>
              </th>
              <td className="r" data-label={board.columns.short}>
                <b>{format.minutes(minutes)}</b>
              </td>
              <td className="r" data-label={board.columns.perDay}>
                {format.plainMinutes(perDay)}
              </td>
              <td className="how">
                <div className="help">
                  <span className="bartext">
                    {help.kind === 'recommended' && assign.reasons[help.reason]}
                    {help.kind === 'none' && assign.none[help.why]}
                    {help.kind === 'assigned' && given && assign.given(given.code.toUpperCase(), given.dueOn)}
                  </span>
                  {help.kind === 'recommended' && (
                    <SendButton form={FORM} personId={personId} name={name} help={help} />
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function People({
  id,
  title,
  people,
  words,
}: {
  id: string
  title: string
  people: Page['newcomers']
  words: (day: Page['newcomers'][number]['day']) => string
}) {
  if (people.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="plainlist">
        {people.map((one) => (
          <li className="given" key={one.personId}>
            <a href={`/office/people/${one.personId}`}>{one.name}</a>
            <span className="quiet small">{words(one.day)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
