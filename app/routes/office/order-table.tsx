import { townOf } from '#app/components/office-name.ts'
import { Tag } from '#app/components/tag.tsx'
import type { ListedOrder } from '#app/domains/lectures/office-orders.queries.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'

/** Where an order stands, as a mark with its word. */
export function OrderState({ order }: { order: Pick<ListedOrder, 'state' | 'group'> }) {
  const { orders } = useMessages()
  const mark = order.group === 'todo' ? 'todo' : order.state === 'confirmed' ? 'done' : undefined
  return <Tag state={mark}>{orders.states[order.state]}</Tag>
}

/** Orders in a table on a desk, a block each on a phone. */
export function OrderTable({ label, orders: rows }: { label: string; orders: readonly ListedOrder[] }) {
  const { orders, format, locale } = useMessages()
  const words = orders.list
  const { columns } = words
  return (
    <table className="listing orders">
      <caption className="vh">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.topic}</th>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.lecturer}</th>
          <th scope="col" className="r">
            {columns.people}
          </th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.act}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((order) => (
          <tr key={order.id}>
            <th scope="row" className="own-line">
              {orders.topic(order.topicCode, order.title[locale])}
              {order.side !== 'own' && (
                <span className="quiet small">
                  <br />
                  {order.side === 'joined'
                    ? words.joined(order.office[locale])
                    : townOf({ nameZh: order.office.zh, nameEn: order.office.en }, locale)}
                </span>
              )}
            </th>
            <td className="own-line">
              {order.during
                ? orders.when(order.during.from, order.during.to, dayAt(order.during.from))
                : orders.wanted(order.wantedFrom, order.wantedTo, orders.times[order.wantedTime])}
              {order.room && (
                <span className="quiet small">
                  <br /> {order.room[locale]}
                </span>
              )}
            </td>
            <td data-label={columns.lecturer}>{order.lecturer?.name ?? words.noLecturer}</td>
            <td className="r" data-label={columns.people}>
              {order.side === 'open' && order.capacity !== null
                ? words.free(order.capacity - order.seatsTaken)
                : orders.people(order.seatsTaken)}
            </td>
            <td>
              <OrderState order={order} />
              {order.holdUntil && order.side !== 'open' && (
                <span className="quiet small">
                  {' '}
                  {orders.heldUntil(dayAt(order.holdUntil), format.time(order.holdUntil))}
                </span>
              )}
            </td>
            <td>
              <a href={`/office/orders/${order.id}`}>
                {order.side === 'open' ? words.join : nextWords(order, words.next)}
                <span className="vh"> {orders.topic(order.topicCode, order.title[locale])}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function nextWords(order: ListedOrder, words: Record<string, string> & { look: string }): string {
  return order.group === 'todo' ? (words[order.state] ?? words.look) : words.look
}
