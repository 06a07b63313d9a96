import { expect, test } from './support/county.ts'
import { countedOnStatement } from './support/month.ts'

/** The drawn story: six lines of July, among them one questioned and put right. */
test('the drawn statement has its six lines, each with why and who', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/hours')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('7 月学时')
  expect(await countedOnStatement(page)).toEqual({
    counted: 110,
    short: 130,
    lines: [48, 10, 8, 32, -48, 60],
    running: 110,
  })
  await expect(page.locator('.sums')).toContainText('1 小时 50 分')
  const entries = page.locator('.entry')
  await expect(entries.nth(0)).toContainText('19:00 开始，19:12 签到，晚到的 12 分不计。')
  await expect(entries.nth(0)).toContainText('已冲掉')
  await expect(entries.nth(0)).toContainText('东塘镇司法所 李某02 确认')
  await expect(entries.nth(1)).toContainText('这一节最多计 10 分，多出的 16 分钟不计。')
  await expect(entries.nth(2)).toContainText('中间 4 分钟没有动静，不计。')
  await expect(entries.nth(3)).toContainText('14:00–14:32')
  await expect(entries.nth(4)).toContainText('您 7 月 14 日提出')
  await expect(entries.nth(5)).toContainText('19:00–20:00')
})

test('on paper the statement is a table with a head and two lines to sign', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/hours')
  const head = page.locator('.paperhead')
  const labels = page.locator('.ledger .labels')
  const signatures = page.locator('.sign')
  await expect(head).toBeHidden()
  await expect(labels).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1, name: '学时对账单' })).toBeVisible()
  await expect(head).toContainText('周某12，东塘镇司法所')
  await expect(head).toContainText('2026-07-01 至 2026-07-31')
  await expect(labels).toBeVisible()
  await expect(labels).toContainText('谁确认')
  await expect(signatures).toBeVisible()
  await expect(page.getByRole('navigation')).toBeHidden()
  // Each line is a row: day, source, when, minutes and running total stand side by side.
  const row = page.locator('.entry').nth(3)
  const middles = await Promise.all(
    ['.day', '.what', '.min', '.run'].map(async (part) => {
      const box = (await row.locator(part).boundingBox())!
      return box.y
    }),
  )
  for (const y of middles) expect(Math.abs(y - middles[0]!)).toBeLessThan(8)
})

test('a button prints the statement; without scripts it is not there', async ({ visit }) => {
  const context = await visit({ as: 'zhou12' })
  await context.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-asked-to-print', '')
  })
  const page = await context.newPage()
  await page.goto('/my/hours')
  await page.getByRole('button', { name: '打印' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-asked-to-print', '')
  const plain = await (await visit({ as: 'zhou12', javaScriptEnabled: false })).newPage()
  await plain.goto('/my/hours')
  await expect(plain.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(plain.locator('[data-print]')).toBeHidden()
})

test('earlier months are a link away, and a month without lines says so', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/hours')
  await page.getByRole('link', { name: '上个月' }).click()
  await expect(page).toHaveURL('/my/hours?m=2026-06')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 月学时')
  await page.getByRole('link', { name: '下个月' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('7 月学时')
  const liu = await (await visit({ as: 'liu08' })).newPage()
  await liu.goto('/my/hours')
  await expect(liu.getByText('这个月还没有记录')).toBeVisible()
})
