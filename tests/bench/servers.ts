import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const { ensureBuilt } = createRequire(import.meta.url)('#app/server/build-stamp.cjs') as {
  ensureBuilt: () => Promise<number>
}

/** The first start makes the database and five years of demo history. */
const START_WITHIN_MS = 300_000

export type Server = {
  url: string
  /** The processes whose whole trees belong to it. */
  roots: { app: number[]; database: number[] }
  stop(): Promise<void>
}
export type AppServer = Server & { socketDir: string; firstStartSeconds: number }

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export async function startHello(workers: number): Promise<Server> {
  const port = await freePort()
  const program = fileURLToPath(new URL('hello.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, String(port), String(workers)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return {
    url: `http://127.0.0.1:${port}`,
    roots: { app: [child.pid!], database: [] },
    stop: () => end(child),
  }
}

/** The built app as `npm start` runs it, with a demo county and a database of its own; both are gone after stop(). */
export async function startApp(workers: number): Promise<AppServer> {
  if ((await ensureBuilt()) !== 0) throw new Error('the build failed')
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-bench-'))
  fs.chmodSync(dataDir, 0o711) // the database's own account passes through when root runs this
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
    ...{ DEMO: 'on', WORKERS: String(workers), LOG_LEVEL: 'warn', POOL: '', CLOCK: '' },
    ...{ ORIGIN: '', DATABASE_URL: '', DATABASE_OWNER_URL: '', DATABASE_SOCKET_DIR: '' },
  }
  const began = performance.now()
  const child = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], {
    env,
    // The channel ends the server with us, also when we are killed.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let said = ''
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (said += part))
  const stop = async () => {
    await end(child)
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await becomesReady(url, child)
    const [pid, , , , socketDir] = fs
      .readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
      .split('\n')
    const firstStartSeconds = (performance.now() - began) / 1000
    return {
      ...{ url, stop, firstStartSeconds, socketDir: socketDir! },
      roots: { app: [child.pid!], database: [Number(pid)] },
    }
  } catch (error) {
    await stop()
    throw new Error(`The app did not start. It said:\n${said}`, { cause: error })
  }
}

async function becomesReady(url: string, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + START_WITHIN_MS; performance.now() < until; await pause(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the app ended')
    const answer = await fetch(`${url}/ready`).catch(() => undefined) // nobody listens yet
    if (answer?.ok) return
  }
  throw new Error('not ready in time')
}
