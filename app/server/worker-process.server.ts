import { SERVING } from './crew.server.ts'
import { startWorker } from './worker.ts'

/** A worker's life: it serves until the primary says SIGTERM, then finishes what it has begun. */
export async function runWorker(): Promise<void> {
  process.on('SIGINT', () => {}) // Ctrl-C reaches everybody; the primary decides when workers stop
  process.on('SIGHUP', () => {})
  const starting = startWorker()
  let stopping = false
  process.on('SIGTERM', () => {
    if (stopping) return
    stopping = true
    starting
      .then((worker) => worker.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  })
  try {
    await starting
    process.send?.(SERVING)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
}
