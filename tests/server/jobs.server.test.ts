import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLOCK, isRunning, startBuilt, superuserOf, until, type BuiltServer } from './built-server.ts'
import { writeLittleCounty } from './little-county.ts'

let server: BuiltServer
let sql: Sql
beforeAll(async () => {
  server = await startBuilt({ name: 'jobs' })
  sql = superuserOf(server)
  await writeLittleCounty(sql)
})
afterAll(async () => {
  await sql?.end({ timeout: 1 })
  await server?.stop()
  if (server) fs.rmSync(server.dataDir, { recursive: true, force: true })
})

const jobProcess = () =>
  fs
    .readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .find((child) => child > 0 && fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('jobs.js'))

/** The job process that runs now; its predecessor is gone. */
async function nextJobProcess(before?: number): Promise<number> {
  let found: number | undefined
  await until(() => (found = jobProcess()) !== undefined && found !== before, 'a job process runs')
  return found!
}

const sealedRows = async () =>
  (await sql<{ n: number }[]>`select coalesce(sum(count), 0)::int as n from audit_seals`)[0]!.n
const writtenRows = async () =>
  (await sql<{ n: number }[]>`select count(*)::int as n from audit_events`)[0]!.n

/** The command of package.json, beside the running app. */
function command(name: string, ...args: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      NODE_ENV: 'production' as const,
      DATA_DIR: server.dataDir,
      CLOCK,
      VITEST: '',
    }
    Object.assign(env, {
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
      DATABASE_SOCKET_DIR: '',
      DATABASE_NAME: '',
    })
    const child = execFile(process.execPath, [`build/server/${name}.js`, ...args], { env }, (_, out, err) =>
      resolve({ status: child.exitCode ?? -1, said: `${out}${err}` }),
    )
  })
}

test('kill -9 in the middle of a seal: nothing is half sealed, and the next process goes on by itself', async () => {
  const [county] = await sql<{ id: string }[]>`select id from counties limit 1`
  const holding = await sql.reserve()
  await holding`begin`
  await holding`lock table audit_seal_members in share mode`
  for (let row = 0; row < 5; row++)
    await sql`insert into audit_events (id, county_id, actor_role, act, subject_kind, detail)
      values (${uuidv7()}, ${county!.id}, 'system:import', 'hours.imported', 'county', '{}')`
  const first = await nextJobProcess()
  process.kill(first, 'SIGKILL')
  // The next one begins with a round of its jobs, writes the seal and then waits for the lock.
  const second = await nextJobProcess(first)
  await until(async () => {
    const [waits] = await sql<{ n: number }[]>`select count(*)::int as n from pg_locks
      where not granted and relation = 'audit_seal_members'::regclass`
    return waits!.n > 0
  }, 'the seal waits for its places')
  process.kill(second, 'SIGKILL')
  await until(() => !isRunning(second), 'it is gone')
  await holding`commit`
  holding.release()
  await until(async () => (await sealedRows()) === (await writtenRows()), 'everything is sealed')
  expect(await sealedRows()).toBeGreaterThanOrEqual(5)
  const [twice] = await sql<{ n: number }[]>`select count(*)::int as n from audit_seal_members`
  expect(twice!.n).toBe(await sealedRows())
})

test('the commands say in a sentence and a status what they found', async () => {
  await until(async () => (await sealedRows()) > 0, 'something is sealed')
  const file = path.join(server.dataDir, 'anchor.json')
  expect(await command('audit-anchor', '--out', file)).toMatchObject({ status: 0 })
  const again = await command('audit-anchor', '--out', file)
  expect(again.status).toBe(1)
  expect(again.said).toContain('is there already')
  const intact = await command('audit-verify', '--anchor', file)
  expect(intact.said).toContain('Intact')
  expect(intact.status).toBe(0)
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update audit_events set act = 'hours.entry-reversed' where id = (select id from audit_events order by id limit 1)`
  })
  const edited = await command('audit-verify')
  expect(edited.said).toContain('Edited: row 1 of batch 1')
  expect(edited.status).toBe(10)
  const wrong = await command('audit-verify', '--anchor', path.join(server.dataDir, 'nowhere.json'))
  expect(wrong).toMatchObject({ status: 1 })
  expect(wrong.said).not.toContain(' at ')
})
