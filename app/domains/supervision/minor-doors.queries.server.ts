import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#db/client.server.ts'

export type MinorRow = {
  registerNumber: string
  /** Set only while the bureau's grant to this account holds. */
  personId: string | null
  grantedUntil: Date | null
  reason: string | null
}

/** The minors of the actor's office by number; a record's id only while a grant to this account holds. */
export async function minorsOfOffice(tx: Tx): Promise<MinorRow[]> {
  const rows = await tx.execute<{
    register_number: string
    person_id: string | null
    expires_at: string | null
    reason: string | null
  }>(sql`select * from door_minors(${now().toISOString()}::timestamptz)`)
  return [...rows].map((row) => ({
    registerNumber: row.register_number,
    personId: row.person_id,
    grantedUntil: row.expires_at ? new Date(row.expires_at) : null,
    reason: row.reason,
  }))
}

/** The minors of the county, for the bureau alone: office and number. The id opens nothing, and no page shows it. */
export async function minorsOfCounty(
  tx: Tx,
): Promise<{ personId: string; officeId: string; registerNumber: string }[]> {
  const rows = await tx.execute<{ person_id: string; office_id: string; register_number: string }>(
    sql`select * from door_minors_of_county()`,
  )
  return [...rows].map((row) => ({
    ...{ personId: row.person_id, officeId: row.office_id, registerNumber: row.register_number },
  }))
}
