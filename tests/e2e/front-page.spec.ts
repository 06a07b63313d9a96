import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'
import { expect, test } from './support/county.ts'

/** What anyone sees: the menu, the way in, and how it is shown. */
for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('the front page shows 18 topics in three menus and says nothing of who reads it', async ({
      page,
    }) => {
      await page.goto('/')
      for (const [name, topics] of [
        ['法律', 8],
        ['品德与就业', 5],
        ['心理', 5],
      ] as const) {
        await expect(page.getByRole('region', { name }).getByRole('listitem')).toHaveCount(topics)
      }
      await expect(page.getByRole('region', { name: '心理' })).toContainText('90 × 2 分钟')
      await expect(page.locator('main')).not.toContainText(/矫正对象|入矫|收监|解矫|悔罪|监督/)
      await expect(page).toHaveTitle('启程')
    })

    test('one signs in from the front page, and then it leads home', async ({ page }, { project }) => {
      await page.goto('/')
      const card = page.getByRole('region', { name: '已经有编号？' })
      await card.getByLabel('编号、手机号或登录名').fill(project.name === 'phone' ? 'wei14' : 'sun22')
      await card.getByLabel('密码').fill(DEMO_PASSWORD)
      await card.getByRole('button', { name: '登录' }).click()
      await expect(page).toHaveURL('/my')
      await page.goto('/')
      await expect(page).toHaveURL('/my')
    })

    test('colours, text and language are chosen on one page, which leads back', async ({ page }) => {
      await page.goto('/')
      await page.getByRole('link', { name: '显示' }).click()
      await expect(page).toHaveURL('/preferences?return=%2F')
      await page.getByText('深色').click()
      await page.getByText('大字', { exact: true }).last().click()
      await page.getByText('English').click()
      await page.getByRole('button', { name: '就这样显示' }).click()
      await expect(page).toHaveURL('/')
      const html = page.locator('html')
      await expect(html).toHaveAttribute('data-theme', 'dark')
      await expect(html).toHaveAttribute('data-text', 'large')
      await expect(html).toHaveAttribute('lang', 'en')
      await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(17, 23, 21)')
      await expect(page.locator('meta[name=theme-color]')).toHaveAttribute('content', '#111715')
      await page.getByRole('link', { name: 'Display' }).click()
      await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
    })
  })
}

test.describe('a choice that leads elsewhere', () => {
  test('goes to the front page, never to another site', async ({ page }) => {
    await page.goto('/preferences?return=%2F%2Felsewhere.example')
    await page.getByRole('button', { name: '就这样显示' }).click()
    await expect(page).toHaveURL('/')
  })
})

test('a search engine finds the front page, and behind it the sign-in page only', async ({ request }) => {
  expect(await (await request.get('/robots.txt')).text()).toMatch(/^Allow: \/$/m)
  for (const path of ['/my', '/my/study/a1/1/1', '/office/hours', '/bureau'])
    expect((await request.get(path)).url(), path).toMatch(/\/sign-in\?to=/)
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
    icons: { src: string }[]
  }
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200)
})
