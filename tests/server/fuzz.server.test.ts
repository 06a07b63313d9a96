import fc from 'fast-check'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aRequest, PATTERNS, WHO, type Origin, type Who } from './arbitrary-requests.ts'
import { ask, askRaw, type Answer, type Question } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { personalFacts, sightings } from './personal-facts.ts'
import { expectOurs } from './promises.ts'
import { openLogin } from './signed-in.ts'

/** Whatever is asked, by whomever: an answer of ours, never a 5xx. The seeds are fixed, so a red run can be repeated. */

const { url, logFile, dataDir } = inject('demoServer')
const SEED = 20260722
const RUNS = 4_000
/** Requests in flight at once: enough to keep two workers busy. */
const TOGETHER = 4

let sql: Sql
let ids: string[]

beforeAll(async () => {
  sql = superuserOf({ dataDir })
  const rows = await sql`
    (select id from supervised_persons where left_on is null and not minors_regime limit 4)
    union all (select id from supervised_persons where left_on is not null limit 1)
    union all (select id from supervised_persons where minors_regime limit 1)
    union all (select id from supervised_persons p where exists (select 1 from sign_in_names n where n.account_id = p.account_id and n.name = 'zhou12'))`
  ids = rows.map(({ id }) => String(id))
})
afterAll(() => sql.end())

const originHeader = (origin: Origin): Record<string, string> =>
  origin === 'none' ? {} : { origin: { own: url, null: 'null', foreign: 'https://evil.example' }[origin] }

/** A request may sign its session out: it is opened again for the next one. */
async function asked(who: Who | null, question: Question) {
  const cookie = who ? await openLogin(sql, who) : undefined
  const headers = { ...question.headers }
  if (cookie) headers.cookie = [cookie, headers.cookie].filter(Boolean).join('; ')
  return ask(url, { ...question, headers })
}

test('arbitrary requests', async () => {
  const seen = new Map<number, number>()
  const one = fc.asyncProperty(aRequest(ids), async ({ who, method, path, headers, body, origin, host }) => {
    const answer = await asked(who, {
      method,
      path,
      headers: {
        ...headers,
        ...originHeader(origin),
        ...(host === null ? {} : { host: Buffer.from(host).toString('latin1') }),
        ...(body?.type == null ? {} : { 'content-type': body.type }),
        ...(body ? { 'content-length': String(body.bytes.length) } : {}),
      },
      ...(body ? { body: body.bytes } : {}),
    })
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    // What node's own parser refuses is an empty 400.
    if (answer.status === 400 && answer.text === '' && host !== null) return
    expectOurs(answer, `${method} ${path}`)
    if (method === 'HEAD') expect(answer.text).toBe('')
  })
  // Several streams with seeds of their own, side by side.
  await Promise.all(
    Array.from({ length: TOGETHER }, (_, stream) =>
      fc.assert(one, { seed: SEED + stream, numRuns: RUNS / TOGETHER }),
    ),
  )
  console.log('answers by status:', Object.fromEntries([...seen].sort()))
  for (const status of [200, 303, 400, 403, 404, 405, 413]) expect(seen.get(status)).toBeGreaterThan(0)
}, 120_000)

test('every route, by everyone, with every ordinary method', async () => {
  const paths = PATTERNS.map((pattern) =>
    pattern
      .replace(':id', ids[0]!)
      .replace(':module', 'a1')
      .replace(':unit', '1')
      .replace(':passage', '1')
      .replace('*', 'not-there'),
  )
  const each = async (who: Who | null) => {
    for (const path of paths.flatMap((plain) => [plain, `${plain === '/' ? '/_root' : plain}.data`]))
      for (const method of path.endsWith('.data') ? ['GET', 'POST'] : ['GET', 'HEAD', 'POST']) {
        const answer = await asked(who, { method, path, headers: { origin: url } })
        expectOurs(answer, `${method} ${path} as ${who ?? 'nobody'}`)
      }
  }
  await Promise.all([...WHO, null].map(each))
})

test('bytes that are hardly HTTP', async () => {
  const token = fc.constantFrom('GET', 'POST', 'FOO', 'get', '', 'CONNECT', 'PRI', 'TRACE', 'G\0T')
  const target = fc.oneof(
    fc.constantFrom(
      '/',
      '*',
      '/my',
      'http://evil.example/',
      '//evil.example',
      '/%',
      '/\x80',
      `/${'y'.repeat(20_000)}`,
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  const line = fc.constantFrom(
    ...['Host: localhost', 'Host:', 'Host: a\r\nHost: b', 'Content-Length: 10', 'Content-Length: -1'],
    ...['Content-Length: 5\r\nContent-Length: 6', 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip'],
    ...[
      'Expect: 100-continue',
      'Expect: tea',
      'Connection: upgrade\r\nUpgrade: websocket',
      'Connection: close',
    ],
    ...['X: \0', 'Cookie: qc_session=\xff\xfe', 'no colon', `X: ${'z'.repeat(20_000)}`, 'Origin: null'],
    ...['Content-Type: application/x-www-form-urlencoded', 'Accept-Encoding: br, gzip, zstd'],
  )
  const bytes = fc
    .tuple(
      token,
      target,
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''),
      fc.array(line, { maxLength: 5 }),
    )
    .chain(([method, path, version, lines]) =>
      fc
        .constantFrom('', 'who=a', '5\r\nwho=a\r\n0\r\n\r\n', 'fffffffff\r\n', 'x'.repeat(70_000))
        .map((body) => `${method} ${path} ${version}\r\n${lines.join('\r\n')}\r\n\r\n${body}`),
    )
  await fc.assert(
    fc.asyncProperty(bytes, async (text) => {
      const answer = await askRaw(url, Buffer.from(text, 'latin1'))
      if (!answer) return
      expect(answer.status, text.slice(0, 200)).toBeLessThan(500)
      // What node's own parser refuses has a status and nothing else; everything else is ours.
      if (answer.headers['content-type'] === undefined && [400, 417, 431].includes(answer.status)) return
      expectOurs({ ...answer, text: firstBody(answer) }, text.slice(0, 200))
    }),
    { seed: SEED, numRuns: 400 },
  )
  expect((await ask(url, { path: '/health' })).status).toBe(200)
})

/** Several answers may follow each other on one connection; the first one's body, when it came in one piece. */
function firstBody({ headers, text }: Answer): string {
  const length = Number(headers['content-length'] ?? 0)
  return headers['content-encoding'] ? '' : Buffer.from(text).subarray(0, length).toString()
}

test('none of it left a person in the log', async () => {
  const facts = await personalFacts(sql)
  expect(facts.length).toBeGreaterThan(1_000)
  expect(sightings(logFile, facts)).toEqual([])
})
