import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { ask, post, type Answer } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { expectOurs } from './promises.ts'
import { hashOf, openLogin } from './signed-in.ts'

/** What a person, a broken browser or somebody curious may send: its status, and the sentence on the page in both languages. */

const { url, dataDir } = inject('demoServer')
const LANGUAGES = ['zh', 'en'] as const
type Language = (typeof LANGUAGES)[number]
const view = (language: Language) => `qc_view=${language}.normal.system`

let sql: Sql
beforeAll(() => {
  sql = superuserOf({ dataDir })
})
afterAll(() => sql.end())

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')

function expectPage(answer: Answer, status: number, ...sentences: string[]): void {
  expect(answer.status).toBe(status)
  for (const sentence of sentences) expect(answer.text).toContain(escaped(sentence))
  expectOurs(answer, sentences.join())
}

/** What stands in a box of the page. */
function boxOf({ text }: Answer, name: string): string | undefined {
  const input = [...text.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`name="${name}"`))
  return / value="([^"]*)"/.exec(input ?? '')?.[1]
}

describe.each(LANGUAGES)('signing in, %s', (language) => {
  const { signIn: words } = messagesFor(language)
  const signIn = (fields: Record<string, string> | string) =>
    post(url, '/sign-in', fields, { cookie: view(language) })

  test('nothing typed', async () => {
    expectPage(await signIn({}), 400, words.nameMissing, words.passwordMissing, words.notIn)
  })

  test('the password is missing: the name stays in its box', async () => {
    const answer = await signIn({ who: '99041207', password: '' })
    expectPage(answer, 400, words.passwordMissing)
    expect(answer.text).not.toContain(words.nameMissing)
    expect(boxOf(answer, 'who')).toBe('99041207')
  })

  test('a wrong password reads the same for a name that exists and for one that does not', async () => {
    const [real, nobody] = await Promise.all([
      signIn({ who: 'qian40', password: `wrong ${language}` }),
      signIn({ who: `nobody-${language}`, password: `wrong ${language}` }),
    ])
    expectPage(real, 401, words.wrong)
    const same = ({ text }: Answer) => text.replace(/ value="[^"]*"/g, '')
    expect(same(nobody)).toBe(same(real))
    expect(boxOf(real, 'who')).toBe('qian40')
    expect(boxOf(real, 'password')).toBeUndefined()
    expect(real.text).not.toContain('wrong zh')
  })

  test('too long a name, too long a password', async () => {
    const name = await signIn({ who: 'n'.repeat(65), password: 'qicheng-demo' })
    expectPage(name, 400, words.wrong)
    expect(boxOf(name, 'who')).toBe('n'.repeat(65))
    const password = await signIn({ who: 'qian40', password: 'p'.repeat(201) })
    expectPage(password, 400, words.wrong)
    expect(password.text).not.toContain('ppp')
  })

  test('many wrong passwords are slowed down, in words', async () => {
    const tries = { who: `slow-${language}`, password: 'x' }
    for (let count = 0; count < 5; count++) await signIn(tries)
    const answer = await signIn(tries)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expectOurs(answer, 'slowed down')
  })

  test.each([
    ['an emoji', '👩🏽‍🦽 周'],
    ['rare characters', '𠮷野𡈽㐱龘'],
    ['markup', '"><script>alert(1)</script>'],
    ['entities', "O'Brien &amp; <b>"],
    ['right to left', '\u202eabc'],
  ])('%s comes back in the box, as text', async (_, who) => {
    const answer = await signIn({ who, password: '' })
    expectPage(answer, 400, words.passwordMissing)
    expect(boxOf(answer, 'who')).toBe(escaped(who))
    expect(answer.text).not.toContain('<script>alert')
  })

  test('a zero byte is left out', async () => {
    const answer = await signIn('who=zh%00ou&password=')
    expect(boxOf(answer, 'who')).toBe('zhou')
  })

  test('a body that is no form reads as an empty one', async () => {
    const headers = { cookie: view(language) }
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
    ])
      expectPage(
        await post(url, '/sign-in', '{"who":"zhou12","password":"qicheng-demo"}', {
          ...headers,
          'content-type': type,
        }),
        400,
        words.nameMissing,
      )
  })
})

