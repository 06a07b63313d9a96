import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from './ask.ts'
import { databaseOf, isReady, startBuilt, superuserOf, until, type BuiltServer } from './built-server.ts'
import { writeLittleCounty, writeStudying, type Studying } from './little-county.ts'

/**
 * kill -9 while people finish units: every minute a client was told of is in the ledger, exactly once. Each answer is
 * sent twice at the same time, as a doubled tap does, and again until one is acknowledged; somebody who was acknowledged
 * before the kill does not come back, so what the kill loses stays lost.
 */
const PEOPLE = 160
const CLIENTS = 4
/** A connection handed to a worker in the moment it dies is answered by nobody: the person tries again. */
const GIVES_UP_MS = 3_000

let server: BuiltServer
beforeAll(async () => {
  server = await startBuilt({ name: 'kill' })
  await withSuperuser(writeLittleCounty)
})
afterAll(async () => {
  await server?.stop()
  if (server) fs.rmSync(server.dataDir, { recursive: true, force: true })
})

async function withSuperuser<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = superuserOf(server)
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Sends the last answer until the server has said that the unit is finished; answers how often it had to. */
async function finish({ path, answer, cookie, done }: Studying): Promise<number> {
  for (let tries = 1; tries < 1_000; tries++) {
    const once = () =>
      post(server.url, path, { answer }, { cookie, connection: 'close' }, GIVES_UP_MS).catch(() => null) // cut off
    const answers = await Promise.all([once(), once()])
    for (const got of answers) {
      if (got) expect([303, 503]).toContain(got.status)
      if (got?.status === 303) expect(got.headers.location).toBe(done)
    }
    if (answers.some((got) => got?.status === 303)) return tries
    await pause(50)
  }
  throw new Error('never acknowledged')
}

/** Has everybody finish, some at a time, and strikes when a third of them have been acknowledged. */
async function studyThrough(people: readonly Studying[], strike: () => Promise<void>): Promise<void> {
  const waiting = [...people]
  let acknowledged = 0
  let again = 0
  let struck: Promise<void> | undefined
  const client = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      again += (await finish(one)) - 1
      acknowledged++
      if (acknowledged === Math.floor(people.length / 3)) struck = strike()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  await struck
  expect(acknowledged).toBe(people.length)
  console.log(`${people.length} acknowledged, ${again} tries were in vain`)
}

async function expectExactlyOnce(people: readonly Studying[]): Promise<void> {
  await withSuperuser(async (sql) => {
    const rows = await sql`
      select u.id, u.credited_minutes, u.finished_at is not null as finished,
        (select count(*)::int from hours_entries e where e.person_id = u.person_id) as entries,
        (select sum(minutes)::int from hours_entries e where e.person_id = u.person_id and e.source_id = u.id::text) as minutes,
        (select count(*)::int from audit_events a where a.person_id = u.person_id and a.act = 'learning.unit-finished') as told
      from unit_studies u where u.person_id in ${sql(people.map(({ personId }) => personId))}`
    expect(rows).toHaveLength(people.length)
    const { minutes } = people[0]!
    const right = { finished: true, credited_minutes: minutes, entries: 1, minutes, told: 1 }
    expect(
      rows.filter((row) => !Object.entries(right).every(([name, value]) => row[name] === value)),
    ).toEqual([])
  })
}

test('a worker', async () => {
  const people = await withSuperuser((sql) => writeStudying(sql, PEOPLE))
  const [victim, other] = server.workers()
  await studyThrough(people, async () => {
    process.kill(victim!, 'SIGKILL')
    await until(() => server.workers().length === 2 && !server.workers().includes(victim!), 'it is replaced')
  })
  expect(server.workers()).toContain(other)
  await expectExactlyOnce(people)
})

test('the database', async () => {
  const people = await withSuperuser((sql) => writeStudying(sql, PEOPLE))
  const before = databaseOf(server)!.pid
  const workers = server.workers()
  await studyThrough(people, async () => {
    const began = Date.now()
    process.kill(before, 'SIGKILL')
    await until(() => (databaseOf(server)?.pid ?? before) !== before, 'another one runs')
    await until(() => isReady(server), 'it answers')
    console.log(`the database was back after ${Date.now() - began} ms`)
  })
  expect(server.workers()).toEqual(workers)
  await expectExactlyOnce(people)
})

test('the whole app, started again by hand', async () => {
  const people = await withSuperuser((sql) => writeStudying(sql, PEOPLE))
  const database = databaseOf(server)!.pid
  await studyThrough(people, async () => {
    const { port, dataDir } = server
    await server.kill()
    const began = Date.now()
    server = await startBuilt({ name: 'kill', port, dataDir })
    console.log(`the second start took ${Date.now() - began} ms`)
  })
  expect(databaseOf(server)!.pid).toBe(database) // adopted
  await expectExactlyOnce(people)
})

test('everything at once, as when the power goes', async () => {
  const people = await withSuperuser((sql) => writeStudying(sql, PEOPLE))
  await studyThrough(people, async () => {
    const { port, dataDir } = server
    process.kill(databaseOf(server)!.pid, 'SIGKILL')
    await server.kill()
    const began = Date.now()
    server = await startBuilt({ name: 'kill', port, dataDir })
    console.log(`the start after a power cut took ${Date.now() - began} ms`)
  })
  await expectExactlyOnce(people)
})
