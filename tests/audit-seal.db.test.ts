import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Anchor } from '#app/domains/audit/anchor.schema.ts'
import { VERDICTS, type Verdict } from '#app/domains/audit/verdict.policy.ts'
import { leafOf, rootOf } from '#app/domains/audit/merkle.policy.ts'
import { bytesOfRow, NIL_ID, NO_PREVIOUS } from '#app/domains/audit/seal.policy.ts'
import { headerHash, hex, sealBatch, sealLog, sha256 } from '#app/server/seal-log.server.ts'
import { examineLog } from '#app/server/verify-log.server.ts'
import { insertSeal, lastSeal, rowsAfter, rowsUnderSeals } from '#db/audit-seals.server.ts'
import { refusalOf } from './support/scopes.ts'
import { database } from './support/this-database.ts'

const { root, ownerSql } = database
let county: { id: string; code: string }
let number = 0

/** Rows as an app's requests leave them, each with a transaction of its own. */
async function act(times = 1): Promise<string[]> {
  const ids: string[] = []
  for (let time = 0; time < times; time++) {
    const id = uuidv7()
    await ownerSql`insert into audit_events (id, county_id, actor_role, act, subject_kind, detail)
      values (${id}, ${county.id}, 'bureau', 'supervision.people-listed', 'county', ${ownerSql.json({ shown: time })})`
    ids.push(id)
  }
  return ids
}

