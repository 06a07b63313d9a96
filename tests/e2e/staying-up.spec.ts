import { expect, test, type APIRequestContext } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** The built server as a process: what the person at the keyboard reads, and what survives a kill -9. */

const dataDir = () => String(process.env.E2E_DATA_DIR)
const port = () => new URL(String(process.env.BASE_URL)).port

function startAgain(settings: Record<string, string>) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: '',
    ORIGIN: '',
    ...settings,
  }
  return spawnSync(process.execPath, ['build/server/main.js'], { env, encoding: 'utf8', timeout: 20_000 })
}

test('a second start on the same data says where the first one is', () => {
  const { status, stderr } = startAgain({ DATA_DIR: dataDir(), PORT: '1' })
  expect(stderr).toContain(`already running at http://localhost:${port()}`)
  expect(status).toBe(1)
})

test('a taken port is named, with another to try', () => {
  const elsewhere = test.info().outputPath('data')
  const { status, stderr } = startAgain({ DATA_DIR: elsewhere, PORT: port() })
  expect(stderr).toContain(`Port ${port()} is taken`)
  expect(status).toBe(1)
  expect(fs.existsSync(path.join(elsewhere, 'postgres'))).toBe(false)
})

test('a setting that cannot be used is named', () => {
  const { status, stderr } = startAgain({ PORT: 'eighty' })
  expect(stderr).toContain('PORT')
  expect(stderr).not.toContain('    at ')
  expect(status).toBe(1)
})

test('an external database that is not there is a sentence', () => {
  const nobody = 'postgres://qicheng@127.0.0.1:1/qicheng'
  const { status, stderr } = startAgain({ DATABASE_URL: nobody, DATABASE_OWNER_URL: nobody, PORT: '43117' })
  expect(stderr).toContain('The database does not answer')
  expect(stderr).toContain('DATABASE_URL')
  expect(status).toBe(1)
})

test('a killed worker is replaced', async ({ request }) => {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout
  const workers = listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => parent === process.env.E2E_SERVER_PID && args.join(' ').includes('main.js'),
    )
  expect(workers).toHaveLength(2)
  process.kill(Number(workers[0]?.[0]), 'SIGKILL')
  for (let count = 0; count < 4; count++)
    await expect.poll(() => ready(request), { timeout: 15_000 }).toBe(200)
})

test('a killed database comes back, and until then pages say so', async ({ request }) => {
  const lock = path.join(dataDir(), 'postgres', 'postmaster.pid')
  const before = fs.readFileSync(lock, 'utf8').split('\n')[0]
  process.kill(Number(before), 'SIGKILL')
  expect([200, 503]).toContain((await request.get('/')).status())
  await expect
    .poll(() => (fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8').split('\n')[0] : before), {
      timeout: 30_000,
    })
    .not.toBe(before)
  for (let count = 0; count < 4; count++)
    await expect.poll(() => ready(request), { timeout: 15_000 }).toBe(200)
})

/** The status of an answer; 0 where none came in time: a connection that was handed to a dying worker is never answered. */
async function ready(request: APIRequestContext): Promise<number> {
  try {
    return (await request.get('/ready', { timeout: 2_000 })).status()
  } catch {
    return 0
  }
}
