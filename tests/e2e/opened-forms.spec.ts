import type { Page } from '@playwright/test'
import { barriersOn, overhang } from './support/barriers.ts'
import { countyDatabase } from './support/county-database.ts'
import { expect, test, type View } from './support/county.ts'
import { draftMenuC } from './support/menus.ts'

/** What every-page.spec.ts does not see, because it has to be opened or come about first: no barriers there either. */
const VIEWS: Record<string, readonly View[]> = {
  phone: [
    { locale: 'zh', text: 'large', theme: 'dark' },
    { locale: 'en', text: 'normal', theme: 'light' },
  ],
  desktop: [
    { locale: 'en', text: 'normal', theme: 'dark' },
    { locale: 'zh', text: 'large', theme: 'light' },
  ],
}

async function expectFit(page: Page, name: string): Promise<void> {
  expect.soft(await barriersOn(page), name).toEqual([])
  expect.soft(await overhang(page), `${name}: beside the window`).toBe(0)
  // Not only the page: nothing in it has to be pushed sideways either.
  const pushed = await page.evaluate(() =>
    [...document.querySelectorAll('main, main table, main .sideways')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.tagName} ${one.className}`),
  )
  expect.soft(pushed, `${name}: pushed sideways`).toEqual([])
}

const openAll = (page: Page) =>
  page.evaluate(() =>
    document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')),
  )

for (const { as, at, heading } of [
  {
    as: 'lecturer-law-1',
    at: '/lecturer/record',
    heading: { zh: '听课的人怎么说', en: 'What those who came say' },
  },
  { as: 'bureau', at: '/bureau/lectures', heading: { zh: '听课的人怎么说', en: 'What those who came say' } },
])
  test(`what people say of classes, opened: ${at}`, async ({ visit }, { project }) => {
    test.slow()
    for (const view of VIEWS[project.name]!) {
      const page = await (await visit({ as, view })).newPage()
      await page.goto(at)
      const said = page.getByRole('region', { name: heading[view.locale] })
      expect(await said.getByRole('row').count()).toBeGreaterThan(5)
      await openAll(page)
      // Words of people stand open, not only how many there are.
      await expect(said.locator('details li').first()).toBeVisible()
      await expectFit(page, `${at} ${view.locale}`)
    }
  })

/** The version of menu C that is being written; begun here where none is. */
async function draftOfC(): Promise<string> {
  const find = () => countyDatabase()<{ id: string }[]>`
    select id from menu_versions where menu = 'C' and state = 'draft' order by number limit 1`
  if ((await find()).length === 0) await draftMenuC()
  return (await find())[0]!.id
}

test.describe('two tabs', () => {
  test.use({ meantStatuses: [409] })

  test('a topic that somebody else saved meanwhile: what stands now, and a knowing second try', async ({
    visit,
  }, { project }) => {
    const topic = `/bureau/menus/${await draftOfC()}/topics/c4`
    for (const [turn, view] of VIEWS[project.name]!.entries()) {
      const context = await visit({ as: 'bureau', view: { ...view, locale: 'zh' } })
      const [mine, theirs] = [await context.newPage(), await context.newPage()]
      const [typed, saved] = [`我写的名称 ${project.name} ${turn}`, `同事写的名称 ${project.name} ${turn}`]
      await mine.goto(topic)
      await theirs.goto(topic)
      await theirs.getByLabel('公开的名称（中文）').fill(saved)
      // Ticked by one turn, not by the next: each time other than what the first tab shows.
      await theirs.getByLabel('投影').click()
      await theirs.getByRole('button', { name: '保存这个课题' }).click()
      await expect(theirs.getByText('课题改好了。')).toBeVisible()
      await mine.getByLabel('公开的名称（中文）').fill(typed)
      await mine.getByRole('button', { name: '保存这个课题' }).click()
      await expect(mine.getByRole('alert')).toBeVisible()
      const stands = mine.getByRole('region', { name: '现在存着的是' })
      await expect(stands).toContainText(saved)
      await expect(stands).toContainText('要用的设备')
      await expect(mine.getByLabel('公开的名称（中文）')).toHaveValue(typed)
      await expectFit(mine, `a stale topic ${view.text}`)
      await mine.getByRole('button', { name: '保存这个课题' }).click()
      await expect(mine.getByText('课题改好了。')).toBeVisible()
      await mine.goto(topic)
      await expect(mine.getByLabel('公开的名称（中文）')).toHaveValue(typed)
    }
  })
})
