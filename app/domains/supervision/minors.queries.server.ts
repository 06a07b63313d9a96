import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'

export type MinorRow = {
  registerNumber: string
  /** Set only while the bureau's grant to this account holds. */
  personId: string | null
  grantedUntil: Date | null
  reason: string | null
}

type DoorRow = {
  register_number: string
  person_id: string | null
  expires_at: string | null
  reason: string | null
}

/**
 * The office's people of the minors' regime by number alone; a record's id only where the bureau has granted this
 * account its opening (社矫法 54). One audit row.
 */
export async function listMinors(actor: Actor): Promise<MinorRow[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const rows = await tx.execute<DoorRow>(
      sql`select * from door_minors(${now().toISOString()}::timestamptz)`,
    )
    await recordAudit(
      tx,
      scope,
      'supervision.minors-listed',
      { kind: 'office', id: actor.officeId },
      { shown: rows.length, granted: rows.filter((row) => row.person_id).length },
    )
    return [...rows].map((row) => ({
      registerNumber: row.register_number,
      personId: row.person_id,
      grantedUntil: row.expires_at ? new Date(row.expires_at) : null,
      reason: row.reason,
    }))
  })
}
