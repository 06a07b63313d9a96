import fs from 'node:fs'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { digestOf } from '#app/domains/counselling/consent-digest.server.ts'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { ask, post, type Answer } from './ask.ts'
import { CLOCK, superuserOf } from './built-server.ts'
import { hashOf, openLogin } from './signed-in.ts'

/**
 * Words typed into what is sealed, through the pages: a note that is not signed, a signed one, an amendment, what was told
 * outside, a supervisor's reason, and a person's own words. They are looked for as the owner of the database, in the
 * server's whole log, and on every page of every role that could speak of the person; and found where they belong.
 */
const { url, dataDir, logFile } = inject('demoServer')
const WORDS = {
  unsigned: '没签的密语三七一',
  saved: '自动存的密语八二六',
  brought: '正文密语五一九',
  amended: '补充密语四六二',
  told: '外告密语九零三',
  reason: '督导密语二八五',
  own: '坐着坐着就掉眼泪', // of the demo's own sealed request
} as const
const ASKER = 'sun22'

let sql: Sql
let counsellor: string
let supervisor: string
let personId: string
let casePath: string

/** Signed in under the appointment of this role. */
async function loginAs(signInName: string, role: string): Promise<string> {
  const secret = `test-${signInName}-${role}`
  await sql`
    insert into login_sessions (id, account_id, appointment_id, created_at, expires_at)
    select ${hashOf(secret)}, s.account_id, a.id, ${CLOCK}, ${CLOCK}::timestamptz + interval '14 days'
    from sign_in_names n join staff s on s.account_id = n.account_id join staff_appointments a on a.staff_id = s.id
    where n.name = ${signInName} and a.role = ${role} on conflict (id) do nothing`
  return `qc_session=${secret}`
}

const get = (cookie: string, path: string) => ask(url, { path, headers: { cookie } })
const send = (cookie: string, path: string, fields: Record<string, string>) =>
  post(url, path, fields, { cookie })
const leadsTo = ({ status, headers }: Answer) => {
  expect([status, headers.location]).toEqual([303, expect.any(String)])
  return String(headers.location)
}

beforeAll(async () => {
  sql = superuserOf({ dataDir })
  counsellor = await loginAs('counsellor-1', 'counsellor')
  supervisor = await loginAs('counsellor-8', 'counsellor')
  const day = calendarDay('2026-07-20')
  const text = consentTextOn(day)
  const [asker] = await sql`
    insert into counselling_consents (id, county_id, person_id, party, round, act, text_version, text_digest, text_locale, manner,
      signed_on, recorded_by, recorded_as)
    select gen_random_uuid(), p.county_id, p.id, 'person', 1, 'given', ${text.version}, ${digestOf(text)}, 'zh', 'screen', ${day},
      p.account_id, 'supervised-person' from supervised_persons p join sign_in_names n on n.account_id = p.account_id
    where n.name = ${ASKER} returning person_id`
  personId = String(asker!.person_id)
  const [request] =
    await sql`select id from counselling_requests where person_id = ${personId} and state = 'waiting'`
  const taken = await send(counsellor, '/counsellor/waiting?do=take', {
    ...{ request: String(request!.id), version: '1' },
  })
  casePath = leadsTo(taken).split('?')[0]!
  await write()
})
afterAll(() => sql.end())

