import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { ask, post } from './ask.ts'
import { databaseOf, isReady, startBuilt, superuserOf, until, type BuiltServer } from './built-server.ts'
import { writeLittleCounty, writeStudying, type Studying } from './little-county.ts'
import { expectNoInsides, expectSecurityHeaders } from './promises.ts'

let server: BuiltServer
let somebody: Studying
beforeAll(async () => {
  server = await startBuilt({ name: 'down' })
  const sql = superuserOf(server)
  await writeLittleCounty(sql)
  ;[somebody] = (await writeStudying(sql, 1)) as [Studying]
  await sql.end()
})
afterAll(async () => {
  await server?.stop()
  if (server) fs.rmSync(server.dataDir, { recursive: true, force: true })
})

test('while the database is away pages say so in plain words, and it comes back by itself', async () => {
  const workers = server.workers()
  // Without this file the primary cannot start it again, however often it tries.
  const version = path.join(server.dataDir, 'postgres', 'PG_VERSION')
  fs.renameSync(version, `${version}.away`)
  process.kill(databaseOf(server)!.pid, 'SIGKILL')
  const { url } = server
  await until(async () => (await ask(url, { path: '/ready' })).status === 503, '/ready notices')
  for (const language of ['zh', 'en'] as const) {
    const { errors } = messagesFor(language)
    const cookie = `${somebody.cookie}; qc_view=${language}.normal.system`
    const answers = [
      await ask(url, { path: '/my', headers: { cookie } }),
      await ask(url, { path: somebody.path, headers: { cookie } }),
      await post(url, somebody.path, { answer: somebody.answer }, { cookie }),
      await post(url, '/sign-in', { who: 'zhou12', password: 'qicheng-demo' }, { cookie }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(answer.text).toContain(errors[503].title)
      expect(answer.text).toContain(errors[503].more)
      expect(answer.headers['retry-after']).toBe('10')
      expectSecurityHeaders(answer, 'database down')
      expectNoInsides(answer.text, 'database down')
    }
  }
  const data = await ask(url, { path: '/my.data', headers: { cookie: somebody.cookie } })
  expect(data.status).toBe(503)
  expect((await ask(url, { path: '/health' })).status).toBe(200)
  const [file] = fs.readdirSync('build/client/assets')
  expect((await ask(url, { path: `/assets/${file}` })).status).toBe(200)

  fs.renameSync(`${version}.away`, version)
  await until(() => isReady(server), 'it is ready again')
  const { cookie, answer, done } = somebody
  await until(
    async () => (await ask(url, { path: '/my', headers: { cookie } })).status === 200,
    'pages are back',
  )
  const finished = await post(url, somebody.path, { answer }, { cookie })
  expect([finished.status, finished.headers.location]).toEqual([303, done])
  expect(server.workers()).toEqual(workers)
})
