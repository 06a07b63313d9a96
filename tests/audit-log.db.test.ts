import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { readersOfPerson, ROWS_PER_PAGE, type SealState } from '#app/domains/audit/log.queries.server.ts'
import type { LogRow } from '#app/domains/audit/log-row.policy.ts'
import { sealLog } from '#app/server/seal-log.server.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { callRoute } from './support/call-route.ts'
import { signedInAs } from './support/factories/login-session.ts'
import { neighbours, type Neighbours } from './support/factories/neighbours.ts'
import { scopeOfAccount } from './support/scopes.ts'
import { database } from './support/this-database.ts'

type Page = { rows: LogRow[]; seals: SealState; before: string | null; personNumber: string | null }

let world: Neighbours
let cookie: string
beforeAll(async () => {
  world = await neighbours()
  cookie = await signedInAs(world.team.bureau)
})

const read = async (query = '') =>
  (await callRoute('routes/bureau/audit.tsx', { method: 'GET', url: `/bureau/audit${query}`, cookie }))
    .data as Page
const ask = (number: string) =>
  callRoute('routes/bureau/audit.tsx', { method: 'POST', url: '/bureau/audit', form: { number }, cookie })
const numberOf = async (personId: string) => {
  const [row] = await database.root<
    { it: string }[]
  >`select register_number as it from supervised_persons where id = ${personId}`
  return row!.it
}
const open = (id: string, as = cookie) =>
  callRoute('routes/office/person.tsx', {
    method: 'GET',
    url: `/office/people/${id}`,
    params: { id },
    cookie: as,
  })

test('newest first, page by page, every row once, also those of one instant', async () => {
  const at = new Date('2026-07-01T00:00:00Z')
  const countyId = world.first.here.countyId
  const rows = Array.from({ length: 130 }, (_, index) => ({
    ...{
      id: uuidv7(),
      county_id: countyId,
      at: new Date(at.getTime() + Math.floor(index / 40)),
      actor_role: 'system:import',
    },
    ...{ act: 'hours.imported', subject_kind: 'county', detail: database.ownerSql.json({}) },
  }))
  await database.ownerSql`insert into audit_events ${database.ownerSql(rows)}`
  const seen: LogRow[] = []
  const first = await read('?act=hours.imported')
  expect(first.rows).toHaveLength(ROWS_PER_PAGE)
  for (let page = first; ; page = await read(`?act=hours.imported&before=${page.before}`)) {
    seen.push(...page.rows)
    if (!page.before) break
  }
  expect(seen.map(({ id }) => id)).toEqual(
    [...rows]
      .sort((one, other) => other.at.getTime() - one.at.getTime() || (other.id < one.id ? -1 : 1))
      .map(({ id }) => id),
  )
})

test('says which rows are sealed, in which batch, and what waits', async () => {
  const before = await read()
  expect(before.seals.waiting).toBeGreaterThan(0)
  expect(before.rows.every(({ batch }) => batch === null)).toBe(true)
  await sealLog(database.ownerSql)
  const after = await read()
  expect(after.seals).toMatchObject({ batches: 1, waiting: 0, since: null })
  // Nothing of the county is left out; reading the first time is sealed too.
  expect(after.rows.every(({ batch }) => batch === 1)).toBe(true)
  const again = await read()
  expect(again.seals.waiting).toBe(1)
  expect(again.rows.filter(({ batch }) => batch === null).map(({ act }) => act)).toEqual(['audit.log-listed'])
})

test('who looked and who did, by staff, by day: each filter leaves out the others', async () => {
  await open(world.people.own.personId)
  const looks = await read('?act=look')
  expect(looks.rows.length).toBeGreaterThan(0)
  expect(looks.rows.every(({ look }) => look)).toBe(true)
  const deeds = await read('?act=deed')
  expect(deeds.rows.length).toBeGreaterThan(0)
  expect(deeds.rows.some(({ look }) => look)).toBe(false)
  const mine = await read(`?who=${world.team.bureau.accountId}`)
  expect(new Set(mine.rows.map(({ role }) => role))).toEqual(new Set(['bureau']))
  expect((await read(`?who=${world.team.office.accountId}`)).rows).toEqual([])
  expect((await read('?to=2026-06-30')).rows).toEqual([])
  expect(
    (await read('?from=2026-07-01&to=2026-07-01')).rows.every(({ act }) => act === 'hours.imported'),
  ).toBe(true)
})

