import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { canEnter, giveTo, serverAccount } from './embedded-account.server.ts'
import { bundleFor } from './embedded-bundle.server.ts'
import { checkCluster, makeCluster, nameFromWithin, SERVER_ENV } from './embedded-cluster.server.ts'
import { hold } from './embedded-holders.server.ts'
import { ask, dropMistakenLock, pause, runningServer, serves, shutDown } from './embedded-process.server.ts'
import { makeDataDir, makeSocketDir } from './embedded-place.server.ts'
import { DISK_FULL, errorCode, NewcomerError } from './newcomer-error.ts'

export type EmbeddedDatabase = {
  /** Give this to postgres.js as `host`. */
  socketDir: string
  /** The superuser; without a password, on the socket only. */
  user: 'postgres'
  /** Whether somebody else had started the server. */
  adopted: boolean
  pid: number
  /** Lets go of the server, and stops it when no other process uses it. */
  stop: () => Promise<void>
  /** Tells when the server ends without having been asked to. */
  onExit(listener: () => void): void
}

export type EmbeddedOptions = {
  dataDir: string
  /** Settings of postgresql.conf on top of ours, for instance `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
  log?: (line: string) => void
}

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** The server's own log; begun anew when it has grown past 10 MB, keeping the one before. */
function openLog(file: string): { descriptor: number; since: () => string } {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) fs.renameSync(file, `${file}.1`)
  const descriptor = fs.openSync(file, 'a', 0o600)
  const start = fs.fstatSync(descriptor).size
  return { descriptor, since: () => fs.readFileSync(file).subarray(start).toString() }
}

/** Why the server ended at its start; undefined when it is worth trying again. */
function reasonToGiveUp(output: string, logFile: string): NewcomerError | undefined {
  if (
    /lock file ".*" already exists|pre-existing shared memory block|could not bind Unix address/.test(output)
  )
    return undefined // somebody else was quicker, or backends of a killed server are still leaving
  if (/No space left on device/.test(output)) return new NewcomerError(DISK_FULL)
  if (/has invalid permissions|has wrong ownership|could not (change|set) permissions/.test(output))
    return new NewcomerError(
      'The disk that holds DATA_DIR does not keep file permissions (like /mnt/c under WSL, or a shared folder). ' +
        "Put the clone, or DATA_DIR, on the system's own disk.",
    )
  const last = output.trim().split('\n').slice(-8).join('\n')
  return new NewcomerError(`The embedded database did not start:\n${last}\nIts whole log: ${logFile}`)
}

/** How long a start may be refused for reasons that pass by themselves. */
const PATIENCE_MS = 30_000
/** How long a server that says "starting up" (after a crash, on a slow disk) may take. */
const RECOVERY_MS = 600_000

