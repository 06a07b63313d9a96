import { expireStaleOrders } from '#app/domains/lectures/order-expire.server.ts'
import { countiesOf, type OwnerSql } from '#db/audit-seals.server.ts'

/** Notes which holds have passed, county by county, and tells those who waited. The holds themselves end by their time. */
export async function expireOrders(owner: OwnerSql, stopped: () => boolean): Promise<Record<string, number>> {
  let expired = 0
  for (const { id } of await countiesOf(owner)) {
    if (stopped()) break
    expired += (await expireStaleOrders(id)).expired
  }
  return { expired }
}
