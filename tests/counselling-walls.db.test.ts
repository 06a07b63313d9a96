import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAppointment } from '#app/domains/counselling/appointment.server.ts'
import { caseload } from '#app/domains/counselling/caseload.queries.server.ts'
import { findCase, waitingRequests } from '#app/domains/counselling/cases.queries.server.ts'
import { giveConsent, withdrawConsent } from '#app/domains/counselling/consent.server.ts'
import { recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { beginDraft, openDraft, saveDraft } from '#app/domains/counselling/draft.server.ts'
import { amendNote } from '#app/domains/counselling/note.server.ts'
import { counsellingOutline } from '#app/domains/counselling/outline.queries.server.ts'
import { ownCounselling } from '#app/domains/counselling/own-counselling.queries.server.ts'
import { readNote, readNoteAsSupervisor, readRequestWords } from '#app/domains/counselling/reading.server.ts'
import { setSupervising } from '#app/domains/identity/supervising.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { ownNotices } from '#app/domains/notices/notices.queries.server.ts'
import { checkNeededKeys } from '#app/server/needed-keys.server.ts'
import { parseKeyRing, useKeyRing } from '#db/sealing/key-ring.ts'
import { eraseWithdrawn } from '#db/sealing/reseal.server.ts'
import {
  addCounsellingCounty,
  addLearner,
  caseOf,
  draftOf,
  RING,
  signed,
  type CounsellingCounty,
  type Learner,
} from './support/counselling-setup.ts'
import { at, done } from './support/lecture-setup.ts'
import { asActor, refusalOf } from './support/scopes.ts'
import { database } from './support/this-database.ts'

/** Who gets which row with the WHERE forgotten, what nobody may write, and a phrase that is nowhere. */

const sql = database.ownerSql
const DENIED = '42501'
const PHRASE = '灶台后面第三块砖'
let world: CounsellingCounty
let far: CounsellingCounty
let one: Learner
let two: Learner
let caseId: string
let sessionId: string
let othersSession: string
const said: string[] = []

const TABLES = [
  ...[
    'consents',
    'requests',
    'cases',
    'case_changes',
    'appointments',
    'drafts',
    'sessions',
    'session_revisions',
  ],
  ...['readings', 'disclosures', 'records', 'record_keys'],
].map((name) => `counselling_${name}`)

beforeAll(async () => {
  // Whatever anybody prints from here on.
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
    stream.write = (...args: unknown[]) => {
      said.push(String(args[0]))
      return write(...args)
    }
  }
  world = await addCounsellingCounty(sql)
  far = await addCounsellingCounty(sql)
  const { actor } = world.counsellor
  one = await addLearner(sql, world.county)
  two = await addLearner(sql, world.county)
  caseId = await caseOf(one, actor, `我要说的是${PHRASE}`)
  sessionId = await signed(actor, caseId, { brought: PHRASE, did: PHRASE, plan: PHRASE, risk: PHRASE })
  done(await amendNote(actor, sessionId, { words: `补充：${PHRASE}` }))
  const { draftId } = done(await beginDraft(actor, caseId, draftOf({ brought: PHRASE, agreedLine: PHRASE })))
  done(await saveDraft(actor, draftId, 1, draftOf({ plan: `${PHRASE}，改过` })))
  const stated = { reason: 'safety' as const, words: `担心${PHRASE}` }
  done(await readNoteAsSupervisor(world.supervisor.actor, sessionId, stated))
  const made = { madeAt: at('2026-07-22', '09:00'), told: true, words: `告诉了医院：${PHRASE}` }
  done(await recordDisclosure(actor, caseId, { ground: 'danger-to-life', recipient: 'hospital', ...made }))
  const during = { from: at('2026-07-29', '15:00'), to: at('2026-07-29', '15:50') }
  done(await makeAppointment(actor, caseId, { place: 'in-person', during }))
  const others = await caseOf(two, world.colleague.actor, '别的话')
  othersSession = await signed(world.colleague.actor, others, { brought: '另一个人的事' })
})
afterAll(() => useKeyRing(undefined))

