import type { TransactionSql } from 'postgres'
import { addDays, dayAt, firstDayOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { hashPassword } from '#app/domains/identity/password.server.ts'
import { arrayText, insertRows, rangeText } from './bulk.ts'
import { COUNTY, officeOf, OFFICES } from './county.ts'
import { DEMO_PASSWORD } from './demo-sign-ins.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoPolicyVersions } from './policy-versions.ts'
import { demoId } from './random.ts'
import { historyMonths } from './register-flow.ts'
import { staffAccountId, type StaffMember } from './staff.ts'

/** Everyone was appointed before the history begins. */
const APPOINTED_DAYS_BEFORE = 400

export async function writeCounty(tx: TransactionSql, now: Date): Promise<void> {
  const { id, code, nameZh, nameEn, procuratorateZh, procuratorateEn, procuratoratePhone } = COUNTY
  await insertRows(
    tx,
    'counties',
    ['id', 'code', 'name_zh', 'name_en', 'procuratorate_zh', 'procuratorate_en', 'procuratorate_phone'],
    [[id, code, nameZh, nameEn, procuratorateZh, procuratorateEn, procuratoratePhone]],
  )
  await insertRows(
    tx,
    'judicial_offices',
    ['id', 'county_id', 'code', 'name_zh', 'name_en', 'phone'],
    OFFICES.map((office) => [office.id, COUNTY.id, office.code, office.nameZh, office.nameEn, office.phone]),
  )
  await insertRows(
    tx,
    'hours_policy_versions',
    ['id', 'county_id', 'pack', 'title_zh', 'title_en', 'parameters', 'legal_basis', 'valid'],
    demoPolicyVersions(now).map(({ id: versionId, pack, validFrom, validTo }) => [
      ...[versionId, COUNTY.id, pack.code, pack.name.zh, pack.name.en],
      ...[JSON.stringify(pack.policy), JSON.stringify(pack.legalBasis), rangeText(validFrom, validTo)],
    ]),
  )
}

type Account = { accountId: string; names: readonly { name: string; kind: string }[] }

export async function writeAccounts(
  tx: TransactionSql,
  now: Date,
  staff: readonly StaffMember[],
  people: readonly DemoPerson[],
): Promise<void> {
  // Made once: every demo account has the same, published password.
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const at = now.toISOString()
  const accounts: Account[] = [
    ...staff.map(({ accountId, signInNames }) => ({
      accountId,
      names: signInNames.map((name) => ({ name, kind: 'chosen' })),
    })),
    ...people.map(({ accountId, signInNames }) => ({ accountId: accountId!, names: signInNames })),
  ]
  await insertRows(
    tx,
    'accounts',
    ['id', 'password_hash', 'locale', 'created_at', 'password_changed_at'],
    accounts.map(({ accountId }) => [accountId, passwordHash, 'zh', at, at]),
  )
  await insertRows(
    tx,
    'sign_in_names',
    ['id', 'name', 'kind', 'account_id'],
    accounts.flatMap(({ accountId, names }) =>
      names.map(({ name, kind }) => [demoId('sign-in name', name), name, kind, accountId]),
    ),
  )
}

export async function writeStaff(
  tx: TransactionSql,
  now: Date,
  staff: readonly StaffMember[],
): Promise<void> {
  const since: CalendarDay = addDays(firstDayOf(historyMonths(now)[0]!), -APPOINTED_DAYS_BEFORE)
  await insertRows(
    tx,
    'staff',
    ['id', 'account_id', 'name'],
    staff.map(({ id, accountId, name }) => [id, accountId, name]),
  )
  await insertRows(
    tx,
    'staff_appointments',
    ['id', 'county_id', 'staff_id', 'role', 'office_id', 'valid_from'],
    staff.flatMap(({ id: staffId, appointments }) =>
      appointments.map(({ id, role, office }, index) => [
        ...[id, COUNTY.id, staffId, role, office && officeOf(office).id],
        // The one that was given first is the one a sign-in begins with.
        addDays(since, index),
      ]),
    ),
  )
}

const PERSON_COLUMNS = [
  ...[
    'id',
    'county_id',
    'office_id',
    'account_id',
    'register_number',
    'name',
    'sex',
    'birth_day',
    'category',
  ],
  ...['minors_regime', 'phase', 'offence_class', 'schooling', 'work', 'local', 'access_needs', 'entered_on'],
  ...['due_on', 'left_on', 'departure', 'created_at'],
] as const

export async function writePeople(
  tx: TransactionSql,
  now: Date,
  people: readonly DemoPerson[],
): Promise<void> {
  const at = now.toISOString()
  await insertRows(
    tx,
    'supervised_persons',
    PERSON_COLUMNS,
    people.map((person) => [
      ...[
        person.id,
        COUNTY.id,
        officeOf(person.office).id,
        person.accountId,
        person.registerNumber,
        person.name,
      ],
      ...[
        person.sex,
        person.birthDay,
        person.category,
        person.minorsRegime,
        person.phase,
        person.offenceClass,
      ],
      ...[person.schooling, person.work, person.local, arrayText(person.accessNeeds), person.enteredOn],
      ...[person.dueOn, person.leftOn, person.leftOn ? 'discharged' : null, at],
    ]),
  )
  await insertRows(
    tx,
    'grade_periods',
    ['id', 'county_id', 'person_id', 'grade', 'during'],
    people.flatMap(({ id, grades }) =>
      grades.map(({ grade, from, to }) => [
        ...[demoId('grade period', `${id} ${from}`), COUNTY.id, id, grade, rangeText(from, to)],
      ]),
    ),
  )
  await insertRows(
    tx,
    'pauses',
    ['id', 'county_id', 'person_id', 'kind', 'during', 'evidence', 'approved_by'],
    people.flatMap(({ id, office, pauses }) =>
      pauses.map(({ kind, from, to, evidence }) => [
        ...[demoId('pause', `${id} ${from}`), COUNTY.id, id, kind, rangeText(from, to), evidence],
        staffAccountId(`office-${office}`),
      ]),
    ),
  )
}

/** One grant, so that the minors' list of 南浦街道 has somebody whose record opens, and others whose does not. */
export async function writeMinorGrant(
  tx: TransactionSql,
  now: Date,
  people: readonly DemoPerson[],
): Promise<void> {
  const minor = people.find(({ story }) => story?.minorsRegime)
  if (!minor) throw new RangeError('no minor among the stories')
  const granted = dayAt(addedDays(now, -2))
  await insertRows(
    tx,
    'minor_record_grants',
    ['id', 'county_id', 'person_id', 'account_id', 'reason', 'granted_by', 'granted_at', 'expires_at'],
    [
      [
        ...[demoId('grant', minor.id), COUNTY.id, minor.id, staffAccountId(`office-${minor.office}`)],
        ...['个别谈话与调整学习方案', staffAccountId('bureau'), `${granted}T01:30:00Z`],
        addedDays(now, 28).toISOString(),
      ],
    ],
  )
}

const addedDays = (instant: Date, days: number) => new Date(instant.getTime() + days * 86_400_000)