/**
 * Starts the bundled PostgreSQL on `dataDir`, or adopts the server already at work there. Resolves when the server
 * has answered a question. Throws NewcomerError with what to do: another major version's cluster, a directory that
 * holds something else, no disk space, a machine without a bundle.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => {})
  const home = makeDataDir(options.dataDir)
  const cluster = path.join(home, 'postgres')
  const held = await hold(home)
  try {
    const account = serverAccount(home, cluster)
    const bundle = bundleFor(account)
    const reachable = !account || canEnter(account, home)
    const wanted = { ...SETTINGS, unix_socket_directories: makeSocketDir(home, account), ...options.settings }
    const logFile = path.join(home, 'postgres.log')
    for (const giveUp = Date.now() + PATIENCE_MS; ; await pause(100)) {
      const running = runningServer(cluster)
      if (running) {
        const { pid, socketDir } = running
        if (await becomesReady({ socketDir, pid, cluster, log, patience: 10_000 }))
          return handle({ pid, socketDir, adopted: true, cluster, held })
      } else {
        if (!fs.existsSync(cluster)) {
          log('Making the database (first start) …')
          await makeCluster({ home, cluster, bundle, account, reachable })
        }
        checkCluster(cluster, bundle.major)
        if (account && fs.statSync(cluster).uid === 0) giveTo(account, cluster)
        if (dropMistakenLock(cluster)) log('Removed a lock file that named a process which is no database.')
        const { descriptor, since } = openLog(logFile)
        const settings = Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`])
        const child = spawn(
          path.join(bundle.bin, 'postgres'),
          ['-D', nameFromWithin(cluster, reachable), ...settings],
          // Detached: Ctrl-C in the terminal reaches us, and we stop the server after the last request.
          {
            ...account,
            cwd: cluster,
            env: SERVER_ENV,
            stdio: ['ignore', descriptor, descriptor],
            detached: true,
          },
        )
        fs.closeSync(descriptor)
        child.unref()
        await once(child, 'spawn')
        const pid = child.pid ?? 0
        const socketDir = wanted.unix_socket_directories
        if (await becomesReady({ socketDir, pid, cluster, log, patience: RECOVERY_MS }))
          return handle({ pid, socketDir, adopted: false, cluster, held })
        if (child.exitCode === null && child.signalCode === null) await shutDown(pid, cluster)
        const reason = reasonToGiveUp(since(), logFile)
        if (reason) throw reason
      }
      if (Date.now() > giveUp)
        throw new NewcomerError(
          running
            ? `Another PostgreSQL (process ${running.pid}) works in ${cluster} and does not let us in. Stop it, or ` +
                'set DATA_DIR to another directory.'
            : `${cluster} stays locked. Its log, ${logFile}, says by whom.`,
        )
    }
  } catch (error) {
    held.release()
    if (errorCode(error) === 'ENOSPC') throw new NewcomerError(DISK_FULL)
    throw error
  }
}

/** Stops the server of a data directory, if one is at work there and no living process uses it. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  if (!fs.existsSync(dataDir)) return
  const home = fs.realpathSync(dataDir)
  const held = await hold(home)
  await held.releaseAndStop(async () => {
    const cluster = path.join(home, 'postgres')
    const running = runningServer(cluster)
    if (running) await shutDown(running.pid, cluster)
  })
}

/** Waits until the server answers; false when it ended, or kept silent for longer than `patience` (ms). */
async function becomesReady(server: {
  socketDir: string
  pid: number
  cluster: string
  log: (line: string) => void
  patience: number
}): Promise<boolean> {
  const { socketDir, pid, cluster, log, patience } = server
  let told = false
  for (const since = Date.now(); serves(pid, cluster); await pause(20)) {
    const answer = socketDir ? await ask(socketDir) : 'silent'
    // The lock must name it too: a second server that is about to give way hears the first one answer.
    if (answer === 'ready' && runningServer(cluster)?.pid === pid) return true
    const waited = Date.now() - since
    if (answer === 'starting' && waited > 3_000 && !told) {
      told = true
      log('The database was not stopped properly last time and is putting itself in order …')
    }
    if (waited > (answer === 'starting' ? RECOVERY_MS : patience)) return false
  }
  return false
}

function handle(server: {
  pid: number
  socketDir: string
  adopted: boolean
  cluster: string
  held: Awaited<ReturnType<typeof hold>>
}): EmbeddedDatabase {
  const { pid, socketDir, adopted, cluster, held } = server
  const listeners: (() => void)[] = []
  let stopping: Promise<void> | undefined
  const watch = setInterval(
    () => {
      if (serves(pid, cluster)) return
      clearInterval(watch)
      if (stopping) return
      held.release()
      for (const listener of listeners) listener()
    },
    process.platform === 'linux' ? 250 : 1_000,
  ) // elsewhere each look costs a run of ps
  watch.unref()
  return {
    socketDir,
    user: 'postgres',
    adopted,
    pid,
    stop: () =>
      (stopping ??= held.releaseAndStop(() => shutDown(pid, cluster)).finally(() => clearInterval(watch))),
    onExit: (listener) => listeners.push(listener),
  }
}
