import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { staff, staffAppointments as appointed } from '#db/schema/identity.ts'

/** To whom a case can be given: the county's counsellors of today but the one who has it. */
export async function possibleTakers(
  actor: Actor,
  counsellorId: string,
): Promise<{ staffId: string; name: string }[]> {
  const today = dayAt(now())
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (actor.role !== 'counsellor') return []
    return tx
      .selectDistinct({ staffId: staff.id, name: staff.name })
      .from(appointed)
      .innerJoin(staff, eq(staff.id, appointed.staffId))
      .where(
        and(
          ...[eq(appointed.countyId, actor.countyId), eq(appointed.role, 'counsellor')],
          ...[ne(staff.id, counsellorId), sql`${appointed.validFrom} <= ${today}::date`],
          sql`(${appointed.validTo} is null or ${appointed.validTo} > ${today}::date)`,
        ),
      )
      .orderBy(asc(staff.name))
  })
}