const seen = async (actor: Actor, table: string) =>
  (await asActor(scopeOf(actor), `select * from ${table}`)).length

describe('with the WHERE forgotten', () => {
  const none = Object.fromEntries(TABLES.map((table) => [table, 0]))
  test.each<[string, () => Actor]>([
    ['the office', () => world.office],
    ['its social worker', () => world.helper],
    ['another office', () => world.otherOffice],
    ['the bureau', () => world.bureau],
    ['a lecturer', () => world.lecturer],
    ['the counsellor, signed in as a lecturer', () => world.counsellor.asLecturer],
    ['a counsellor of another county', () => far.counsellor.actor],
    ['the supervisor of another county', () => far.supervisor.actor],
    ['the bureau of another county', () => far.bureau],
  ])('%s: nothing of any table', async (_, who) => {
    const counts = await Promise.all(TABLES.map(async (table) => [table, await seen(who(), table)] as const))
    expect(Object.fromEntries(counts)).toEqual(none)
  })

  test('the counsellor: the own case, and nothing sealed but why the supervisor read', async () => {
    const counts = await Promise.all(
      TABLES.map(async (table) => [table, await seen(world.counsellor.actor, table)] as const),
    )
    expect(Object.fromEntries(counts)).toEqual({
      ...{
        counselling_consents: 1,
        counselling_requests: 1,
        counselling_cases: 1,
        counselling_case_changes: 1,
      },
      // A draft, and the emptied one of what was signed.
      ...{ counselling_appointments: 1, counselling_drafts: 2, counselling_sessions: 1 },
      ...{ counselling_session_revisions: 1, counselling_readings: 1, counselling_disclosures: 1 },
      ...{ counselling_records: 1, counselling_record_keys: 1 },
    })
  })

  test('the supervisor: cases and their outer layers, their own reason, no draft and no body', async () => {
    const { actor } = world.supervisor
    const counts = await Promise.all(TABLES.map(async (table) => [table, await seen(actor, table)] as const))
    expect(Object.fromEntries(counts)).toEqual({
      ...{
        counselling_consents: 2,
        counselling_requests: 2,
        counselling_cases: 2,
        counselling_case_changes: 2,
      },
      ...{ counselling_appointments: 1, counselling_drafts: 0, counselling_sessions: 2 },
      ...{ counselling_session_revisions: 2, counselling_readings: 1, counselling_disclosures: 1 },
      ...{ counselling_records: 1, counselling_record_keys: 1 },
    })
  })

  test('the person: their own words, nothing else that is sealed, no draft', async () => {
    const counts = await Promise.all(
      TABLES.map(async (table) => [table, await seen(one.actor, table)] as const),
    )
    expect(Object.fromEntries(counts)).toEqual({
      ...{
        counselling_consents: 1,
        counselling_requests: 1,
        counselling_cases: 1,
        counselling_case_changes: 1,
      },
      ...{ counselling_appointments: 1, counselling_drafts: 0, counselling_sessions: 1 },
      ...{ counselling_session_revisions: 1, counselling_readings: 1, counselling_disclosures: 1 },
      ...{ counselling_records: 1, counselling_record_keys: 1 },
    })
  })

  test('a counsellor sees nothing else of the register, and no other line of the ledger', async () => {
    const { actor } = world.counsellor
    for (const table of ['supervised_persons', 'grade_periods', 'pauses', 'unit_studies', 'entry_questions'])
      expect(await seen(actor, table), table).toBe(0)
    const lines = await asActor(scopeOf(actor), 'select source_kind, source_id from hours_entries')
    expect(lines).toEqual([{ source_kind: 'counselling', source_id: sessionId }])
    expect(await seen(world.supervisor.actor, 'hours_entries')).toBe(0)
  })

  test('a record comes out only of the transaction that wrote its reading, and only that one', async () => {
    const { actor } = world.counsellor
    const scope = scopeOf(actor)
    const reading = (subject: string, of: string, person: string) => `
      insert into counselling_readings (id, county_id, case_id, person_id, subject_id, reader_id, reader_role, capacity)
      values (gen_random_uuid(), '${actor.countyId}', '${of}', '${person}', '${subject}', '${actor.accountId}', 'counsellor', 'counsellor')`
    const all = `select count(*)::int as n from counselling_records where session_id is not null`
    expect(await asActor(scope, all)).toEqual([{ n: 0 }])
    const within = `with r as (${reading(sessionId, caseId, one.personId)} returning 1) select 1 as n from r`
    await asActor(scope, within)
    expect(await asActor(scope, all)).toEqual([{ n: 0 }])
    // A reading in one's own case of somebody else's session shows nothing either.
    const text = `do $$ begin ${reading(othersSession, caseId, one.personId)};
      if exists (select 1 from counselling_records where session_id = '${othersSession}') then raise exception 'shown'; end if;
      ${reading(sessionId, caseId, one.personId)};
      if (select count(*) from counselling_records where session_id = '${sessionId}') <> 2 then raise exception 'not shown'; end if;
      end $$`
    await asActor(scope, text)
  })
})

