import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { answers } from 'virtual:lesson-answers'
import { now, travelTo } from '#app/clock.server.ts'
import type { Actor, Role } from '#app/domains/identity/actor.policy.ts'
import { actorOfCookie, openLoginSession } from '#app/domains/identity/login.server.ts'
import { hashPassword } from '#app/domains/identity/password.server.ts'
import { findUnit } from '#app/domains/learning/lessons.server.ts'
import type { AccessNeed } from '#app/domains/supervision/access-needs.policy.ts'
import { answerId } from '#content/lesson.ts'
import { policyPack, type PolicyPack } from '#db/seed/policy-packs.ts'

/** A county of one's own for a test file: two offices, a policy, people and staff who can sign in. */

export const PASSWORD = '正确 horse-32'
const WEDNESDAY_MORNING = new Date('2026-07-22T10:00:00+08:00')
let hashed: Promise<string> | undefined

export type County = Awaited<ReturnType<typeof addCounty>>
export type Person = { personId: string; accountId: string; number: string }
export type Staff = { accountId: string; appointmentId: string; signInName: string }
/** A browser that is signed in. */
export type Device = { actor: Actor; cookieHeader: string; setCookie: string }

/** `pack: null`: a county that has published nothing. */
export async function addCounty(
  ownerSql: Sql,
  { pack = 'demo-county' }: { pack?: PolicyPack['code'] | null } = {},
) {
  travelTo(WEDNESDAY_MORNING)
  const countyId = uuidv7()
  const [officeId, otherOfficeId] = [uuidv7(), uuidv7()]
  await ownerSql`insert into counties ${ownerSql({
    ...{ id: countyId, code: countyId, name_zh: '云溪县', name_en: 'Yunxi County' },
    ...{
      procuratorate_zh: '云溪县人民检察院',
      procuratorate_en: 'Procuratorate',
      procuratorate_phone: '1234',
    },
  })}`
  await ownerSql`insert into judicial_offices ${ownerSql(
    [officeId, otherOfficeId].map((id, index) => ({
      ...{ id, county_id: countyId, code: `office-${index}` },
      ...{ name_zh: '东塘镇司法所', name_en: 'Dongtang Town Judicial Office', phone: '2101' },
    })),
  )}`
  const versionId = pack ? await addPolicyVersion(ownerSql, countyId, pack, '[2026-01-01,)') : null
  return { countyId, officeId, otherOfficeId, versionId }
}

export async function addPolicyVersion(
  ownerSql: Sql,
  countyId: string,
  code: PolicyPack['code'],
  valid: string,
): Promise<string> {
  const id = uuidv7()
  const { name, policy, legalBasis } = policyPack(code)
  await ownerSql`insert into hours_policy_versions (id, county_id, pack, title_zh, title_en, parameters, legal_basis, valid)
    values (${id}, ${countyId}, ${code}, ${name.zh}, ${name.en}, ${JSON.stringify(policy)}::text::jsonb, ${JSON.stringify(legalBasis)}::text::jsonb, ${valid}::daterange)`
  return id
}

export async function addAccount(
  ownerSql: Sql,
  names: { name: string; kind: 'number' | 'phone' | 'chosen' }[],
): Promise<string> {
  const accountId = uuidv7()
  hashed ??= hashPassword(PASSWORD)
  await ownerSql`insert into accounts ${ownerSql({ id: accountId, password_hash: await hashed, created_at: now(), password_changed_at: now() })}`
  if (names.length > 0) {
    await ownerSql`insert into sign_in_names ${ownerSql(names.map((one) => ({ id: uuidv7(), account_id: accountId, ...one })))}`
  }
  return accountId
}

let numbers = 99_041_200

