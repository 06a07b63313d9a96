import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { SelectField } from '#app/components/field.tsx'
import { ItemsChart } from '#app/components/items-chart.tsx'
import { ItemsTable, type ItemOfTable } from '#app/components/items-table.tsx'
import { shown, SURE_FROM_ATTEMPTS } from '#app/domains/learning/item-flag.policy.ts'
import { LEAST_ATTEMPTS, type Index } from '#app/domains/learning/item-statistics.policy.ts'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { itemsOfLesson, type ItemOfLesson } from '#app/domains/reporting/lesson-items.queries.server.ts'
import { itemsFilterSchema } from '#app/domains/reporting/lesson-items.schema.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.items.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const module = findAnyModule(params.module ?? '')
  if (!module) throw notFound()
  const filter = itemsFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [desk, { items, attempts }] = await Promise.all([
    deskFor(actor),
    itemsOfLesson(actor, module, filter),
  ])
  return {
    ...{ desk, filter, code: module.code, title: module.title, hasQuiz: module.bank.length > 0 },
    ...{ attempts, items: items.map(inTable) },
  }
}

function inTable({ statistics, flag, wording, current, wrong }: ItemOfLesson): ItemOfTable {
  const index = (of: Index): Index => (typeof of === 'number' ? shown(of) : of)
  const { question, version } = statistics
  return {
    ...{ question, version, current, wording, wrong, flag },
    numbers:
      statistics.state === 'too-few'
        ? null
        : {
            ...{ asked: statistics.asked, facility: shown(statistics.facility) },
            missed: Math.round(statistics.asked * (1 - statistics.facility / 100)),
            discrimination: index(statistics.discrimination),
            efficiency: index(statistics.efficiency),
          },
  }
}

export default function LessonItemsPage() {
  const { desk, filter, code, title, hasQuiz, attempts, items: list } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { items, locale } = messages
  const { filters, how } = items
  const told = list.filter(({ numbers }) => numbers !== null).length
  const flagged = list.filter(({ flag }) => flag !== null).length
  const adults = filter.group === 'adults'
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/lessons', messages)}
      sentence={items.moduleSentence(title[locale], flagged, told)}
      lede={
        adults
          ? attempts === null
            ? items.fewAttempts(LEAST_ATTEMPTS)
            : items.moduleLede.adults(attempts, filter.tries)
          : items.moduleLede.minors
      }
      actions={<a href="/bureau/lessons">{items.back}</a>}
    >
      {!hasQuiz && list.length === 0 ? (
        <p>{items.noQuiz}</p>
      ) : (
        <>
          <form method="get" action={`/bureau/lessons/${code}`} className="filters no-print" role="search">
            <SelectField
              name="version"
              label={filters.version}
              value={filter.version}
              options={(['current', 'all'] as const).map((value) => ({
                value,
                label: filters.versions[value],
              }))}
            />
            <SelectField
              name="tries"
              label={filters.tries}
              value={adults ? filter.tries : 'first'}
              options={(['first', 'all'] as const).map((value) => ({ value, label: filters.triesOf[value] }))}
            />
            <SelectField
              name="group"
              label={filters.group}
              value={filter.group}
              options={(['adults', 'minors'] as const).map((value) => ({
                value,
                label: filters.groups[value],
              }))}
            />
            <button className="btn">{filters.go}</button>
          </form>
          {adults && filter.tries === 'all' && <p className="quiet">{items.allTries}</p>}
          {!adults && <p className="quiet">{items.minorsMore(LEAST_ATTEMPTS)}</p>}
          <div className="charts">
            {told > 0 && <ItemsChart items={list} />}
            <section className="how" aria-labelledby="how">
              <h2 id="how">{how.title}</h2>
              <p>{how.lede}</p>
              <dl>
                <dt>{items.table.facility}</dt>
                <dd>{how.facility}</dd>
                <dt>{items.table.discrimination}</dt>
                <dd>{how.discrimination}</dd>
                <dt>{items.table.efficiency}</dt>
                <dd>{how.efficiency}</dd>
              </dl>
              <p className="quiet small">{how.source}</p>
            </section>
          </div>
          {told < list.length && <p className="quiet">{items.fewWhy}</p>}
          <ItemsTable items={list} least={LEAST_ATTEMPTS} sureFrom={SURE_FROM_ATTEMPTS} />
          {adults && told > 0 && (
            <>
              <p className="no-print">
                <a className="btn plain" href={`/bureau/lessons/${code}/items.csv`} download>
                  {items.download}
                </a>
              </p>
              <p className="quiet small no-print">{items.downloadMore}</p>
            </>
          )}
        </>
      )}
    </DeskPage>
  )
}
