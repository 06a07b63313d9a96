import fs from 'node:fs'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ask, post, type Answer } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { personalFacts, sightings } from './personal-facts.ts'
import { openLogin } from './signed-in.ts'

/** What looks over a shoulder: tabs, addresses, histories, and whoever reads the log. */

const { url, dataDir, logFile } = inject('demoServer')
let sql: Sql
let facts: string[]
beforeAll(async () => {
  sql = superuserOf({ dataDir })
  facts = await personalFacts(sql)
})
afterAll(() => sql.end())

const OPEN_TO = {
  zhou12: [
    '/my',
    '/my/study',
    '/my/study/a1',
    '/my/study/a1/1',
    '/my/hours',
    '/my/hours?m=2026-06',
    '/my/help',
    '/my/lectures',
    '/my/inbox',
    '/my/counselling',
    '/my/counselling/ask',
    '/my/counselling/consent',
    '/my/counselling/withdraw',
    '/my/counselling/erase',
    '/my/counselling/record',
  ],
  lin09: ['/my/counselling', '/my/counselling/record', '/my/counselling/withdraw'],
  'office-dongtang': [
    '/office',
    '/office/people',
    '/office/people?page=2',
    '/office/hours',
    '/office/minors',
    '/inbox',
    '/account/calendar',
  ],
  'social-worker-dongtang': ['/office', '/office/people'],
  bureau: ['/bureau'],
  'lecturer-law-1': ['/lecturer/lessons', '/lecturer/lessons/a1'],
  'counsellor-1': ['/lecturer/lessons', '/lecturer/lessons/a1'],
} as const

async function walk(): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const [who, paths] of Object.entries(OPEN_TO)) {
    const cookie = await openLogin(sql, who)
    for (const path of [...paths, '/account', '/sign-out', '/nowhere'])
      for (const language of ['zh', 'en'])
        answers.push(
          await ask(url, { path, headers: { cookie: `${cookie}; qc_view=${language}.normal.system` } }),
        )
  }
  const cookie = await openLogin(sql, 'office-dongtang')
  const board = await ask(url, { path: '/office/hours', headers: { cookie } })
  for (const [, path] of board.text.matchAll(/href="(\/office\/people\/[0-9a-f-]+)"/g))
    for (const page of [path!, `${path}/counselling`])
      answers.push(await ask(url, { path: page, headers: { cookie } }))
  return answers
}

test('titles and addresses name nobody', async () => {
  const answers = await walk()
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(60)
  expect(answers.some(({ text }) => facts.some((fact) => text.includes(fact)))).toBe(true) // the pages themselves do
  const shown = answers.flatMap(({ text, headers }) => [
    ...[...text.matchAll(/<title>([^<]*)</g)].map(([, title]) => title!),
    ...[...text.matchAll(/ (?:href|src|action)="(?!tel:)([^"]*)"/g)].map(([, address]) =>
      decodeURIComponent(address!),
    ),
    headers.location ?? '',
  ])
  for (const text of new Set(shown)) expect(facts.filter((fact) => text.includes(fact))).toEqual([])
})

test('the log keeps nothing of what was typed, sent or asked for', async () => {
  const secrets = ['typed-name-74', 'typed-password-74', 'query-word-74', 'cookie-word-74', 'field-word-74']
  const words = 'own-words-74'
  // What opens a calendar stands in its path.
  const token = 'T'.repeat(43)
  const [name, password, query, cookieWord, field] = secrets
  const cookie = await openLogin(sql, 'office-dongtang', 'session-secret-74')
  const headers = { cookie: `${cookie}; other=${cookieWord}` }
  const typed = { who: name!, password: password! }
  await post(url, '/sign-in', typed, headers)
  await post(url, '/sign-in', { who: 'zhou12', password: password! }, headers)
  await post(url, '/account', { current: password!, next: field!, again: field! }, headers)
  for (const path of ['/office/people', '/my', '/nowhere', '/%', '/office/hours', '/my.data', '/__manifest'])
    for (const method of ['GET', 'POST', 'PUT'])
      await ask(url, {
        method,
        path: `${path}?q=${query}`,
        headers: { ...headers, origin: url },
        body: `a=${field}`,
      })
  for (const method of ['GET', 'HEAD', 'POST'])
    await ask(url, { method, path: `/calendar/${token}.ics`, headers: { origin: url } })
  // What somebody wished to tell a counsellor, refused for its length: on their page, and nowhere else.
  const learner = { cookie: await openLogin(sql, 'zhou12') }
  const told = new URLSearchParams({ wished: 'woman', words: words.repeat(100) }).toString()
  expect((await post(url, '/my/counselling/ask', told, learner)).text).toContain(words)
  await post(url, '/my/beat', `session=${field}&nonce=%00&seq=x`, headers)
  const log = fs.readFileSync(logFile, 'utf8')
  for (const secret of [...secrets, words, token, 'session-secret-74', 'test-zhou12'])
    expect(log).not.toContain(secret)
  expect(sightings(logFile, facts)).toEqual([])
})
