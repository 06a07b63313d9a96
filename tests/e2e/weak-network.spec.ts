import type { Browser, BrowserContext, Page, Route } from '@playwright/test'
import { seededRandom } from '#app/shared/seeded-random.ts'
import {
  countyDatabase,
  letBeCounted,
  letTimePass,
  personOf,
  quietLearner,
  rightAnswersOf,
} from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { ANSWERS, NEXT_ANSWERS, NEXT_UNIT, UNIT } from './support/lesson.ts'
import { Line } from './support/line.ts'
import { beginQuiz, fillIn } from './support/quiz.ts'

/**
 * A network that comes and goes. Contexts of their own: failed requests are what happens here. The page's clock and the
 * server's are moved on together; nothing waits.
 */
const LEARNERS = {
  phone: { shared: 'wei14', other: 'chen17' },
  desktop: { shared: 'lin09', other: 'wu31' },
} as const
type Part = keyof (typeof LEARNERS)['phone']
const learnerOf = ({ name }: { name: string }, part: Part) => LEARNERS[name as keyof typeof LEARNERS][part]

const strip = (page: Page) => page.getByRole('complementary', { name: '没有网络时的学习' })
const open: { context: BrowserContext; line: Line }[] = []
test.afterEach(async () => {
  for (const { context, line } of open.splice(0)) {
    await context.close()
    await line.close()
  }
})

type SignedIn = (name: string) => Promise<Awaited<ReturnType<BrowserContext['storageState']>>>
async function device(browser: Browser, signedIn: SignedIn, who: string): Promise<BrowserContext> {
  const line = await Line.to(String(process.env.BASE_URL))
  const context = await browser.newContext({ storageState: await signedIn(who), baseURL: line.address })
  open.push({ context, line })
  return context
}

/** The line is cut, and the browser says so. */
async function goOffline(of: BrowserContext): Promise<void> {
  open.find(({ context }) => context === of)!.line.cut()
  await of.setOffline(true)
}
async function goOnline(of: BrowserContext): Promise<void> {
  open.find(({ context }) => context === of)!.line.mend()
  await of.setOffline(false)
}

/** The worker has kept every page that the page asked it to. */
async function untilKept(page: Page, path: string): Promise<void> {
  await page.clock.runFor(2_000)
  await expect
    .poll(() => page.evaluate(async (wanted) => Boolean(await caches.match(wanted)), path), {
      timeout: 15_000,
    })
    .toBe(true)
  // The mark is written last.
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match('/my/offline?key'))), {
      timeout: 15_000,
    })
    .toBe(true)
}

/** The worker has kept the module as it is listed for a unit; the mark is written last. */
async function untilModuleKept(page: Page, unit: string): Promise<void> {
  await page.clock.runFor(2_000)
  const marks = () =>
    page.evaluate(async () => {
      const found: (string | undefined)[] = []
      for (const name of await caches.keys()) {
        const mark = await (await caches.open(name)).match('/my/offline?key')
        found.push(await mark?.text())
      }
      return found
    })
  await expect.poll(marks, { timeout: 20_000 }).toContain(unit.replace('study', 'keep'))
}

/** Two minutes and a bit on the page that is open, for the page and for the server. */
async function stay(page: Page, personId: string): Promise<void> {
  await page.waitForLoadState('load')
  await page.clock.runFor(125_000)
  await letTimePass(personId, 125)
}

async function choose(page: Page, words: string): Promise<void> {
  await page.getByRole('radio', { name: words }).check()
  await page.getByRole('button', { name: /^答好了/ }).click()
}

/** The next sign of use has been answered, or was lost. */
const signFared = (page: Page) => {
  const isSign = (request: { url(): string }) => request.url().endsWith('/my/beat')
  return Promise.race([
    page.waitForEvent('requestfinished', isSign),
    page.waitForEvent('requestfailed', isSign),
  ])
}

const linesOf = (personId: string) => countyDatabase()<
  { minutes: number; late: boolean; notes: { code: string; countedSeconds: number }[] }[]
>`select minutes, late, explanation -> 'notes' as notes from hours_entries
  where person_id = ${personId} and source_kind = 'online_unit' and explanation -> 'subject' ->> 'code' = 'a1/1'
    and posted_at > '2026-07-22T00:00:00Z'`

