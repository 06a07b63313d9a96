import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { db } from '#db/client.server.ts'
import { staff, staffAppointments as appointment } from '#db/schema/identity.ts'
import type { Actor } from './actor.policy.ts'

const appointedOn = db
  .select({
    accountId: staff.accountId,
    name: staff.name,
    role: appointment.role,
    officeId: appointment.officeId,
  })
  .from(appointment)
  .innerJoin(staff, sql`${staff.id} = ${appointment.staffId}`)
  .where(
    sql`${appointment.countyId} = ${sql.placeholder('countyId')} and ${appointment.validFrom} <= ${sql.placeholder('day')}::date
      and (${appointment.validTo} is null or ${appointment.validTo} > ${sql.placeholder('day')}::date)`,
  )
  .orderBy(appointment.role, appointment.id)
  .prepare('appointed_on')

/** Everybody who serves in the county today, once for each appointment; in the running transaction. */
export async function appointedToday(actor: Pick<Actor, 'countyId'>) {
  return appointedOn.execute({ countyId: actor.countyId, day: dayAt(now()) })
}
