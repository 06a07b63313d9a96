import { countyDatabase, personOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** The judicial office's pages: who will fall short, the people, one person's file, the minors' list. */
test('the month board says how many are where, and its filters stand in the address', async ({ visit }) => {
  const page = await (await visit({ as: 'office-dongtang' })).newPage()
  await page.goto('/office/hours')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('7 月学时：7 人照这样会不够')
  const tally = page.getByRole('navigation', { name: '按进度看' }).getByRole('link')
  await expect(tally).toHaveText(['7 会不够', '12 差一点', '31 已完成', '8 暂停或本月不要求', '58 全部'])
  await tally.filter({ hasText: '差一点' }).click()
  await expect(page).toHaveURL('/office/hours?s=near')
  await expect(page.locator('tbody tr:not(.rowgroup)')).toHaveCount(12)
  await expect(tally.filter({ hasText: '差一点' })).toHaveAttribute('aria-current', 'true')
  await page.reload()
  await expect(page.locator('tbody tr:not(.rowgroup)')).toHaveCount(12)
  await page.goto('/office/hours?s=met&m=2026-06')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 月学时')
  await expect(page.getByText('会不够的')).toHaveCount(0)
})

test('the list of people is found by name, grade and state', async ({ visit }) => {
  const page = await (await visit({ as: 'office-dongtang' })).newPage()
  await page.goto('/office/people')
  const rows = page.locator('tbody tr')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('在册 58 人')
  await expect(rows).toHaveCount(50)
  await page.getByRole('link', { name: '下一页' }).click()
  await expect(rows).toHaveCount(8)

  await page.getByLabel('管理等级').selectOption('严管')
  await page.getByRole('button', { name: '按这些条件看' }).click()
  await expect(page).toHaveURL(/grade=strict/)
  await expect(rows.first()).toBeVisible()
  for (const row of await rows.all()) await expect(row).toContainText('严管')
  await expect(page.getByLabel('管理等级')).toHaveValue('strict')

  await page.getByRole('link', { name: '清除条件' }).click()
  await page.getByLabel('姓名或编号').fill('9904')
  await page.getByRole('button', { name: '按这些条件看' }).click()
  await expect(rows.filter({ hasText: '99041207' })).toContainText('周某12')
  for (const row of await rows.all()) await expect(row.locator('td').first()).toHaveText(/^9904/)

  await page.getByLabel('姓名或编号').fill('没有这个人')
  await page.getByRole('button', { name: '按这些条件看' }).click()
  await expect(page.getByText('没有符合条件的人。')).toBeVisible()
})

test('a file opens in one’s own office only', async ({ visit }) => {
  const zhou = await personOf('zhou12')
  const own = await (await visit({ as: 'office-dongtang' })).newPage()
  await own.goto(`/office/people/${zhou.id}`)
  await expect(own.getByRole('heading', { level: 1 })).toHaveText('周某12：本月还差 2 小时 10 分')
  await expect(own.locator('.facts')).toContainText('99041207')
  await expect(own.getByText('这次打开已经记下。')).toBeVisible()
  await expect(own).toHaveTitle('矫正情况 · 启程')
})

test('the bureau reads on a file who looked at it; the office does not', async ({ visit }) => {
  const { id } = await personOf('zhou12')
  const office = await (await visit({ as: 'office-dongtang' })).newPage()
  await office.goto(`/office/people/${id}`)
  await expect(office.getByRole('heading', { name: '谁看过这份档案' })).toHaveCount(0)
  const bureau = await (await visit({ as: 'bureau' })).newPage()
  await bureau.goto(`/office/people/${id}`)
  const rows = bureau.getByRole('region', { name: '谁看过这份档案' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('县社区矫正机构')
  await expect(rows.filter({ hasText: '东塘镇司法所' }).first()).toContainText('打开了档案')
  await bureau.getByRole('link', { name: '关于这个人的全部记录' }).click()
  await expect(bureau.getByText('只列关于社区矫正对象 99041207 的记录。')).toBeVisible()
})

test.describe('not theirs', () => {
  test.use({ meantStatuses: [404] })

  test('a person of another office is not found, nor is somebody who does not exist', async ({ visit }) => {
    const zhou = await personOf('zhou12')
    const page = await (await visit({ as: 'office-nanpu' })).newPage()
    const said: string[] = []
    for (const id of [zhou.id, '0197f000-0000-7000-8000-000000000000', 'nobody']) {
      const answer = await page.goto(`/office/people/${id}`)
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('找不到这个页面')
      said.push(await page.locator('main').innerText())
    }
    expect(new Set(said).size).toBe(1)
  })

  test('a learner, an office and the bureau find only their own pages', async ({ visit }) => {
    const closed = {
      zhou12: ['/office', '/office/people', '/office/hours', '/office/minors', '/bureau'],
      'office-dongtang': ['/my', '/my/hours', '/my/study/a1/1/1', '/bureau'],
      bureau: ['/my', '/office', '/office/people', '/office/minors'],
    }
    for (const [as, paths] of Object.entries(closed)) {
      const context = await visit({ as })
      for (const path of paths) expect((await context.request.get(path)).status(), `${as} ${path}`).toBe(404)
    }
  })

  test('minors stand in a list of numbers, and a file opens only where the bureau allowed it', async ({
    visit,
  }) => {
    const page = await (await visit({ as: 'office-nanpu' })).newPage()
    await page.goto('/office/minors')
    const feng = await personOf('feng01')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('本所有 3 人')
    await expect(page.locator('main')).not.toContainText('冯某')
    await expect(page.getByText('打开要批准')).toHaveCount(2)
    await page.getByRole('link', { name: /^\d{8}$/ }).click()
    await expect(page).toHaveURL(`/office/people/${feng.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('冯某01')
    const others = await countyDatabase()<{ id: string }[]>`
      select id from supervised_persons where minors_regime and left_on is null and id <> ${feng.id}
      and office_id = (select office_id from supervised_persons where id = ${feng.id})`
    expect(others).toHaveLength(2)
    for (const { id } of others) expect((await page.goto(`/office/people/${id}`))?.status()).toBe(404)
  })
})

test('staff pages are taken over by the framework and stay as they were sent', async ({ visit }) => {
  const context = await visit({ as: 'office-dongtang' })
  const page = await context.newPage()
  for (const path of ['/office', '/office/hours', '/office/people', '/office/minors']) {
    const sent = await (await context.request.get(path)).text()
    await page.goto(path, { waitUntil: 'networkidle' })
    // React has put its own marks on the elements: hydration has happened.
    await expect
      .poll(() =>
        page.locator('main').evaluate((main) => Object.keys(main).some((key) => key.startsWith('__react'))),
      )
      .toBe(true)
    const heading = await page.getByRole('heading', { level: 1 }).innerHTML()
    expect(sent.replaceAll('<!-- -->', '')).toContain(
      heading.replaceAll('<!-- -->', '').replaceAll('&nbsp;', '\u00a0'),
    )
  }
})
