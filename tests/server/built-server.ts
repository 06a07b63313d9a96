import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'

/** The day of the drawn story (decisions 18). */
export const CLOCK = '2026-07-22T18:00:00+08:00'
/** The first start makes the database and, with a demo, five years of history. */
const PATIENCE_MS = 180_000
const LOGS = path.resolve('.cache')

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** What `npm run build` made, running on a directory of its own. */
export type BuiltServer = {
  url: string
  port: number
  pid: number
  dataDir: string
  logFile: string
  /** Resolves when the primary process has ended. */
  exited: Promise<Exit>
  workers(): number[]
  /** SIGTERM, and waits for the end. */
  stop(): Promise<Exit>
  /** SIGKILL to the primary and every worker; the database goes on. */
  kill(): Promise<void>
}

export type StartOptions = {
  /** Names the log, `.cache/server-<name>.log`, and the directory. */
  name: string
  dataDir?: string
  port?: number
  demo?: boolean
}

/** A directory the database's own account may pass through when root runs the tests. */
export function temporaryDataDir(name: string): string {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), `qicheng-${name}-`))
  fs.chmodSync(dataDir, 0o711)
  return dataDir
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** Starts the primary process without waiting for anything. */
export async function spawnBuilt(options: StartOptions): Promise<BuiltServer> {
  const { name, dataDir = temporaryDataDir(name), port = await freePort(), demo = false } = options
  fs.mkdirSync(LOGS, { recursive: true })
  const logFile = path.join(LOGS, `server-${name}.log`)
  const log = fs.openSync(logFile, options.dataDir ? 'a' : 'w')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, CLOCK, WORKERS: '2' },
    ...{ DEMO: demo ? 'on' : 'off', LOG_LEVEL: '', POOL: '', VITEST: '', DATABASE_NAME: '' },
    ...{ ORIGIN: '', HOST: '', DATABASE_URL: '', DATABASE_OWNER_URL: '', DATABASE_SOCKET_DIR: '' },
  }
  const child = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], {
    env,
    // The channel ends the server with us, also when we are killed.
    stdio: ['ignore', log, log, 'ipc'],
  })
  fs.closeSync(log)
  await once(child, 'spawn')
  const pid = child.pid!
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }))
  return {
    url: `http://localhost:${port}`,
    ...{ port, pid, dataDir, logFile, exited },
    workers: () => childrenOf(pid),
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
    async kill() {
      const all = [pid, ...childrenOf(pid)]
      for (const one of all) process.kill(one, 'SIGKILL')
      await exited
      await until(() => all.every((one) => !isRunning(one)), 'the processes end')
    },
  }
}

/** Starts it and waits until it serves. */
export async function startBuilt(options: StartOptions): Promise<BuiltServer> {
  const server = await spawnBuilt(options)
  let ended = false
  void server.exited.then(() => (ended = true))
  for (const limit = Date.now() + PATIENCE_MS; Date.now() < limit && !ended; await pause(50)) {
    if (await isReady(server)) return server
  }
  if (!ended) await server.stop()
  throw new Error(
    `The built server did not become ready. It said:\n${fs.readFileSync(server.logFile, 'utf8')}`,
  )
}

export async function isReady({ url }: { url: string }): Promise<boolean> {
  const answer = await fetch(`${url}/ready`).catch(() => undefined) // nobody listens yet
  return answer?.ok ?? false
}

/** Waits for a fact; the error says which one did not come about. */
export async function until(
  fact: () => boolean | Promise<boolean>,
  what: string,
  patience = 30_000,
): Promise<void> {
  for (const limit = Date.now() + patience; !(await fact()); await pause(20)) {
    if (Date.now() > limit) throw new Error(`waited in vain until ${what}`)
  }
}

export function isRunning(pid: number): boolean {
  try {
    // A process that ended and has not been collected yet runs no more.
    return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function childrenOf(pid: number): number[] {
  return fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .filter((child) => child > 0 && fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('main.js'))
}

/** The lines of postmaster.pid that say who serves and where; undefined when it is not there. */
export function databaseOf({ dataDir }: { dataDir: string }): { pid: number; socketDir: string } | undefined {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), socketDir: lines[4] ?? '' }
}

/** The superuser's connection: sees every row, may do anything. The caller ends it. */
export function superuserOf(server: { dataDir: string }): Sql {
  const database = databaseOf(server)
  if (!database) throw new Error('no database runs')
  return postgres({
    host: database.socketDir,
    username: 'postgres',
    database: 'qicheng',
    max: 4,
    onnotice() {},
  })
}
