import { and, asc, eq, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { counties, judicialOffices } from '#db/schema/supervision.ts'

/** Whom a person can turn to: their office's phone and the procuratorate (社矫法 34). Public facts, no names. */
export async function contactsOf(tx: Tx, actor: Actor) {
  const [found] = await tx
    .select({
      officeZh: judicialOffices.nameZh,
      officeEn: judicialOffices.nameEn,
      officePhone: judicialOffices.phone,
      procuratorateZh: counties.procuratorateZh,
      procuratorateEn: counties.procuratorateEn,
      procuratoratePhone: counties.procuratoratePhone,
    })
    .from(counties)
    .leftJoin(
      judicialOffices,
      and(eq(judicialOffices.countyId, counties.id), eq(judicialOffices.id, actor.officeId!)),
    )
    .where(eq(counties.id, actor.countyId))
  return found ?? null
}

/** The same in a transaction of its own. */
export function readContacts(actor: Actor) {
  return inActorTransaction(scopeOf(actor), (tx) => contactsOf(tx, actor))
}

/** How many are on each office's register on a day: everyone, and of them the minors' regime. Counts only. */
export async function registerCounts(tx: Tx, day: CalendarDay) {
  const rows = await tx.execute<{ office_id: string; minors_regime: boolean; people: number }>(
    sql`select * from door_register_counts(${day}::date)`,
  )
  const counts = new Map<string, { all: number; minors: number }>()
  for (const { office_id: officeId, minors_regime: minors, people } of rows) {
    const count = counts.get(officeId) ?? { all: 0, minors: 0 }
    counts.set(officeId, { all: count.all + people, minors: count.minors + (minors ? people : 0) })
  }
  return counts
}

export async function officesOf(tx: Tx, actor: Actor) {
  return tx
    .select({ id: judicialOffices.id, nameZh: judicialOffices.nameZh, nameEn: judicialOffices.nameEn })
    .from(judicialOffices)
    .where(eq(judicialOffices.countyId, actor.countyId))
    .orderBy(asc(judicialOffices.code))
}
