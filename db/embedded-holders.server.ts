import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { errorCode } from './newcomer-error.ts'

/**
 * Who uses a data directory. Every process that uses the embedded database leaves a file in `holders/`; the last
 * one to go stops the server. A file counts only while the very process that wrote it lives, so a kill -9 leaves
 * nothing to clean up by hand.
 */

/** When a process began, in the system's own words; undefined when there is no such process (or only its zombie). */
export function beginning(pid: number): string | undefined {
  if (process.platform === 'linux') {
    let stat: string
    try {
      stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1')
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return undefined
      throw error
    }
    // proc_pid_stat(5): the name may hold spaces and brackets, so fields are counted after the last bracket
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  }
  try {
    const [state = '', ...began] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(/\s+/)
    return state === '' || state.startsWith('Z') ? undefined : began.join('').replace(/\W/g, '')
  } catch {
    return undefined // ps exits 1 when it knows no such process
  }
}

/** A name for this process that no later process with the same number can bear. */
export function processName(pid: number = process.pid): string {
  return `${pid}-${beginning(pid) ?? 'gone'}`
}

/** Whether the process of that name still lives. */
export function isAlive(name: string): boolean {
  const [pid = '', began] = name.split('-')
  return /^\d+$/.test(pid) && beginning(Number(pid)) === began
}

const living = (dir: string, except: string): string[] => {
  const alive: string[] = []
  for (const file of fs.existsSync(dir) ? fs.readdirSync(dir) : []) {
    if (file === except) continue
    if (isAlive(file)) alive.push(file)
    else fs.rmSync(path.join(dir, file), { force: true })
  }
  return alive
}

export type Hold = {
  release(): void
  /** Stops the server through `stop`, unless another process holds the directory or comes to hold it meanwhile. */
  releaseAndStop(stop: () => Promise<void>): Promise<void>
}

/**
 * Holds a data directory. A holder writes its file, then looks for somebody stopping; a stopper announces itself,
 * then looks for holders. So at least one of the two sees the other, and no lock is needed.
 */
export async function hold(home: string): Promise<Hold> {
  const holders = path.join(home, 'holders')
  const stoppers = path.join(home, 'stopping')
  fs.mkdirSync(holders, { recursive: true, mode: 0o700 })
  fs.mkdirSync(stoppers, { recursive: true, mode: 0o700 })
  const mine = `${processName()}-${randomBytes(4).toString('hex')}`
  fs.writeFileSync(path.join(holders, mine), '')
  const release = () => fs.rmSync(path.join(holders, mine), { force: true })
  while (living(stoppers, mine).length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  return {
    release,
    async releaseAndStop(stop) {
      release()
      if (living(holders, mine).length > 0) return
      fs.writeFileSync(path.join(stoppers, mine), '')
      try {
        if (living(holders, mine).length === 0) await stop()
      } finally {
        fs.rmSync(path.join(stoppers, mine), { force: true })
      }
    },
  }
}

/** Whether any living process holds this data directory. */
export function isHeld(home: string): boolean {
  return living(path.join(home, 'holders'), '').length > 0
}