test('a number is typed into a form, and an id stands in the address', async () => {
  const { own, minor, minorGranted, otherCounty } = world.people
  expect(await ask(await numberOf(own.personId))).toMatchObject({ status: 303, location: '/bureau/audit' })
  expect(await ask(await numberOf(minorGranted.personId))).toMatchObject({ status: 303 })
  for (const number of [
    await numberOf(minor.personId),
    await numberOf(otherCounty.personId),
    '0',
    '\u0000',
    'x'.repeat(99),
  ])
    expect(await ask(number)).toMatchObject({ status: 400 })
  expect((await ask(' ')).data).toMatchObject({ problem: 'number-missing' })
})

test('a minor’s number stands nowhere without a grant', async () => {
  const { minor, minorGranted, own } = world.people
  for (const { personId } of [minor, minorGranted, own])
    await database.ownerSql`insert into audit_events (id, county_id, actor_role, act, subject_kind, subject_id, person_id, detail)
      values (${uuidv7()}, ${world.first.here.countyId}, 'system:admin', 'supervision.person-opened', 'person', ${personId}, ${personId}, '{}')`
  const numbers = (
    await Promise.all(
      [minor, minorGranted, own].map(({ personId }) =>
        read(`?person=${personId}&act=supervision.person-opened`),
      ),
    )
  ).map(({ rows, personNumber }) => [rows[0]!.personNumber, personNumber])
  expect(numbers[0]).toEqual([null, null])
  expect(numbers[1]).toEqual(Array(2).fill(await numberOf(minorGranted.personId)))
  expect(numbers[2]).toEqual(Array(2).fill(await numberOf(own.personId)))
  expect(JSON.stringify(await read())).not.toContain(await numberOf(minor.personId))
})

test('nonsense in the address reads as no filter', async () => {
  for (const query of [
    '?act=zzz',
    '?who=1',
    '?person=%00',
    '?from=2026-02-30',
    '?before=9999-99-99T00:00:00.000Z_x',
    '?before=2026-13-41T99:00:00.000Z_00000000-0000-0000-0000-000000000000',
  ])
    expect((await read(query)).rows.length).toBe(ROWS_PER_PAGE)
})

test('the last twenty who opened a file, for the bureau; nobody for an office', async () => {
  const { personId } = world.people.own
  const readers = (account: typeof world.team.bureau) => {
    const scope = scopeOfAccount(account)
    return inActorTransaction(scope, (tx) => readersOfPerson(tx, scope, personId))
  }
  await open(personId)
  const found = await readers(world.team.bureau)
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map(({ act }) => act))).toEqual(
    new Set(['supervision.person-opened', 'audit.log-listed']),
  )
  expect(await readers(world.team.office)).toEqual([])
})

test('on the file the bureau reads who looked, this look first; office staff and social workers do not', async () => {
  const { personId } = world.people.discharged
  type File = { readers: LogRow[] | null }
  const [officeCookie, workerCookie] = [
    await signedInAs(world.team.office),
    await signedInAs(world.team.socialWorker),
  ]
  const before = (await open(personId)).data as File
  expect(before.readers).toHaveLength(1)
  expect(((await open(personId, officeCookie)).data as File).readers).toBeNull()
  expect(((await open(personId, workerCookie)).data as File).readers).toBeNull()
  const { readers } = (await open(personId)).data as File
  expect(readers!.map(({ role, act }) => [role, act])).toEqual(
    ['bureau', 'social-worker', 'office', 'bureau'].map((role) => [role, 'supervision.person-opened']),
  )
  const [, , office] = readers!
  const [name] = await database.root<{ it: string }[]>`
    select name as it from staff where account_id = ${world.team.office.accountId}`
  expect(office).toMatchObject({ staffName: name!.it, officeZh: 'yi-here司法所', look: true })
})
