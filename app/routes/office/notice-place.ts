import type { Role } from '#app/domains/identity/actor.policy.ts'
import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'

/** Where each role looks at an order; who is not here has no page of one order. */
export const ORDER_PAGES: Partial<Record<Role, string>> = {
  office: '/office/orders/:order',
  'social-worker': '/office/orders/:order',
  lecturer: '/lecturer/orders/:order',
}

/** Where each role looks at a class with its people; a person's own classes stand on one page. */
export const OCCASION_PAGES: Partial<Record<Role, string>> = {
  office: '/office/occasions/:id',
  'social-worker': '/office/occasions/:id',
  'supervised-person': '/my/lectures',
}

/** Where each role looks at counselling; an office is told nothing of it. */
export const COUNSELLING_PAGES: Partial<Record<Role, string>> = {
  'supervised-person': '/my/counselling',
  counsellor: '/counsellor',
}

/** Messages that lead further than to the first page of counselling. */
const FURTHER: Partial<Record<Role, Partial<Record<NoticeCode, string>>>> = {
  'supervised-person': {
    'counselling-consent-recorded': '/my/counselling/consent',
    'counselling-session-corrected': '/my/counselling/record',
    'counselling-disclosed': '/my/counselling/record',
  },
  counsellor: {
    'counselling-waiting': '/counsellor/waiting',
    'counselling-appointment-cancelled': '/counsellor/appointments',
  },
}

/** The page that a message of counselling leads this role to, or null: one that is not of counselling, too. */
export function counsellingPlace(role: Role, code: NoticeCode): string | null {
  if (!code.startsWith('counselling-')) return null
  return FURTHER[role]?.[code] ?? COUNSELLING_PAGES[role] ?? null
}

const placeOf = (page: string | undefined, id: string) =>
  page === undefined ? null : page.replace(/:\w+$/, id)

/** The page of an order for this role, or null. Whether this reader may see this order, the caller has asked. */
export const orderPlace = (role: Role, orderId: string) => placeOf(ORDER_PAGES[role], orderId)

/** The same of a class; on a person's page, where it stands there. */
export function occasionPlace(role: Role, occasionId: string): string | null {
  const place = placeOf(OCCASION_PAGES[role], occasionId)
  return place !== null && role === 'supervised-person' ? `${place}#c-${occasionId}` : place
}
