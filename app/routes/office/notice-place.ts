import type { Role } from '#app/domains/identity/actor.policy.ts'

/** Pages that messages lead to and that are not on the map yet: nothing links there (tests/notice-places.test.ts). */
export const NOT_YET_ON_MAP: readonly string[] = ['/office/orders/:id', '/lecturer/orders/:id']

/** Where each role looks at an order; who is not here has no page of one order. */
export const ORDER_PAGES: Partial<Record<Role, string>> = {
  office: '/office/orders/:id',
  'social-worker': '/office/orders/:id',
  lecturer: '/lecturer/orders/:id',
}

/** The page of an order for this role, or null. Whether this reader may see this order, the caller has asked. */
export function orderPlace(role: Role, orderId: string): string | null {
  const page = ORDER_PAGES[role]
  return page === undefined || NOT_YET_ON_MAP.includes(page) ? null : page.replace(':id', orderId)
}