describe.each(LANGUAGES)('one’s own counselling, %s', (language) => {
  const { myCounselling } = messagesFor(language)
  const { refused } = myCounselling
  const send = async (path: string, fields: Record<string, string>) => {
    const cookie = `${await openLogin(sql, 'zhou12')}; ${view(language)}`
    return post(url, `/my/counselling${path}`, fields, { cookie })
  }

  test('too long, with markup: what was typed stands in its box as text', async () => {
    const words = `</textarea><script>alert(1)</script>${'长'.repeat(1001)}`
    const answer = await send('/ask', { wished: 'man', words })
    expectPage(answer, 400, refused.ask['words-long'], words)
    expect(answer.text).not.toContain('<script>alert')
  })

  test('nothing that could be meant: 400, and no request', async () => {
    for (const fields of [{}, { wished: 'somebody' }, { words: 'x' }] as Record<string, string>[])
      expectPage(await send('/ask', fields), 400)
    for (const path of ['', '/withdraw', '/erase']) expectPage(await send(path, { do: 'x' }), 400)
    const [row] = await sql`select count(*)::int as n from counselling_requests q
      join supervised_persons p on p.id = q.person_id join sign_in_names n on n.account_id = p.account_id where n.name = 'zhou12'`
    expect(row!.n).toBe(0)
  })

  test('a version that nobody showed, one of nothing, one that is gone', async () => {
    const { consent } = refused
    for (const version of ['', 'x', '-1', '1e99', '0'])
      expectPage(await send('/consent', { version, locale: 'zh' }), 400, consent['version-missing'])
    expectPage(await send('/consent', { version: '1', locale: 'fr' }), 400, consent['version-missing'])
    expectPage(await send('/consent', { version: '99', locale: 'zh' }), 409, consent['other-text'])
  })

  test('what is not there to be taken back', async () => {
    expectPage(await send('/withdraw', { do: 'withdraw' }), 409, refused.withdraw['not-given'])
    expectPage(await send('/erase', { do: 'erase' }), 409, refused.erase['not-withdrawn'])
    const nobodys = '01900000-0000-7000-8000-000000000000'
    expectPage(await send('', { do: 'cancel', appointment: nobodys, version: '1' }), 404)
    expectPage(await send('', { do: 'take-back', request: nobodys, version: '1' }), 404)
  })
})

