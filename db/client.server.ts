import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type ReservedSql, type Sql } from 'postgres'
import { clockOffsetMs } from '#app/clock.server.ts'
import { env } from '#app/env.server.ts'
import { LoginEnded } from './login-ended.ts'
import { codeOf, DatabaseUnavailable, isConnectionGone, isOutage, isRetryable } from './outage.ts'

/** What the database is told about who acts. All null but the role: a named system actor. */
export type Scope = {
  role: string
  accountId: string | null
  countyId: string | null
  officeId: string | null
  personId: string | null
  /** The login session a request came by: what it writes is kept only while that lasts. */
  loginSessionId?: string
}

const options = {
  max: env.pool ?? 10,
  connect_timeout: 5,
  // A rush opens many; each costs the database 2 to 5 MB until it is given back.
  idle_timeout: 30,
  // A database that comes back is found again within a second.
  backoff: () => 0.5,
  onnotice() {},
  connection: {
    application_name: 'qicheng',
    TimeZone: 'UTC',
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
  },
} as const

/** Where the embedded database listens. */
let socketDir = env.databaseSocketDir ?? env.dataDir

/** The app's own login: it owns nothing, so row-level security holds for every statement sent here. */
const openPool = (): Sql =>
  env.databaseUrl
    ? postgres(env.databaseUrl, options)
    : postgres({
        ...options,
        host: socketDir,
        username: 'qicheng_app',
        database: env.databaseName,
      })
let pool = openPool()

/**
 * A pool that has lost a connection is put aside for a new one; what still runs in it may finish. postgres.js 3.4.9 keeps
 * what it had not yet written when a connection closes, and the slot then never connects again.
 */
function putAside(lossy: Sql): void {
  if (lossy !== pool) return
  pool = openPool()
  // drizzle has told the first pool to leave days and instants as text; every later one reads them the same way.
  Object.assign(pool.options.parsers, lossy.options.parsers)
  Object.assign(pool.options.serializers, lossy.options.serializers)
  void lossy.end({ timeout: DEADLINE_MS / 1000 })
}

/** For a process that is told on its command line where the embedded database listens: before its first query. */
export function listenAt(place: string): void {
  socketDir = place
  putAside(pool)
}

type Running = { connection: ReservedSql; wrote: boolean }
const current = new AsyncLocalStorage<Running>()

/** Sends each query to the transaction it is awaited in, always as a prepared statement. */
const toTransaction = new Proxy(
  {},
  {
    get(_, key) {
      if (key === 'options') return pool.options
      if (key !== 'unsafe') return undefined
      return (text: string, parameters: never[]) => {
        const running = current.getStore()
        if (!running) throw new Error('a query outside inActorTransaction()')
        if (!READS.test(text)) running.wrote = true
        return running.connection.unsafe(text, parameters, { prepare: true })
      }
    },
  },
) as Sql

/** One drizzle for the process; hot queries are prepared once, at module level, and run in whichever transaction awaits them. */
export const db: PostgresJsDatabase = drizzle({ client: toTransaction, casing: 'snake_case' })

declare const inTransaction: unique symbol
/** A transaction that the database sees as an actor. Only inActorTransaction() makes one. */
export type Tx = PostgresJsDatabase & { readonly [inTransaction]: true }

const OPEN = 'begin'
/** Whatever else a statement begins with may write. */
const READS = /^\s*select\b/i
/** Keeps the login session from ending until the commit: ending it waits, or has been first, and then this raises. */
const HOLD_LOGIN = 'select hold_login($1)'
const LOGIN_ENDED = 'QC001'
const TELL = `select set_config('app.role', $1, true), set_config('app.account', $2, true), set_config('app.county', $3, true),
  set_config('app.office', $4, true), set_config('app.person', $5, true), set_config('app.clock_offset_ms', $6, true)`
const prepared = { prepare: true } as const
const DEADLINE_MS = 12_000
const ATTEMPTS = 3

export type TransactionOptions = {
  /** May be run again from the start when the database asks for it (40001, a lost connection): only for work that the
   *  unique keys make harmless to repeat. */
  idempotent?: boolean
}

