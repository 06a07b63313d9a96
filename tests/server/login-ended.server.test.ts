import fs from 'node:fs'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, type Answer } from './ask.ts'
import { startBuilt, superuserOf, until, type BuiltServer } from './built-server.ts'
import { writeLittleCounty, writeStudying, type Studying } from './little-county.ts'
import { expectOurs } from './promises.ts'

/** A login session that ends while a request is being answered: the built server leads to sign-in, and keeps nothing. */

let server: BuiltServer
let sql: Sql
let people: Studying[]
beforeAll(async () => {
  server = await startBuilt({ name: 'login-ended' })
  sql = superuserOf(server)
  await writeLittleCounty(sql)
  people = await writeStudying(sql, 2)
})
afterAll(async () => {
  await sql.end({ timeout: 1 })
  await server.stop()
  fs.rmSync(server.dataDir, { recursive: true, force: true })
})

const sessionOf = async ({ studyId }: Studying) => {
  const [row] = await sql<{ id: string; nonce: string; login_session_id: string; last_seq: number }[]>`
    select id, nonce, login_session_id, last_seq from study_sessions where unit_study_id = ${studyId}`
  return row!
}
/** Runs `act` against a row that is held until the person's login session is gone. */
async function endedMeanwhile(one: Studying, act: () => Promise<Answer>): Promise<Answer> {
  const { login_session_id: login } = await sessionOf(one)
  const holding = await sql.reserve()
  await holding`begin`
  await holding`select 1 from unit_studies where id = ${one.studyId} for update`
  await holding`select 1 from study_sessions where unit_study_id = ${one.studyId} for update`
  const acting = act()
  await until(async () => {
    const [waits] = await sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`
    return waits!.n > 0
  }, 'the request waits for the row')
  await sql`delete from login_sessions where id = ${login}`
  await holding`commit`
  holding.release()
  return acting
}

test('a page that was just being answered for', async () => {
  const [one] = people
  const { path, answer, cookie, studyId } = one!
  const got = await endedMeanwhile(one!, () => post(server.url, path, { answer }, { cookie }))
  expectOurs(got, path)
  expect([got.status, got.headers.location]).toEqual([303, '/sign-in'])
  const [study] = await sql`select finished_at, credited_minutes from unit_studies where id = ${studyId}`
  expect(study).toEqual({ finished_at: null, credited_minutes: null })
})

test('a beat, past the framework', async () => {
  const one = people[1]!
  const { id, nonce } = await sessionOf(one)
  const fields = { session: id, nonce, seq: '1' }
  const got = await endedMeanwhile(one, () => post(server.url, '/my/beat', fields, { cookie: one.cookie }))
  expectOurs(got, '/my/beat')
  expect([got.status, got.headers.location]).toEqual([303, '/sign-in'])
  expect((await sessionOf(one)).last_seq).toBe(0)
})
