import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { beginning } from './embedded-holders.server.ts'
import { errorCode } from './newcomer-error.ts'

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The first lines of postmaster.pid (miscadmin.h, LOCK_FILE_LINE_*). The socket's directory is written a little later. */
export type Running = { pid: number; socketDir: string }

/** What the process works in; undefined where the system does not tell. A PostgreSQL server works in its cluster. */
function workingDirectory(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // no /proc (macOS), or a process of somebody else: then its being alive has to do
  }
}

/** Whether the process lives and may be the server of this cluster. */
export function serves(pid: number, cluster: string): boolean {
  if (beginning(pid) === undefined) return false
  const at = workingDirectory(pid)
  return at === undefined || at === cluster
}

/** The server that postmaster.pid names, when it lives. */
export function runningServer(cluster: string): Running | undefined {
  let text: string
  try {
    text = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
  const lines = text.split('\n')
  const pid = Math.abs(Number(lines[0])) // negative: a single-user backend
  return pid > 0 && serves(pid, cluster) ? { pid, socketDir: lines[4] ?? '' } : undefined
}

/**
 * Removes a postmaster.pid that names a process which lives but is no server: a number used again after a restart of
 * the machine or container, or a zombie nobody collects. PostgreSQL itself would refuse to start for ever. A number
 * of no process at all is left to PostgreSQL, which also looks whether old backends are still at work.
 */
export function dropMistakenLock(cluster: string): boolean {
  const file = path.join(cluster, 'postmaster.pid')
  const pid = fs.existsSync(file) ? Math.abs(Number.parseInt(fs.readFileSync(file, 'utf8'), 10)) : 0
  if (!pid || !fs.existsSync(`/proc/${pid}`) || serves(pid, cluster)) return false
  const atWork = fs
    .readdirSync('/proc')
    .some((entry) => /^\d+$/.test(entry) && workingDirectory(Number(entry)) === cluster)
  if (atWork) return false
  fs.rmSync(file, { force: true })
  return true
}

export type Answer = 'ready' | 'starting' | 'silent' | { refused: string }

/** Asks the server a real question: it takes connections before it can answer. */
export async function ask(socketDir: string): Promise<Answer> {
  const sql = postgres({
    host: socketDir,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
  })
  try {
    await sql`select 1`
    return 'ready'
  } catch (error) {
    const code = errorCode(error)
    if (code === '57P03') return 'starting'
    if (code === '53300') return 'ready' // too many clients: it answers others
    if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && error instanceof Error)
      return { refused: error.message }
    return 'silent'
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/** Ends a server: the fast way (SIGINT: clients are cut off, everything is written), and if it hangs, at once. */
export async function shutDown(pid: number, cluster: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    send(pid, signal)
    for (const until = Date.now() + patience; Date.now() < until;) {
      if (!serves(pid, cluster)) return
      await pause(25)
    }
  }
  throw new Error(`The embedded database (process ${pid}) does not end.`)
}
