import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { lectureOrderChanges, lectureOrders as order } from '#db/schema/lecture-orders.ts'
import { menuTopics } from '#db/schema/lectures.ts'
import type { OrderState } from './order.policy.ts'

const columns = {
  id: order.id,
  officeId: order.officeId,
  topicId: order.topicId,
  topicCode: order.topicCode,
  regime: order.regime,
  asked: order.asked,
  state: order.state,
  version: order.version,
  seats: order.seats,
  seatsTaken: order.seatsTaken,
  capacity: order.capacity,
  needs: order.needs,
  wantedFrom: order.wantedFrom,
  wantedTo: order.wantedTo,
  wantedTime: order.wantedTime,
  lecturerId: order.lecturerId,
  previousLecturerId: order.previousLecturerId,
  roomId: order.roomId,
  engagementId: order.engagementId,
  during: order.during,
  holdUntil: order.holdUntil,
  shared: order.shared,
  requestedAt: order.requestedAt,
  // The topic as the order saw it: its version of the menu.
  minutes: menuTopics.minutes,
  roomNeeds: menuTopics.roomNeeds,
  titleZh: menuTopics.fullZh,
  titleEn: menuTopics.fullEn,
}

const ordersWhere = (tx: Tx, scope: Scope, ...conditions: (SQL | undefined)[]) =>
  tx
    .select(columns)
    .from(order)
    .innerJoin(menuTopics, and(eq(menuTopics.countyId, order.countyId), eq(menuTopics.id, order.topicId)))
    .where(and(eq(order.countyId, scope.countyId!), ...conditions))
export type LectureOrder = Awaited<ReturnType<typeof ordersWhere>>[number]

/** One order that the actor may see (the database decides which), or null; in the running transaction. */
export async function orderIn(tx: Tx, scope: Scope, orderId: string): Promise<LectureOrder | null> {
  const [found] = await ordersWhere(tx, scope, eq(order.id, orderId))
  return found ?? null
}

/** Those of these orders that the actor may see; in the running transaction. */
export async function ordersOfIds(tx: Tx, scope: Scope, ids: readonly string[]): Promise<LectureOrder[]> {
  return ids.length === 0 ? [] : ordersWhere(tx, scope, inArray(order.id, [...ids]))
}

/** A lecturer's own orders in some states, what has a time by its time; in the running transaction. */
export async function ordersOfLecturer(
  tx: Tx,
  scope: Scope,
  lecturerId: string,
  states: readonly OrderState[],
): Promise<LectureOrder[]> {
  return ordersWhere(
    ...[tx, scope, eq(order.lecturerId, lecturerId), inArray(order.state, [...states])],
  ).orderBy(sql`lower(${order.during}) nulls last`, asc(order.id))
}

/** The same in a transaction of its own. */
export function findOrder(actor: Actor, orderId: string): Promise<LectureOrder | null> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, (tx) => orderIn(tx, scope, orderId))
}

/** Which of these orders the actor may see: the database decides. */
export async function ordersInSight(actor: Actor, orderIds: readonly string[]): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({ id: order.id })
      .from(order)
      .where(and(eq(order.countyId, actor.countyId), inArray(order.id, [...orderIds]))),
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * An office's own orders and those it joined, a lecturer's, or the county's for the bureau: what has a time by its time,
 * then what waits, the latest first.
 */
export function listOrders(actor: Actor, states?: readonly OrderState[]): Promise<LectureOrder[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, (tx) => ordersIn(tx, scope, actor, states))
}

/** The same in the running transaction. */
export async function ordersIn(
  tx: Tx,
  scope: Scope,
  actor: Actor,
  states?: readonly OrderState[],
): Promise<LectureOrder[]> {
  return ordersWhere(tx, scope, whoseOrders(actor), states && inArray(order.state, [...states])).orderBy(
    sql`lower(${order.during}) nulls last`,
    desc(order.id),
  )
}

