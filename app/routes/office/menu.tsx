import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Notice } from '#app/components/notice.tsx'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { officeMenu } from '#app/domains/lectures/office-menu.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.orders.menu.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const [desk, { titles, lines, delegated, delegatedTo }] = await Promise.all([
    deskFor(actor),
    officeMenu(actor),
  ])
  return {
    ...{ desk, delegated, delegatedTo, topics: lines.length },
    menus: titles.map((title) => ({
      ...title,
      lines: lines
        .filter(({ menu }) => menu === title.menu)
        .map((line) => ({
          ...{ code: line.code, minutes: line.minutes, sittings: line.sittings, stage: line.stage },
          title: { zh: line.fullZh, en: line.fullEn },
          audience: { zh: line.audienceZh, en: line.audienceEn },
          ...{ lecturers: line.lecturers, lastOn: line.lastOn, running: line.running, demand: line.demand },
          // Only lessons that are there.
          module: line.moduleCode && findAnyModule(line.moduleCode) ? line.moduleCode : null,
        })),
    })),
  }
}

export default function OfficeMenuPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { orders, locale } = messages
  const words = orders.menu
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/menu', messages)}
      sentence={words.sentence(page.topics)}
      lede={words.lede}
      actions={
        <a className="btn plain" href="/office/orders">
          {orders.today.toOrders}
        </a>
      }
    >
      {!page.delegated && <Notice tone="todo">{words.notDelegated}</Notice>}
      {page.delegated && page.delegatedTo && (
        <Notice tone="todo">{words.delegationEnds(page.delegatedTo)}</Notice>
      )}
      {page.topics === 0 && <EmptyState icon="book" title={words.none} words={words.noneMore} />}
      {page.menus.map(({ menu, lines, ...title }) => (
        <section key={menu} aria-labelledby={`menu-${menu}`}>
          <h2 id={`menu-${menu}`}>
            {menu} · {title[locale]}
          </h2>
          <p className="quiet small">{locale === 'zh' ? title.groupZh : title.groupEn}</p>
          <ul className="plainlist topics">
            {lines.map((line) => (
              <li key={line.code} className="topic">
                <div>
                  <h3>{orders.topic(line.code, line.title[locale])}</h3>
                  <p className="quiet small">
                    {[
                      words.length(line.minutes, line.sittings),
                      line.audience[locale]
                        ? `${words.for}${messages.common.colon}${line.audience[locale]}`
                        : '',
                      words.lecturers(line.lecturers),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <div className="small">
                  <p>
                    {words.wanted(
                      line.demand?.offices ?? 0,
                      line.demand?.unmet ?? 0,
                      line.demand?.seats ?? 0,
                    )}
                  </p>
                  <p className="quiet">{line.lastOn ? words.last(line.lastOn) : words.never}</p>
                </div>
                <div className="row topic-go">
                  {line.module && (
                    <a href={`/lecturer/lessons/${line.module}`}>{words.lessons(line.module)}</a>
                  )}
                  {line.running && (
                    <a href={`/office/orders/${line.running.id}`}>
                      {words.running}
                      {messages.common.colon}
                      {orders.states[line.running.state]}
                    </a>
                  )}
                  {page.delegated && line.lecturers > 0 && (
                    <a className="btn soft slim" href={`/office/menu/${line.code}`}>
                      {words.order}
                      <span className="vh">{words.orderWhich(line.code, line.title[locale])}</span>
                    </a>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DeskPage>
  )
}
