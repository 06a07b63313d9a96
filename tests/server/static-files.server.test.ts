import fs from 'node:fs'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { ask, askRaw } from './ask.ts'
import { expectSecurityHeaders } from './promises.ts'

const { url } = inject('demoServer')
const CLIENT = path.resolve('build/client')
const assets = fs.readdirSync(path.join(CLIENT, 'assets')).filter((name) => /\.(js|css)$/.test(name))

test('a file with a hash in its name is kept for a year, another for an hour', async () => {
  const hashed = await ask(url, { path: `/assets/${assets[0]}` })
  expect(hashed.status).toBe(200)
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const icon = await ask(url, { path: '/icon.svg' })
  expect(icon.headers['cache-control']).toBe('public, max-age=3600')
  // A drawing can be opened as a page; a script or a style cannot, and carries no page's policy.
  expectSecurityHeaders({ ...icon, text: '' }, 'a drawing')
  expect(hashed.headers['content-security-policy']).toBeUndefined()
  expect(hashed.headers['x-content-type-options']).toBe('nosniff')
  expect(hashed.headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('every text file goes out in brotli or gzip when the browser takes it, and is the same', async () => {
  for (const name of assets) {
    const file = path.join(CLIENT, 'assets', name)
    const body = fs.readFileSync(file, 'utf8')
    if (body.length < 512) continue
    const asked = (encoding: string) =>
      ask(url, { path: `/assets/${name}`, headers: { 'accept-encoding': encoding } })
    const [brotli, gzip, plain] = await Promise.all([
      asked('gzip, deflate, br'),
      asked('gzip'),
      asked('identity'),
    ])
    expect([name, brotli.headers['content-encoding']]).toEqual([name, 'br'])
    expect([name, gzip.headers['content-encoding']]).toEqual([name, 'gzip'])
    expect(plain.headers['content-encoding']).toBeUndefined()
    for (const answer of [brotli, gzip, plain]) {
      expect(answer.text).toBe(body)
      expect(answer.headers.vary?.toLowerCase()).toContain('accept-encoding')
    }
  }
})

test('a file the browser has is not sent again', async () => {
  const first = await ask(url, { path: '/icon.svg' })
  const second = await ask(url, { path: '/icon.svg', headers: { 'if-none-match': first.headers.etag! } })
  expect([second.status, second.text]).toEqual([304, ''])
})

test('pages are not stored by anybody', async () => {
  for (const page of ['/sign-in', '/nowhere', '/%', '/my'])
    expect((await ask(url, { path: page })).headers['cache-control']).toContain('no-store')
})

test('a page goes out compressed as the browser asks, and a refused coding is not used', async () => {
  const asked = async (encoding: string) =>
    (await ask(url, { path: '/sign-in', headers: { 'accept-encoding': encoding } })).headers[
      'content-encoding'
    ]
  expect(await asked('gzip, br')).toBe('br')
  expect(await asked('gzip')).toBe('gzip')
  expect(await asked('identity')).toBeUndefined()
  expect(await asked('gzip, br;q=0')).toBe('gzip')
  expect(await asked('br;q=0, gzip;q=0.0')).toBeUndefined()
  expect(await asked('br; q=0.5')).toBe('br')
})

test('nothing outside the built files can be reached', async () => {
  const wanted = [
    'package.json',
    'etc/passwd',
    'build/server/main.js',
    '.data/app.lock',
    '.vite/manifest.json',
  ]
  const ways = [
    '/',
    '/../',
    '/../../',
    '/../../../../../../',
    '/assets/../../',
    '/assets/..%2f..%2f',
    '/..%2f..%2f..%2f..%2f',
  ]
  ways.push(
    '/%2e%2e/%2e%2e/',
    '/%2e%2e%2f%2e%2e%2f',
    '/..%5c..%5c',
    '/..\\..\\',
    '//',
    '/%2f',
    '/assets/%252e%252e%252f',
    '/assets//..//..//',
  )
  for (const way of ways)
    for (const file of wanted) {
      const answer = await askRaw(
        url,
        `GET ${way}${file} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      )
      expect([way + file, answer?.status]).toEqual([way + file, expect.toBeOneOf([400, 404])])
      expect(answer?.text).not.toMatch(/root:x:|"dependencies"|isEntry/)
    }
})

test('a file is read only', async () => {
  const answer = await ask(url, { method: 'POST', path: `/assets/${assets[0]}`, headers: { origin: url } })
  expect(answer.status).toBe(404)
})
