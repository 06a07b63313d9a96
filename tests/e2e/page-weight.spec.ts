import { expect, test } from './support/county.ts'
import { beginQuiz } from './support/quiz.ts'

/** Old phones and thin lines: what crosses the wire, and what does not. */
const MOST_BYTES = 25_000
const MOST_BYTES_OF_QUIZ = 30_000

for (const { what, path, signedIn } of [
  { what: 'passage', path: '/my/study/a1/1/1', signedIn: true },
  { what: 'front page', path: '/', signedIn: false },
])
  test(`a cold ${what} is small`, async ({ visit }, { project }) => {
    const who = project.name === 'phone' ? 'zheng26' : 'jiang07'
    const context = await visit(signedIn ? { as: who } : {})
    const page = await context.newPage()
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    const urls = new Map<string, string>()
    const bytes = new Map<string, number>()
    wire.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url))
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes.set(urls.get(requestId) ?? requestId, encodedDataLength)
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    // A browser without a window does not draw the icon of a tab, nor offer to keep the site; the worker's file is asked
    // for outside the page. All of them are asked for here. What the worker keeps for later is not part of a cold page.
    for (const file of ['/icon.svg', '/manifest.webmanifest', ...(signedIn ? ['/sw.js'] : [])]) {
      await page.evaluate((url) => fetch(url).then((answer) => answer.text()), file)
      await expect.poll(() => [...bytes.keys()].some((url) => url.endsWith(file))).toBe(true)
    }
    const kinds = [...bytes.keys()].map((url) => new URL(url).pathname.replace(/-[\w-]{8}\./, '.'))
    expect(kinds).toEqual(expect.arrayContaining([path, '/icon.svg']))
    expect(
      kinds.filter((kind) => /\.(woff2?|ttf|otf)$/.test(kind)),
      'no web fonts',
    ).toEqual([])
    // A sign of use is sent while the page is read; it is not part of opening it.
    const opening = [...bytes].filter(([url]) => !url.endsWith('/my/beat'))
    const sum = opening.reduce((total, [, one]) => total + one, 0)
    test.info().annotations.push({ type: 'bytes', description: String(sum) })
    expect(sum, JSON.stringify(opening)).toBeLessThanOrEqual(MOST_BYTES)
  })

test('a cold quiz is small, its script and style included', async ({ visit }, { project }) => {
  const who = project.name === 'phone' ? 'chen17' : 'wu31'
  const context = await visit({ as: who })
  const address = await beginQuiz(await context.newPage())
  const cold = await (await visit({ as: who })).newPage()
  const wire = await cold.context().newCDPSession(cold)
  await wire.send('Network.enable')
  const bytes: number[] = []
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => void bytes.push(encodedDataLength))
  await cold.goto(`/my/study/a1/quiz/${address}`, { waitUntil: 'networkidle' })
  await cold.evaluate(() => fetch('/icon.svg').then((answer) => answer.text()))
  // The page, its style, its script and the icon.
  await expect.poll(() => bytes.length).toBeGreaterThanOrEqual(4)
  const sum = bytes.reduce((total, one) => total + one, 0)
  test.info().annotations.push({ type: 'bytes', description: String(sum) })
  expect(sum, String(bytes)).toBeLessThanOrEqual(MOST_BYTES_OF_QUIZ)
})

test('a person’s own pages load no framework, and a small script only lessons and the statement', async ({
  visit,
}) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname)
  })
  for (const path of ['/my', '/my/study', '/my/study/a1', '/my/study/a1/quiz', '/my/help', '/account']) {
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(scripts, path).toEqual([])
  }
  const named = () => scripts.map((path) => path.replace(/-[\w-]{8}\.js$/, '')).sort()
  for (const [path, own] of [
    ['/my/study/a1/2/1', ['/assets/beats', '/assets/outbox', '/assets/read-aloud']],
    ['/my/hours', ['/assets/print']],
  ] as const) {
    scripts.length = 0
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(named(), path).toEqual(own)
  }
})