const FORM = {
  ...{ day: '2026-07-22', start: '09:00', end: '09:50', kind: 'alone', agreedLine: '按时来。' },
  ...{ did: '', plan: '', risk: '' },
}
async function write(): Promise<void> {
  const note = leadsTo(await send(counsellor, `${casePath}?do=begin`, {}))
  const saved = await send(counsellor, `${note}/save`, { ...FORM, version: '1', brought: WORDS.saved })
  expect([saved.status, JSON.parse(saved.text)]).toEqual([200, { version: 2, time: expect.any(String) }])
  // Refused with what was typed, in the answer to whoever typed it and nowhere else.
  const half = { ...FORM, agreedLine: '', version: '2', brought: WORDS.brought }
  const refused = await send(counsellor, `${note}?do=sign`, half)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain(WORDS.brought)
  const signed = await send(counsellor, `${note}?do=sign`, { ...half, agreedLine: '按时来。', version: '3' })
  expect(leadsTo(signed)).toBe(`${casePath}?did=signed`)
  const session = note.replace('/notes/', '/sessions/')
  leadsTo(await send(counsellor, `${session}?do=amend`, { words: WORDS.amended }))
  const told = {
    ...{ ground: 'danger-to-life', recipient: 'family', day: '2026-07-22', time: '10:00' },
    ...{ told: 'yes', words: WORDS.told },
  }
  leadsTo(await send(counsellor, `${casePath}/disclosures?do=write`, told))
  const reason = { reason: 'quality', words: WORDS.reason }
  const read = await send(supervisor, `${session}?do=supervise`, reason)
  expect(read.text).toContain(WORDS.brought)
  const another = leadsTo(await send(counsellor, `${casePath}?do=begin`, { another: 'yes' }))
  leadsTo(await send(counsellor, `${another}?do=save`, { ...FORM, version: '1', brought: WORDS.unsigned }))
}

/** How words may lie somewhere: as they are, in hexadecimal, in base64 at any offset, escaped as JSON. */
function disguisesOf(words: string): string[] {
  const bytes = Buffer.from(words)
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const escaped = [...words].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  return [words, encodeURIComponent(words), bytes.toString('hex'), escaped, ...inBase64]
}
const DISGUISES = Object.values(WORDS).flatMap(disguisesOf)
const foundIn = (text: string) => DISGUISES.filter((one) => text.includes(one))

test('the search finds what is not sealed', async () => {
  expect(foundIn(`a ${WORDS.told} b`)).not.toEqual([])
  expect(foundIn(Buffer.from(`x${WORDS.brought}y`).toString('base64'))).not.toEqual([])
  expect(foundIn(Buffer.from(WORDS.own).toString('hex'))).not.toEqual([])
  // The agreed line is written for others: it is found in the dump, so the dump is looked through.
  const lines = (await dump()).filter((row) => row.includes('按时来。'))
  expect(lines.length).toBeGreaterThan(0)
})

