import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { atTheDoor, inActorTransaction, type Scope } from '#db/client.server.ts'
import { NOW } from './support/factories/county.ts'
import { insertGrant } from './support/factories/grant.ts'
import { neighbours, type Neighbours } from './support/factories/neighbours.ts'
import { person, type TestPerson } from './support/factories/person.ts'
import { appLogin, asActor, refusalOf, scopeOfAccount } from './support/scopes.ts'
import { database } from './support/this-database.ts'

// One connection for the whole file: whatever a transaction leaves behind, the next one gets.
vi.hoisted(() => {
  process.env.POOL = '1'
})

const DENIED = '42501'
const OF_PEOPLE = [
  'grade_periods',
  'pauses',
  'hours_entries',
  'unit_studies',
  'study_sessions',
  'check_answers',
]
// Of everyone in sight, like the others; two rows of each person.
const WALLED = [
  ...['entry_questions', 'entry_answers'],
  ...['supervised_persons', 'accounts', 'sign_in_names', 'staff', 'staff_appointments'],
  ...['minor_record_grants', 'audit_events', ...OF_PEOPLE],
]

let world: Neighbours
let login: Sql

beforeAll(async () => {
  world = await neighbours()
  login = appLogin()
})
afterAll(() => login.end())

type Viewer = {
  scope: Scope
  /** Whose rows are seen. */
  people: TestPerson[]
  grants: 'to me' | 'of the county'
  audit: boolean
}

function viewers(): Record<string, Viewer> {
  const { team, people: p } = world
  const officeSees = [p.own, p.minorGranted, p.discharged]
  const nobody = { people: [], grants: 'to me', audit: false } as const
  const self = (one: TestPerson) => ({ ...nobody, scope: scopeOfAccount(one), people: [one] })
  return {
    'supervised-person': self(p.own),
    minor: self(p.minor),
    discharged: self(p.discharged),
    arrived: self(p.arrived),
    office: { ...nobody, scope: scopeOfAccount(team.office), people: officeSees },
    'social-worker': { ...nobody, scope: scopeOfAccount(team.socialWorker), people: officeSees },
    lecturer: { ...nobody, scope: scopeOfAccount(team.lecturer), people: [] },
    counsellor: { ...nobody, scope: scopeOfAccount(team.counsellor), people: [] },
    bureau: {
      ...{ scope: scopeOfAccount(team.bureau), grants: 'of the county', audit: true },
      people: [...officeSees, p.otherOffice, p.transferred, p.arrived],
    },
    'system:sign-in': {
      ...nobody,
      scope: { ...scopeOfAccount(team.office), role: 'system:sign-in', personId: null },
      people: [],
    },
    // A role that does not exist, with everything else right.
    'no role': { ...nobody, scope: { ...scopeOfAccount(team.office), role: '' }, people: [] },
  }
}

const NAMES = [
  ...['supervised-person', 'minor', 'discharged', 'arrived', 'office', 'social-worker', 'lecturer'],
  ...['counsellor', 'bureau', 'system:sign-in', 'no role'],
]

const column = async (scope: Scope, table: string, name: string) =>
  (await asActor(scope, `select * from ${table}`)).map((row) => row[name]).sort()

/** The same of everything there is, seen by the superuser. */
const whole = async (text: string) =>
  (await database.root.unsafe<{ it: string }[]>(text)).map(({ it }) => it).sort()

