import type { Page } from '@playwright/test'
import routes from '#app/routes.ts'
import { barriersOn, overhang } from './support/barriers.ts'
import { letQuizRest, personOf } from './support/county-database.ts'
import { expect, test, type View } from './support/county.ts'
import { takeUnit } from './support/lesson.ts'
import { beginQuiz } from './support/quiz.ts'
import { NO_PAGES, pagesFor, READER } from './support/pages.ts'

/** What holds for every page, in every language, size and colour. */
test.use({ meantStatuses: [401, 404] })

/** On a phone and on a desktop every page meets both of each choice; over the two, each pair of choices stands together. */
const VIEWS: Record<string, readonly View[]> = {
  phone: [
    { locale: 'zh', text: 'normal', theme: 'light' },
    { locale: 'en', text: 'large', theme: 'dark' },
  ],
  desktop: [
    { locale: 'zh', text: 'large', theme: 'dark' },
    { locale: 'en', text: 'normal', theme: 'light' },
  ],
}
const TABLET = { width: 820, height: 1180 }
const LANG = { zh: 'zh-CN', en: 'en' } as const

const readerOf = ({ name }: { name: string }) => READER[name as keyof typeof READER]

const STAFF = /^\/(office|bureau|lecturer)/
/** The oldest phones; only staff's tables may be pushed sideways there. */
async function expectNarrow(page: Page, name: string): Promise<void> {
  const usual = page.viewportSize()!
  await page.setViewportSize({ width: 320, height: 700 })
  expect.soft(await overhang(page), `${name}: wider than 320`).toBe(0)
  await page.setViewportSize(usual)
}

test('every route of the map is tried or known to be no page', ({}, { project }) => {
  const onMap = routes.map(({ path, index }) => (index ? '/' : path))
  const tried = [...pagesFor(readerOf(project)).map(({ route }) => route), ...NO_PAGES]
  expect([...new Set(tried)].sort()).toEqual([...new Set(onMap)].sort())
})

test('a reader finishes a unit, so that its end can be looked at', async ({ visit }, { project }) => {
  const page = await (await visit({ as: readerOf(project), javaScriptEnabled: false })).newPage()
  await takeUnit(page, (await personOf(readerOf(project))).id)
})

test('a reader hands a quiz in and begins another, so that both can be looked at', async ({ visit }, {
  project,
}) => {
  const page = await (await visit({ as: readerOf(project), javaScriptEnabled: false })).newPage()
  const { id } = await personOf(readerOf(project))
  await beginQuiz(page)
  await page.getByRole('button', { name: '交卷，看结果' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('答对')
  await letQuizRest(id)
  await beginQuiz(page)
})

for (const turn of [0, 1]) {
  test(`no barriers, ${turn + 1} of 2`, async ({ visit }, { project }) => {
    test.setTimeout(600_000)
    const view = VIEWS[project.name]![turn]!
    const people = new Map<string | undefined, Page>()
    const usual = project.use.viewport!
    // One of the desktop's is a tablet's as well: staff's pages are at home there too.
    const tablet = project.name === 'desktop' && turn === 0
    for (const { name, as, at, status } of pagesFor(readerOf(project))) {
      const page = people.get(as) ?? (await (await visit({ as, view })).newPage())
      people.set(as, page)
      await page.setViewportSize(tablet ? TABLET : usual)
      const address = typeof at === 'string' ? at : await at()
      const answer = await page.goto(address)
      expect.soft(answer?.status(), name).toBe(status ?? 200)
      await expect.soft(page.locator('html'), name).toHaveAttribute('lang', LANG[view.locale])
      await expect.soft(page, name).toHaveTitle(view.locale === 'zh' ? /启程$/ : /Qicheng$/)
      expect.soft(await page.title(), name).not.toMatch(/某\d\d|矫正对象/)
      expect.soft(await overhang(page), `${name}: wider than the window`).toBe(0)
      if (!STAFF.test(address)) await expectNarrow(page, name)
      expect.soft(await barriersOn(page), name).toEqual([])
      if (tablet && STAFF.test(address)) {
        await page.setViewportSize(usual)
        expect.soft(await overhang(page), `${name}: wider than the window`).toBe(0)
        expect.soft(await barriersOn(page), `${name}, desktop`).toEqual([])
      }
    }
    const page = people.get(undefined) ?? (await (await visit({ view })).newPage())
    await page.goto('/sign-in')
    await page.locator('#who').fill('99999998')
    await page.locator('#password').fill('wrong')
    await page.locator('main form button').first().click()
    await expect(page.getByRole('alert')).toBeVisible()
    expect.soft(await barriersOn(page), 'sign-in, refused').toEqual([])
  })
}