test('airplane mode in the middle of a unit: it is finished, and its minutes arrive late', async ({
  browser,
  signedIn,
}, { project }) => {
  const who = quietLearner(project, 'airplane-in-a-unit')
  const { id } = await personOf(who)
  const context = await device(browser, signedIn, who)
  const page = await context.newPage()
  await page.clock.install()
  const heard = page.waitForResponse('**/my/beat')
  await page.goto(`${UNIT}/1`)
  await heard
  // Room for the seconds by which the page's clock runs ahead below, where it looks for the network.
  await letTimePass(id, 60)
  await untilKept(page, `${UNIT}/3`)

  await goOffline(context)
  for (const [index, { right, wrong }] of ANSWERS.entries()) {
    await expect(page).toHaveURL(`${UNIT}/${index + 1}`)
    await page.waitForLoadState('load')
    await page.clock.runFor(125_000)
    await letTimePass(id, 125)
    await expect(strip(page)).toContainText('没有网络：您的学习先记在手机上，有网后补记。')
    if (index === 1) {
      // Opened anew, as by somebody who closed it, once what waits is written down: the page is kept.
      await expect(strip(page)).toContainText('手机上先记着 4 分钟学习、1 个答案。')
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('头几天，先做这几件事')
    }
    await choose(page, index === 1 ? wrong : right)
  }
  await expect(strip(page)).toContainText('这一节答完了，先记在手机上。')
  expect(await linesOf(id)).toEqual([])

  await expect(strip(page)).toContainText('手机上先记着 6 分钟学习、3 个答案。')
  await goOnline(context)
  // The browser may say that the line is there before it is: the page tries again by itself.
  await expect
    .poll(
      async () => {
        await page.clock.runFor(1_000)
        return strip(page).getByRole('status').textContent()
      },
      { intervals: [500], timeout: 20_000 },
    )
    .not.toContain('先记')
  // Judged on arrival: the one that was wrong leads back, kindly.
  await expect(strip(page)).toContainText('已补记 6 分钟，学时里会写明“晚到”。')
  await expect(strip(page)).toContainText('第 1 节第 2 段的小问题没有答对。')
  await strip(page).getByRole('link', { name: '回到第 1 节第 2 段' }).click()
  await expect(page.getByRole('heading', { name: '再看一眼' })).toBeVisible()
  await choose(page, ANSWERS[1].right)
  await expect(page).toHaveURL(UNIT)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一节学完了')
  await expect(page.getByText(/^晚到：按手机的钟/)).toBeVisible()

  const [line, ...more] = await linesOf(id)
  expect(more).toEqual([])
  expect(line).toMatchObject({ minutes: 6, late: true })
  expect(line!.notes[0]).toMatchObject({ code: 'arrived-late' })
  await page.goto('/my/hours')
  await expect(page.getByText(/^晚到：按手机的钟/).first()).toBeVisible()
})

