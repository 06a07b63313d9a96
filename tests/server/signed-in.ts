import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import { CLOCK } from './built-server.ts'

/** Opens login sessions in the database, so that a test needs no password and slows nobody down. */
export async function openLogin(
  sql: Sql,
  signInName: string,
  secret = `test-${signInName}`,
): Promise<string> {
  const [name] = await sql`select account_id from sign_in_names where name = ${signInName}`
  if (!name) throw new Error(`nobody signs in as ${signInName}`)
  const [capacity] = await sql`select appointment_id from door_capacities(${name.account_id}, ${CLOCK})`
  await sql`
    insert into login_sessions (id, account_id, appointment_id, created_at, expires_at)
    values (${hashOf(secret)}, ${name.account_id}, ${capacity?.appointment_id ?? null}, ${CLOCK}, ${CLOCK}::timestamptz + interval '14 days')
    on conflict (id) do nothing`
  return `qc_session=${secret}`
}

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
