import type { Page } from '@playwright/test'
import { letTimePass, personOf, quietLearner } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { UNIT } from './support/lesson.ts'

/** The small script of a lesson: it beats while the page is seen, and says when another device counts. */
// 409: another device counts; 503: what a proxy says while nothing is behind it.
test.use({ meantStatuses: [409, 503] })

const strip = (page: Page) => page.getByRole('complementary', { name: '本次计时' })
const minutesShown = async (page: Page) =>
  Number(await strip(page).locator('[data-witness-minutes]').textContent())

/** As a browser does when its tab goes behind another one, or comes back. */
async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    visible ? 'visible' : 'hidden',
  )
}

test('beats leave at once and every half minute, and stop while the page is hidden', async ({ visit }, {
  project,
}) => {
  const who = quietLearner(project, 'beats')
  const person = await personOf(who)
  const page = await (await visit({ as: who })).newPage()
  const bodies: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/my/beat')) bodies.push(request.postData() ?? '')
  })
  const answered = () => page.waitForResponse('**/my/beat')
  await page.clock.install()
  let heard = answered()
  await page.goto(`${UNIT}/1`)
  await heard
  const start = await minutesShown(page)

  await letTimePass(person.id, 70)
  heard = answered()
  await page.clock.runFor(30_000)
  await heard
  await expect.poll(() => minutesShown(page)).toBe(start + 1)
  await expect(strip(page).getByRole('progressbar')).toHaveJSProperty('value', start + 1)

  heard = answered()
  await setVisible(page, false)
  await heard
  const before = bodies.length
  await page.clock.runFor(300_000)
  expect(bodies, 'beats of a hidden page').toHaveLength(before)

  // Back again: what lay between is not counted, and the beat says so.
  await letTimePass(person.id, 90)
  heard = answered()
  await setVisible(page, true)
  await heard
  expect(bodies.at(-1)).toContain('resumed=1')
  await expect.poll(() => minutesShown(page)).toBe(start + 1)
  heard = answered()
  await page.clock.runFor(30_000)
  await heard
  expect(bodies.at(-1)).not.toContain('resumed')
})

test('a second device asks before it takes the counting over, and the first one says so', async ({
  visit,
  baseURL,
  playwright,
}, { project }) => {
  const who = quietLearner(project, 'two-devices')
  const first = await (await visit({ as: who })).newPage()
  await first.clock.install()
  const opened = first.waitForResponse('**/my/beat')
  await first.goto(`${UNIT}/1`)
  await opened

  // The same person signs in once more, so that it is another device.
  const client = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL! } })
  await client.post('/sign-in', { form: { who, password: 'qicheng-demo' }, maxRedirects: 0 })
  const storageState = await client.storageState()
  await client.dispose()
  const second = await (await visit({ storageState })).newPage()
  await second.goto(`${UNIT}/1`)
  await expect(second.getByText('另一台设备上正在学。同一时间只在一台上计。')).toBeVisible()
  await expect(strip(second)).toHaveCount(0)
  await expect(second.getByRole('radio')).toHaveCount(0)
  await expect(second.getByRole('article')).toContainText('十天之内去报到')

  await second.getByRole('button', { name: '改在这台上计' }).click()
  await expect(strip(second)).toBeVisible()

  const refused = first.waitForResponse('**/my/beat')
  await first.clock.runFor(30_000)
  expect((await refused).status()).toBe(409)
  await expect(strip(first).getByRole('status')).toHaveText('另一台设备上正在计时，这里先不计。')
  let later = 0
  first.on('request', (request) => (later += request.url().endsWith('/my/beat') ? 1 : 0))
  await first.clock.runFor(120_000)
  expect(later, 'beats after the refusal').toBe(0)
})

test('without the network the strip says that it goes on later', async ({ visit }, { project }) => {
  const context = await visit({ as: quietLearner(project, 'no-network') })
  const page = await context.newPage()
  await page.clock.install()
  const heard = page.waitForResponse('**/my/beat')
  await page.goto(`${UNIT}/1`)
  expect((await heard).status()).toBe(200)
  await expect(strip(page)).toBeVisible()
  await page.route('**/my/beat', (route) => route.fulfill({ status: 503, body: '' }))
  const failed = page.waitForResponse('**/my/beat')
  await page.clock.runFor(30_000)
  expect((await failed).status()).toBe(503)
  const late = page.getByRole('complementary', { name: '没有网络时的学习' })
  await expect(late).toContainText('没有网络：您的学习先记在手机上，有网后补记。')
  await page.unroute('**/my/beat')
  const again = page.waitForResponse('**/my/beat')
  await page.clock.runFor(30_000)
  expect((await again).status()).toBe(200)
  await expect(late).toBeHidden()
  await expect(strip(page).getByRole('status')).toHaveText('')
})
