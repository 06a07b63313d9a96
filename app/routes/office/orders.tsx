import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { SelectField } from '#app/components/field.tsx'
import { officeOrders, type ListedOrder } from '#app/domains/lectures/office-orders.queries.server.ts'
import { orderGroups } from '#app/domains/lectures/order-groups.policy.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { OrderTable } from './order-table.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.orders.list.title }

/** What stands in the address; anything else reads as no filter. */
const filterSchema = z.object({
  s: z.enum(orderGroups).optional().catch(undefined),
  topic: z
    .string()
    .regex(/^[a-z]\d{1,2}$/)
    .optional()
    .catch(undefined),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const filter = filterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [desk, { orders, joinable }] = await Promise.all([deskFor(actor), officeOrders(actor)])
  const topics = new Map([...orders, ...joinable].map(({ topicCode, title }) => [topicCode, title]))
  const ofTopic = ({ topicCode }: ListedOrder) => !filter.topic || topicCode === filter.topic
  return {
    ...{ desk, filter },
    todo: orders.filter(({ group }) => group === 'todo').length,
    sections: orderGroups
      .filter((group) => !filter.s || group === filter.s)
      .map((group) => ({
        group,
        orders: sorted(
          orders.filter((order) => order.group === group && ofTopic(order)),
          group,
        ),
      })),
    joinable: filter.s ? [] : joinable.filter(ofTopic),
    topics: [...topics].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, title]) => ({ code, title })),
  }
}

/** What is past begins with the latest; everything else with what comes first. */
function sorted(orders: ListedOrder[], group: (typeof orderGroups)[number]): ListedOrder[] {
  return group === 'past' ? orders.reverse() : orders
}

export default function OfficeOrdersPage() {
  const { desk, filter, todo, sections, joinable, topics } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { orders, locale } = messages
  const words = orders.list
  const href = (s?: string) => {
    const query = new URLSearchParams({
      ...(s ? { s } : {}),
      ...(filter.topic ? { topic: filter.topic } : {}),
    }).toString()
    return query ? `/office/orders?${query}` : '/office/orders'
  }
  const shown = sections.filter((section) => section.orders.length > 0)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/orders', messages)}
      sentence={words.sentence(todo)}
      lede={words.lede}
      actions={
        <a className="btn" href="/office/menu">
          {words.toMenu}
        </a>
      }
    >
      <nav className="sections no-print" aria-label={words.sectionsLabel}>
        <ul>
          {[undefined, ...orderGroups].map((group) => (
            <li key={group ?? 'all'}>
              <a href={href(group)} aria-current={filter.s === group ? 'page' : undefined}>
                {words.sections[group ?? 'all']}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="get" action="/office/orders" className="find no-print">
        {filter.s && <input type="hidden" name="s" value={filter.s} />}
        <SelectField
          name="topic"
          label={words.topic}
          value={filter.topic ?? ''}
          options={[
            { value: '', label: words.anyTopic },
            ...topics.map(({ code, title }) => ({ value: code, label: orders.topic(code, title[locale]) })),
          ]}
        />
        <button className="btn soft">{words.filter}</button>
        {filter.topic && (
          <a className="btn text" href={filter.s ? `/office/orders?s=${filter.s}` : '/office/orders'}>
            {words.clear}
          </a>
        )}
      </form>
      {shown.length === 0 && (
        <EmptyState
          title={words.none}
          words={words.noneMore}
          action={<a href="/office/menu">{words.toMenu}</a>}
        />
      )}
      {shown.map(({ group, orders: rows }) => (
        <section key={group} aria-labelledby={group}>
          <h2 id={group}>{words.sections[group]}</h2>
          <OrderTable label={words.sections[group]} orders={rows} />
        </section>
      ))}
      {!filter.s && (
        <section aria-labelledby="joinable">
          <h2 id="joinable">{words.joinable}</h2>
          {joinable.length === 0 ? (
            <p className="quiet">{words.noneJoinable}</p>
          ) : (
            <>
              <p className="quiet small">{words.joinableMore}</p>
              <OrderTable label={words.joinable} orders={joinable} />
            </>
          )}
        </section>
      )}
    </DeskPage>
  )
}
