import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#tests/support/database.ts'
import { linesBetween } from './county-lines.ts'
import { demoWorld } from './demo-world.ts'
import { OWN_VERSION_ID } from './policy-versions.ts'
import { demoStaff } from './staff.ts'
import { writeAccounts, writeCounty, writePeople, writeStaff } from './write-county.ts'
import { writeCounselling } from './write-counselling.ts'
import { writeLectures } from './write-lectures.ts'
import { writeLedger } from './write-ledger.ts'

const NOW = new Date('2026-07-22T10:00:00+08:00')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const world = demoWorld(NOW)
  await database.ownerSql.begin(async (tx) => {
    await writeCounty(tx, NOW)
    await writeAccounts(tx, NOW, demoStaff(), world.current)
    await writeStaff(tx, NOW, demoStaff())
    await writePeople(tx, NOW, [...world.current, ...world.past])
    await writeLedger(tx, linesBetween(world, null, NOW, []), OWN_VERSION_ID)
    await writeLectures(tx, NOW)
    await writeCounselling(tx, world.current, NOW)
    await writeCounselling(tx, world.current, NOW)
  })
}, 120_000)
afterAll(() => database.drop())

test('the counsellor of the demo’s sign-in has a small caseload, the others have theirs, one of them supervises', async () => {
  const cases = await database.root<{ name: string; people: string[]; supervises: boolean }[]>`
    select n.name, array_agg(p.name order by p.name) as people, bool_or(t.supervises) as supervises
    from counselling_cases c join staff f on f.id = c.counsellor_id join sign_in_names n on n.account_id = f.account_id
      join supervised_persons p on p.id = c.person_id join staff_appointments t on t.staff_id = f.id
    where n.name like 'counsellor-%' and t.role = 'counsellor' group by n.name order by n.name`
  expect(cases[0]).toMatchObject({ name: 'counsellor-1', supervises: false })
  expect(cases[0]!.people).toEqual(expect.arrayContaining(['林某09', '陈某17', '魏某14']))
  expect(cases[0]!.people.length).toBeGreaterThan(4)
  const [own] = await database.root`select count(*) filter (where c.closed_at is not null)::int as closed,
    (select count(*)::int from counselling_drafts where ended_at is null) as drafts
    from counselling_cases c`
  expect(own).toEqual({ closed: 1, drafts: 1 })
  const [supervisor] = await database.root`select count(*)::int as n from staff_appointments where supervises`
  expect(supervisor!.n).toBe(1)
  const booked = await database.root<{ name: string; at: Date }[]>`
    select p.name, lower(a.during) as at from counselling_appointments a join supervised_persons p on p.id = a.person_id order by at`
  expect(booked.find(({ name }) => name === '林某09')?.at).toEqual(new Date('2026-07-29T15:00:00+08:00'))
  expect(booked.map(({ at }) => at < NOW)).toEqual([true, false, false])
})

test('every session is its line of the ledger, to the minute, and nothing is before its consent or after now', async () => {
  const wrong = await database.root`
    select s.id from counselling_sessions s
    join counselling_session_revisions r on r.session_id = s.id
    join counselling_consents c on c.person_id = s.person_id
    left join hours_entries e on e.source_id = s.id::text and e.person_id = s.person_id and e.posted_as = 'counsellor'
    where e.id is null or e.minutes <> r.minutes or e.during <> tstzmultirange(r.during) or c.at > lower(r.during)
      or upper(r.during) > ${NOW} or s.signed_at > ${NOW}`
  expect([...wrong]).toEqual([])
  const [counts] = await database.root`select (select count(*)::int from counselling_sessions) as sessions,
    (select count(*)::int from hours_entries e join supervised_persons p on p.id = e.person_id
      where e.posted_as = 'counsellor' and p.left_on is null) as lines,
    (select count(*)::int from counselling_requests where state = 'waiting') as waiting`
  expect(counts!.sessions).toBeGreaterThan(2)
  expect(counts).toMatchObject({ lines: counts!.sessions, waiting: 3 })
})

test('the notes are sealed, and open with the ring', async () => {
  const { NOTES, OWN_WORDS, TAKEN_BACK_WORDS } = await import('./counselling-notes.ts')
  const { keyRing } = await import('../sealing/key-ring.ts')
  const { open } = await import('../sealing/cipher.ts')
  const rows = await database.root<
    {
      id: string
      county: string
      nonce: Buffer
      sealed: Buffer
      key: string
      key_nonce: Buffer
      wrapped: Buffer
    }[]
  >`select r.id, r.county_id as county, r.nonce, r.sealed, k.key_id as key, k.nonce as key_nonce, k.wrapped
    from counselling_records r join counselling_record_keys k on k.id = r.id`
  const words = rows.map(({ id, county, nonce, sealed, key, key_nonce: keyNonce, wrapped: wrappedKey }) =>
    open(
      { nonce, sealed, keyId: key, keyNonce, wrappedKey },
      { countyId: county, recordId: id, version: 1 },
      (one) => keyRing()?.find(one),
    ),
  )
  expect(words.filter((one) => 'refused' in one)).toEqual([])
  expect(words).toContainEqual({ words: OWN_WORDS })
  expect(words).toContainEqual({ words: TAKEN_BACK_WORDS })
  expect(words).toContainEqual({ words: JSON.stringify(NOTES[0]) })
})

test('a person in each of the states that their own page knows', async () => {
  const rows = await database.root<
    { name: string; minor: boolean; acts: string[]; in_case: boolean; asked: string[] }[]
  >`
    select n.name, p.minors_regime as minor, array(select c.party || ' ' || c.act from counselling_consents c
        where c.person_id = p.id order by c.party, c.round) as acts,
      exists (select 1 from counselling_cases k where k.person_id = p.id) as in_case,
      array(select q.way || ' ' || q.state from counselling_requests q where q.person_id = p.id) as asked
    from supervised_persons p join sign_in_names n on n.account_id = p.account_id
    where n.name in ('zhou12', 'sun22', 'lin09', 'wei14', 'feng01', 'wu31') order by n.name`
  const of = Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]))
  const nothing = { minor: false, acts: [], in_case: false, asked: [] }
  expect(of).toEqual({
    zhou12: nothing,
    sun22: { ...nothing, asked: ['person waiting'] },
    lin09: { ...nothing, acts: ['person given'], in_case: true },
    wei14: { ...nothing, acts: ['person given'], in_case: true },
    feng01: { ...nothing, minor: true, acts: ['person given'] },
    wu31: { ...nothing, acts: ['person given', 'person withdrawn'], asked: ['person withdrawn'] },
  })
})
