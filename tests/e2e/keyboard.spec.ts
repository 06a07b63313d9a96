import type { Page } from '@playwright/test'
import { expect, test } from './support/county.ts'

/** Everything can be reached and seen without a pointer. */
test.use({ meantStatuses: [401] })

/** What has the focus: the words on it, or its label. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const label = (element as HTMLInputElement).labels?.[0]
    return (label ?? element).innerText.trim().split('\n')[0]
  })

/** Tabs on, `count` times; each stop must be visibly focused. */
async function tab(page: Page, count: number): Promise<string[]> {
  const stops: string[] = []
  for (let index = 0; index < count; index++) {
    await page.keyboard.press('Tab')
    stops.push((await focused(page)) ?? '')
    const ring = await page.evaluate(() => {
      const element = document.activeElement!
      // A radio lies in its label; the label wears the ring.
      const worn = [element, element.closest('label')].flatMap((one) => (one ? [getComputedStyle(one)] : []))
      return worn.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
    })
    expect(ring, `a ring around “${stops.at(-1)}”`).toBe(true)
  }
  return stops
}

test('sign-in: skip link first, then the page from top to bottom', async ({ page }) => {
  await page.goto('/sign-in')
  expect(await tab(page, 8)).toEqual([
    '跳到正文',
    '启程',
    '大字',
    'EN',
    '显示',
    '编号、手机号或登录名',
    '密码',
    '登录',
  ])
})

test('the skip link leads into the page', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/study')
  await page.keyboard.press('Tab')
  await expect(page.locator('.skip')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/my/study#main')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('到场听的课')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })
    test('a refused sign-in starts at what is wrong, and leads to the field', async ({ page }) => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: '登录' }).click()
      await expect(page.getByRole('alert')).toBeFocused()
      await page.keyboard.press('Tab')
      await expect(page.getByRole('link', { name: '请输入编号、手机号或登录名' })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/#who$/)
      await page.keyboard.press('Tab')
      await expect(page.getByLabel('密码')).toBeFocused()
      const described = await page.getByLabel('编号、手机号或登录名').getAttribute('aria-describedby')
      expect(described).toBe('who-hint who-error')
    })
  })
}
test.use({ meantStatuses: [400, 401] })

test('a passage is read, answered and left by keyboard', async ({ visit }, { project }) => {
  const who = project.name === 'phone' ? 'zheng26' : 'jiang07'
  const page = await (await visit({ as: who })).newPage()
  await page.goto('/my/study/a1/1/1')
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('答好了，下一段')
  // No answer chosen: the page says so first.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#answer\.a$/)
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio').nth(1)).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/my/study/a1/1/2')
})