describe.each(LANGUAGES)('refused at the gate, %s', (language) => {
  const { errors } = messagesFor(language)
  const cookie = view(language)

  test('a body over 256 KB: 413, told beforehand or not', async () => {
    const body = `who=${'x'.repeat(256 * 1024)}`
    expectPage(await post(url, '/sign-in', body, { cookie }), 413, errors[413].title, errors[413].more)
    const untold = await ask(url, {
      method: 'POST',
      path: '/sign-in',
      body,
      headers: { cookie, origin: url, 'transfer-encoding': 'chunked' },
    })
    expectPage(untold, 413, errors[413].title)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    '%s: 405, with what is allowed',
    async (method) => {
      const answer = await ask(url, { method, path: '/my', headers: { cookie } })
      expectPage(answer, 405, errors[405].title, errors[405].more)
      expect(answer.headers.allow).toBe('GET, HEAD, POST')
    },
  )

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:1' }],
    ['another scheme', { origin: url.replace('http:', 'https:') }],
    ['null', { origin: 'null' }],
    ['nobody', {}],
    ['another site, told by the browser', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['another referrer', { referer: 'https://evil.example/' }],
    ['a referrer that is none', { referer: 'evil' }],
  ])('a post from %s: 403', async (_, headers) => {
    const answer = await ask(url, {
      method: 'POST',
      path: '/sign-in',
      body: 'who=a',
      headers: { cookie, ...headers },
    })
    expectPage(answer, 403, errors[403].title, errors[403].more)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('a malformed address: 400', async () => {
    for (const path of ['/%', '/my/study/%zz', '/%c3%28', '/office/people/%e4%b8'])
      expectPage(await ask(url, { path, headers: { cookie } }), 400, errors[400].title, errors[400].more)
  })

  test('an unknown page: 404', async () => {
    for (const path of [
      '/nowhere',
      '/my/study/zz',
      '/my/study/a1/1/99',
      '/.env',
      '/wp-login.php',
      '/assets/x.js',
    ])
      expect((await ask(url, { path, headers: { cookie } })).status).toBe(path.startsWith('/my') ? 303 : 404)
    expectPage(
      await ask(url, { path: '/nowhere', headers: { cookie } }),
      404,
      errors[404].title,
      errors[404].more,
    )
  })
})

test.each([{ referer: true }, { site: true }])(
  'a post from our own pages without Origin: %o',
  async ({ referer }) => {
    const headers: Record<string, string> = referer
      ? { referer: `${url}/sign-in` }
      : { 'sec-fetch-site': 'same-origin' }
    expect((await ask(url, { method: 'POST', path: '/sign-in', headers })).status).toBe(400)
  },
)

test('what exists but is not yours is told like what does not exist', async () => {
  const cookie = await openLogin(sql, 'office-dongtang')
  const [elsewhere] = await sql`
    select p.id from supervised_persons p join judicial_offices o on o.id = p.office_id
    where o.code <> (select code from judicial_offices where name_zh like '东塘%') and p.left_on is null and not p.minors_regime limit 1`
  const [mine] = await sql`
    select p.id from supervised_persons p join judicial_offices o on o.id = p.office_id
    where o.name_zh like '东塘%' and p.left_on is null and not p.minors_regime limit 1`
  const page = (id: unknown) => ask(url, { path: `/office/people/${String(id)}`, headers: { cookie } })
  expect((await page(mine!.id)).status).toBe(200)
  const [theirs, nobodys, rubbish, zero] = await Promise.all([
    page(elsewhere!.id),
    page('01987aaa-0000-7000-8000-000000000001'),
    page('x'),
    page(`${String(mine!.id)}%00`),
  ])
  const plain = ({ status, text }: Answer) => ({
    status,
    // Where the display tools lead back to is the path that was asked for.
    text: text.replace(/name="return" value="[^"]*"|href="\/preferences\?[^"]*"/g, ''),
  })
  expect(theirs.status).toBe(404)
  for (const other of [nobodys, rubbish, zero]) expect(plain(other)).toEqual(plain(theirs))
  // A page of another role, likewise.
  for (const path of ['/my', '/my/hours', '/bureau', '/nowhere'])
    expect(plain(await ask(url, { path, headers: { cookie } }))).toEqual(plain(theirs))
})

test('a login session that has ended: a post leads to sign-in, and so does a page, with the way back', async () => {
  const cookie = await openLogin(sql, 'zhou12', 'ended-session')
  expect((await ask(url, { path: '/my', headers: { cookie } })).status).toBe(200)
  await sql`delete from login_sessions where id = ${hashOf('ended-session')}`
  const posted = await post(url, '/my/study/a1/1/1', { answer: 'a' }, { cookie })
  expect([posted.status, posted.headers.location]).toEqual([303, '/sign-in'])
  const read = await ask(url, { path: '/my/hours?m=2026-06', headers: { cookie } })
  expect([read.status, read.headers.location]).toEqual([303, '/sign-in?to=%2Fmy%2Fhours'])
})

test('an expired login session is none', async () => {
  const cookie = await openLogin(sql, 'zhou12', 'expired-session')
  await sql`update login_sessions set expires_at = '2026-07-22T17:59:59+08:00' where id = ${hashOf('expired-session')}`
  expect((await ask(url, { path: '/my', headers: { cookie } })).headers.location).toBe('/sign-in?to=%2Fmy')
})

test("a stranger's cookie beside ours, even a broken one, changes nothing", async () => {
  const cookie = await openLogin(sql, 'zhou12')
  for (const around of [`%; ${cookie}`, `a=%zz; ${cookie}; b`, `${cookie}; 100%`])
    expect((await ask(url, { path: '/my', headers: { cookie: around } })).status).toBe(200)
  for (const alone of ['%', 'qc_session=%', 'qc_session=', '=', ';;;', 'qc_session'])
    expect((await ask(url, { path: '/my', headers: { cookie: alone } })).status).toBe(303)
})

test('sign-in never leads to another site', async () => {
  const headers = { origin: url }
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/my/../../evil',
    '/my%0d%0aX: y',
    '/sign-out',
  ]) {
    const path = `/sign-in?to=${encodeURIComponent(to)}`
    const answer = await post(url, path, { who: 'wu31', password: 'qicheng-demo' }, headers)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/(my|evil)$/)
  }
})

test('a search for a zero byte finds what a search without it finds', async () => {
  const cookie = await openLogin(sql, 'office-dongtang')
  const search = (q: string) => ask(url, { path: `/office/people?q=${q}`, headers: { cookie } })
  const [plain, zero] = await Promise.all([search('%E5%91%A8'), search('%E5%91%A8%00')])
  expect(zero.status).toBe(200)
  const rows = ({ text }: Answer) => [...text.matchAll(/href="\/office\/people\/[0-9a-f-]{36}"/g)].length
  expect(rows(plain)).toBeGreaterThan(0)
  expect(rows(zero)).toBe(rows(plain))
})

test('HEAD answers like GET, without the page', async () => {
  const cookie = await openLogin(sql, 'zhou12')
  for (const path of ['/sign-in', '/my', '/nowhere', '/my/study/a1', '/health', '/my.data', '/%']) {
    const [get, head] = await Promise.all([
      ask(url, { path, headers: { cookie } }),
      ask(url, { method: 'HEAD', path, headers: { cookie } }),
    ])
    expect([path, head.status, head.text]).toEqual([path, get.status, ''])
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
  }
})