/**
 * Runs `work` in one transaction that the database sees as this actor: the only place that opens a transaction for a
 * request. `begin`, the actor's settings and the first queries travel in one flight; the commit leaves after everything
 * the work sent has answered. What writes for a login session is kept only if that still lasts at the commit. Rejects
 * with LoginEnded where it does not, and with DatabaseUnavailable when the database is down or does not answer in time.
 */
export async function inActorTransaction<T>(
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  { idempotent = false }: TransactionOptions = {},
): Promise<T> {
  if (current.getStore()) throw new Error('inActorTransaction() inside a transaction')
  for (let attempt = 1; ; attempt++) {
    try {
      return await withDeadline(once(scope, work))
    } catch (error) {
      if (idempotent && attempt < ATTEMPTS && isRetryable(error)) continue
      throw isOutage(error) ? new DatabaseUnavailable(error) : error
    }
  }
}

async function once<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const from = pool
  const connection = await from.reserve()
  let gone = false
  try {
    // postgres.js sends a query when it is awaited; execute() fixes the order: begin, settings, then the work's own.
    const opening = [
      connection.unsafe(OPEN, [], prepared).execute(),
      connection
        .unsafe(
          TELL,
          [
            scope.role,
            scope.accountId ?? '',
            scope.countyId ?? '',
            scope.officeId ?? '',
            scope.personId ?? '',
            String(clockOffsetMs()),
          ],
          prepared,
        )
        .execute(),
    ]
    const opened = Promise.all(opening)
    opened.catch(() => {})
    try {
      // Awaited inside: a lazy query handed back must still leave on this connection.
      const running: Running = { connection, wrote: false }
      const result = await current.run(running, async () => await work(db as Tx))
      await opened
      const held =
        running.wrote && scope.loginSessionId !== undefined
          ? connection.unsafe(HOLD_LOGIN, [scope.loginSessionId], prepared).execute()
          : null
      const [holding, committed] = await Promise.allSettled([
        held,
        connection.unsafe('commit', [], prepared).execute(),
      ])
      if (holding.status === 'rejected')
        throw codeOf(holding.reason) === LOGIN_ENDED ? new LoginEnded() : holding.reason
      if (committed.status === 'rejected') throw committed.reason
      const { command } = committed.value
      // Work that swallowed a failed statement: the database answers its commit with a rollback, and no error.
      if (command !== 'COMMIT')
        throw new Error('the transaction was rolled back: one of its statements failed')
      return result
    } catch (error) {
      gone = isConnectionGone(error)
      await opened.catch((first: unknown) => (gone ||= isConnectionGone(first)))
      if (!gone) {
        await connection.unsafe('rollback', [], prepared).catch((failure: unknown) => {
          gone = isConnectionGone(failure)
        })
      }
      throw error
    }
  } finally {
    // The pool has taken a lost connection back by itself. postgres.js 3.4.9 would write to its closed socket, which
    // ends the process, and hand it out again as if it were open.
    if (gone) putAside(from)
    else connection.release()
  }
}

/** A hung host never answers: the request gives up, the connection is handed back when it does answer. */
async function withDeadline<T>(running: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseUnavailable(new Error('the database did not answer in time'))),
      DEADLINE_MS,
    )
  })
  running.catch(() => {})
  try {
    return await Promise.race([running, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A statement outside the wall: login sessions, rate limits and the three door functions, which see no people's rows
 * but the one a secret leads to. Inside a transaction it takes part in it.
 */
export async function atTheDoor<Row extends Record<string, unknown>>(
  text: string,
  parameters: (string | number | null)[],
): Promise<Row[]> {
  const from = pool
  const running = (current.getStore()?.connection ?? from).unsafe<Row[]>(text, parameters, prepared)
  try {
    return [...(await withDeadline(Promise.resolve(running)))]
  } catch (error) {
    if (!current.getStore() && isConnectionGone(error)) putAside(from)
    throw isOutage(error) ? new DatabaseUnavailable(error) : error
  }
}

/** For /ready: whether the database answers now. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await atTheDoor('select 1', [])
    return true
  } catch {
    return false
  }
}

export async function closeDatabase(): Promise<void> {
  await pool.end({ timeout: 5 })
}
