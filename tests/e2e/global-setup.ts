import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findQuietPeople, letGoOfCountyDatabase } from './support/county-database.ts'

/** The day of the drawn story (decisions 18). */
const CLOCK = '2026-07-22T18:00:00+08:00'
/** The first start makes the database and five years of demo history. */
const PATIENCE_MS = 180_000
const LOG = path.resolve('.cache', 'e2e-server.log')

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function becomesReady(url: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    if (server.exitCode !== null || server.signalCode !== null) break
    const answer = await fetch(`${url}/ready`).catch(() => undefined) // nobody listens yet
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The built server did not become ready. It said:\n${fs.readFileSync(LOG, 'utf8')}`)
}

/** Starts what `npm run build` made, with a database of its own; answers how to end it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-e2e-'))
  fs.chmodSync(dataDir, 0o711) // the database's own account passes through when root runs the tests
  fs.mkdirSync(path.dirname(LOG), { recursive: true })
  const log = fs.openSync(LOG, 'w')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, CLOCK, DEMO: 'on', WORKERS: '2' },
    ...{ ORIGIN: '', HOST: '', DATABASE_URL: '', DATABASE_OWNER_URL: '', DATABASE_SOCKET_DIR: '' },
  }
  const server = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], {
    env,
    // The channel ends the server with us, also when we are killed.
    stdio: ['ignore', log, log, 'ipc'],
  })
  const end = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await becomesReady(url, server)
  } catch (error) {
    await end()
    throw error
  }
  process.env.BASE_URL = url
  process.env.E2E_DATA_DIR = dataDir
  process.env.E2E_SERVER_PID = String(server.pid)
  process.env.E2E_QUIET_PEOPLE = JSON.stringify(await findQuietPeople())
  await letGoOfCountyDatabase()
  return end
}