/** What the actor may see includes requests that are open to them; a list of their own does not. */
function whoseOrders(actor: Actor): SQL | undefined {
  if (actor.role === 'lecturer')
    return or(
      sql`${order.lecturerId} = (select door_own_lecturer())`,
      sql`${order.previousLecturerId} = (select door_own_lecturer())`,
    )
  if (actor.role === 'bureau') return undefined
  return or(
    eq(order.officeId, actor.officeId!),
    sql`${order.id} in (select s.order_id from lecture_order_shares s where s.county_id = ${actor.countyId}
      and s.office_id = ${actor.officeId} and s.left_at is null)`,
  )
}

/** Requests that wait for a lecturer, in the order in which they are served: by the first request, then by id. */
export async function waitingOrdersIn(
  tx: Tx,
  scope: Scope,
  topicCode: string | null,
): Promise<LectureOrder[]> {
  return ordersWhere(
    ...[tx, scope, eq(order.state, 'requested')],
    topicCode === null ? undefined : eq(order.topicCode, topicCode),
  ).orderBy(asc(order.requestedAt), asc(order.id))
}

/** The same in a transaction of its own: a lecturer sees those on their topics, an office its own. */
export function waitingOrders(actor: Actor, topicCode: string | null = null): Promise<LectureOrder[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, (tx) => waitingOrdersIn(tx, scope, topicCode))
}

/** Other offices' sessions that the actor's office could join: seats left, not yet begun, the latest asked last. */
export function openToJoin(actor: Actor, topicCode: string | null = null): Promise<LectureOrder[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, (tx) => openToJoinIn(tx, scope, actor, topicCode))
}

/** The same in the running transaction. */
export async function openToJoinIn(
  tx: Tx,
  scope: Scope,
  actor: Actor,
  topicCode: string | null = null,
): Promise<LectureOrder[]> {
  return ordersWhere(
    ...[tx, scope, eq(order.shared, true), sql`${order.officeId} <> ${actor.officeId}`],
    inArray(order.state, ['requested', 'held', 'proposed', 'accepted', 'confirmed']),
    sql`(${order.capacity} is null or ${order.seatsTaken} < ${order.capacity})`,
    sql`(${order.during} is null or lower(${order.during}) > app_now())`,
    topicCode === null ? undefined : eq(order.topicCode, topicCode),
  ).orderBy(sql`lower(${order.during}) nulls last`, asc(order.id))
}

/** Every step of an order that the actor may see, the first one first. */
export function orderHistory(actor: Actor, orderId: string) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, (tx) => historyIn(tx, scope, orderId))
}

/** The same in the running transaction. */
export async function historyIn(tx: Tx, scope: Scope, orderId: string) {
  return tx
    .select()
    .from(lectureOrderChanges)
    .where(and(eq(lectureOrderChanges.countyId, scope.countyId!), eq(lectureOrderChanges.orderId, orderId)))
    .orderBy(asc(lectureOrderChanges.version))
}

export type TopicDemand = {
  topicCode: string
  /** Orders that still look forward. */
  wanted: number
  /** Of them: without a lecturer and a time, by how many offices, for how many people. */
  unmet: number
  offices: number
  seats: number
}

/** How much each topic is wanted in the county and not met; numbers alone, the most unmet first. */
export function topicDemand(actor: Actor): Promise<TopicDemand[]> {
  return inActorTransaction(scopeOf(actor), demandIn)
}

/** The same in the running transaction. */
export async function demandIn(tx: Tx): Promise<TopicDemand[]> {
  const rows = await tx.execute<{
    topic_code: string
    wanted: number
    unmet: number
    offices: number
    seats: number
  }>(sql`select * from door_topic_demand() order by unmet desc, wanted desc, topic_code`)
  return rows.map(({ topic_code: topicCode, ...numbers }) => ({ topicCode, ...numbers }))
}
