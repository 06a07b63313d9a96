import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { peopleFilterSchema } from '#app/domains/supervision/people-filter.schema.ts'
import { officePeople } from '#app/domains/reporting/people-list.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { categoryWord } from '#app/messages/category.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.people.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const filter = peopleFilterSchema.parse(query)
  const [desk, listed] = await Promise.all([deskFor(actor), officePeople(actor, filter)])
  return { desk, filter, ...listed }
}

export default function PeoplePage() {
  const { desk, filter, people: rows, count, all, pages } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { people, words, format, assign } = messages
  const running = filter.state === 'current'
  const { filters, columns } = people
  const pageHref = (page: number) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...filter, page })) if (value) query.set(name, String(value))
    return `/office/people?${query}`
  }
  const any = { value: '', label: filters.any }
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/people', messages)}
      sentence={running ? assign.people.sentence(count, all) : assign.people.found(count)}
      lede={people.lede}
    >
      <form method="get" action="/office/people" className="filters no-print" role="search">
        <Field name="q" type="search" label={filters.name} value={filter.q} maxLength={40} />
        <SelectField
          name="state"
          label={filters.state}
          value={filter.state}
          options={(['current', 'discharged', 'all'] as const).map((value) => ({
            value,
            label: filters.states[value],
          }))}
        />
        <SelectField
          name="category"
          label={filters.category}
          value={filter.category ?? ''}
          options={[
            any,
            ...(['01', '02', '03', '04'] as const).map((value) => ({
              value,
              label: categoryWord(words, value),
            })),
          ]}
        />
        <SelectField
          name="grade"
          label={filters.grade}
          value={filter.grade ?? ''}
          options={[
            any,
            ...(['strict', 'ordinary', 'lenient'] as const).map((value) => ({
              value,
              label: words.grades[value],
            })),
          ]}
        />
        <SelectField
          name="phase"
          label={filters.phase}
          value={filter.phase ?? ''}
          options={[
            any,
            ...(['intake', 'regular', 'pre-discharge'] as const).map((value) => ({
              value,
              label: words.phases[value],
            })),
          ]}
        />
        <SelectField
          name="s"
          label={assign.people.standing}
          value={filter.s ?? ''}
          options={[
            any,
            ...(['short', 'near', 'met', 'none'] as const).map((value) => ({
              value,
              label: assign.people.standings[value],
            })),
          ]}
        />
        <SelectField
          name="sort"
          label={assign.people.sort}
          value={filter.sort}
          options={(['number', 'short', 'until'] as const).map((value) => ({
            value,
            label: assign.people.sorts[value],
          }))}
        />
        <div className="row">
          <button className="btn">{filters.go}</button>
          <a className="btn text" href="/office/people">
            {filters.clear}
          </a>
        </div>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={people.none} />
      ) : (
        <PushedSideways label={people.title}>
          <table className="listing">
            <caption className="vh">{people.title}</caption>
            <thead>
              <tr>
                <th scope="col">{columns.name}</th>
                <th scope="col">{columns.number}</th>
                <th scope="col">{columns.category}</th>
                <th scope="col">{columns.grade}</th>
                <th scope="col">{columns.phase}</th>
                {running && (
                  <>
                    <th scope="col" className="r">
                      {assign.people.short}
                    </th>
                    <th scope="col">{assign.people.standing}</th>
                  </>
                )}
                <th scope="col">{columns.until}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <a href={`/office/people/${row.id}`}>{row.name}</a>
                  </th>
                  <td className="num">{row.registerNumber}</td>
                  <td>{categoryWord(words, row.category)}</td>
                  <td>{row.grade ? words.grades[row.grade] : ''}</td>
                  <td>{words.phases[row.phase]}</td>
                  {running && (
                    <>
                      <td
                        className={row.month && row.month.short > 0 ? 'r' : 'r nothing'}
                        data-label={assign.people.short}
                      >
                        <b>{row.month && row.month.short > 0 ? format.minutes(row.month.short) : '—'}</b>
                      </td>
                      <td>{row.month ? assign.people.standings[row.month.standing] : ''}</td>
                    </>
                  )}
                  <td className="nb" data-label={columns.until}>
                    {format.fullDay(row.leftOn ?? row.dueOn)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </PushedSideways>
      )}
      {pages > 1 && (
        <nav className="row pages no-print" aria-label={people.page(filter.page, pages)}>
          {filter.page > 1 && (
            <a className="btn plain" href={pageHref(filter.page - 1)}>
              {people.previousPage}
            </a>
          )}
          <span className="quiet">{people.page(filter.page, pages)}</span>
          {filter.page < pages && (
            <a className="btn plain" href={pageHref(filter.page + 1)}>
              {people.nextPage}
            </a>
          )}
        </nav>
      )}
    </DeskPage>
  )
}
