import { and, eq, sql } from 'drizzle-orm'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import type { Scope, Tx } from '#db/client.server.ts'
import { staff } from '#db/schema/identity.ts'
import { lecturers, lecturerTopics } from '#db/schema/lectures.ts'
import { TOLD, type OrderAct } from './order.policy.ts'

/** Whom an order concerns after a step. */
export type Concerned = {
  orderId: string
  officeId: string
  topicCode: string
  lecturerId: string | null
  previousLecturerId: string | null
}

/** The accounts that are told of a step (TOLD), in the running transaction. */
export async function accountsToTell(tx: Tx, scope: Scope, act: OrderAct, of: Concerned): Promise<string[]> {
  const told = new Set(TOLD[act])
  if (told.size === 0) return []
  const countyId = scope.countyId!
  const appointed = await appointedToday({ countyId })
  const offices = told.has('joined') ? await officesIn(tx, of.orderId) : []
  const seats = (officeId: string) =>
    appointed.filter(
      (one) => one.officeId === officeId && (one.role === 'office' || one.role === 'social-worker'),
    )
  return [
    ...(told.has('office') ? seats(of.officeId) : []).map(({ accountId }) => accountId),
    ...offices
      .filter((officeId) => officeId !== of.officeId)
      .flatMap(seats)
      .map(({ accountId }) => accountId),
    ...(told.has('bureau') ? appointed.filter(({ role }) => role === 'bureau') : []).map(
      ({ accountId }) => accountId,
    ),
    ...(told.has('lecturer') && of.lecturerId ? await accountsOf(tx, countyId, of.lecturerId) : []),
    ...(told.has('previous-lecturer') && of.previousLecturerId
      ? await accountsOf(tx, countyId, of.previousLecturerId)
      : []),
    ...(told.has('qualified') ? await accountsWhoTeach(tx, countyId, of.topicCode) : []),
  ]
}

async function officesIn(tx: Tx, orderId: string): Promise<string[]> {
  const rows = await tx.execute<{ office_id: string }>(
    sql`select office_id from door_offices_of_order(${orderId}::uuid)`,
  )
  return rows.map(({ office_id: officeId }) => officeId)
}

const lecturerAccounts = (tx: Tx) =>
  tx.select({ accountId: staff.accountId }).from(lecturers).innerJoin(staff, eq(staff.id, lecturers.staffId))

async function accountsOf(tx: Tx, countyId: string, lecturerId: string): Promise<string[]> {
  const rows = await lecturerAccounts(tx).where(
    and(eq(lecturers.countyId, countyId), eq(lecturers.id, lecturerId)),
  )
  return rows.map(({ accountId }) => accountId)
}

async function accountsWhoTeach(tx: Tx, countyId: string, topicCode: string): Promise<string[]> {
  const today = sql`(app_now() at time zone 'Asia/Shanghai')::date`
  const rows = await lecturerAccounts(tx).where(
    and(
      eq(lecturers.countyId, countyId),
      sql`(${lecturers.toOn} is null or ${lecturers.toOn} > ${today})`,
      sql`${lecturers.id} in (select t.lecturer_id from ${lecturerTopics} t where t.county_id = ${countyId}
        and t.topic_code = ${topicCode} and (t.to_on is null or t.to_on > ${today}))`,
    ),
  )
  return rows.map(({ accountId }) => accountId)
}
