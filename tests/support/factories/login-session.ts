import { randomBytes } from 'node:crypto'
import { hashOfSecret } from '#app/domains/identity/login.server.ts'
import { database } from '../this-database.ts'
import { NOW } from './county.ts'
import type { TestAccount } from './staff.ts'

/** A login session of its own for this account, as a browser holds it: the cookie. */
export async function signedInAs(account: Pick<TestAccount, 'accountId' | 'appointmentId'>): Promise<string> {
  const sql = database.ownerSql
  const secret = randomBytes(20).toString('hex')
  await sql`insert into login_sessions ${sql({
    ...{ id: hashOfSecret(secret), account_id: account.accountId, appointment_id: account.appointmentId },
    ...{ created_at: NOW, expires_at: new Date(NOW.getTime() + 13 * 86_400_000) },
  })}`
  return `qc_session=${secret}`
}