describe.each(NAMES)('%s, with the WHERE forgotten', (name) => {
  test('people and all that hangs on them', async () => {
    const { scope, people } = viewers()[name]!
    const ids = people.map(({ personId }) => personId).sort()
    expect(await column(scope, 'supervised_persons', 'id')).toEqual(ids)
    for (const table of OF_PEOPLE) expect(await column(scope, table, 'person_id'), table).toEqual(ids)
    expect(await column(scope, 'entry_answers', 'person_id')).toEqual(ids)
    const askers = await column(scope, 'entry_questions', 'person_id')
    expect(askers).toEqual(ids.flatMap((id) => [id, id]))
  })

  test('accounts, staff, grants, audit', async () => {
    const { scope, grants, audit } = viewers()[name]!
    const county = world.first.id
    // Those in charge see the accounts of whom they see; the bureau its county's staff, too, and their names.
    const { people } = viewers()[name]!
    const inCharge = name === 'bureau' || name === 'office' ? people.map((one) => one.accountId) : []
    const ofStaff =
      name === 'bureau'
        ? await whole(`select distinct f.account_id::text as it from staff f
            join staff_appointments t on t.staff_id = f.id where t.county_id = '${county}'`)
        : []
    const seen = [...new Set([scope.accountId, ...inCharge, ...ofStaff])].sort()
    expect(await column(scope, 'accounts', 'id')).toEqual(seen)
    expect([...new Set(await column(scope, 'sign_in_names', 'account_id'))]).toEqual(
      name === 'bureau' ? seen : [scope.accountId],
    )
    const appointments = await whole(
      `select id::text as it from staff_appointments where county_id = '${county}'`,
    )
    expect(await column(scope, 'staff_appointments', 'id')).toEqual(appointments)
    const staff = await whole(
      `select staff_id::text as it from staff_appointments where county_id = '${county}'`,
    )
    expect(staff).toHaveLength(6)
    expect(await column(scope, 'staff', 'id')).toEqual(staff)
    const granted = await whole(`select id::text as it from minor_record_grants where county_id = '${county}'
      ${grants === 'to me' ? `and account_id = '${scope.accountId}'` : ''}`)
    expect(await column(scope, 'minor_record_grants', 'id')).toEqual(granted)
    const events = audit
      ? await whole(`select id::text as it from audit_events where county_id = '${county}'`)
      : []
    expect(await column(scope, 'audit_events', 'id')).toEqual(events)
    if (audit) expect(events.length).toBeGreaterThan(5)
  })
})

describe('without an actor', () => {
  test.each(WALLED)('%s: no rows', async (table) => {
    expect([...(await login.unsafe(`select * from ${table}`))]).toEqual([])
    expect(await atTheDoor(`select * from ${table}`, [])).toEqual([])
    const nobody: Scope = { role: 'bureau', accountId: null, countyId: null, officeId: null, personId: null }
    expect(await asActor(nobody, `select * from ${table}`)).toEqual([])
    const [all] = await database.root.unsafe<{ count: number }[]>(`select count(*)::int from ${table}`)
    expect(all!.count).toBeGreaterThan(0)
  })

  test('turning row-level security off for oneself is an error, not a view', async () => {
    await login.unsafe('set row_security = off')
    for (const table of WALLED) expect(await refusalOf(login.unsafe(`select * from ${table}`))).toBe(DENIED)
    await login.unsafe('reset row_security')
  })
})

type Line = Partial<Record<'kind' | 'person' | 'county' | 'by' | 'as' | 'reverses', string>> & {
  revision?: number
}

/** A new ledger line, by default 30 minutes of a lecture posted by the actor themselves. */
function post(scope: Scope, subject: TestPerson, line: Line = {}): Promise<unknown> {
  const revision = line.revision ?? 1
  const during = line.kind === 'online_unit' ? `'{[2026-07-09T02:00Z,2026-07-09T03:00Z)}'` : 'null'
  return asActor(
    scope,
    `insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision, minutes,
      reverses_id, explanation, posted_by, posted_as, during)
    values ('${uuidv7()}', '${line.county ?? subject.countyId}', '${line.person ?? subject.personId}', 'study',
      '${line.kind ?? 'lecture'}', '${uuidv7()}', '2026-07-09', ${revision}, ${revision > 0 ? 30 : -60},
      ${line.reverses ? `'${line.reverses}'` : 'null'}, '{"notes":[]}', '${line.by ?? scope.accountId}',
      '${line.as ?? scope.role}', ${during})`,
  )
}

