import { v7 as uuidv7 } from 'uuid'
import { hashPassword } from '#app/domains/identity/password.server.ts'
import { database } from '../this-database.ts'
import { NOW } from './county.ts'

export const PASSWORD = 'a password of tests'
// Made once: every account of a test file has the same.
let passwordHash: Promise<string> | undefined

/** Someone who can sign in with `name` and PASSWORD. */
export async function insertAccount(name: string, kind: 'number' | 'chosen'): Promise<string> {
  const sql = database.ownerSql
  const id = uuidv7()
  passwordHash ??= hashPassword(PASSWORD)
  await sql`insert into accounts ${sql({
    ...{ id, password_hash: await passwordHash, created_at: NOW, password_changed_at: NOW },
  })}`
  await sql`insert into sign_in_names ${sql({ id: uuidv7(), name, kind, account_id: id })}`
  return id
}
