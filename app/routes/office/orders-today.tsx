import type { ordersToday } from '#app/domains/lectures/office-orders.queries.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { OrderState } from './order-table.tsx'

/** On the office's first page: orders that wait for it, and the classes of the next days. Nothing when there is neither. */
export function OrdersToday({ todo, coming }: Awaited<ReturnType<typeof ordersToday>>) {
  const { orders, locale, format } = useMessages()
  if (todo.length + coming.length === 0) return null
  return (
    <section aria-labelledby="orders-today">
      <h2 id="orders-today">{todo.length > 0 ? orders.today.title(todo.length) : orders.today.coming}</h2>
      <ul className="plainlist">
        {[...todo, ...coming].map((order) => (
          <li className="given" key={order.id}>
            <a href={`/office/orders/${order.id}`}>{orders.topic(order.topicCode, order.title[locale])}</a>
            {order.during && (
              <span>{orders.when(order.during.from, order.during.to, dayAt(order.during.from))}</span>
            )}
            <OrderState order={order} />
            {order.holdUntil && (
              <span className="quiet small">
                {orders.heldUntil(dayAt(order.holdUntil), format.time(order.holdUntil))}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href="/office/orders">{orders.today.toOrders}</a>
      </p>
    </section>
  )
}
