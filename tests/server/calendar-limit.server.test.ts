import { beforeAll, expect, inject, test } from 'vitest'
import { FEED_LIMITS } from '#app/domains/calendar/feed-limit.policy.ts'
import { ask, post } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { openLogin } from './signed-in.ts'

/** A calendar link on the built server: often enough for every program, not as often as somebody likes. */
const { url, dataDir } = inject('demoServer')
let cookie: string
beforeAll(async () => {
  const sql = superuserOf({ dataDir })
  cookie = await openLogin(sql, 'lecturer-psy-8')
  await sql.end()
})

test('asked again and again, it is told when to come back; the page of the link goes on', async () => {
  const made = await post(url, '/account/calendar', { do: 'make' }, { cookie })
  const [, token] = /calendar\/([\w-]{43})\.ics/.exec(made.text) ?? []
  expect(token).toBeDefined()
  const path = `/calendar/${token}.ics`
  expect((await ask(url, { path })).status).toBe(200)
  // The bound is each worker's own.
  let refused: Awaited<ReturnType<typeof ask>> | undefined
  for (let tried = 0; tried < FEED_LIMITS.ofToken * 4 && !refused; tried++) {
    const answer = await ask(url, { path })
    if (answer.status !== 200) refused = answer
  }
  if (!refused) throw new Error('it was never told to wait')
  expect(refused.status).toBe(429)
  const seconds = Number(refused.headers['retry-after'])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(FEED_LIMITS.windowSeconds)
  expect(refused.headers['cache-control']).toContain('no-store')
  expect(refused.text).not.toContain(token)
  expect((await ask(url, { path: '/account/calendar', headers: { cookie } })).status).toBe(200)
})
