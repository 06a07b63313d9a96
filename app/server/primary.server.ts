import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { env } from '#app/env.server.ts'
import { makeDataDir } from '#db/embedded-place.server.ts'
import { clockForChildren } from '#app/clock.server.ts'
import { startEmbedded, type EmbeddedDatabase } from '#db/embedded.server.ts'
import { prepareDatabase } from '#db/prepare.server.ts'
import { startCrew, type Crew } from './crew.server.ts'
import { claimDataDir } from './data-dir-lock.server.ts'
import { checkPort } from './free-port.server.ts'
import { keepJobs, type JobKeeper } from './job-keeper.server.ts'
import { checkNeededKeys } from './needed-keys.server.ts'
import { explain } from './newcomer-errors.server.ts'

/** All connections of the workers together; PostgreSQL's own limit is 100, the rest is for jobs and administrators. */
const CONNECTIONS = 80
/** Workers cut off what lasts longer than 10 s by themselves, and then let go of the database. */
const PATIENCE_MS = 12_000

const report = (line: string) => console.log(line)

const everyAddress = ['0.0.0.0', '::', '127.0.0.1', '::1']
const address = env.origin ?? `http://${everyAddress.includes(env.host) ? 'localhost' : env.host}:${env.port}`

/** The primary process: owns the embedded database and the workers, and serves nothing itself. */
export async function runPrimary(): Promise<void> {
  let stopping: Promise<void> | undefined
  let embedded: Promise<EmbeddedDatabase> | undefined
  let crew: Crew | undefined
  let jobs: JobKeeper | undefined
  let release = () => {}

  const stop = (status: number) =>
    (stopping ??= (async () => {
      await crew?.stop(PATIENCE_MS)
      // After the last request, so that what it left is sealed as well.
      await jobs?.stop(PATIENCE_MS)
      await embedded?.then(
        (database) => database.stop(),
        () => {}, // it never started, and its failure has been told
      )
      release()
      process.exit(status)
    })().catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    }))

  // Ctrl-C under npm arrives two or three times at once: from the terminal, and from those who pass it on.
  let firstSignal = 0
  const onSignal = () => {
    if (!stopping) {
      firstSignal = Date.now()
      report('Stopping: requests in flight are finished first. Ctrl-C again to stop at once.')
      void stop(0)
    } else if (Date.now() - firstSignal > 1_000) {
      crew?.kill()
      jobs?.kill()
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('disconnect', onSignal) // whoever started us is gone

  /** Starts the embedded database, and again whenever it ends without having been asked to. */
  const keepDatabase = async (dataDir: string): Promise<EmbeddedDatabase> => {
    const database = await startEmbedded({ dataDir, log: report })
    database.onExit(() => {
      if (stopping) return
      report('The database ended unexpectedly. Pages answer 503 until it is back.')
      embedded = restart(dataDir)
    })
    return database
  }
  const restart = async (dataDir: string): Promise<EmbeddedDatabase> => {
    for (let delay = 250; ; delay = Math.min(delay * 2, 5_000)) {
      try {
        const database = await keepDatabase(dataDir)
        report('The database is back.')
        return database
      } catch (error) {
        if (stopping) throw error
        console.error(explain(error))
        await pause(delay)
        if (stopping) throw error
      }
    }
  }

  try {
    let socketDir: string | undefined
    if (!env.databaseUrl) {
      const dataDir = makeDataDir(env.dataDir)
      release = claimDataDir(dataDir, address)
      await checkPort(env.port, env.host)
      embedded = keepDatabase(dataDir)
      socketDir = (await embedded).socketDir
    } else {
      await checkPort(env.port, env.host)
    }
    if (stopping) return
    const { demoSignIns } = await prepareDatabase({ superuserSocketDir: socketDir, report })
    const unsealed = await checkNeededKeys(socketDir)
    if (unsealed) report(unsealed)
    if (stopping) return
    const size = env.workers || availableParallelism()
    crew = startCrew({
      size,
      env: {
        POOL: String(env.pool ?? Math.max(1, Math.floor(CONNECTIONS / size))),
        ...(socketDir && { DATABASE_SOCKET_DIR: socketDir }),
        ...clockForChildren(),
      },
      report,
      onHopeless: () => {
        console.error('The worker processes end as soon as they start; their message stands above.')
        void stop(1)
      },
    })
    await crew.ready
    if (stopping) return
    if (env.jobs) jobs = keepJobs({ socketDir, env: clockForChildren(), report })
    report(`\nQicheng 启程 is ready: ${address}`)
    for (const { name, password, what } of demoSignIns)
      report(`  ${name} / ${password}  ${what.zh} · ${what.en}`)
  } catch (error) {
    if (stopping) return
    console.error(explain(error))
    await stop(1)
  }
}
