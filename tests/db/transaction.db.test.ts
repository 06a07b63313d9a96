import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { atTheDoor, databaseAnswers, db, inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import { DatabaseUnavailable } from '#db/outage.ts'
import { accounts, rateLimits } from '#db/schema/identity.ts'
import { refusalOf } from '#tests/support/scopes.ts'
import { database } from '#tests/support/this-database.ts'

// Two connections: enough for two transactions to meet, few enough that one kept back would be missed.
vi.hoisted(() => {
  process.env.POOL = '2'
})

const scope: Scope = {
  role: 'bureau',
  accountId: null,
  countyId: '0190aaaa-0000-7000-8000-000000000001',
  officeId: null,
  personId: null,
}
const who = sql<string>`app_role()`
const keys = async () =>
  (await database.root<{ key: string }[]>`select key from rate_limits order by key`).map(({ key }) => key)
const add = (tx: Tx, key: string) => tx.insert(rateLimits).values({ key, points: 1 })

beforeEach(async () => {
  await database.root`delete from rate_limits`
})

describe('order', () => {
  test('the settings of the actor are there for the first query already, and gone after the transaction', async () => {
    const rows = await inActorTransaction(scope, (tx) =>
      tx.execute<{ role: string; county: string }>(
        sql`select app_role() as role, app_county()::text as county`,
      ),
    )
    expect([...rows]).toEqual([{ role: 'bureau', county: scope.countyId }])
    const [left] = await atTheDoor<{ role: string | null }>('select app_role() as role', [])
    expect(left!.role).toBeNull()
  })

  test('reads sent in one flight all run inside, before the commit', async () => {
    const seen = await inActorTransaction(scope, (tx) =>
      Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          tx
            .execute<{ role: string; began: string; sleep: string }>(
              sql`select app_role() as role, transaction_timestamp()::text as began, pg_sleep(${index === 0 ? 0.05 : 0})::text as sleep`,
            )
            .then(([row]) => row!),
        ),
      ),
    )
    expect(seen.map(({ role }) => role)).toEqual(Array<string>(8).fill('bureau'))
    expect(new Set(seen.map(({ began }) => began)).size).toBe(1)
  })

  test('a lazy query handed back without await runs inside', async () => {
    const rows = await inActorTransaction(scope, (tx) =>
      tx.select({ role: who }).from(sql`(select 1) as one`),
    )
    expect(rows).toEqual([{ role: 'bureau' }])
    await inActorTransaction(scope, (tx) => add(tx, 'lazy'))
    expect(await keys()).toEqual(['lazy'])
  })

  test('a query outside a transaction is refused', async () => {
    await expect((async () => db.select().from(accounts))()).rejects.toThrow()
  })

  test('one inside another is refused, and the outer one undone', async () => {
    const nested = inActorTransaction(scope, async (tx) => {
      await add(tx, 'outer')
      await inActorTransaction(scope, (inner) => add(inner, 'inner'))
    })
    await expect(nested).rejects.toThrow('inside a transaction')
    expect(await keys()).toEqual([])
  })

  test('a statement at the door takes part in the transaction it is sent in', async () => {
    const undone = inActorTransaction(scope, async () => {
      await atTheDoor('insert into rate_limits (key, points) values ($1, 1)', ['door'])
      throw new Error('changed its mind')
    })
    await expect(undone).rejects.toThrow('changed its mind')
    expect(await keys()).toEqual([])
  })
})

describe('errors', () => {
  test('leave nothing behind, and the connection fit for the next', async () => {
    for (const failing of [
      async (tx: Tx) => {
        await add(tx, 'a')
        throw new Error('changed its mind')
      },
      async (tx: Tx) => {
        await add(tx, 'b')
        await tx.execute(sql`select 1 / 0`)
      },
      async (tx: Tx) => {
        await Promise.all([add(tx, 'c'), tx.execute(sql`select 1 / 0`), add(tx, 'd')])
      },
    ]) {
      await expect(inActorTransaction(scope, failing)).rejects.toThrow()
    }
    expect(await keys()).toEqual([])
    await inActorTransaction(scope, (tx) => add(tx, 'next'))
    expect(await keys()).toEqual(['next'])
    const [open] = await database.root<{ count: number }[]>`select count(*)::int from pg_stat_activity
      where datname = ${database.name} and application_name = 'qicheng' and state like 'idle in transaction%'`
    expect(open!.count).toBe(0)
  })

  test('an error that the work swallowed does not pass for a commit', async () => {
    const swallowing = inActorTransaction(scope, async (tx) => {
      await add(tx, 'kept?')
      await tx.execute(sql`select 1 / 0`).catch(() => {})
      return 'done'
    })
    await expect(swallowing).rejects.toThrow('rolled back')
    expect(await keys()).toEqual([])
  })

  test('a constraint that is only checked at the commit fails the transaction', async () => {
    await database.root.unsafe(
      `alter table rate_limits add constraint late_check unique (points) deferrable initially deferred`,
    )
    try {
      const two = inActorTransaction(scope, async (tx) => {
        await add(tx, 'one')
        await add(tx, 'two')
      })
      expect(await refusalOf(two)).toBe('23505')
      expect(await keys()).toEqual([])
    } finally {
      await database.root.unsafe('alter table rate_limits drop constraint late_check')
    }
  })
})

