import { v7 as uuidv7 } from 'uuid'
import type { Role } from '#app/domains/identity/actor.policy.ts'
import { database } from '../this-database.ts'
import { insertAccount } from './account.ts'
import type { Place } from './county.ts'

export type StaffRole = Exclude<Role, 'supervised-person'>
/** An account that can act, and as what. */
export type TestAccount = {
  role: Role
  accountId: string
  signInName: string
  countyId: string
  officeId: string | null
  personId: string | null
  appointmentId: string | null
}

let number = 0

async function insertStaff(role: StaffRole, { countyId, officeId }: Place): Promise<TestAccount> {
  const sql = database.ownerSql
  number += 1
  const signInName = `${role}-${number}`
  const accountId = await insertAccount(signInName, 'chosen')
  const staffId = uuidv7()
  const appointmentId = uuidv7()
  const office = role === 'office' || role === 'social-worker' ? officeId : null
  await sql`insert into staff ${sql({ id: staffId, account_id: accountId, name: `职员${number}` })}`
  await sql`insert into staff_appointments ${sql({
    ...{ id: appointmentId, county_id: countyId, staff_id: staffId, role, office_id: office },
    ...{ valid_from: '2024-01-01', valid_to: null },
  })}`
  return { role, accountId, signInName, countyId, officeId: office, personId: null, appointmentId }
}

/** Staff of every role; those of the county's roles have no office. */
export const staff = {
  office: (place: Place) => insertStaff('office', place),
  socialWorker: (place: Place) => insertStaff('social-worker', place),
  lecturer: (place: Place) => insertStaff('lecturer', place),
  counsellor: (place: Place) => insertStaff('counsellor', place),
  bureau: (place: Place) => insertStaff('bureau', place),
}
