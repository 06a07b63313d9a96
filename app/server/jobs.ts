import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, listenAt } from '#db/client.server.ts'
import { connectOwner } from '#db/prepare.server.ts'
import { JOBS } from './jobs.server.ts'
import { log } from './log.ts'

/**
 * The one job process of an app: runs every job of the list at its own pace, as the owner of the tables. It keeps
 * nothing: a job that fails or is killed is simply run again, here or by the next process.
 */
async function run(): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGTERM', stop)
  process.on('SIGINT', () => {}) // Ctrl-C reaches everybody; the primary decides when this process stops
  process.on('SIGHUP', () => {})
  process.on('disconnect', stop) // the primary is gone, also by kill -9
  const [, , socketDir] = process.argv
  const owner = connectOwner(socketDir)
  // What a job does as an actor of the app goes through the app's own login, and its wall.
  if (socketDir) listenAt(socketDir)
  const stopped = () => stopping.signal.aborted
  const once = async (name: string, work: (typeof JOBS)[number]['run'], isLast: boolean) => {
    const started = performance.now()
    try {
      const counts = await work(owner, isLast ? () => false : stopped)
      if (Object.values(counts).some((count) => count > 0))
        log.info({ job: name, ms: Math.round(performance.now() - started), ...counts }, 'job done')
    } catch (error) {
      // The next round tries again: a job is whole or nothing.
      log.error({ job: name, err: error }, 'job failed')
    }
  }
  await Promise.all(
    JOBS.map(async ({ name, everyMs, run: work, atStop }) => {
      while (!stopped()) {
        await once(name, work, false)
        await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {}) // told to stop
      }
      // Only when the primary asked: with it gone, the database may be going as well.
      if (atStop && process.connected) await once(name, work, true)
    }),
  )
  await Promise.all([owner.end({ timeout: 5 }), closeDatabase()])
  process.exit(0)
}

run().catch((error: unknown) => {
  log.fatal({ err: error }, 'the job process ends')
  process.exit(1)
})