describe('what nobody may write', () => {
  const readingBy = (who: Actor, capacity: string, reason = 'null', of = caseId, person = one.personId) => `
    insert into counselling_readings (id, county_id, case_id, person_id, subject_id, reader_id, reader_role, capacity, reason)
    values (gen_random_uuid(), '${who.countyId}', '${of}', '${person}', '${sessionId}', '${who.accountId}', '${who.role}', '${capacity}', ${reason})`
  const session = (
    who: Actor,
  ) => `insert into counselling_sessions (id, county_id, case_id, person_id, signed_by)
    values (gen_random_uuid(), '${who.countyId}', '${caseId}', '${one.personId}', '${who.accountId}')`
  const posting = (
    who: Actor,
    minutes = 50,
    day = '2026-07-22',
    during = '{[2026-07-22 08:00+08,2026-07-22 08:50+08)}',
  ) => `
    insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision, minutes, during, explanation, posted_by, posted_as)
    values (gen_random_uuid(), '${who.countyId}', '${one.personId}', 'study', 'counselling', '${sessionId}', '${day}', 2, ${minutes}, '${during}', '{"notes":[]}',
      '${who.accountId}', '${who.role}')`

  test.each<[string, () => Actor, (who: Actor) => string]>([
    [
      'a colleague’s reading of a case that is not theirs',
      () => world.colleague.actor,
      (who) => readingBy(who, 'counsellor'),
    ],
    [
      'a colleague who calls themselves a supervisor',
      () => world.colleague.actor,
      (who) => readingBy(who, 'supervisor', `'quality'`),
    ],
    ['the bureau’s reading', () => world.bureau, (who) => readingBy(who, 'supervisor', `'quality'`)],
    ['the office’s reading', () => world.office, (who) => readingBy(who, 'supervisor', `'quality'`)],
    [
      'a supervisor’s reading as if it were their own case',
      () => world.supervisor.actor,
      (who) => readingBy(who, 'counsellor'),
    ],
    ['a colleague’s session in the case', () => world.colleague.actor, session],
    ['the office’s session', () => world.office, session],
    ['a line of somebody else’s session', () => world.colleague.actor, (who) => posting(who)],
    [
      'a line longer than the session',
      () => world.counsellor.actor,
      (who) => posting(who, 60, '2026-07-22', '{[2026-07-22 08:00+08,2026-07-22 09:00+08)}'),
    ],
    [
      'a line without a time',
      () => world.counsellor.actor,
      (who) => posting(who).replace(`'{[2026-07-22 08:00+08,2026-07-22 08:50+08)}'`, 'null'),
    ],
    [
      'a case without a consent',
      () => world.counsellor.actor,
      (
        who,
      ) => `insert into counselling_cases (id, county_id, person_id, counsellor_id) values (gen_random_uuid(), '${who.countyId}',
        (select person_id from counselling_cases limit 1), '${world.colleague.staffId}')`,
    ],
    [
      'a notice of another room',
      () => world.counsellor.actor,
      (
        who,
      ) => `insert into notices (id, county_id, account_id, event_key, code, parameters) values (gen_random_uuid(), '${who.countyId}',
        '${one.accountId}', 'x', 'order-requested', '{}')`,
    ],
    [
      'the case given to oneself',
      () => world.colleague.actor,
      (
        who,
      ) => `insert into counselling_case_changes (id, county_id, case_id, version, act, counsellor_id, previous_counsellor_id, reason, actor_id)
        values (gen_random_uuid(), '${who.countyId}', '${caseId}', 2, 'hand-over', '${world.colleague.staffId}', '${world.counsellor.staffId}', 'workload', '${who.accountId}')`,
    ],
  ])('%s', async (_, who, text) => {
    expect(await refusalOf(asActor(scopeOf(who()), text(who())))).toBe(DENIED)
  })

  test('anything in a case whose consent was withdrawn', async () => {
    const { actor } = world.counsellor
    const gone = await addLearner(sql, world.county)
    const of = await caseOf(gone, actor)
    done(await withdrawConsent(gone.actor))
    const writes = [
      readingBy(actor, 'counsellor', 'null', of, gone.personId),
      session(actor).replaceAll(caseId, of).replaceAll(one.personId, gone.personId),
      `insert into counselling_drafts (id, county_id, case_id, person_id, author_id, nonce, sealed, key_id, key_nonce, wrapped_key)
        values (gen_random_uuid(), '${actor.countyId}', '${of}', '${gone.personId}', '${actor.accountId}', '', '', 'x', '', '')`,
    ]
    for (const text of writes) expect(await refusalOf(asActor(scopeOf(actor), text)), text).toBe(DENIED)
  })

  test('no column that makes a note another one', async () => {
    const { actor } = world.counsellor
    for (const change of [
      `update counselling_records set sealed = nonce`,
      `update counselling_record_keys set wrapped = nonce`,
      `update counselling_session_revisions set minutes = 1`,
      `update counselling_consents set act = 'given'`,
      `update counselling_cases set counsellor_id = '${world.colleague.staffId}'`,
      `update counselling_appointments set during = during`,
      `update counselling_disclosures set ground = 'order-of-law'`,
      `delete from counselling_drafts`,
    ])
      expect(await refusalOf(asActor(scopeOf(actor), change)), change).toBe(DENIED)
  })

  test('the owner of the tables cannot bend what only grows either', async () => {
    for (const table of ['consents', 'case_changes', 'sessions', 'session_revisions', 'readings', 'records'])
      await expect(sql.unsafe(`delete from counselling_${table}`), table).rejects.toThrow(/append-only/)
  })

  test('who supervises is the bureau’s to say, of counsellors, and never of oneself', async () => {
    const { appointmentId } = world.colleague
    expect(await setSupervising(world.office, appointmentId, true)).toEqual({ refused: 'unknown' })
    expect(await setSupervising(world.colleague.actor, appointmentId, true)).toEqual({ refused: 'unknown' })
    expect(await setSupervising(far.bureau, appointmentId, true)).toEqual({ refused: 'unknown' })
    expect(await setSupervising(world.bureau, world.lecturer.appointmentId!, true)).toEqual({
      refused: 'not-counsellor',
    })
    expect(await setSupervising(world.bureau, world.bureau.appointmentId!, true)).toEqual({ refused: 'self' })
    done(await setSupervising(world.bureau, appointmentId, true))
    const [all] = await sql<{ n: number }[]>`select count(*)::int as n from counselling_cases
      where county_id = ${world.county.countyId}`
    expect(all!.n).toBeGreaterThan(1)
    expect(await seen(world.colleague.actor, 'counselling_cases')).toBe(all!.n)
    done(await setSupervising(world.bureau, appointmentId, false))
    expect(await seen(world.colleague.actor, 'counselling_cases')).toBe(1)
  })
})

