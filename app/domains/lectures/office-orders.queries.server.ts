import { and, eq, inArray, isNull } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { lectureRoomsOf } from '#app/domains/calendar/lecture-room.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { delegationOf } from '#app/domains/supervision/delegation.queries.server.ts'
import { officesOf } from '#app/domains/supervision/offices.queries.server.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { staff } from '#db/schema/identity.ts'
import { lectureOrderShares as share } from '#db/schema/lecture-orders.ts'
import { lecturersIn } from './lecturers.queries.server.ts'
import { groupOf, type OrderGroup } from './order-groups.policy.ts'
import { openActs, stateAt, type OrderAct, type OrderSide } from './order.policy.ts'
import { roleOf } from './order-step.server.ts'
import { historyIn, openToJoinIn, orderIn, ordersIn, type LectureOrder } from './orders.queries.server.ts'

/** An office's orders, as its pages show them: with the names of offices, rooms and lecturers, which are staff's. */

type Names = Awaited<ReturnType<typeof namesIn>>
type Named = { zh: string; en: string }

async function namesIn(tx: Tx, actor: Actor) {
  const [offices, rooms, lecturers] = await Promise.all([
    officesOf(tx, actor),
    lectureRoomsOf(tx, actor.countyId),
    lecturersIn(tx, actor.countyId),
  ])
  return {
    offices: new Map(offices.map(({ id, nameZh, nameEn }) => [id, { zh: nameZh, en: nameEn }])),
    rooms: new Map(rooms.map((room) => [room.id, room])),
    lecturers: new Map(lecturers.map((one) => [one.id, one])),
  }
}

export type ListedOrder = ReturnType<typeof listed>

function listed(order: LectureOrder, side: OrderSide, names: Names, at: Date) {
  const room = order.roomId ? names.rooms.get(order.roomId) : undefined
  const lecturer = order.lecturerId ? names.lecturers.get(order.lecturerId) : undefined
  const state = stateAt(order, at)
  const office: Named = names.offices.get(order.officeId) ?? { zh: '', en: '' }
  return {
    ...{ id: order.id, version: order.version, topicCode: order.topicCode, side, office },
    title: { zh: order.titleZh, en: order.titleEn },
    state,
    group: groupOf(order, side, at),
    // A hold that has passed gave the time back, noted or not.
    ...(state === order.state
      ? { during: order.during, holdUntil: order.holdUntil }
      : { during: null, holdUntil: null }),
    ...{ shared: order.shared, asked: order.asked },
    ...{ seats: order.seats, seatsTaken: order.seatsTaken, capacity: order.capacity },
    ...{ wantedFrom: order.wantedFrom, wantedTo: order.wantedTo, wantedTime: order.wantedTime },
    room: room ? { id: room.id, zh: room.nameZh, en: room.nameEn, travelMinutes: room.travelMinutes } : null,
    lecturer: lecturer ? { id: lecturer.id, name: lecturer.name } : null,
  }
}

const sideOf = (order: LectureOrder, actor: Actor): OrderSide =>
  order.officeId === actor.officeId ? 'own' : 'joined'

/** Everything of the actor's office, and what other offices have open to it. */
export async function officeOrders(actor: Actor): Promise<{
  orders: ListedOrder[]
  joinable: ListedOrder[]
}> {
  const scope = scopeOf(actor)
  const at = now()
  return inActorTransaction(scope, async (tx) => {
    const [orders, open, names] = await Promise.all([
      ordersIn(tx, scope, actor),
      openToJoinIn(tx, scope, actor),
      namesIn(tx, actor),
    ])
    const mine = new Set(orders.map(({ id }) => id))
    return {
      orders: orders.map((order) => listed(order, sideOf(order, actor), names, at)),
      joinable: open.filter(({ id }) => !mine.has(id)).map((order) => listed(order, 'open', names, at)),
    }
  })
}

/** What waits for the office, and the classes of a span: for its first page. */
export async function ordersToday(
  actor: Actor,
  until: Date,
): Promise<Record<Extract<OrderGroup, 'todo' | 'coming'>, ListedOrder[]>> {
  const { orders } = await officeOrders(actor)
  return {
    todo: orders.filter(({ group }) => group === 'todo'),
    coming: orders.filter(
      ({ group, during }) => group === 'coming' && during !== null && during.from < until,
    ),
  }
}

export type OrderPage = NonNullable<Awaited<ReturnType<typeof officeOrder>>>

/** One order with its history and what can be done about it now; null for what the actor may not see. */
export async function officeOrder(actor: Actor, orderId: string) {
  const scope = scopeOf(actor)
  const at = now()
  const role = roleOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [order, names, shares, history] = await Promise.all([
      orderIn(tx, scope, orderId),
      namesIn(tx, actor),
      sharesIn(tx, scope, orderId),
      historyIn(tx, scope, orderId),
    ])
    if (!order || !role) return null
    const joined = shares.some(({ officeId }) => officeId === actor.officeId)
    const side: OrderSide = order.officeId === actor.officeId ? 'own' : joined ? 'joined' : 'open'
    // Somebody else's that is not open any more, and was not joined or was left: not theirs.
    if (side === 'open' && !order.shared) return null
    const [delegation, people] = await Promise.all([
      delegationOf(tx, actor.countyId, actor.officeId!),
      side === 'own' ? namesOfAccounts(tx, history) : new Map<string, string>(),
    ])
    const acts: OrderAct[] = delegation ? openActs({ role, side, order, delegation, now: at }) : []
    const room = order.roomId ? names.rooms.get(order.roomId) : undefined
    const lecturer = order.lecturerId ? names.lecturers.get(order.lecturerId) : undefined
    return {
      ...listed(order, side, names, at),
      ...{ regime: order.regime, needs: order.needs, minutes: order.minutes, roomNeeds: order.roomNeeds },
      acts,
      capacityOfRoom: room?.capacity ?? null,
      credentials: lecturer ? { zh: lecturer.credentialsZh, en: lecturer.credentialsEn } : null,
      shares: shares.map(({ officeId, seats }) => ({
        ...{ officeId, seats },
        office: names.offices.get(officeId) ?? { zh: '', en: '' },
      })),
      history:
        side === 'own'
          ? history.map((one) => ({
              ...{ version: one.version, act: one.act, reason: one.reason, at: one.at, during: one.during },
              role: one.actorRole,
              name: one.actorAccountId ? (people.get(one.actorAccountId) ?? null) : null,
              lecturer: one.lecturerId ? (names.lecturers.get(one.lecturerId)?.name ?? null) : null,
            }))
          : [],
    }
  })
}

/** Whose people sit in a session beside its host's. */
async function sharesIn(tx: Tx, scope: Scope, orderId: string) {
  return tx
    .select({ officeId: share.officeId, seats: share.seats })
    .from(share)
    .where(and(eq(share.countyId, scope.countyId!), eq(share.orderId, orderId), isNull(share.leftAt)))
    .orderBy(share.id)
}

/** Who took the steps: names of staff. */
async function namesOfAccounts(
  tx: Tx,
  history: readonly { actorAccountId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(history.flatMap(({ actorAccountId }) => actorAccountId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ accountId: staff.accountId, name: staff.name })
    .from(staff)
    .where(inArray(staff.accountId, ids))
  return new Map(rows.map(({ accountId, name }) => [accountId, name]))
}
