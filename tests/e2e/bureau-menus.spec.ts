import type { Page } from '@playwright/test'
import { expect, test } from './support/county.ts'

/** The bureau's side: a menu from draft to the front page, lecturers, the county's days, reach and demand. */
test.use({ meantStatuses: [400, 409] })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const alert = (page: Page) => page.getByRole('alert')
let count = Date.now() % 1_000_000
const fresh = () => String((count += 1)).padStart(6, '0')

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    const letter = javaScriptEnabled ? 'A' : 'B'
    const code = javaScriptEnabled ? 'a8' : 'b2'

    test('a draft is changed, looked at, published from a day on; the front page follows', async ({ visit }, {
      project,
    }) => {
      const page = await (await visit({ as: 'bureau', javaScriptEnabled })).newPage()
      await page.goto('/bureau/menus')
      const menu = page.locator(`section[aria-labelledby=menu-${letter}]`)
      await menu.getByRole('button', { name: /^起草新的一版/ }).click()
      await expect(page.getByText('起草好了，内容和上一版一样')).toBeVisible()
      const version = new URL(page.url()).pathname
      await page.locator(`a[href$="/topics/${code}"]`).click()
      const title = `公开的课名 ${fresh()}`
      await page.getByLabel('公开的名称（中文）').fill(title)
      await page.getByLabel('一次讲多少分钟').fill('500')
      await page.getByRole('button', { name: '保存这个课题' }).click()
      await expect(alert(page)).toContainText('请写 15 到 180 之间的分钟数。')
      await expect(page.getByLabel('公开的名称（中文）')).toHaveValue(title)
      await page.getByLabel('一次讲多少分钟').fill('75')
      await page.getByRole('button', { name: '保存这个课题' }).click()
      await expect(page.getByText('课题改好了。')).toBeVisible()

      await page.getByRole('link', { name: '看首页会怎样显示' }).click()
      await expect(page.locator('.menu li', { hasText: title })).toContainText('75 分钟')
      await expect(page.locator('.menu li')).toHaveCount(18)
      await page.getByRole('link', { name: '回到这一版' }).first().click()

      await page.getByLabel('从哪天起用').fill('2026-07-01')
      await page.getByRole('button', { name: '发布这一版' }).click()
      await expect(alert(page)).toContainText('这天已经过去了。')
      await expect(page.getByLabel('从哪天起用')).toHaveValue('2026-07-01')
      // The phone's turn begins today; the other one begins later, because a day has one version.
      const today = project.name === 'phone'
      await page.getByLabel('从哪天起用').fill(today ? '2026-07-22' : '2026-09-01')
      await page.getByRole('button', { name: '发布这一版' }).click()
      await expect(page.getByText('发布了。')).toBeVisible()
      await expect(page.locator('main')).toContainText('发布过的不再改')
      // What is published stays as it is.
      await expect(page.locator(`a[href$="/topics/${code}"]`)).toHaveCount(0)
      expect((await page.request.get(`${version}/topics/${code}`)).status()).toBe(404)

      const visitor = await (await visit({ javaScriptEnabled })).newPage()
      await expect(async () => {
        await visitor.goto('/')
        await expect(visitor.locator('.menu li', { hasText: title })).toHaveCount(today ? 1 : 0)
      }).toPass()
      await expect(heading(visitor)).toContainText('十八堂有用的课')
    })

    test('a lecturer is registered from staff, qualified and ended', async ({ visit }) => {
      const page = await (await visit({ as: 'bureau', javaScriptEnabled })).newPage()
      const name = `讲某${fresh()}`
      await page.goto('/bureau/accounts/staff/new')
      await page.getByLabel('姓名').fill(name)
      await page.getByLabel('登录名').fill(`lecturer-${fresh()}`)
      await page.getByLabel('任职', { exact: true }).selectOption('讲师')
      await page.getByRole('button', { name: '添加并去做纸条' }).click()
      await expect(page).toHaveURL(/done=staff/)
      await page.waitForLoadState('load')

      await page.goto('/bureau/lecturers/new')
      await page.getByLabel('谁').selectOption(name)
      await page.getByLabel('讲师团').selectOption('社区讲师团')
      await page.getByLabel('资质（中文）').fill('县党校讲师')
      await page.getByLabel('资质（英文）').fill('Lecturer of the county school')
      await page.getByLabel('普通话').uncheck()
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await expect(alert(page)).toContainText('至少选一种语言。')
      await expect(page.getByLabel('资质（中文）')).toHaveValue('县党校讲师')
      await page.getByLabel('手语').check()
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await expect(page.getByText('登记好了。')).toBeVisible()
      await expect(heading(page)).toHaveText(name)

      await page.locator('summary', { hasText: '添一个课题' }).click()
      await page.getByLabel('课题', { exact: true }).selectOption({ index: 9 })
      await page.getByRole('button', { name: '添上这个课题' }).click()
      await expect(page.getByText('课题添上了。')).toBeVisible()
      await page.locator('summary', { hasText: '定结束日' }).click()
      await page.getByLabel('从哪天起不再讲').first().fill('2026-07-22')
      await page.getByRole('button', { name: '定下结束日' }).click()
      await expect(alert(page)).toContainText('最早从明天起。')
      await page.getByLabel('从哪天起不再讲').first().fill('2026-12-01')
      await page.getByRole('button', { name: '定下结束日' }).click()
      await expect(page.getByText('结束日定下了。')).toBeVisible()
      await expect(page.locator('main')).toContainText('2026 年 12 月 1 日前')
    })

    test('a day is entered with its source, and withdrawn with a reason', async ({ visit }, { project }) => {
      const page = await (await visit({ as: 'bureau', javaScriptEnabled })).newPage()
      const day = `2027-01-0${1 + (project.name === 'phone' ? 0 : 1) + (javaScriptEnabled ? 0 : 2)}`
      await page.goto('/bureau/days?y=2027')
      await page.getByLabel('日期').fill(day)
      await page.getByLabel('名称（中文）').fill('元旦')
      await page.getByLabel('名称（英文）').fill('New Year’s Day')
      await page.getByRole('button', { name: '登记这一天' }).click()
      await expect(alert(page)).toContainText('请写出处。')
      await expect(page.getByLabel('名称（中文）')).toHaveValue('元旦')
      await page.getByLabel('出处').fill('国务院办公厅关于2027年部分节假日安排的通知')
      await page.getByRole('button', { name: '登记这一天' }).click()
      await expect(page.getByText('登记好了。')).toBeVisible()
      const row = page.getByRole('row').filter({ hasText: `1 月 ${Number(day.slice(8))} 日` })
      await row.locator('summary').click()
      await row.getByRole('button', { name: '撤回这一天' }).click()
      await expect(alert(page)).toContainText('请选为什么撤回。')
      await row.getByLabel('为什么').selectOption('登记错了')
      await row.getByRole('button', { name: '撤回这一天' }).click()
      await expect(page.getByText('撤回了，这天按星期几算。')).toBeVisible()
      await expect(row).toHaveCount(0)
    })
  })
}

test('reach and unmet demand: a finding, its numbers in words, and the table behind', async ({ visit }) => {
  const page = await (await visit({ as: 'bureau' })).newPage()
  await page.goto('/bureau/lectures')
  const demand = page.getByRole('region', { name: /个所在等，还没有人讲$/ })
  await expect(demand.getByRole('heading')).toHaveText('婚姻家庭、家暴与债务：5 个所在等，还没有人讲')
  await demand.locator('summary').click()
  await expect(demand.getByRole('row').filter({ hasText: '婚姻家庭' })).toContainText('121')
  const topics = page.getByRole('region', { name: /来听的人最多/ })
  const bars = await topics
    .locator('svg.g-wide rect')
    .evaluateAll((all) => all.map((one) => Number(one.dataset.value)))
  expect(bars.length).toBeGreaterThan(5)
  expect(bars).toEqual([...bars].sort((a, b) => b - a))
  // The sum of the offices is the sum of the topics.
  const people = await page.locator('section[aria-labelledby=offices] tbody td:last-child').allInnerTexts()
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
  expect(sum(people.map((text) => Number(text.replaceAll(',', ''))))).toBe(sum(bars))
})
