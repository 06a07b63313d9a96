import { v7 as uuidv7 } from 'uuid'
import { database } from '../this-database.ts'
import { insertAccount } from './account.ts'
import { NOW, type Place } from './county.ts'
import { insertGrant } from './grant.ts'
import { insertTraces } from './traces.ts'
import type { TestAccount } from './staff.ts'

export type TestPerson = TestAccount & {
  personId: string
  questionId: string
  officeId: string
  name: string
  number: string
}

type State = {
  minors_regime?: boolean
  left_on?: string
  departure?: 'discharged' | 'transferred'
  continues_id?: string
}

let count = 0

/** Somebody of a place, with an account and a row in every table that knows people. */
async function insertPerson(place: Place, state: State = {}, accountId?: string): Promise<TestPerson> {
  const sql = database.ownerSql
  count += 1
  const number = `9900${String(count).padStart(4, '0')}`
  const name = `某人${count}`
  const account = accountId ?? (await insertAccount(number, 'number'))
  const personId = uuidv7()
  await sql`insert into supervised_persons ${sql({
    ...{ id: personId, county_id: place.countyId, office_id: place.officeId, account_id: account },
    ...{ register_number: number, name, sex: 'male', birth_day: '1990-02-03', category: '02' },
    ...{ minors_regime: false, phase: 'regular', offence_class: 'property', schooling: 'junior' },
    ...{ work: 'employed', local: true, entered_on: '2026-01-05', due_on: '2027-01-05', created_at: NOW },
    ...{ left_on: null, departure: null, continues_id: null, ...state },
    access_needs: [],
  })}`
  const person = {
    ...{ role: 'supervised-person' as const, accountId: account, signInName: number, appointmentId: null },
    ...{ countyId: place.countyId, officeId: place.officeId, personId, name, number },
  }
  return { ...person, ...(await insertTraces(person)) }
}

/** People in the states that decide who may see them. `place`: the office that looks. */
export const person = {
  own: (place: Place) => insertPerson(place),
  inOtherOffice: (other: Place) => insertPerson(other),
  inOtherCounty: (other: Place) => insertPerson(other),
  discharged: (place: Place) => insertPerson(place, { left_on: '2026-07-01', departure: 'discharged' }),
  minor: (place: Place) => insertPerson(place, { minors_regime: true }),
  /** A minor whose record the bureau has opened to these accounts. */
  async minorOpenedTo(place: Place, accountIds: readonly string[], grantedBy: string) {
    const minor = await insertPerson(place, { minors_regime: true })
    for (const accountId of accountIds) await insertGrant(minor, accountId, grantedBy)
    return minor
  },
  /** Gone to another office: the stay here is closed, and one there goes on from it, of the same account. */
  async transferred(from: Place, to: Place): Promise<{ here: TestPerson; there: TestPerson }> {
    const here = await insertPerson(from, { left_on: '2026-06-01', departure: 'transferred' })
    const there = await insertPerson(to, { continues_id: here.personId }, here.accountId)
    return { here, there }
  },
}