/** What a superuser can do to the log when the triggers are off. */
async function tamper(...statements: string[]): Promise<void> {
  await root.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica`)
    for (const statement of statements) await tx.unsafe(statement)
  })
}

const examine = (anchor?: Anchor) => examineLog(ownerSql, county, anchor)
async function anchor(): Promise<Anchor> {
  const seal = (await lastSeal(ownerSql, county.id))!
  return {
    ...{ version: 'qicheng-audit-anchor/1', countyCode: county.code, countyId: county.id },
    ...{ sequence: seal.sequence, headerHash: seal.headerHash, sealedAt: seal.sealedAt },
    count: await rowsUnderSeals(ownerSql, county.id),
  }
}

beforeEach(async () => {
  // A county of its own, and the only one: a test's tampering is nobody else's.
  await tamper('delete from audit_seal_members', 'delete from audit_seals', 'delete from audit_events')
  await root`delete from counties`
  county = { id: uuidv7(), code: `seal-${++number}` }
  await ownerSql`insert into counties (id, code, name_zh, name_en, procuratorate_zh, procuratorate_en, procuratorate_phone)
    values (${county.id}, ${county.code}, '县', 'County', '检察院', 'Procuratorate', '12309')`
})

describe('sealing', () => {
  test('takes every row once, in batches chained to each other', async () => {
    const ids = await act(7)
    expect(await sealLog(ownerSql, { limit: 3 })).toEqual({ rows: 7, seals: 3 })
    expect(await sealLog(ownerSql, { limit: 3 })).toEqual({ rows: 0, seals: 0 })
    const members = await root<{ id: string; sequence: number; position: number }[]>`
      select m.id, s.sequence, m.position from audit_seal_members m join audit_seals s on s.id = m.seal_id
      order by s.sequence, m.position`
    expect(members.map(({ id }) => id)).toEqual(ids)
    expect(members.map(({ sequence, position }) => `${sequence}.${position}`)).toEqual(
      ['1.0', '1.1', '1.2', '2.0', '2.1', '2.2', '3.0'], // prettier-ignore
    )
    const found = await examine()
    expect(found).toMatchObject({ verdict: 'intact', rows: 7, seals: 3, tail: { rows: 0, since: null } })
  })

  test('of one big transaction goes on where the batch before ended', async () => {
    const rows = Array.from({ length: 25 }, () => ({
      ...{ id: uuidv7(), county_id: county.id, actor_role: 'system:import', act: 'hours.imported' },
      ...{ subject_kind: 'county', detail: ownerSql.json({}) },
    }))
    await ownerSql`insert into audit_events ${ownerSql(rows)}`
    expect(await sealLog(ownerSql, { limit: 10 })).toEqual({ rows: 25, seals: 3 })
    expect((await examine()).verdict).toBe('intact')
  })

  test('leaves nothing between two batches when a writer commits late', async () => {
    const late = uuidv7()
    const writer = await ownerSql.reserve()
    await writer`begin`
    await writer`insert into audit_events (id, county_id, actor_role, act, subject_kind, detail)
      values (${late}, ${county.id}, 'bureau', 'supervision.people-listed', 'county', '{}')`
    const early = await act(2) // later to begin, earlier to commit
    expect((await sealLog(ownerSql)).rows).toBe(0)
    expect((await examine()).tail.rows).toBe(2)
    await writer`commit`
    writer.release()
    expect((await sealLog(ownerSql)).rows).toBe(3)
    const [{ n }] = await root<[{ n: number }]>`select count(*)::int as n from audit_seal_members
      where id in ${root([late, ...early])}`
    expect(n).toBe(3)
    expect((await examine()).verdict).toBe('intact')
  })

  test('keeps no writer waiting: rows are written while a seal’s transaction stays open', async () => {
    await act(3)
    let finish = () => {}
    const held = new Promise<void>((resolve) => (finish = resolve))
    let sealed = () => {}
    const inserted = new Promise<void>((resolve) => (sealed = resolve))
    // The seal's own transaction, kept open after everything it does.
    const slow = postgres({
      host: database.socketDir,
      username: 'qicheng_owner',
      database: database.name,
      max: 1,
    })
    const holding = new Proxy(slow, {
      get: (target, key) =>
        key === 'begin'
          ? (work: (tx: unknown) => Promise<unknown>) =>
              slow.begin(async (tx) => {
                const result = await work(tx)
                sealed()
                await held
                return result
              })
          : (Reflect.get(target, key) as unknown),
    })
    const running = sealBatch(holding, county.id)
    await inserted
    const started = performance.now()
    await act(20)
    expect(performance.now() - started).toBeLessThan(2_000)
    const [locks] = await root<{ n: number }[]>`select count(*)::int as n from pg_locks where not granted`
    expect(locks!.n).toBe(0)
    finish()
    expect(await running).toBe(3)
    await slow.end()
    expect((await sealLog(ownerSql)).rows).toBe(20)
  })

  test('by two machines at once seals every row once', async () => {
    await act(30)
    const machines = [1, 2, 3].map(() =>
      postgres({ host: database.socketDir, username: 'qicheng_owner', database: database.name, max: 1 }),
    )
    await Promise.all(machines.map((machine) => sealLog(machine, { limit: 4 })))
    await sealLog(ownerSql, { limit: 4 })
    await Promise.all(machines.map((machine) => machine.end()))
    const found = await examine()
    expect(found).toMatchObject({ verdict: 'intact', rows: 30, tail: { rows: 0 } })
  })

  test('cut off in the middle has sealed nothing, and the next one goes on', async () => {
    await act(5)
    const machine = postgres({
      host: database.socketDir,
      username: 'qicheng_owner',
      database: database.name,
      max: 1,
    })
    const [{ pid }] = await machine<[{ pid: number }]>`select pg_backend_pid() as pid`
    // Its places cannot be written before this lock is gone: it has written the seal by then.
    const blocker = await root.reserve()
    await blocker`begin`
    await blocker`lock table audit_seal_members in share mode`
    const cut = sealLog(machine)
    cut.catch(() => {})
    for (let waits = false; !waits;) {
      const [row] = await root<
        { waits: boolean }[]
      >`select exists (select 1 from pg_locks where pid = ${pid} and not granted) as waits`
      waits = row!.waits
    }
    await root`select pg_cancel_backend(${pid})`
    await expect(cut).rejects.toThrow()
    await blocker`rollback`
    blocker.release()
    await machine.end()
    expect(await lastSeal(ownerSql, county.id)).toBeNull()
    expect(await sealLog(ownerSql)).toEqual({ rows: 5, seals: 1 })
    expect((await examine()).verdict).toBe('intact')
  })

  test('goes on in a copy whose transaction numbers have begun anew', async () => {
    // What another server wrote and sealed: its numbers are far above the ones given here.
    const far = async (count: number) => {
      const ids = await act(count)
      await tamper(
        `update audit_events set written_in = (9000000 + written_in::text::int)::text::xid8 where id in ('${ids.join("', '")}')`,
      )
    }
    await far(4)
    await root.begin(async (tx) => {
      const place = { afterXid: '0', afterId: NIL_ID, sweep: false }
      const rows = await rowsAfter(tx, county.id, place, '99000000', 10)
      const leaves = rows.map((row) => leafOf(sha256, bytesOfRow(row)))
      const final = rows.at(-1)!
      const header = {
        ...{ countyId: county.id, sequence: 1, era: 1, horizonXid: final.writtenIn, horizonId: final.id },
        ...{ firstId: rows[0]!.id, lastId: final.id, count: 4, treeRoot: hex(rootOf(sha256, leaves)) },
        ...{ previousHash: NO_PREVIOUS, sealedAt: '2026-07-22T02:00:00.000Z' },
      }
      await insertSeal(
        tx,
        { id: uuidv7(), ...header, headerHash: headerHash(header) },
        rows.map(({ id }, at) => ({ id, leaf: hex(leaves[at]!) })),
      )
    })
    await far(3) // not sealed yet when the copy was made
    await act(2) // written here
    expect((await lastSeal(ownerSql, county.id))!.era).toBe(1)
    // In two goes: the first does not reach the end of what must be looked for.
    expect(await sealLog(ownerSql, { limit: 3 })).toEqual({ rows: 5, seals: 2 })
    await act(4)
    expect(await sealLog(ownerSql, { limit: 3 })).toEqual({ rows: 4, seals: 2 })
    expect((await lastSeal(ownerSql, county.id))!.era).toBe(2)
    expect(await examine()).toMatchObject({ verdict: 'intact', rows: 13, seals: 5, tail: { rows: 0 } })
  })
})

describe('the wall', () => {
  test('nobody but the owner writes a seal, and nobody changes one', async () => {
    await act(1)
    await sealLog(ownerSql)
    const app = postgres({
      host: database.socketDir,
      username: 'qicheng_app',
      database: database.name,
      max: 1,
    })
    for (const table of ['audit_seals', 'audit_seal_members']) {
      expect(await refusalOf(app.unsafe(`insert into ${table} select * from ${table}`))).toBe('42501')
      expect(await app.unsafe(`select * from ${table}`)).toHaveLength(0)
      expect(await refusalOf(ownerSql.unsafe(`delete from ${table}`))).toBe('42501')
      expect(await refusalOf(ownerSql.unsafe(`update ${table} set county_id = county_id`))).toBe('42501')
      expect(await refusalOf(ownerSql.unsafe(`truncate ${table} cascade`))).toBe('42501')
    }
    const account = uuidv7()
    const claimed = app.begin(async (tx) => {
      await tx`select set_config('app.role', 'bureau', true), set_config('app.account', ${account}, true), set_config('app.county', ${county.id}, true)`
      await tx`insert into audit_events (id, county_id, actor_account_id, actor_role, act, subject_kind, detail, written_in)
        values (${uuidv7()}, ${county.id}, ${account}, 'bureau', 'identity.signed-in', 'account', '{}', '1')`
    })
    expect(await refusalOf(claimed)).toBe('42501')
    await app.end()
  })
})

describe('verifying tells apart', () => {
  const BATCH = 4
  let ids: string[]
  let kept: Anchor
  beforeEach(async () => {
    ids = await act(10)
    await sealLog(ownerSql, { limit: BATCH })
    kept = await anchor()
  })
  const cutFrom = (sequence: number) => [
    `delete from audit_events e using audit_seal_members m, audit_seals s where m.id = e.id and s.id = m.seal_id and s.sequence >= ${sequence}`,
    `delete from audit_seal_members m using audit_seals s where s.id = m.seal_id and s.sequence >= ${sequence}`,
    `delete from audit_seals where sequence >= ${sequence}`,
  ]

  test('an intact log, also against its anchor, with what still waits', async () => {
    await act(3)
    const found = await examine(kept)
    expect(found).toMatchObject({ verdict: 'intact', findings: [], rows: 10, seals: 3, tail: { rows: 3 } })
    expect(found.tail.since).not.toBeNull()
  })

  test.each(
    ['at = at + interval \'1 ms\'', "act = 'identity.signed-in'", "actor_role = 'office'", "detail = '{\"shown\": 99}'"].concat([
      'actor_account_id = gen_random_uuid()', 'actor_office_id = gen_random_uuid()', "subject_kind = 'person'", "subject_id = ''", 'person_id = gen_random_uuid()',
    ]), // prettier-ignore
  )('a row edited: %s', async (change) => {
    await tamper(`update audit_events set ${change} where id = '${ids[5]}'`)
    const found = await examine(kept)
    expect(found.verdict).toBe('edited')
    expect(found.findings).toEqual([{ verdict: 'edited', what: 'row', batch: 2, row: 2, id: ids[5] }])
  })

  test('a number edited beyond what a double can hold', async () => {
    await tamper(`update audit_events set detail = '{"shown": 12345678901234567890}' where id = '${ids[9]}'`)
    await tamper('delete from audit_seal_members', 'delete from audit_seals')
    await sealLog(ownerSql)
    await tamper(`update audit_events set detail = '{"shown": 12345678901234567891}' where id = '${ids[9]}'`)
    expect((await examine()).verdict).toBe('edited')
  })

  test('a row and its place edited together', async () => {
    await tamper(
      `update audit_seal_members set leaf = sha256('x') where id = '${ids[5]}'`,
      `delete from audit_events where id = '${ids[5]}'`,
      `update audit_seal_members set leaf = (select leaf from audit_seal_members where id = '${ids[4]}') where id = '${ids[6]}'`,
    )
    const found = await examine()
    expect(found.verdict).toBe('edited')
    expect(found.findings.map(({ verdict }) => verdict).sort()).toEqual(['deleted', 'edited'])
  })

  test('a seal edited', async () => {
    await tamper(`update audit_seals set sealed_at = sealed_at + interval '1 day' where sequence = 2`)
    expect((await examine()).findings).toEqual([{ verdict: 'edited', what: 'seal', batch: 2 }])
  })

  test('a row deleted', async () => {
    await tamper(`delete from audit_events where id = '${ids[5]}'`)
    const found = await examine(kept)
    expect(found.verdict).toBe('deleted')
    expect(found.findings).toEqual([{ verdict: 'deleted', what: 'row', batch: 2, row: 2, id: ids[5] }])
  })

  test('a seal deleted', async () => {
    await tamper(...cutFrom(2).map((cut) => cut.replace('>= 2', '= 2')))
    const found = await examine()
    expect(found.verdict).toBe('deleted')
    expect(found.findings).toContainEqual({ verdict: 'deleted', what: 'seal', batch: 2 })
  })

  test('a row inserted that claims a sealed place', async () => {
    const forged = uuidv7()
    await tamper(`insert into audit_events (id, county_id, actor_role, act, subject_kind, detail, written_in)
      select '${forged}', county_id, actor_role, act, subject_kind, detail, written_in from audit_events where id = '${ids[2]}'`)
    // The next sealing does not take it for one of its own either.
    await act(1)
    await sealLog(ownerSql)
    const found = await examine(kept)
    expect(found.verdict).toBe('inserted')
    expect(found.findings).toEqual([{ verdict: 'inserted', what: 'row', id: forged }])
  })

  test('the end cut off: rows alone', async () => {
    await tamper(`delete from audit_events where id in ('${ids[7]}', '${ids[8]}', '${ids[9]}')`)
    const found = await examine()
    expect(found.verdict).toBe('truncated')
    expect(found.findings).toEqual([{ verdict: 'truncated', what: 'rows', batch: 2, row: 4, count: 3 }])
  })

  test('the end cut off: seals alone', async () => {
    await tamper(`delete from audit_seals where sequence = 3`)
    expect((await examine()).verdict).toBe('truncated')
  })

  test('everything cut off but the seals', async () => {
    await tamper('truncate audit_events')
    expect((await examine()).findings).toEqual([
      { verdict: 'truncated', what: 'rows', batch: 1, row: 1, count: 10 },
    ])
  })

  test('the end cut off, rows and seals together: by the anchor alone', async () => {
    await tamper(...cutFrom(3))
    expect((await examine()).verdict).toBe('intact')
    const found = await examine(kept)
    expect(found.verdict).toBe('truncated')
    expect(found.findings).toEqual([{ verdict: 'truncated', what: 'anchor', batch: 3, sealed: 2 }])
  })

  test('the whole log written anew with seals that agree: by the anchor alone', async () => {
    await tamper(
      `update audit_events set actor_role = 'office' where id = '${ids[0]}'`,
      'delete from audit_seal_members',
      'delete from audit_seals',
    )
    await sealLog(ownerSql, { limit: BATCH })
    expect((await examine()).verdict).toBe('intact')
    const found = await examine(kept)
    expect(found.verdict).toBe('rewritten')
    expect(found.findings).toEqual([{ verdict: 'rewritten', batch: 3 }])
  })

  test.each([
    ['county', { countyCode: 'elsewhere' }],
    ['instance', {}],
  ] as const)('an anchor of another %s', async (what, other) => {
    const found = await examine({ ...kept, ...other, countyId: uuidv7() })
    expect(found.findings).toEqual([{ verdict: 'foreign-anchor', what }])
  })

  test('each by a code of its own', () => {
    const codes = Object.values(VERDICTS)
    expect(new Set(codes).size).toBe(codes.length)
    expect(Object.keys(VERDICTS) satisfies string[] as Verdict[]).toHaveLength(7)
  })
})
