import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { environmentWith } from '#app/env.server.ts'

/** The job process: started again whenever it ends, later each time it ends soon. The app serves without it meanwhile. */
export type JobKeeper = {
  /** Lets the jobs finish, for at most `patience` ms. */
  stop(patience: number): Promise<void>
  kill(): void
}

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 60_000
/** Whoever lived that long has not failed at the start. */
const LONG_MS = 30_000

export function keepJobs(options: {
  /** Where the embedded database listens; undefined: DATABASE_OWNER_URL. */
  socketDir: string | undefined
  /** What the process is told beside what this one was told. */
  env: Record<string, string>
  report: (line: string) => void
}): JobKeeper {
  let child: ChildProcess | undefined
  let again: NodeJS.Timeout | undefined
  let stopping = false
  let delay = FIRST_DELAY_MS

  const start = () => {
    const started = Date.now()
    child = fork(path.resolve('build/server/jobs.js'), options.socketDir ? [options.socketDir] : [], {
      env: environmentWith(options.env),
    })
    // `error`: it could not even be started; `exit` does not follow then.
    const ended = (how: string) => {
      if (!child) return
      child = undefined
      if (stopping) return
      if (Date.now() - started > LONG_MS) delay = FIRST_DELAY_MS
      options.report(`The job process ended (${how}). The next one starts in ${delay} ms.`)
      again = setTimeout(start, delay)
      delay = Math.min(delay * 2, LONGEST_DELAY_MS)
    }
    child.once('exit', (code, signal) => ended(signal ?? `exit ${code}`))
    child.once('error', (error) => ended(error.message))
  }
  start()

  return {
    async stop(patience) {
      stopping = true
      clearTimeout(again)
      child?.kill('SIGTERM')
      for (const until = Date.now() + patience; child && Date.now() < until;) await pause(20)
      child?.kill('SIGKILL') // a batch cut off here has sealed nothing, and is sealed at the next start
      while (child) await pause(20)
    },
    kill() {
      stopping = true
      clearTimeout(again)
      child?.kill('SIGKILL')
    },
  }
}