describe('adding to the ledger', () => {
  test('a supervised person adds online study of their own, and nothing else', async () => {
    const { own, otherOffice } = world.people
    const scope = scopeOfAccount(own)
    expect(await refusalOf(post(scope, own, { kind: 'online_unit' }))).toBeNull()
    expect(await refusalOf(post(scope, otherOffice, { kind: 'online_unit' }))).toBe(DENIED)
    for (const kind of ['lecture', 'talk', 'adjustment', 'transfer', 'self_study', 'counselling']) {
      expect(await refusalOf(post(scope, own, { kind })), kind).toBe(DENIED)
    }
    const [entry] = await database.root<{ id: string }[]>`select id from hours_entries
      where person_id = ${own.personId} and source_kind = 'lecture'`
    const reversal = post(scope, own, { kind: 'online_unit', revision: -1, reverses: entry!.id })
    expect(await refusalOf(reversal)).toBe(DENIED)
    const staffAccount = world.team.office.accountId
    expect(await refusalOf(post(scope, own, { kind: 'online_unit', by: staffAccount }))).toBe(DENIED)
    expect(await refusalOf(post(scope, own, { kind: 'online_unit', as: 'office' }))).toBe(DENIED)
  })

  test('an office adds for its own people, under its own name', async () => {
    const { team, people } = world
    const scope = scopeOfAccount(team.office)
    expect(await refusalOf(post(scope, people.own))).toBeNull()
    expect(await refusalOf(post(scope, people.minorGranted))).toBeNull()
    const { otherOffice, otherCounty, minor, transferred } = people
    for (const one of [otherOffice, otherCounty, minor, transferred]) {
      expect(await refusalOf(post(scope, one))).toBe(DENIED)
    }
    expect(await refusalOf(post(scope, people.own, { by: team.bureau.accountId }))).toBe(DENIED)
    expect(await refusalOf(post(scope, people.own, { as: 'bureau' }))).toBe(DENIED)
    expect(await refusalOf(post(scope, people.own, { county: world.second.id }))).toBe(DENIED)
  })

  test('the bureau for its county; recorders, lecturers and counsellors for nobody', async () => {
    const { team, people } = world
    expect(await refusalOf(post(scopeOfAccount(team.bureau), people.otherOffice))).toBeNull()
    expect(await refusalOf(post(scopeOfAccount(team.bureau), people.otherCounty))).toBe(DENIED)
    expect(await refusalOf(post(scopeOfAccount(team.bureau), people.minor))).toBe(DENIED)
    for (const who of [team.socialWorker, team.lecturer, team.counsellor, team.officeThere, team.bureauFar]) {
      expect(await refusalOf(post(scopeOfAccount(who), people.own)), who.role).toBe(DENIED)
    }
  })
})

describe('other writes', () => {
  test('study, answers and audit only as oneself', async () => {
    const { own, otherOffice } = world.people
    const scope = scopeOfAccount(own)
    const study = (
      who: TestPerson,
    ) => `insert into unit_studies (id, county_id, person_id, unit_id, module_version,
      nominal_minutes, reading_factor, passage_count, place)
      values ('${uuidv7()}', '${who.countyId}', '${who.personId}', 'x8/1', '0', 10, 1, 2, 1)`
    expect(await refusalOf(asActor(scope, study(own)))).toBeNull()
    expect(await refusalOf(asActor(scope, study(otherOffice)))).toBe(DENIED)
    expect(await refusalOf(asActor(scopeOfAccount(world.team.office), study(own)))).toBe(DENIED)
    const audit = (county: string, account: string, role: string) => `insert into audit_events
      (id, county_id, actor_account_id, actor_role, act, subject_kind, detail)
      values ('${uuidv7()}', '${county}', '${account}', '${role}', 'identity.signed-in', 'account', '{}')`
    const { first, second, team } = world
    expect(await refusalOf(asActor(scope, audit(first.id, own.accountId, own.role)))).toBeNull()
    expect(await refusalOf(asActor(scope, audit(first.id, team.office.accountId, own.role)))).toBe(DENIED)
    expect(await refusalOf(asActor(scope, audit(first.id, own.accountId, 'bureau')))).toBe(DENIED)
    expect(await refusalOf(asActor(scope, audit(second.id, own.accountId, own.role)))).toBe(DENIED)
  })

  test('changing everybody’s rows changes one’s own', async () => {
    const { own } = world.people
    const scope = scopeOfAccount(own)
    const ids = async (text: string) => (await asActor(scope, text)).map(({ it }) => it)
    expect(await ids(`update accounts set locale = 'en' returning id as it`)).toEqual([own.accountId])
    expect(new Set(await ids(`update unit_studies set place = 2 returning person_id as it`))).toEqual(
      new Set([own.personId]),
    )
    const office = scopeOfAccount(world.team.office)
    expect(await asActor(office, `update unit_studies set place = 1 returning person_id as it`)).toEqual([])
    expect(await asActor(office, `update study_sessions set last_seq = 9 returning id as it`)).toEqual([])
    const moved = asActor(scope, `update unit_studies set person_id = '${world.people.minor.personId}'`)
    expect(await refusalOf(moved)).toBe(DENIED)
  })

  test.each([
    `update supervised_persons set minors_regime = false`,
    `update minor_record_grants set expires_at = expires_at + interval '1 year'`,
    `delete from check_answers`,
    `delete from unit_studies`,
    `update staff_appointments set role = 'bureau'`,
    `update accounts set created_at = now()`,
    `delete from accounts`,
    `update staff set name = 'x'`,
    `update people_imports set created_by = created_by`,
    `update sign_in_names set name = 'x'`,
    `update hours_policy_versions set pack = 'x'`,
    `update counties set code = 'x'`,
  ])('the app has no right at all: %s', async (text) => {
    expect(await refusalOf(asActor(scopeOfAccount(world.team.bureau), text))).toBe(DENIED)
  })
})

