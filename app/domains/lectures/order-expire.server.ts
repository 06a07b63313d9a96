import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { expireEngagement } from '#app/domains/calendar/engagement.server.ts'
import { scopeOf, type SystemActor } from '#app/domains/identity/actor.policy.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { lectureOrders as order } from '#db/schema/lecture-orders.ts'
import { HOLDING_STATES } from './order.policy.ts'
import { stepOrder, WITHOUT_TIME } from './order-step.server.ts'

const AT_ONCE = 100

/**
 * Notes which holds of a county have passed, and tells office and lecturer; each order in a transaction of its own. Safe
 * to run at any time, twice, and by two at once: whoever comes second finds it done. How many were noted.
 */
export async function expireStaleOrders(countyId: string): Promise<{ expired: number }> {
  const actor: SystemActor = { system: 'calendar', countyId, accountId: null }
  const stale = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({ id: order.id, version: order.version })
      .from(order)
      .where(
        and(
          ...[eq(order.countyId, countyId), inArray(order.state, [...HOLDING_STATES])],
          sql`${order.holdUntil} <= app_now()`,
        ),
      )
      .orderBy(asc(order.holdUntil), asc(order.id))
      .limit(AT_ONCE),
  )
  let expired = 0
  for (const { id: orderId, version: seenVersion } of stale) {
    const outcome = await stepOrder(
      actor,
      { orderId, seenVersion, act: 'expire' },
      async ({ tx, scope, order: seen }) => {
        await expireEngagement(tx, scope, seen.engagementId!)
        return WITHOUT_TIME
      },
    )
    if (!isRefused(outcome)) expired += 1
  }
  return { expired }
}
