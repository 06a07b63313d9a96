import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { listOccasions, type ListedOccasion } from '#app/domains/attendance/occasions.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.occasions.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const [desk, list] = await Promise.all([deskFor(actor), listOccasions(actor)])
  return { desk, rows: list.map((one) => shown(one, actor.officeId)) }
}

function shown(one: ListedOccasion, officeId: string | null) {
  const { during, counts, completedAt } = one
  return {
    ...{ id: one.id, listed: one.listed, state: one.state, counts, marked: one.marked },
    title: { zh: one.titleZh, en: one.titleEn },
    room: { zh: one.roomZh, en: one.roomEn },
    ...{ day: dayAt(during.from), from: timeOfDay(during.from), to: timeOfDay(during.to) },
    completedOn: completedAt && dayAt(completedAt),
    ...{ guest: one.officeId !== officeId, minors: one.regime === 'minors' },
  }
}
type Row = ReturnType<typeof shown>

const GROUPS = ['to-complete', 'planned', 'done'] as const

export default function OccasionsPage() {
  const { desk, rows } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { list } = messages.occasions
  const groupOf = ({ listed }: Row) => (listed === 'off' ? 'done' : listed)
  const groups = GROUPS.map((name) => ({ name, rows: rows.filter((row) => groupOf(row) === name) }))
  const count = (name: (typeof GROUPS)[number]) => groups.find((one) => one.name === name)!.rows.length
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/occasions', messages)}
      sentence={rows.length === 0 ? list.none : list.sentence(count('to-complete'), count('planned'))}
      lede={rows.length === 0 ? undefined : list.lede}
    >
      {rows.length === 0 ? (
        <EmptyState icon="calendar" title={list.noneMore} />
      ) : (
        groups
          .filter((group) => group.rows.length > 0)
          .map((group) => (
            <section key={group.name} aria-labelledby={group.name}>
              <h2 id={group.name}>{list.groups[group.name](group.rows.length)}</h2>
              <table className="listing occasions">
                <caption className="vh">{list.groups[group.name](group.rows.length)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{list.columns.class}</th>
                    <th scope="col">{list.columns.when}</th>
                    <th scope="col">{list.columns.people}</th>
                    <th scope="col">{list.columns.state}</th>
                    <th scope="col">
                      <span className="vh">{list.columns.next}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {group.rows.map((row) => (
                    <OccasionRow key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
            </section>
          ))
      )}
    </DeskPage>
  )
}

function OccasionRow({ row }: { row: Row }) {
  const { occasions, locale } = useMessages()
  const { list } = occasions
  const { counts } = row
  const more = list.more(
    row.listed === 'planned' ? counts.waiting : 0,
    row.listed === 'planned' ? counts.offered : 0,
  )
  const here = `/office/occasions/${row.id}`
  return (
    <tr>
      <th scope="row">
        <a href={row.listed === 'planned' || row.listed === 'off' ? here : `${here}/register`}>
          {row.title[locale]}
        </a>
        {(row.guest || row.minors) && <span className="tag">{row.minors ? list.minors : list.guest}</span>}
      </th>
      <td className="own-line">
        {occasions.when(row.day, row.from, row.to)}
        <br />
        <span className="cap">{row.room[locale]}</span>
      </td>
      <td>
        {list.people(counts.joined, counts.seats)}
        {more && (
          <>
            <br />
            <span className="cap">{more}</span>
          </>
        )}
      </td>
      <td>
        <Standing row={row} />
      </td>
      <td className="r">
        {row.listed === 'to-complete' ? (
          <a className="btn soft slim" href={`${here}/register`}>
            {list.register}
            <span className="vh">{` ${row.title[locale]}`}</span>
          </a>
        ) : row.listed === 'done' ? (
          <a href={`${here}/register`}>
            {list.see}
            <span className="vh">{` ${row.title[locale]}`}</span>
          </a>
        ) : (
          <a href={here}>
            {list.roster}
            <span className="vh">{` ${row.title[locale]}`}</span>
          </a>
        )}
      </td>
    </tr>
  )
}

function Standing({ row }: { row: Row }) {
  const { occasions } = useMessages()
  const { list, states } = occasions
  if (row.completedOn) return <>{list.done(row.completedOn)}</>
  if (row.listed === 'to-complete')
    return <span className="tag todo">{list.marked(row.marked, row.counts.joined)}</span>
  return <span className={row.state === 'unsettled' ? 'tag todo' : 'tag'}>{states[row.state]}</span>
}