describe('what the office sees', () => {
  const outlineFor = (who: Actor, person = one) => counsellingOutline(who, person.personId)

  test('four columns and no fifth, for the person’s own office alone', async () => {
    const line = { day: '2026-07-22', kind: 'alone', minutes: 50, agreedLine: '按时来，29 日再谈。' }
    expect(await outlineFor(world.office)).toEqual([line])
    expect(await outlineFor(world.helper)).toEqual([line])
    const others = [
      world.otherOffice,
      world.bureau,
      world.lecturer,
      world.counsellor.actor,
      far.office,
      one.actor,
    ]
    for (const who of others) {
      expect(await outlineFor(who), who.role).toEqual([])
      expect(
        await asActor(scopeOf(who), `select * from door_counselling_outline('${one.personId}')`),
        who.role,
      ).toEqual([])
    }
  })

  test('of a minor only with the bureau’s grant; of somebody who went to another office nothing', async () => {
    const minor = await addLearner(sql, world.county, { minor: true })
    const words = { county_id: world.county.countyId, person_id: minor.personId, party: 'guardian', round: 1 }
    await sql`insert into counselling_consents ${sql({
      ...{
        ...words,
        id: crypto.randomUUID(),
        act: 'given',
        text_version: 1,
        text_digest: 'x',
        text_locale: 'zh',
      },
      ...{ manner: 'paper', signed_on: '2026-07-20', guardian_relation: 'parent', guardian_name: '周某' },
      ...{ recorded_by: world.counsellor.actor.accountId, recorded_as: 'counsellor' },
    })}`
    await signed(world.counsellor.actor, await caseOf(minor, world.counsellor.actor))
    expect(await outlineFor(world.office, minor)).toEqual([])
    await sql`insert into minor_record_grants (id, county_id, person_id, account_id, reason, granted_by, granted_at, expires_at)
      values (gen_random_uuid(), ${world.county.countyId}, ${minor.personId}, ${world.office.accountId}, '接待面谈', ${world.bureau.accountId},
        '2026-07-21T00:00Z', '2026-07-30T00:00Z')`
    expect(await outlineFor(world.office, minor)).toHaveLength(1)
    expect(await outlineFor(world.helper, minor)).toEqual([])
    const moved = await addLearner(sql, world.county)
    await signed(world.counsellor.actor, await caseOf(moved, world.counsellor.actor))
    expect(await outlineFor(world.office, moved)).toHaveLength(1)
    await sql`update supervised_persons set left_on = '2026-07-22', departure = 'transferred' where id = ${moved.personId}`
    expect(await outlineFor(world.office, moved)).toEqual([])
  })
})

