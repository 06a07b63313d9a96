import { v7 as uuidv7 } from 'uuid'
import { database } from '../this-database.ts'
import { NOW } from './county.ts'

const HOUR_MS = 3_600_000

/** The bureau's leave to open one minor's record, for a day unless said otherwise. */
export async function insertGrant(
  minor: { countyId: string; personId: string },
  accountId: string,
  grantedBy: string,
  expiresAt: Date = new Date(NOW.getTime() + 24 * HOUR_MS),
): Promise<string> {
  const sql = database.ownerSql
  const id = uuidv7()
  await sql`insert into minor_record_grants ${sql({
    ...{ id, county_id: minor.countyId, person_id: minor.personId, account_id: accountId },
    ...{ reason: '家访前查看', granted_by: grantedBy, expires_at: expiresAt },
    granted_at: new Date(Math.min(NOW.getTime(), expiresAt.getTime()) - HOUR_MS),
  })}`
  return id
}