/** Every row of every table, as text. */
async function dump(): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`
  expect(tables.length).toBeGreaterThan(60)
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)
    for (const { row } of rows) parts.push(row)
  }
  return parts
}

test('no row of any table holds it, for the owner of the database', async () => {
  const [sealed] = await sql`select count(*)::int as n from counselling_records where person_id = ${personId}`
  expect(sealed!.n).toBe(5) // own words, note, amendment, disclosure, reason
  const found = (await dump()).filter((row) => DISGUISES.some((one) => row.includes(one)))
  expect(found).toEqual([])
})

test('the server’s log says nothing of it', () => {
  const log = fs.readFileSync(logFile, 'utf8')
  expect(log.length).toBeGreaterThan(100)
  expect(foundIn(log)).toEqual([])
  expect(log).not.toContain(casePath)
})

/** Every page of everybody else that could speak of the person, and what the framework hands over for it. */
async function pagesOfOthers(): Promise<Map<string, Answer>> {
  const file = `/office/people/${personId}`
  const office = ['/office', '/office/people', file, `${file}/slip`, '/office/hours', '/office/hours?print=1']
  const more = ['/office/disputes', '/office/occasions', '/office/orders', '/inbox', '/account']
  const session = (await sql`select id from counselling_sessions where person_id = ${personId}`)[0]!.id
  const ofCase = [
    casePath,
    `${casePath}/access`,
    `${casePath}/disclosures`,
    `${casePath}/sessions/${session}`,
  ]
  const seen: Record<string, [cookie: string, paths: string[]]> = {
    office: [await openLogin(sql, 'office-dongtang'), [...office, ...more, ...ofCase]],
    helper: [await openLogin(sql, 'social-worker-dongtang'), [...office, ...more, ...ofCase]],
    elsewhere: [await openLogin(sql, 'office-hefeng'), [...office, ...more, ...ofCase]],
    bureau: [
      await openLogin(sql, 'bureau'),
      [
        ...['/bureau', '/bureau/audit', '/bureau/audit/anchor', '/bureau/grants', '/bureau/accounts', file],
        ...['/inbox', ...ofCase],
      ],
    ],
    lecturer: [
      await loginAs('counsellor-1', 'lecturer'),
      ['/lecturer', '/lecturer/record', '/inbox', ...ofCase],
    ],
    colleague: [
      await loginAs('counsellor-2', 'counsellor'),
      ['/counsellor', '/counsellor/appointments', '/counsellor/waiting', '/inbox', ...ofCase],
    ],
    supervisor: [supervisor, ['/counsellor', '/inbox', ...ofCase]],
    // Their pages without what they wrote themselves, which is theirs to see.
    person: [await openLogin(sql, ASKER), ['/my', '/my/hours', '/my/inbox', '/my/help', ...ofCase]],
    // The case's counsellor sees nothing of it before asking for it.
    counsellor: [counsellor, ['/counsellor', '/counsellor/appointments', '/inbox', ...ofCase]],
  }
  const answers = new Map<string, Answer>()
  for (const [who, [cookie, paths]] of Object.entries(seen))
    for (const path of paths)
      for (const address of [path, `${path.replace(/\?.*/, '')}.data`])
        answers.set(`${who} ${address}`, await get(cookie, address))
  return answers
}

test('no page of anybody shows it unasked, nor what is handed over for scripts', async () => {
  const answers = await pagesOfOthers()
  expect([...answers.values()].filter(({ status }) => status === 200).length).toBeGreaterThan(60)
  for (const [where, answer] of answers) {
    expect(foundIn(answer.text), where).toEqual([])
    expect(answer.headers['cache-control'], where).toContain('no-store')
  }
  // The case is nobody's else: the bureau's and the office's answer is the one for what does not exist.
  for (const who of ['office', 'helper', 'elsewhere', 'bureau', 'lecturer', 'colleague', 'person'])
    expect(answers.get(`${who} ${casePath}`)!.status, who).toBe(404)
})

test('the case’s counsellor opens it where it belongs', async () => {
  const [session] = await sql`select id from counselling_sessions where person_id = ${personId}`
  const note = await send(counsellor, `${casePath}/sessions/${session!.id}?do=open`, {})
  expect(note.text).toContain(WORDS.brought)
  expect(note.text).toContain(WORDS.amended)
  const own = await send(counsellor, `${casePath}?do=words`, {})
  expect(own.text).toContain(WORDS.own)
  const [disclosure] = await sql`select id from counselling_disclosures where person_id = ${personId}`
  const opened = { disclosure: String(disclosure!.id) }
  const told = await send(counsellor, `${casePath}/disclosures?do=open`, opened)
  expect(told.text).toContain(WORDS.told)
  const [reading] = await sql`
    select id from counselling_readings where person_id = ${personId} and capacity = 'supervisor'`
  const why = await send(counsellor, `${casePath}/access`, { reading: String(reading!.id) })
  expect(why.text).toContain(WORDS.reason)
  const [draft] =
    await sql`select id from counselling_drafts where person_id = ${personId} and ended_at is null`
  const page = await get(counsellor, `${casePath}/notes/${draft!.id}`)
  expect(page.text).toContain(WORDS.unsigned)
  for (const { headers, text } of [note, own, told, why, page]) {
    expect(headers['cache-control']).toContain('no-store')
    // Once, in the page: no copy for scripts, no title.
    expect(text).not.toContain('__remixContext')
    expect(/<title>([^<]*)</.exec(text)?.[1]).not.toMatch(/密语|某\d\d/)
  }
})
