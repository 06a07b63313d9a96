import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { giveTo, namedAccount, type Account } from './embedded-account.server.ts'
import type { Bundle } from './embedded-bundle.server.ts'
import { isAlive, processName } from './embedded-holders.server.ts'
import { DISK_FULL, errorCode, NewcomerError } from './newcomer-error.ts'

/** What PostgreSQL's programs see of our environment: nothing that could turn them elsewhere. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv

/**
 * The name under which a program started in `dir` finds it. /proc/self/cwd leads there by itself, without passing
 * through what lies above, such as root's closed home, where the server's account may not pass.
 */
export function nameFromWithin(dir: string, reachable: boolean): string {
  if (reachable) return dir
  if (fs.existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw new NewcomerError(
    `Started by root, and other accounts cannot enter ${dir}, and PostgreSQL refuses to run as root. ` +
      'Start as an ordinary user, or set DATA_DIR to a directory that every account can enter.',
  )
}

/** Refuses a directory that is no cluster, or one that another major version made. */
export function checkCluster(cluster: string, major: number): void {
  const file = path.join(cluster, 'PG_VERSION')
  if (!fs.existsSync(file))
    throw new NewcomerError(
      `${cluster} holds files but no database. Move them away, or set DATA_DIR to another directory.`,
    )
  const found = fs.readFileSync(file, 'utf8').trim()
  if (found !== String(major))
    throw new NewcomerError(
      `${cluster} was made by PostgreSQL ${found}; this version brings PostgreSQL ${major}, which cannot read it. ` +
        `Dump it with the version that made it and restore, or set DATA_DIR to a new directory and start afresh.`,
    )
}

function run(program: string, args: string[], account: Account | undefined, cwd: string) {
  return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd,
      env: SERVER_ENV,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()))
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

/** What earlier first starts left half done, when they were killed. */
function sweep(home: string): void {
  for (const entry of fs.readdirSync(home))
    if (entry.startsWith('new-') && !isAlive(entry.slice('new-'.length)))
      // An initdb that outlived its parent may still be writing; then the next start sweeps again.
      fs.rmSync(path.join(home, entry), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/**
 * Makes the cluster aside and moves it into place in one step: a kill in the middle leaves no half cluster, and of
 * two first starts the second finds the first one's.
 */
export async function makeCluster(options: {
  home: string
  cluster: string
  bundle: Bundle
  account: Account | undefined
  reachable: boolean
}): Promise<void> {
  const { home, cluster, bundle, account, reachable } = options
  sweep(home)
  const aside = path.join(home, `new-${processName()}-${randomBytes(4).toString('hex')}`)
  fs.mkdirSync(aside, { mode: 0o700 })
  const maker = account && namedAccount()
  if (maker) fs.chownSync(aside, maker.uid, maker.gid)
  try {
    // The built-in C.UTF-8 sorts and folds alike on every machine; the system's own may be missing (macOS).
    const wanted = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const made = await run(
      path.join(bundle.bin, 'initdb'),
      [
        '-D',
        nameFromWithin(aside, reachable),
        '-U',
        'postgres',
        '-A',
        'trust',
        '-T',
        'simple',
        '--no-instructions',
        ...wanted,
      ],
      maker,
      aside,
    )
    if (/No space left on device/.test(made.output)) throw new NewcomerError(DISK_FULL)
    if (made.status !== 0)
      throw new NewcomerError(`The embedded database could not be made:\n${made.output.trim()}`)
    // No TCP at all, and on the socket (a directory of mode 0700) no password.
    fs.writeFileSync(path.join(aside, 'pg_hba.conf'), 'local all all trust\n')
    if (account) giveTo(account, aside)
    fs.renameSync(aside, cluster)
  } catch (error) {
    fs.rmSync(aside, { recursive: true, force: true })
    if (errorCode(error) === 'ENOSPC') throw new NewcomerError(DISK_FULL)
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error
  }
}