describe('the ledger and the audit log only grow', () => {
  const changes = ['hours_entries', 'audit_events', 'entry_questions', 'entry_answers'].flatMap((table) => [
    `update ${table} set id = id`,
    `delete from ${table}`,
    `truncate ${table}`,
    `truncate ${table} cascade`,
  ])
  test.each(changes)('%s: refused to the app, to the owner and to the superuser', async (text) => {
    expect(await refusalOf(asActor(scopeOfAccount(world.team.bureau), text))).toBe(DENIED)
    // A table that others point at is refused before its trigger, unless they are to go with it.
    const refusal = text.startsWith('truncate') ? /append-only|referenced in a foreign key/ : /append-only/
    await expect(database.ownerSql.unsafe(text)).rejects.toThrow(refusal)
    await expect(database.root.unsafe(text)).rejects.toThrow(refusal)
  })
})

test.each([
  `set role qicheng_owner`,
  `set session authorization qicheng_owner`,
  `alter table hours_entries disable trigger all`,
  `alter table hours_entries disable row level security`,
  `alter table hours_entries add column x int`,
  `drop table hours_entries`,
  `drop policy persons_in_scope on supervised_persons`,
  `create policy mine on supervised_persons using (true)`,
  `drop trigger hours_entries_append_only on hours_entries`,
  `create or replace function app_role() returns text language sql as $$ select 'bureau' $$`,
  `create table mine (id int)`,
  `create schema mine`,
  `grant qicheng_owner to qicheng_app`,
  `alter role qicheng_app bypassrls`,
  `create role mine`,
  `set session_replication_role = replica`,
  `alter system set row_security = off`,
  `copy hours_entries to program 'cat'`,
])('the app’s login may not: %s', async (text) => {
  expect(await refusalOf(login.unsafe(text))).toBe(DENIED)
})

