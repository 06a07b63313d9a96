import fs from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { post } from './ask.ts'
import {
  databaseOf,
  isReady,
  isRunning,
  spawnBuilt,
  startBuilt,
  superuserOf,
  temporaryDataDir,
  until,
  type BuiltServer,
} from './built-server.ts'
import { writeLittleCounty, writeStudying } from './little-county.ts'

const made: BuiltServer[] = []
afterEach(async () => {
  for (const server of made.splice(0)) {
    if (isRunning(server.pid)) await server.stop()
    fs.rmSync(server.dataDir, { recursive: true, force: true })
  }
})

test('two starts at once on one fresh directory: one serves, the other says where', async () => {
  const dataDir = temporaryDataDir('two')
  const both = await Promise.all([
    spawnBuilt({ name: 'two-a', dataDir }),
    spawnBuilt({ name: 'two-b', dataDir }),
  ])
  made.push(...both)
  const over = both.map(() => false)
  both.forEach(({ exited }, index) => void exited.then(() => (over[index] = true)))
  await until(async () => (await Promise.all(both.map(isReady))).includes(true), 'one serves', 60_000)
  await until(() => over.includes(true), 'the other has ended')
  expect(over).toEqual(expect.arrayContaining([true, false]))
  const [loser, winner] = over[0] ? both : [both[1], both[0]]
  expect((await loser.exited).code).toBe(1)
  expect(fs.readFileSync(loser.logFile, 'utf8')).toContain(`already running at ${winner.url}`)

  // What the winner made is whole: it is written to, and comes back with the next start.
  const sql = superuserOf(winner)
  await writeLittleCounty(sql)
  const migrations =
    await sql`select count(*)::int as applied, count(distinct hash)::int as different from drizzle.__drizzle_migrations`
  expect(migrations[0]!.applied).toBe(migrations[0]!.different)
  await sql.end()
  expect(await winner.stop()).toEqual({ code: 0, signal: null })
  const again = await startBuilt({ name: 'two-a', dataDir })
  made.push(again)
  const later = superuserOf(again)
  expect(await later`select code from counties`).toHaveLength(1)
  await later.end()
})

test('SIGTERM lets a slow request finish, ends with 0 and leaves no database behind', async () => {
  const server = await startBuilt({ name: 'sigterm' })
  made.push(server)
  const database = databaseOf(server)!
  const sql = superuserOf(server)
  await writeLittleCounty(sql)
  const [somebody] = await writeStudying(sql, 1)
  const holding = await sql.reserve()
  await holding`begin`
  await holding`select 1 from unit_studies where id = ${somebody!.studyId} for update`
  const { path, answer, cookie, done } = somebody!
  const slow = post(server.url, path, { answer }, { cookie })
  await until(async () => {
    const [waits] = await sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`
    return waits!.n > 0
  }, 'the request waits for the row')

  const stopped = server.stop()
  await until(() => fs.readFileSync(server.logFile, 'utf8').includes('Stopping'), 'it has begun to stop')
  await until(
    () =>
      fetch(`${server.url}/health`).then(
        () => false,
        () => true,
      ),
    'nobody new is let in',
  )
  await holding`commit`
  holding.release()
  const answered = await slow
  expect([answered.status, answered.headers.location]).toEqual([303, done])
  await sql.end({ timeout: 1 })
  expect(await stopped).toEqual({ code: 0, signal: null })
  expect(isRunning(database.pid)).toBe(false)
  expect(databaseOf(server)).toBeUndefined()
  expect(fs.existsSync(`${database.socketDir}/.s.PGSQL.5432`)).toBe(false)
})
