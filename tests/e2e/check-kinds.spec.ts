import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { quietLearner, quietMinor } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** The question at the end of a passage, of every kind, with scripts and without. */
// 400: an answer that is not filled in.
test.use({ meantStatuses: [400] })
const go = (page: Page) => page.getByRole('button', { name: /^答好了/ }).click()
const hintOfMiss = (page: Page) => page.getByRole('heading', { name: '再看一眼' })

async function choose(page: Page, ...words: string[]): Promise<void> {
  for (const one of words) await page.getByLabel(one).check()
  await go(page)
}

/** Gives each step its place, as it stands in `steps`. */
async function order(page: Page, steps: readonly string[]): Promise<void> {
  for (const [index, step] of steps.entries())
    await page
      .locator('.check')
      .getByLabel(step)
      .selectOption(String(index + 1))
  await go(page)
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
}

test.describe('without scripts', () => {
  test('an order, several, a statement and a number are answered; a miss returns kindly', async ({ visit }, {
    project,
  }) => {
    const page = await (
      await visit({ as: quietLearner(project, 'kinds-of-checks'), javaScriptEnabled: false })
    ).newPage()

    await page.goto('/my/study/a3/2/1')
    await choose(page, '拘留，十日以下', '罚款，一千元到二千元')
    await expect(hintOfMiss(page)).toBeVisible()
    // What was chosen is still there; what is missing is not told.
    await expect(page.getByLabel('拘留，十日以下')).toBeChecked()
    await expect(page.getByLabel('吊销驾驶证')).not.toBeChecked()
    await choose(page, '吊销驾驶证')
    await expect(page).toHaveURL('/my/study/a3/2/2')
    await choose(page, '吊销，十年内不得重新取得')
    await expect(page).toHaveURL('/my/study/a3/2/3')
    await expect(page.getByText('这句话对不对？')).toBeVisible()
    await choose(page, '不对')
    await expect(page).toHaveURL('/my/study/a3/2')

    await page.goto('/my/study/a2/4/1')
    await choose(page, '去医院复查，把结果交给工作人员，问清楚')
    await expect(page).toHaveURL('/my/study/a2/4/2')
    const number = page.getByLabel('写一个整数', { exact: true })
    await number.fill('三十')
    await go(page)
    await expect(page.getByRole('alert')).toContainText('写一个整数，例如 10')
    await expect(number).toHaveValue('三十')
    await number.fill('３０')
    await go(page)
    await expect(page).toHaveURL('/my/study/a2/4/3')

    const steps = ['马上停车，放好警告标志', '有人受伤，打120', '打110，说清地点', '站到安全的地方，等交警来']
    await page.goto('/my/study/a3/3/1')
    await go(page)
    await expect(page.getByRole('alert')).toContainText('先选一个答案')
    for (const step of steps) await page.locator('.check').getByLabel(step).selectOption('1')
    await go(page)
    await expect(page.getByRole('alert')).toContainText('两步用了同一个号')
    await order(page, [...steps].reverse())
    await expect(hintOfMiss(page)).toBeVisible()
    await order(page, steps)
    await expect(page).toHaveURL('/my/study/a3/3/2')
  })
})

test('pictures stand beside their words, are large enough, and are reached by keyboard', async ({ visit }, {
  project,
}) => {
  const page = await (await visit({ as: project.name === 'phone' ? 'feng01' : await quietMinor() })).newPage()
  await page.goto('/my/study/a1/5/1')
  const pictures = page.locator('.check').getByRole('img')
  await expect(pictures).toHaveCount(3)
  for (const picture of await pictures.all()) {
    expect(await picture.getAttribute('aria-label')).toMatch(/\p{Script=Han}{4}/u)
    const box = (await picture.boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  }
  await expectAccessible(page)
  await page.getByRole('radio', { name: '给他看一眼' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: '这个不方便说' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/my/study/a1/5/2')
  await page.goto('/my/study/a4/1/1')
  await expect(page.getByRole('combobox')).toHaveCount(4)
  await expectAccessible(page)
})