describe('one connection, many actors', () => {
  const seenBy = async (scope: Scope) => {
    const [row] = await asActor(
      scope,
      `select pg_backend_pid() as pid, app_account()::text as account, app_role() as role, app_person()::text as person,
        (select array_agg(id::text order by id) from supervised_persons) as people`,
    )
    return row!
  }
  const leftBehind = `select pg_backend_pid() as pid, coalesce(app_role(), '') as role, app_account() as account,
    app_county() as county, app_person() as person, (select count(*)::int from supervised_persons) as people`
  const nothing = { role: '', account: null, county: null, person: null, people: 0 }

  test('each sees its own, in turns and all at once', async () => {
    const all = [...Object.values(viewers()), ...Object.values(viewers()).reverse()]
    const expected = all.map(({ scope, people }) => ({
      account: scope.accountId,
      role: scope.role || null,
      person: scope.personId,
      people: people.length > 0 ? people.map(({ personId }) => personId).sort() : null,
    }))
    const inTurns = []
    for (const { scope } of all) inTurns.push(await seenBy(scope))
    const atOnce = await Promise.all(all.map(({ scope }) => seenBy(scope)))
    const pids = new Set([...inTurns, ...atOnce].map(({ pid }) => pid))
    expect(pids.size).toBe(1)
    expect(inTurns.map(({ pid: _, ...rest }) => rest)).toEqual(expected)
    expect(atOnce.map(({ pid: _, ...rest }) => rest)).toEqual(expected)
  })

  test.each([
    ['a commit', async () => void (await seenBy(viewers().bureau!.scope))],
    ['a failed statement', () => asActor(viewers().bureau!.scope, 'select 1 / 0')],
    [
      'work that threw',
      () =>
        inActorTransaction(viewers().bureau!.scope, async (tx) => {
          await tx.execute(sql`select 1`)
          throw new Error('changed its mind')
        }),
    ],
    [
      'a setting made for the session',
      () =>
        inActorTransaction(viewers().bureau!.scope, async (tx) => {
          await tx.execute(sql`select set_config('app.role', 'bureau', false)`)
          throw new Error('rolled back')
        }),
    ],
  ])('nothing is left behind by %s', async (_, happening) => {
    const [{ pid } = { pid: 0 }] = await atTheDoor<{ pid: number }>('select pg_backend_pid() as pid', [])
    await Promise.resolve(happening()).catch(() => {})
    expect(await atTheDoor(leftBehind, [])).toEqual([{ pid, ...nothing }])
    const nobody: Scope = { role: '', accountId: null, countyId: null, officeId: null, personId: null }
    expect(await asActor(nobody, leftBehind)).toEqual([{ pid, ...nothing }])
  })
})

describe('a grant to open a minor’s record', () => {
  const sees = async (minor: TestPerson) => {
    const office = scopeOfAccount(world.team.office)
    const text = `select person_id from hours_entries where person_id = '${minor.personId}'
      union select id from supervised_persons where id = '${minor.personId}'
      union select person_id from door_minors('${NOW.toISOString()}') where person_id = '${minor.personId}'`
    return (await asActor(office, text)).length > 0
  }

  test('closes when its time is over', async () => {
    const minor = await person.minor(world.first.here)
    expect(await sees(minor)).toBe(false)
    const inAnHour = new Date(NOW.getTime() + 3_600_000)
    await insertGrant(minor, world.team.office.accountId, world.team.bureau.accountId, inAnHour)
    expect(await sees(minor)).toBe(true)
    travelTo(new Date(inAnHour.getTime() + 1_000))
    try {
      const office = scopeOfAccount(world.team.office)
      expect(
        await asActor(office, `select 1 from hours_entries where person_id = '${minor.personId}'`),
      ).toEqual([])
      expect(
        await asActor(office, `select 1 from supervised_persons where id = '${minor.personId}'`),
      ).toEqual([])
    } finally {
      travelTo(NOW)
    }
  })

  test('closes for the next statement when it is revoked, in the middle of a transaction too', async () => {
    const minor = await person.minor(world.first.here)
    const { office, bureau } = world.team
    const grantId = await insertGrant(minor, office.accountId, bureau.accountId)
    const look = sql`select 1 from hours_entries where person_id = ${minor.personId}`
    const seen = await inActorTransaction(scopeOfAccount(office), async (tx) => {
      const before = [...(await tx.execute(look))].length
      await database.ownerSql`update minor_record_grants set revoked_at = ${NOW} where id = ${grantId}`
      return { before, after: [...(await tx.execute(look))].length }
    })
    expect(seen).toEqual({ before: 1, after: 0 })
    expect(await sees(minor)).toBe(false)
  })

  test('is worth nothing to another account, and opens nothing of another office', async () => {
    const minor = await person.minor(world.first.here)
    await insertGrant(minor, world.team.socialWorker.accountId, world.team.bureau.accountId)
    expect(await sees(minor)).toBe(false)
    await insertGrant(world.people.minorElsewhere, world.team.office.accountId, world.team.bureau.accountId)
    expect(await sees(world.people.minorElsewhere)).toBe(false)
  })
})
