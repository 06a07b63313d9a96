import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginDraft, openDraft } from '#app/domains/counselling/draft.server.ts'
import { readNote } from '#app/domains/counselling/reading.server.ts'
import { seal } from '#db/sealing/cipher.ts'
import { parseKeyRing, useKeyRing } from '#db/sealing/key-ring.ts'
import { neededKeys, resealAll } from '#db/sealing/reseal.server.ts'
import {
  addCounsellingCounty,
  addLearner,
  caseOf,
  draftOf,
  RING,
  signed,
  type CounsellingCounty,
} from './support/counselling-setup.ts'
import { done } from './support/lecture-setup.ts'
import { database } from './support/this-database.ts'

const sql = database.ownerSql
const entry = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`
const BOTH = `*t2:${Buffer.alloc(32, 9).toString('base64')},${entry('t1', 7)}`
const MANY = 1_000
let world: CounsellingCounty
let sessionId: string
let draftId: string

beforeAll(async () => {
  world = await addCounsellingCounty(sql)
  const { actor } = world.counsellor
  const one = await addLearner(sql, world.county)
  const caseId = await caseOf(one, actor)
  sessionId = await signed(actor, caseId)
  draftId = done(await beginDraft(actor, caseId, draftOf({ brought: '还没写完' }))).draftId
  // A thousand amendments of the one note, as the app would have sealed them.
  const rows = Array.from({ length: MANY }, (_, index) => {
    const id = uuidv7()
    const version = index + 2
    const place = { countyId: world.county.countyId, recordId: id, version }
    return { id, version, ...seal(`补充 ${version}`, place, RING.active) }
  })
  const of = {
    county_id: world.county.countyId,
    person_id: one.personId,
    case_id: caseId,
    session_id: sessionId,
  }
  const by = { author_id: actor.accountId, author_role: 'counsellor' }
  await sql`insert into counselling_records ${sql(
    rows.map(({ id, version, nonce, sealed }) => ({ id, ...of, ...by, position: version, nonce, sealed })),
  )}`
  await sql`insert into counselling_record_keys ${sql(
    rows.map(({ id, keyId, keyNonce, wrappedKey }) => ({
      ...{ id, county_id: world.county.countyId, key_id: keyId, nonce: keyNonce, wrapped: wrappedKey },
      sealed_by: actor.accountId,
    })),
  )}`
})
afterAll(() => useKeyRing(undefined))

const under = async () => Object.fromEntries((await neededKeys(sql)).map(({ keyId, rows }) => [keyId, rows]))
const bodies = async () => {
  const rows = await sql<{ id: string; whole: string }[]>`
    select id, encode(nonce || sealed, 'hex') as whole from counselling_records order by id`
  return rows.map(({ id, whole }) => `${id} ${whole}`)
}

/** Rotates in a process of its own; killed when it has said `batch` that often. */
async function rotate(killAfter: number | null): Promise<string> {
  const script = path.resolve(import.meta.dirname, 'support/rotate-child.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      ...process.env,
      ...{
        SEALING_KEYS: BOTH,
        DATABASE_SOCKET_DIR: database.socketDir,
        DATABASE_NAME: database.name,
        VITEST: '',
      },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += String(part)
    if (killAfter !== null && said.split('batch').length > killAfter) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return said
}

test('a thousand records, killed in the middle, resumed, and every one opens', async () => {
  expect(await under()).toEqual({ t1: MANY + 2 })
  const before = await bodies()

  expect(await rotate(4)).not.toContain('done')
  const half = await under()
  expect(half.t2).toBeGreaterThanOrEqual(100)
  expect(half.t1).toBeGreaterThan(0)
  expect(half.t1! + half.t2!).toBe(MANY + 2)

  // In the middle both keys are needed, and everything opens with both.
  useKeyRing(parseKeyRing(BOTH, 'the tests'))
  const { parts } = done(await readNote(world.counsellor.actor, sessionId))
  expect(parts.filter((part) => 'refused' in part)).toEqual([])
  expect(parts).toHaveLength(MANY + 1)

  expect(await rotate(null)).toContain(`done ${half.t1}`)
  expect(await under()).toEqual({ t2: MANY + 2 })
  // Not one body was touched: they are append-only, and the rotation never opens them.
  expect(await bodies()).toEqual(before)

  // The earlier key can go.
  useKeyRing(parseKeyRing(BOTH.split(',')[0]!, 'the tests'))
  const again = done(await readNote(world.counsellor.actor, sessionId))
  expect(again.parts.filter((part) => 'refused' in part)).toEqual([])
  expect(
    again.parts.map((part) => ('amendment' in part ? part.amendment.reveal() : 'note')).slice(0, 3),
  ).toEqual([...['note', '补充 2', '补充 3']])
  expect(done(await openDraft(world.counsellor.actor, draftId)).form.reveal().brought).toBe('还没写完')
  expect(await resealAll(sql, parseKeyRing(BOTH, 'the tests'))).toEqual({
    resealed: 0,
    wrong: [],
    stopped: false,
  })
})

test('one that does not open is named and left, the others go on; two rotations at once do no harm', async () => {
  const ring = parseKeyRing(
    `*t3:${Buffer.alloc(32, 3).toString('base64')},${BOTH.replace('*', '')}`,
    'the tests',
  )
  const [bent] = await sql<{ id: string }[]>`
    update counselling_record_keys set wrapped = set_byte(wrapped, 0, get_byte(wrapped, 0) # 1)
    where id = (select id from counselling_record_keys order by id offset 500 limit 1) returning id`
  const both = await Promise.all([
    resealAll(sql, ring, { batch: 64 }),
    resealAll(database.root, ring, { batch: 64 }),
  ])
  expect(both[0].resealed + both[1].resealed).toBe(MANY + 1)
  expect(new Set(both.flatMap(({ wrong }) => wrong.map(({ id }) => id)))).toEqual(new Set([bent!.id]))
  expect(
    both.flatMap(({ wrong }) => wrong.map(({ refused }) => refused)).every((why) => why === 'damaged'),
  ).toBe(true)
  expect(await under()).toEqual({ t2: 1, t3: MANY + 1 })
  const lacking = { ...ring, find: (id: string) => (id === 't3' ? ring.find(id) : undefined) }
  expect((await resealAll(sql, lacking)).wrong).toEqual([{ id: bent!.id, refused: 'unknown-key' }])
})