test('airplane mode over two units and the quiz: each leads to the next, and all of it arrives late', async ({
  browser,
  signedIn,
}, { project }) => {
  test.slow()
  const who = quietLearner(project, 'airplane-over-a-module')
  const { id } = await personOf(who)
  await letBeCounted(id, ['a1/3', 'a1/4'])
  const context = await device(browser, signedIn, who)
  const page = await context.newPage()
  await page.clock.install()
  const attempt = await beginQuiz(page)
  const asked = await rightAnswersOf(attempt)
  const heard = page.waitForResponse('**/my/beat')
  await page.goto(`${UNIT}/1`)
  await heard
  await letTimePass(id, 60)
  await untilModuleKept(page, UNIT)
  const kept = await page.evaluate(async () => {
    const pages = new Map<string, number>()
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys())
        pages.set(new URL(url).pathname, (await (await cache.match(url))!.blob()).size)
    }
    return [...pages]
  })
  const lessons = kept.map(([path]) => path).filter((path) => path.startsWith('/my/study/'))
  expect(lessons.filter((path) => !path.includes('/quiz/')).sort()).toEqual(
    [UNIT, NEXT_UNIT].flatMap((unit) => [1, 2, 3].map((passage) => `${unit}/${passage}`)),
  )
  expect(lessons).toContain(`/my/study/a1/quiz/${attempt}`)
  const bytes = kept.reduce((sum, [, size]) => sum + size, 0)
  test.info().annotations.push({ type: 'kept bytes', description: `${bytes} in ${kept.length} files` })
  expect(bytes).toBeLessThan(250_000)

  await goOffline(context)
  for (const [index, { right }] of ANSWERS.entries()) {
    await expect(page).toHaveURL(`${UNIT}/${index + 1}`)
    await stay(page, id)
    await choose(page, right)
  }
  await expect(strip(page)).toContainText('这一节答完了，先记在手机上。')
  await strip(page).getByRole('link', { name: '接着学第 2 节' }).click()
  for (const [index, options] of NEXT_ANSWERS.entries()) {
    await expect(page).toHaveURL(`${NEXT_UNIT}/${index + 1}`)
    await expect(strip(page)).toContainText('没有网络：您的学习先记在手机上，有网后补记。')
    await stay(page, id)
    for (const words of options) await page.getByLabel(words).check()
    await page.getByRole('button', { name: /^答好了/ }).click()
  }
  await expect(strip(page)).toContainText('手机上先记着 12 分钟学习、6 个答案。')
  await strip(page).getByRole('link', { name: '接着答小测验' }).click()
  await expect(page).toHaveURL(`/my/study/a1/quiz/${attempt}`)
  for (const question of asked) {
    await fillIn(page, question)
    await page.getByRole('button', { name: /^存好，/ }).click()
  }
  await page.getByRole('button', { name: '交卷，看结果' }).click()
  await expect(strip(page)).toContainText('没有网络：答卷先记在手机上，有网后自动交，只交一次。')
  const [nothing] = await countyDatabase()<{ count: number }[]>`
    select count(*)::int as count from late_evidence where person_id = ${id}`
  expect(nothing).toEqual({ count: 0 })

  await goOnline(context)
  await expect
    .poll(
      async () => {
        await page.clock.runFor(1_000)
        return page.getByRole('heading', { level: 1 }).textContent()
      },
      { intervals: [500], timeout: 30_000 },
    )
    .toBe(`答对 ${asked.length} 题，通过了`)
  const lines = await countyDatabase()<{ unit: string; minutes: number; late: boolean }[]>`
    select explanation -> 'subject' ->> 'code' as unit, minutes, late from hours_entries
    where person_id = ${id} and source_kind = 'online_unit' and posted_at > '2026-07-22T00:00:00Z' order by 1`
  expect(lines).toEqual([
    { unit: 'a1/1', minutes: 6, late: true },
    { unit: 'a1/2', minutes: 6, late: true },
  ])
  await page.goto('/my/hours')
  await expect(page.getByText(/^晚到：按手机的钟/)).toHaveCount(2)
})

test('a kept page of another unit opens itself anew when the line is back, with what was half chosen', async ({
  browser,
  signedIn,
}, { project }) => {
  const who = quietLearner(project, 'a-kept-page-opens-anew')
  const { id } = await personOf(who)
  const context = await device(browser, signedIn, who)
  const page = await context.newPage()
  await page.clock.install()
  const heard = page.waitForResponse('**/my/beat')
  await page.goto(`${UNIT}/1`)
  await heard
  const lease = await page.locator('[data-beat-session]').getAttribute('data-beat-session')
  await letTimePass(id, 60)
  await untilModuleKept(page, UNIT)

  await goOffline(context)
  const beats: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/my/beat')) beats.push(request.postData() ?? '')
  })
  // The list of lessons, the module and the unit lead to what is kept.
  await page.goto('/my/study')
  await expect(page).toHaveURL(`${UNIT}/1`)
  await page.goto(NEXT_UNIT)
  await expect(page).toHaveURL(`${NEXT_UNIT}/1`)
  beats.length = 0
  await stay(page, id)
  await expect(strip(page)).toContainText('没有网络')
  const chosen = page.getByRole('radio', { name: NEXT_ANSWERS[0][0] })
  await chosen.check()
  const counting = page.getByRole('complementary', { name: '本次计时' })
  await expect(counting).toHaveCount(0)

  await goOnline(context)
  await expect
    .poll(
      async () => {
        await page.clock.runFor(1_000)
        return counting.count()
      },
      { intervals: [500], timeout: 20_000 },
    )
    .toBe(1)
  await expect(page).toHaveURL(`${NEXT_UNIT}/1`)
  await expect(chosen).toBeChecked()
  await expect(strip(page)).toContainText('已补记 2 分钟，学时里会写明“晚到”。')
  const session = await page.locator('[data-beat-session]').getAttribute('data-beat-session')
  expect(session).not.toBe(lease)
  await expect.poll(() => beats.length).toBeGreaterThan(0)
  for (const body of beats) expect(body).toContain(`session=${session}`)
  const sessions = await countyDatabase()<{ unit_id: string; end_reason: string | null; minutes: number }[]>`
    select u.unit_id, s.end_reason, round(seconds_of(s.witnessed) / 60.0)::int as minutes from study_sessions s
    join unit_studies u on u.id = s.unit_study_id
    where s.person_id = ${id} and u.unit_id = 'a1/2' order by s.id`
  expect(sessions).toEqual([
    { unit_id: 'a1/2', end_reason: 'arrived-late', minutes: 2 },
    { unit_id: 'a1/2', end_reason: null, minutes: 0 },
  ])
})

