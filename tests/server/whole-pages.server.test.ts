import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ask } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { openLogin } from './signed-in.ts'

/** Pages arrive whole: no character is lost or cut where one of the renderer's buffers ends. */

const { url, dataDir } = inject('demoServer')
let sql: Sql
beforeAll(() => {
  sql = superuserOf({ dataDir })
})
afterAll(() => sql.end())

test.each([
  ['office-dongtang', ['/office', '/office/people', '/office/people?state=all', '/office/hours']],
  ['bureau', ['/bureau', '/bureau/accounts', '/bureau/audit', '/office/disputes', '/office/specimen']],
  ['lecturer-law-1', ['/lecturer/lessons/a1', '/lecturer/lessons/a4']],
])('%s', async (who, paths) => {
  const cookie = await openLogin(sql, who)
  for (const path of paths) {
    const { status, text } = await ask(url, { path, headers: { cookie } })
    expect(status, path).toBe(200)
    expect(text.includes('\u0000'), `${path} holds a zero byte`).toBe(false)
    expect(text.includes('\ufffd'), `${path} holds half a character`).toBe(false)
  }
})
