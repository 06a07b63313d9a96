import { countyDatabase, personOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** The office helps with one press: from the board to the learner's own page and back, with and without scripts. */
const WHO = { phone: 'wu31', desktop: 'sun22' } as const

test.afterEach(async ({}, { project }) => {
  const { id } = await personOf(WHO[project.name as keyof typeof WHO])
  // Another test may look at this person's page.
  await countyDatabase()`update module_assignments set withdrawn_at = now(), withdrawn_by = assigned_by, withdrawn_reason = 'mistake'
    where person_id = ${id} and withdrawn_at is null`
})

for (const javaScriptEnabled of [false, true]) {
  test(`assigned from the board, read on the own page, taken back; scripts: ${javaScriptEnabled}`, async ({
    visit,
  }, { project }) => {
    const learner = WHO[project.name as keyof typeof WHO]
    const { name } = await personOf(learner)
    const office = await (await visit({ as: 'office-dongtang', javaScriptEnabled })).newPage()
    await office.goto('/office/hours?s=short')
    const row = office.getByRole('row').filter({ has: office.getByRole('link', { name, exact: true }) })
    await expect(office.getByLabel('哪天前学完')).toHaveValue('2026-07-29')
    await office.getByLabel('哪天前学完').fill('2026-07-28')
    // Which module, the recommendation says: it has its table of cases.
    const send = row.getByRole('button', { name: /^发网上课单/ })
    const code = (await send.getAttribute('value'))!.split('.')[1]!
    const shown = code.toUpperCase()
    await send.click()
    await expect(office.getByRole('status')).toContainText(`课单 ${shown} 发出去了`)
    await expect(office).toHaveURL(new RegExp(`/office/hours\\?s=short&did=one-${code}$`))
    await expect(row).toContainText(`已发 ${shown}，7 月 28 日前`)
    await expect(row.getByRole('button', { name: /^发网上课单/ })).toHaveCount(0)

    const own = await (await visit({ as: learner, javaScriptEnabled: false })).newPage()
    await own.goto('/my')
    const stop = own.locator('.way > li').first()
    await expect(stop).toContainText('7 月 28 日前学完就好。')
    await expect(stop).toContainText('司法所请您学的一课')
    await expect(own.locator('main .btn:not(.plain):not(.text)')).toHaveCount(1)

    await row.getByText('收回').first().click()
    await row.getByLabel('为什么收回').selectOption('眼下学不了')
    await row.getByRole('button', { name: '收回这张课单' }).click()
    await expect(office.getByRole('status')).toContainText(`课单 ${shown} 收回了`)
    await expect(send).toBeVisible()
    await own.reload()
    await expect(own.locator('main')).not.toContainText('前学完就好')
  })
}

test.describe('what cannot be', () => {
  test.use({ meantStatuses: [400] })

  test('a day that is past is refused in words, and nothing is assigned', async ({ visit }, { project }) => {
    const { name, id } = await personOf(WHO[project.name as keyof typeof WHO])
    const page = await (await visit({ as: 'office-dongtang', javaScriptEnabled: false })).newPage()
    await page.goto('/office/hours')
    await page.getByLabel('哪天前学完').fill('2026-07-01')
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    await row.getByRole('button', { name: /^发网上课单/ }).click()
    await expect(page.getByRole('alert')).toContainText('日子已经过了。')
    await expect(page.getByLabel('哪天前学完')).toHaveValue('2026-07-01')
    const rows =
      await countyDatabase()`select 1 from module_assignments where person_id = ${id} and withdrawn_at is null`
    expect(rows).toHaveLength(0)
  })
})

test('on paper the board is one table without controls, everyone on it', async ({ visit }) => {
  const page = await (await visit({ as: 'office-dongtang' })).newPage()
  await page.goto('/office/hours?print=1')
  await expect(page.locator('tbody tr:not(.rowgroup)')).toHaveCount(58)
  await page.emulateMedia({ media: 'print' })
  // also on a sheet that is narrower than the window from which rows become blocks
  await page.setViewportSize({ width: 680, height: 960 })
  await expect(page.locator('thead')).toBeVisible()
  await expect(page.locator('tbody tr:not(.rowgroup)').first()).toHaveCSS('display', 'table-row')
  await expect(page.locator('main button:visible')).toHaveCount(0)
  await expect(page.locator('main a.btn:visible')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toMatch(
    /rgba?\(0, 0, 0, 0\)|rgb\(255, 255, 255\)/,
  )
})