/** Someone on the register of the first office, of the ordinary grade since January. */
export async function addPerson(
  ownerSql: Sql,
  { countyId, officeId, otherOfficeId }: County,
  more: { office?: 'own' | 'other'; minor?: boolean; needs?: AccessNeed[]; phone?: string } = {},
): Promise<Person> {
  const personId = uuidv7()
  const number = String((numbers += 1))
  const accountId = await addAccount(ownerSql, [
    { name: number, kind: 'number' },
    ...(more.phone ? [{ name: more.phone, kind: 'phone' as const }] : []),
  ])
  await ownerSql`insert into supervised_persons ${ownerSql({
    ...{ id: personId, county_id: countyId, account_id: accountId, register_number: number },
    office_id: more.office === 'other' ? otherOfficeId : officeId,
    ...{ name: '周某12', sex: 'male', birth_day: '1990-05-01', category: '02' },
    ...{ minors_regime: more.minor ?? false, phase: 'regular', offence_class: 'property' },
    ...{ schooling: 'junior', work: 'employed', local: true, access_needs: more.needs ?? [] },
    ...{ entered_on: '2026-01-05', due_on: '2028-01-04', created_at: now() },
  })}`
  await ownerSql`insert into grade_periods (id, county_id, person_id, grade, during)
    values (${uuidv7()}, ${countyId}, ${personId}, 'ordinary', '[2026-01-05,)')`
  return { personId, accountId, number }
}

export type Appointment = { role: Exclude<Role, 'supervised-person'>; office?: 'own' | 'other' }

/** A member of staff with one appointment or more; `appointmentId` is the one a sign-in begins with. */
export async function addStaff(
  ownerSql: Sql,
  { countyId, officeId, otherOfficeId }: County,
  ...appointments: [Appointment, ...Appointment[]]
): Promise<Staff & { appointmentIds: string[] }> {
  const signInName = `staff-${uuidv7()}`
  const accountId = await addAccount(ownerSql, [{ name: signInName, kind: 'chosen' }])
  const staffId = uuidv7()
  await ownerSql`insert into staff ${ownerSql({ id: staffId, account_id: accountId, name: '王某01' })}`
  const appointmentIds = appointments.map(() => uuidv7())
  await ownerSql`insert into staff_appointments ${ownerSql(
    appointments.map(({ role, office = 'own' }, index) => ({
      ...{ id: appointmentIds[index]!, county_id: countyId, staff_id: staffId, role },
      office_id:
        role === 'office' || role === 'social-worker'
          ? { own: officeId, other: otherOfficeId }[office]
          : null,
      valid_from: `2025-01-0${index + 1}`,
    })),
  )}`
  return { accountId, signInName, appointmentId: appointmentIds[0]!, appointmentIds }
}

/** What a browser sends back of a Set-Cookie line. */
export const cookieOf = (setCookie: string) => setCookie.split(';')[0]!

/** Signs an account in on a new device, without its password. */
export async function device(accountId: string, appointmentId: string | null = null): Promise<Device> {
  const { setCookie } = await openLoginSession(accountId, appointmentId)
  return deviceWith(setCookie)
}

export async function deviceWith(setCookie: string): Promise<Device> {
  const cookieHeader = cookieOf(setCookie)
  const found = await actorOfCookie(cookieHeader)
  if (!found) throw new Error('this cookie belongs to nobody')
  return { actor: found.actor, cookieHeader, setCookie }
}

export const staffDevice = ({ accountId, appointmentId }: Staff) => device(accountId, appointmentId)

/** A passage of the real lessons. */
export function lesson(unitId: string, passage: number) {
  const [moduleCode = '', unitCode = ''] = unitId.split('/')
  const found = findUnit(moduleCode, unitCode, false)
  if (!found) throw new Error(`no unit ${unitId}`)
  return { ...found, passage }
}

export const rightAnswer = (unitId: string, passage: number) => answers[answerId(unitId, passage)]!

/** An answer of the right shape that is not the right one. */
export function wrongAnswer(unitId: string, passage: number): readonly string[] {
  const right = rightAnswer(unitId, passage)
  const { kind, options } = lesson(unitId, passage).unit.passages[passage - 1]!.check
  switch (kind) {
    case 'single':
    case 'several':
      return [options.find(({ key }) => !right.includes(key))!.key]
    case 'order':
      return [...right].reverse()
    case 'true-false':
      return [right[0] === 'true' ? 'false' : 'true']
    case 'number':
      return [`${right[0]}0`]
  }
}

/** Moves the product's clock on. */
export function after(seconds: number): void {
  travelTo(new Date(now().getTime() + seconds * 1000))
}
