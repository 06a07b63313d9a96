import { and, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { accounts, staff, staffAppointments } from '#db/schema/identity.ts'
import type { Actor } from './actor.policy.ts'
import { bureauRemains } from './last-bureau.policy.ts'

/**
 * The same question asked of the county as it is, in the running transaction. Waits for whoever is asking too: the lock
 * is held until the commit, and what is read afterwards is what they left.
 */
export async function bureauRemainsWithout(
  tx: Tx,
  actor: Actor,
  without: { accountId: string } | { appointmentId: string },
): Promise<boolean> {
  const account = 'accountId' in without ? without.accountId : null
  const appointment = 'appointmentId' in without ? without.appointmentId : null
  await tx.execute(sql`select door_bureau_remains(${account}::uuid, ${appointment}::uuid)`)
  const seats = await tx
    .select({
      appointmentId: staffAppointments.id,
      accountId: staff.accountId,
      disabledAt: accounts.disabledAt,
      from: staffAppointments.validFrom,
      to: staffAppointments.validTo,
    })
    .from(staffAppointments)
    .innerJoin(staff, eq(staff.id, staffAppointments.staffId))
    .innerJoin(accounts, eq(accounts.id, staff.accountId))
    .where(and(eq(staffAppointments.countyId, actor.countyId), eq(staffAppointments.role, 'bureau')))
  return bureauRemains(
    seats.map(({ disabledAt, ...seat }) => ({ ...seat, enabled: disabledAt === null })),
    dayAt(now()),
    without,
  )
}