test('airplane mode in the middle of a quiz: it is handed in, and judged once', async ({
  browser,
  signedIn,
}, { project }) => {
  const who = quietLearner(project, 'airplane-in-a-quiz')
  const context = await device(browser, signedIn, who)
  const page = await context.newPage()
  await page.goto('/my/study/a1/quiz')
  await page.getByText(/^(开始答题|再做一次|接着答)$/).click()
  await expect(page).toHaveURL(/\/quiz\/[0-9a-f-]{36}$/)
  const path = new URL(page.url()).pathname
  const attempt = path.split('/').at(-1)!
  const asked = await rightAnswersOf(attempt)
  await expect
    .poll(() => page.evaluate(async (wanted) => Boolean(await caches.match(wanted)), path), {
      timeout: 15_000,
    })
    .toBe(true)
  const go = () => page.getByRole('button', { name: /^存好，/ }).click()
  for (const [index, question] of asked.entries()) {
    if (index === 3) await goOffline(context)
    await fillIn(page, question)
    await go()
    if (index === 5) {
      // Opened anew without a network: what was filled in stands there.
      await expect(page.getByText(/网断了/)).toBeVisible()
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('小测验')
      for (const earlier of asked.slice(0, 6)) {
        for (let at = 0; at < asked.length; at++) {
          if (await page.locator(`[data-question="${earlier.id}"]`).isVisible()) break
          await page
            .getByRole('button', { name: '上一题' })
            .or(page.getByRole('button', { name: '先跳过' }))
            .first()
            .click()
        }
      }
      while (!(await page.locator(`[data-question="${asked[6]!.id}"]`).isVisible())) {
        await page.getByRole('button', { name: '先跳过' }).click()
      }
    }
  }
  await page.getByRole('button', { name: '交卷，看结果' }).click()
  await expect(strip(page)).toContainText('没有网络：答卷先记在手机上，有网后自动交，只交一次。')
  const [before] = await countyDatabase()`select submitted_at from quiz_attempts where id = ${attempt}`
  expect(before!.submitted_at).toBeNull()

  await goOnline(context)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`答对 ${asked.length} 题，通过了`)
  const [told] = await countyDatabase()<{ count: number }[]>`select count(*)::int as count from audit_events
    where act = 'learning.quiz-submitted' and subject_id = ${attempt}`
  expect(told).toEqual({ count: 1 })
})

test('a phone that two people use: signing out clears what is kept, and the other person finds nothing', async ({
  browser,
  signedIn,
}, { project }) => {
  const context = await device(browser, signedIn, learnerOf(project, 'shared'))
  const page = await context.newPage()
  await page.goto('/my/study/a1/2/1')
  const here = page.getByRole('button', { name: '改在这台上计' })
  if (await here.isVisible()) await here.click()
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match('/my/offline?key'))), {
      timeout: 15_000,
    })
    .toBe(true)
  const names = await page.evaluate(() => caches.keys())
  const { id, name } = await personOf(learnerOf(project, 'shared'))
  for (const cache of names)
    expect(cache).not.toMatch(new RegExp(`${id}|${name}|${learnerOf(project, 'shared')}`))

  // Signed in as somebody else without signing out, as when the browser was only closed.
  const state = await signedIn(learnerOf(project, 'other'))
  await context.clearCookies()
  await page.goto('/sign-in')
  await context.addCookies(state.cookies)
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([])
  await page.goto('/my')
  await goOffline(context)
  await expect(page.goto('/my/study/a1/2/1')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await goOnline(context)

  await page.goto('/my/study/a1/3/1')
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match('/my/offline?key'))), {
      timeout: 15_000,
    })
    .toBe(true)
  // The server's list of sign-ins is shared by the tests: only the device's half of signing out is tried here.
  await page.evaluate(() => fetch('/sign-out', { method: 'POST', redirect: 'manual', credentials: 'omit' }))
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([])
})

