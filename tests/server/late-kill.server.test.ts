import fs from 'node:fs'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './ask.ts'
import {
  CLOCK,
  databaseOf,
  isReady,
  startBuilt,
  superuserOf,
  until,
  type BuiltServer,
} from './built-server.ts'
import { writeLittleCounty, writeStudying, type Studying } from './little-county.ts'

/**
 * kill -9 while devices send what they kept without a network: every item that was acknowledged is in the database, exactly
 * once, and so are its minutes. Everything is sent twice at the same time, and again until it is acknowledged.
 */
const PEOPLE = 80
const CLIENTS = 4
const MINUTES = 8

let server: BuiltServer
beforeAll(async () => {
  server = await startBuilt({ name: 'late-kill' })
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

type Device = Studying & { items: Record<string, unknown>[] }

/** What each device kept: eight minutes of use, and the last answer. */
async function devices(): Promise<Device[]> {
  return withSuperuser(async (sql) => {
    const people = await writeStudying(sql, PEOPLE)
    const sessions = new Map(
      (await sql`select unit_study_id, id, nonce from study_sessions`).map((row) => [row.unit_study_id, row]),
    )
    return people.map((one) => {
      const { id, nonce } = sessions.get(one.studyId)!
      const lease = { session: id as string, nonce: nonce as string }
      const ago = (minutes: number) => Date.parse(CLOCK) - minutes * 60_000
      return {
        ...one,
        items: [
          { id: randomUUID(), kind: 'time', ...lease, spans: [[ago(30), ago(30 - MINUTES)]] },
          {
            ...{ id: randomUUID(), kind: 'check', ...lease, passage: Number(one.path.split('/').at(-1)) },
            ...{ typed: { answer: one.answer }, at: ago(20) },
          },
        ],
      }
    })
  })
}

async function deliver({ cookie, items }: Device): Promise<number> {
  const body = JSON.stringify({ sentAt: Date.parse(CLOCK), items })
  const once = () =>
    ask(server.url, {
      ...{ method: 'POST', path: '/my/late', body, patienceMs: 3_000 },
      headers: {
        ...{ cookie, origin: server.url, connection: 'close', 'content-type': 'application/json' },
        'content-length': String(Buffer.byteLength(body)),
      },
    }).catch(() => null) // cut off
  for (let tries = 1; tries < 1_000; tries++) {
    const answers = await Promise.all([once(), once()])
    for (const got of answers) if (got) expect([200, 503]).toContain(got.status)
    const taken = answers.find((got) => got?.status === 200)
    if (taken) {
      expect(JSON.parse(taken.text)).toMatchObject({
        answers: [
          { id: items[0]!.id, claimed: MINUTES * 60, counted: MINUTES * 60 },
          { id: items[1]!.id, right: true },
        ],
        studies: [{ finished: true, minutes: MINUTES }],
      })
      return tries
    }
    await pause(50)
  }
  throw new Error('never acknowledged')
}

async function deliverThrough(all: readonly Device[], strike: () => Promise<void>): Promise<void> {
  const waiting = [...all]
  let acknowledged = 0
  let again = 0
  let struck: Promise<void> | undefined
  const client = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      again += (await deliver(one)) - 1
      acknowledged++
      if (acknowledged === Math.floor(all.length / 3)) struck = strike()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  await struck
  console.log(`${acknowledged} acknowledged, ${again} tries were in vain`)
}

async function expectExactlyOnce(all: readonly Device[]): Promise<void> {
  await withSuperuser(async (sql) => {
    const rows = await sql`
      select p.id,
        (select count(*)::int from late_evidence l where l.person_id = p.id) as items,
        (select count(*)::int from check_answers c where c.person_id = p.id and c.passage = ${Number(all[0]!.path.split('/').at(-1))}) as answers,
        (select count(*)::int from hours_entries e where e.person_id = p.id) as entries,
        (select sum(minutes)::int from hours_entries e where e.person_id = p.id and late) as minutes,
        (select count(*)::int from audit_events a where a.person_id = p.id and a.act = 'learning.late-evidence-received') as told
      from supervised_persons p where p.id in ${sql(all.map(({ personId }) => personId))}`
    expect(rows).toHaveLength(all.length)
    const right = { items: 2, answers: 1, entries: 1, minutes: MINUTES, told: 1 }
    expect(
      rows.filter((row) => !Object.entries(right).every(([name, value]) => row[name] === value)),
    ).toEqual([])
  })
}

test('a worker', async () => {
  const all = await devices()
  const [victim] = server.workers()
  await deliverThrough(all, async () => {
    process.kill(victim!, 'SIGKILL')
    await until(() => server.workers().length === 2 && !server.workers().includes(victim!), 'it is replaced')
  })
  await expectExactlyOnce(all)
})

test('the database', async () => {
  const all = await devices()
  const before = databaseOf(server)!.pid
  await deliverThrough(all, async () => {
    process.kill(before, 'SIGKILL')
    await until(() => (databaseOf(server)?.pid ?? before) !== before, 'another one runs')
    await until(() => isReady(server), 'it answers')
  })
  await expectExactlyOnce(all)
})