describe('a phrase typed into what is sealed', () => {
  test('is in no table, read whole as the owner', async () => {
    const tables = await sql<{ name: string }[]>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`
    expect(tables.length).toBeGreaterThan(50)
    const whole: string[] = []
    for (const { name } of tables) {
      const rows = await database.root.unsafe<{ it: string }[]>(`select t::text as it from "${name}" t`)
      const text = rows.map(({ it }) => it).join('\n')
      whole.push(text)
      for (const form of formsOf(PHRASE)) expect(text.includes(form), `${name}: ${form}`).toBe(false)
    }
    // The search finds what is there: an agreed line, in the same dump.
    expect(whole.join('\n')).toContain('按时来，29 日再谈。')
  })

  test('is in no file of the database, its log of writes included', async () => {
    await database.root`checkpoint`
    const [place] = await database.root<{ dir: string }[]>`select current_setting('data_directory') as dir`
    const files = fs
      .readdirSync(place!.dir, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /base|pg_wal|log/.test(file.parentPath))
    expect(files.length).toBeGreaterThan(20)
    const filesWith = (text: string) =>
      files.filter((file) => {
        try {
          return fs.readFileSync(path.join(file.parentPath, file.name)).includes(Buffer.from(text))
        } catch {
          return false // gone meanwhile
        }
      })
    expect(filesWith(PHRASE).map(({ name }) => name)).toEqual([])
    expect(filesWith('按时来，29 日再谈。').length).toBeGreaterThan(0)
  })

  test('is in no row, list, inbox or view of anybody, and not in what was printed', async () => {
    const everybody = [
      ...[
        world.office,
        world.helper,
        world.otherOffice,
        world.bureau,
        world.lecturer,
        world.counsellor.asLecturer,
      ],
      ...[world.colleague.actor, world.supervisor.actor, world.counsellor.actor, one.actor, two.actor],
    ]
    const views: unknown[] = []
    for (const who of everybody) {
      views.push(
        await ownNotices(who),
        await counsellingOutline(who, one.personId),
        await ownCounselling(who),
      )
      views.push(await caseload(who, { now: at('2026-07-22', '10:00') }), await findCase(who, caseId))
      views.push(
        await waitingRequests(who),
        await readNote(who, sessionId),
        await readRequestWords(who, caseId),
      )
      for (const table of ['audit_events', 'notices', 'hours_entries', 'engagements'])
        views.push(await asActor(scopeOf(who), `select t::text as it from ${table} t`))
    }
    const text = JSON.stringify(views)
    for (const form of formsOf(PHRASE)) expect(text.includes(form)).toBe(false)
    expect(text).toContain('[sealed]')
    expect(said.join('').includes(PHRASE)).toBe(false)
    // On purpose, and there alone, it is there.
    const { parts } = done(await readNote(world.counsellor.actor, sessionId))
    expect(parts[0] && 'note' in parts[0] && parts[0].note.reveal().brought).toBe(PHRASE)
  })

  /** As it is, and as a dump or a URL would write it. */
  const formsOf = (phrase: string) => [
    phrase,
    Buffer.from(phrase).toString('hex'),
    Buffer.from(phrase).toString('base64').replace(/=+$/, '').slice(0, -2),
    encodeURIComponent(phrase),
    JSON.stringify(phrase)
      .replaceAll(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .slice(1, -1),
  ]
})

describe('bad bytes in the database', () => {
  const wordsOf = async (id: string, who = world.counsellor.actor) => {
    const { parts } = done(await readNote(who, id))
    return parts.map((part) => ('refused' in part ? part.refused : 'opens'))
  }
  /** As somebody with the rights of the superuser would: past every trigger. */
  const bend = (text: string) =>
    database.root.begin(async (tx) => {
      await tx.unsafe('set local session_replication_role = replica')
      await tx.unsafe(text)
    })

  test('one corrupted record fails and says so; the others open', async () => {
    const { actor } = world.counsellor
    const another = await signed(actor, caseId, { start: '06:00', end: '06:30' })
    await bend(
      `update counselling_records set sealed = set_byte(sealed, 3, get_byte(sealed, 3) # 1) where session_id = '${another}'`,
    )
    expect(await wordsOf(another)).toEqual(['damaged'])
    expect(await wordsOf(sessionId)).toEqual(['opens', 'opens'])
    expect((await findCase(actor, caseId))?.sessions).toHaveLength(2)
  })

  test('records swapped between rows do not open in each other’s place', async () => {
    const { actor } = world.counsellor
    const [a, b] = [
      await signed(actor, caseId, { start: '05:00', end: '05:30' }),
      await signed(actor, caseId, { start: '04:00', end: '04:30' }),
    ]
    const swap = (table: string, columns: string[]) => `
      with s as (select t.* from ${table} t join counselling_records r on r.id = t.id where r.session_id in ('${a}', '${b}'))
      update ${table} t set ${columns.map((column) => `${column} = s.${column}`).join(', ')}
      from s where t.id <> s.id and t.id in (select id from s)`
    await bend(swap('counselling_records', ['nonce', 'sealed']))
    expect([await wordsOf(a), await wordsOf(b)]).toEqual([['damaged'], ['damaged']])
    await bend(swap('counselling_record_keys', ['nonce', 'wrapped']))
    expect([await wordsOf(a), await wordsOf(b)]).toEqual([['damaged'], ['damaged']])
    await bend(swap('counselling_records', ['nonce', 'sealed']))
    await bend(swap('counselling_record_keys', ['nonce', 'wrapped']))
    expect([await wordsOf(a), await wordsOf(b)]).toEqual([['opens'], ['opens']])
  })

  test('two places of one note exchanged', async () => {
    const exchange = `update counselling_records set position = 12 - position where session_id = '${sessionId}'`
    await bend(exchange)
    expect(await wordsOf(sessionId)).toEqual(['damaged', 'damaged'])
    await bend(exchange)
    expect(await wordsOf(sessionId)).toEqual(['opens', 'opens'])
  })

  test('another ring: every record says which way it fails, the app refuses to start, and the right ring opens them', async () => {
    try {
      useKeyRing(parseKeyRing(`*t1:${Buffer.alloc(32, 8).toString('base64')}`, 'the tests'))
      expect(await wordsOf(sessionId)).toEqual(['damaged', 'damaged'])
      useKeyRing(parseKeyRing(`*t2:${Buffer.alloc(32, 7).toString('base64')}`, 'the tests'))
      expect(await wordsOf(sessionId)).toEqual(['unknown-key', 'unknown-key'])
      await expect(checkNeededKeys(database.socketDir)).rejects.toThrow(
        /^Sealed records need keys that are not there: t1 \(\d+ sealed rows\)\. Put them back into SEALING_KEYS/,
      )
      useKeyRing(null)
      await expect(checkNeededKeys(database.socketDir)).rejects.toThrow(/t1/)
      expect(await beginDraft(world.counsellor.actor, caseId, draftOf())).toEqual({ refused: 'sealing-off' })
    } finally {
      useKeyRing(RING)
    }
    expect(await wordsOf(sessionId)).toEqual(['opens', 'opens'])
    expect(await checkNeededKeys(database.socketDir)).toBeNull()
  })

  test('a draft that was bent says so, and can be put away', async () => {
    const { actor } = world.counsellor
    const { draftId } = done(await beginDraft(actor, caseId, draftOf()))
    await bend(`update counselling_drafts set version = 5 where id = '${draftId}'`)
    expect(await openDraft(actor, draftId)).toEqual({ refused: 'damaged' })
  })
})

test('thirty days after a withdrawal the keys go by themselves, and nobody else’s', async () => {
  const gone = await addLearner(sql, world.county)
  const session = await signed(world.counsellor.actor, await caseOf(gone, world.counsellor.actor))
  done(await withdrawConsent(gone.actor))
  const kept = async (id: string) => {
    const [row] = await sql<{ n: number }[]>`select count(k.wrapped)::int as n from counselling_record_keys k
      join counselling_records r on r.id = k.id where r.session_id = ${id}`
    return row!.n
  }
  await eraseWithdrawn(sql, at('2026-08-21', '09:59'))
  expect(await kept(session)).toBe(1)
  const back = await addLearner(sql, world.county)
  const backSession = await signed(world.counsellor.actor, await caseOf(back, world.counsellor.actor))
  done(await withdrawConsent(back.actor))
  done(await giveConsent(back.actor, { version: 1 }))
  await eraseWithdrawn(sql, at('2026-08-21', '10:01'))
  expect([await kept(session), await kept(backSession), await kept(sessionId)]).toEqual([0, 1, 2])
})
