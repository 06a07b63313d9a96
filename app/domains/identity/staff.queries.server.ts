import { sql } from 'drizzle-orm'
import { db } from '#db/client.server.ts'
import { staff, staffAppointments } from '#db/schema/identity.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import type { Actor } from './actor.policy.ts'
import type { Confirmer } from './confirmer.policy.ts'

const byAccount = db
  .select({
    accountId: staff.accountId,
    name: staff.name,
    role: staffAppointments.role,
    officeZh: judicialOffices.nameZh,
    officeEn: judicialOffices.nameEn,
  })
  .from(staff)
  .innerJoin(staffAppointments, sql`${staffAppointments.staffId} = ${staff.id}`)
  .leftJoin(
    judicialOffices,
    sql`${judicialOffices.countyId} = ${staffAppointments.countyId} and ${judicialOffices.id} = ${staffAppointments.officeId}`,
  )
  .where(
    sql`${staffAppointments.countyId} = ${sql.placeholder('countyId')} and ${staff.accountId} = any(${sql.placeholder('ids')}::uuid[])`,
  )
  .prepare('confirmers')

/** Staff of the county by account, in the running transaction; accounts that are no staff are left out. */
export async function confirmersOf(
  actor: Actor,
  accountIds: readonly string[],
): Promise<Map<string, Confirmer>> {
  const ids = [...new Set(accountIds)]
  if (ids.length === 0) return new Map()
  const rows = await byAccount.execute({ countyId: actor.countyId, ids: `{${ids.join(',')}}` })
  return new Map(rows.map(({ accountId, ...confirmer }) => [accountId, confirmer]))
}