describe('trying again', () => {
  const conflict = sql`do $$ begin raise exception 'could not serialize' using errcode = '40001'; end $$`

  test('idempotent work is run again after 40001, from the start', async () => {
    let runs = 0
    const result = await inActorTransaction(
      scope,
      async (tx) => {
        runs += 1
        await add(tx, `run ${runs}`)
        if (runs === 1) await tx.execute(conflict)
        return runs
      },
      { idempotent: true },
    )
    expect(result).toBe(2)
    expect(await keys()).toEqual(['run 2'])
  })

  test('three times at most; other work once; another error never', async () => {
    let runs = 0
    const always = (statement: typeof conflict) => async (tx: Tx) => {
      runs += 1
      await tx.execute(statement)
    }
    expect(await refusalOf(inActorTransaction(scope, always(conflict), { idempotent: true }))).toBe('40001')
    expect(runs).toBe(3)
    runs = 0
    expect(await refusalOf(inActorTransaction(scope, always(conflict)))).toBe('40001')
    expect(runs).toBe(1)
    runs = 0
    expect(await refusalOf(inActorTransaction(scope, always(sql`select 1 / 0`), { idempotent: true }))).toBe(
      '22012',
    )
    expect(runs).toBe(1)
  })

  test('work that met another in a deadlock is run again and gets through', async () => {
    await database.root`insert into rate_limits (key, points) values ('a', 0), ('b', 0)`
    let runs = 0
    let holds: () => void = () => {}
    const workHoldsB = new Promise<void>((resolve) => (holds = resolve))
    let rootHolds: () => void = () => {}
    const rootHoldsA = new Promise<void>((resolve) => (rootHolds = resolve))
    const raise = (tx: Tx, key: string) =>
      tx
        .update(rateLimits)
        .set({ points: sql`${rateLimits.points} + 1` })
        .where(eq(rateLimits.key, key))
    const other = database.root.begin(async (root) => {
      // The other one never gives in, so that it is ours that is ended.
      await root`set local deadlock_timeout = '20s'`
      await root`update rate_limits set points = points + 1 where key = 'a'`
      rootHolds()
      await workHoldsB
      await root`update rate_limits set points = points + 1 where key = 'b'`
    })
    await rootHoldsA
    const ours = inActorTransaction(
      scope,
      async (tx) => {
        runs += 1
        await raise(tx, 'b')
        holds()
        await raise(tx, 'a')
      },
      { idempotent: true },
    )
    await Promise.all([ours, other])
    expect(runs).toBe(2)
    const rows = await database.root`select key, points from rate_limits order by key`
    expect([...rows]).toEqual([
      { key: 'a', points: 2 },
      { key: 'b', points: 2 },
    ])
  })
})

describe('an outage', () => {
  const terminate = () => database.root`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${database.name} and application_name = 'qicheng'`
  /** Both connections of the pool, whatever the last test did to them. */
  const bothOpen = () =>
    vi.waitFor(
      () =>
        Promise.all(
          [1, 2].map(() => inActorTransaction(scope, (tx) => tx.execute(sql`select pg_sleep(0.02)`))),
        ),
      { timeout: 4_000 },
    )
  const busy = (query: string) => async () => {
    const [row] = await database.root<{ count: number }[]>`select count(*)::int from pg_stat_activity
      where datname = ${database.name} and state = 'active' and query like ${`%${query}%`} and pid <> pg_backend_pid()`
    expect(row!.count).toBeGreaterThan(0)
  }

  test('a connection ended in the middle of the work: the database is unavailable, then it is back', async () => {
    const running = inActorTransaction(scope, async (tx) => {
      await add(tx, 'lost')
      await tx.execute(sql`select pg_sleep(5)`)
    })
    const outcome = running.catch((error: unknown) => error)
    await vi.waitFor(busy('pg_sleep(5)'), { timeout: 4_000 })
    await terminate()
    expect(await outcome).toBeInstanceOf(DatabaseUnavailable)
    expect(await keys()).toEqual([])
    await vi.waitFor(() => inActorTransaction(scope, (tx) => add(tx, 'back')), { timeout: 4_000 })
    expect(await keys()).toEqual(['back'])
    expect(await databaseAnswers()).toBe(true)
  })

  test('connections ended while nobody used them: idempotent work goes on', { timeout: 6_000 }, async () => {
    await bothOpen()
    await terminate()
    await vi.waitFor(async () => {
      const left = await database.root`select 1 from pg_stat_activity
        where datname = ${database.name} and application_name = 'qicheng'`
      expect([...left]).toEqual([])
    })
    await inActorTransaction(scope, (tx) => add(tx, 'again').onConflictDoNothing(), { idempotent: true })
    expect(await keys()).toEqual(['again'])
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test('a database that does not answer in time is unavailable, and its connection comes back', async () => {
    await bothOpen()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const hung = [1, 2].map(() =>
      inActorTransaction(scope, (tx) => tx.execute(sql`select pg_sleep(0.4)`)).catch(
        (error: unknown) => error,
      ),
    )
    await vi.advanceTimersByTimeAsync(12_000)
    vi.useRealTimers()
    for (const outcome of await Promise.all(hung)) expect(outcome).toBeInstanceOf(DatabaseUnavailable)
    await inActorTransaction(scope, (tx) => add(tx, 'later'))
    expect(await keys()).toEqual(['later'])
  })
})
