import type { Page } from '@playwright/test'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'
import { expect, show, test } from './support/county.ts'

/** Before anyone is known: refused kindly, never locked out, in one's own language and size. */
test.use({ meantStatuses: [401, 429] })

async function tryToSignIn(page: Page, who: string, password: string): Promise<void> {
  await page.getByLabel('编号、手机号或登录名').fill(who)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForLoadState()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('an unknown name and a wrong password read the same, and what was typed stays', async ({ page }) => {
      const said: string[] = []
      for (const who of ['99999999', 'zheng26']) {
        await page.goto('/sign-in')
        await tryToSignIn(page, who, 'not-the-password')
        const alert = page.getByRole('alert')
        await expect(alert).toContainText('编号或密码不对，请再输一次')
        await expect(page.getByLabel('编号、手机号或登录名')).toHaveValue(who)
        await expect(page.getByLabel('密码')).toHaveValue('')
        said.push((await page.locator('main').innerText()).replaceAll(who, ''))
      }
      expect(said[0]).toBe(said[1])
    })

    test('the language is changed by a form and stays', async ({ page }) => {
      await page.goto('/sign-in')
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
      await page.getByRole('button', { name: 'EN' }).click()
      await expect(page).toHaveURL('/sign-in')
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
      await page.goto('/')
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await page.getByRole('button', { name: '中' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('十八堂有用的课')
    })
  })
}

test('after five wrong tries the next one waits, and the right password then opens', async ({ page }, {
  project,
}) => {
  const who = project.name === 'phone' ? 'social-worker-nanpu' : 'social-worker-beitang'
  await page.goto('/sign-in')
  for (let count = 1; count <= 4; count++) {
    await tryToSignIn(page, who, `wrong ${count}`)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.locator('main')).not.toContainText('请等')
  }
  await tryToSignIn(page, who, 'wrong 5')
  await expect(page.locator('main')).toContainText(/请等 \d+ 秒再试。编号和密码都还在，不会锁住。/)
  await tryToSignIn(page, who, DEMO_PASSWORD)
  await expect(page.getByRole('alert')).toContainText(/等 \d+ 秒再试一次/)
  await expect(async () => {
    await tryToSignIn(page, who, DEMO_PASSWORD)
    await expect(page).toHaveURL('/office', { timeout: 500 })
  }).toPass({ intervals: [500] })
})

test('large text and dark colours', async ({ page }) => {
  await page.goto('/sign-in')
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
  const normal = await size()
  await page.getByRole('button', { name: '大字' }).click()
  await expect(page.getByRole('button', { name: '常规字' })).toBeVisible()
  expect((await size()) / normal).toBeCloseTo(1.25, 2)

  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await ground()).toBe('rgb(246, 245, 240)')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await ground(), 'the system asks for dark').toBe('rgb(17, 23, 21)')
  await show(page.context(), { locale: 'zh', text: 'normal', theme: 'light' })
  await page.reload()
  expect(await ground(), 'the choice stands over the system').toBe('rgb(246, 245, 240)')
})

test('colours are chosen on the account page', async ({ visit }) => {
  const page = await (await visit({ as: 'jiang07' })).newPage()
  await page.goto('/account')
  await page.getByRole('button', { name: '深色' }).click()
  await expect(page).toHaveURL('/account')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.goto('/my')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('signing out ends the sign-in', async ({ page }) => {
  await page.goto('/sign-in')
  await tryToSignIn(page, 'jiang07', DEMO_PASSWORD)
  await expect(page).toHaveURL('/my')
  await page.goto('/sign-out')
  await page.getByRole('button', { name: '退出这台设备' }).click()
  await expect(page.getByText('已经退出。')).toBeVisible()
  await page.goto('/my')
  await expect(page).toHaveURL('/sign-in?to=%2Fmy')
})