test('on a network that loses one request in twenty, an honest person loses no minute', async ({
  browser,
  signedIn,
}, { project }) => {
  test.slow()
  const who = quietLearner(project, 'network-loses-requests')
  const { id } = await personOf(who)
  const context = await device(browser, signedIn, who)
  const random = seededRandom(20260722)
  let lost = 0
  await context.route(/\/my\/(beat|late)$/, async (route) => {
    const chance = random.next()
    if (chance >= 0.05) return route.continue()
    lost++
    // Half of them arrive, and their answer does not.
    if (chance < 0.025) await route.fetch().catch(() => {})
    await route.abort('connectionreset')
  })
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${UNIT}/1`)
  for (const [index, { right }] of ANSWERS.entries()) {
    await expect(page).toHaveURL(`${UNIT}/${index + 1}`)
    await page.waitForLoadState('load')
    for (let half = 0; half < 6; half++) {
      await letTimePass(id, 30)
      // Heard or lost, before time passes again: else signs would come to the server late and all at once.
      const fared = signFared(page)
      await page.clock.runFor(30_000)
      await fared
    }
    await choose(page, right)
    // An answer that was lost waits; the next sign brings it.
    if (index < 2) {
      await expect
        .poll(
          async () => {
            await page.clock.runFor(1_000)
            return page.url()
          },
          { intervals: [500], timeout: 15_000 },
        )
        .toContain(`${UNIT}/${index + 2}`)
    }
  }
  await expect
    .poll(
      async () => {
        const { pathname } = new URL(page.url())
        // The page may be on its way already.
        if (pathname !== UNIT)
          await page.evaluate(() => window.dispatchEvent(new Event('online'))).catch(() => undefined)
        return pathname
      },
      { intervals: [500], timeout: 15_000 },
    )
    .toBe(UNIT)
  const lines = await linesOf(id)
  expect(lines.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(9)
  test.info().annotations.push({ type: 'lost', description: String(lost) })
  expect(lost).toBeGreaterThan(0)
})

test('on a line that stands still for minutes, what arrives late and together loses no minute', async ({
  browser,
  signedIn,
}, { project }) => {
  const who = quietLearner(project, 'network-stands-still')
  const { id } = await personOf(who)
  const context = await device(browser, signedIn, who)
  let standsStill = false
  const held: Route[] = []
  await context.route(/\/my\/(beat|late)$/, (route) => {
    if (!standsStill) return route.continue()
    held.push(route)
  })
  const page = await context.newPage()
  await page.clock.install()
  const heard = page.waitForResponse('**/my/beat')
  await page.goto(`${UNIT}/1`)
  await heard
  /** Minutes pass, and nothing comes through; then the line is back, and all that stood in it arrives within a second. */
  const standStill = async (halves: number, before = 0) => {
    for (let half = 1; half <= halves; half++) {
      await letTimePass(id, 30)
      await page.clock.runFor(30_000)
      await expect.poll(() => held.length).toBe(before + half)
    }
    standsStill = false
    for (const route of held.splice(0)) await route.continue()
  }

  standsStill = true
  const late = page.waitForResponse('**/my/late')
  await standStill(6)
  expect((await late).status()).toBe(200)
  await page.reload()
  const minutes = page.locator('[data-witness-minutes]')
  await expect(minutes).toHaveText('3')

  // The same with an answer on its way.
  standsStill = true
  await choose(page, ANSWERS[0].right)
  await expect.poll(() => held.length).toBe(1)
  await standStill(5, 1)
  await expect(page).toHaveURL(`${UNIT}/2`)
  await expect
    .poll(
      async () => {
        await page.reload()
        return minutes.textContent()
      },
      { timeout: 15_000 },
    )
    .toBe('5')
})
