import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'

/** The worker processes: kept at their number while the app runs, and at its end allowed to finish their requests. */
export type Crew = {
  /** Resolves when every worker listens for the first time. */
  ready: Promise<void>
  /** Lets requests in flight finish, for at most `patience` ms. */
  stop(patience: number): Promise<void>
  /** Ends them at once. */
  kill(): void
}

const QUICK_MS = 10_000
const QUICK_DEATHS = 5

/** What a worker tells the primary when it serves. */
export const SERVING = 'serving'

export function startCrew(options: {
  size: number
  env: Record<string, string>
  report: (line: string) => void
  /** Workers end as soon as they start, so starting more of them mends nothing. They have said why themselves. */
  onHopeless: () => void
}): Crew {
  const { size, env, report, onHopeless } = options
  const members = new Set<Worker>()
  const serving = new Set<Worker>()
  let stopping = false
  let wasReady = false
  let deaths: number[] = []
  let becomeReady = () => {}
  const ready = new Promise<void>((resolve) => (becomeReady = resolve))

  const add = () => {
    if (stopping) return
    const worker = cluster.fork(env)
    members.add(worker)
    worker.on('message', (message: unknown) => {
      if (message !== SERVING) return
      serving.add(worker)
      if (serving.size < size || wasReady) return
      wasReady = true
      becomeReady()
    })
    worker.on('exit', (code, signal) => {
      members.delete(worker)
      serving.delete(worker)
      if (stopping) return
      const now = Date.now()
      deaths = [...deaths.filter((at) => now - at < QUICK_MS), now]
      if (!wasReady || deaths.length >= QUICK_DEATHS) {
        stopping = true
        onHopeless()
        return
      }
      const delay = 100 * 2 ** (deaths.length - 1)
      report(`A worker process ended (${signal ?? `exit ${code}`}). The next one starts in ${delay} ms.`)
      setTimeout(add, delay)
    })
  }
  for (let count = 0; count < size; count++) add()

  const signal = (name: NodeJS.Signals) => {
    stopping = true
    for (const worker of members) worker.process.kill(name)
  }
  return {
    ready,
    async stop(patience) {
      signal('SIGTERM')
      for (const until = Date.now() + patience; members.size > 0 && Date.now() < until;) await pause(20)
      if (members.size > 0) report('Some requests did not finish in time and were cut off.')
      signal('SIGKILL')
      while (members.size > 0) await pause(20)
    },
    kill: () => signal('SIGKILL'),
  }
}
