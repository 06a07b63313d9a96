import { randomUUID } from 'node:crypto'
import { countyDatabase } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** Messages: seen on every page, read, marked, with scripts and without. */

/** Puts messages into somebody's inbox, as an event would; the latest last. */
async function tellSomebody(signInName: string, codes: readonly string[]): Promise<void> {
  const sql = countyDatabase()
  const [account] = await sql<{ id: string; county_id: string }[]>`
    select n.account_id as id, c.id as county_id from sign_in_names n cross join counties c where n.name = ${signInName} limit 1`
  for (const [index, code] of codes.entries())
    await sql`insert into notices (id, county_id, account_id, event_key, code, parameters, at) values
      (gen_random_uuid(), ${account!.county_id}, ${account!.id}, ${`test:${randomUUID()}`}, ${code},
        '{"topic":"a7","day":"2026-08-01","time":"19:00","reason":"weather"}'::jsonb,
        ${new Date(Date.parse('2026-07-22T09:00:00Z') + index * 1000)})`
}

/** What lies there from the seed, or from another test, has been read. */
const readEverything = (signInName: string) =>
  countyDatabase()`update notices set read_at = at where read_at is null
    and account_id = (select account_id from sign_in_names where name = ${signInName})`

for (const { who, place, javaScriptEnabled } of [
  { who: 'office-liuqiao', place: '/inbox', javaScriptEnabled: true },
  { who: 'counsellor-1', place: '/inbox', javaScriptEnabled: false },
  { who: 'qian40', place: '/my/inbox', javaScriptEnabled: true },
  { who: 'liu08', place: '/my/inbox', javaScriptEnabled: false },
])
  test(`${who}: unread first, one by one, then all; scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({
    visit,
  }) => {
    const page = await (await visit({ as: who, javaScriptEnabled })).newPage()
    await readEverything(who)
    await tellSomebody(who, ['order-confirmed', 'order-moved', 'order-cancelled-by-office'])
    // The shell of a page says so: the envelope of a person, the menu of staff.
    await page.goto(place === '/inbox' ? '/lecturer/lessons' : '/my')
    await page
      .getByRole('link', { name: place === '/inbox' ? /^消息.*3 条没看过/ : '消息，3 条没看过' })
      .click()
    await expect(page).toHaveURL(place)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('有 3 条消息没看过')
    const unread = page.getByRole('region', { name: '没看过的' }).getByRole('listitem')
    await expect(unread.first()).toContainText('8 月 1 日 19:00 的《')
    await expect(unread.first()).toContainText('取消了。原因：天气原因。')
    await unread.first().getByRole('button', { name: '看过了' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('有 2 条消息没看过')
    await expect(page.getByRole('region', { name: '看过的', exact: true })).toContainText('取消了')
    await page.getByRole('button', { name: '都看过了' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('消息都看过了')
    await expect(page.getByRole('link', { name: /没看过/ })).toHaveCount(0)
  })

test('a lecturer makes a calendar link, a program reads it, and it is taken back', async ({ visit }) => {
  const context = await visit({ as: 'lecturer-law-2', javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/account')
  await page.getByRole('link', { name: '日历订阅' }).click()
  await expect(page).toHaveURL('/account/calendar')
  const revoke = page.getByRole('button', { name: '收回链接' })
  if (await revoke.isVisible()) await revoke.click()
  await page.getByRole('button', { name: '做一个链接' }).click()
  const link = await page.getByLabel('订阅链接').inputValue()
  expect(link).toMatch(/\/calendar\/[\w-]{43}\.ics$/)
  // As a program does: without a cookie.
  const read = (headers: Record<string, string> = {}) => fetch(link, { headers })
  const first = await read()
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const file = await first.text()
  expect(file).toContain('BEGIN:VEVENT')
  expect(file).not.toMatch(/某\d\d|司法|矫正/)
  expect((await read({ 'if-none-match': first.headers.get('etag')! })).status).toBe(304)
  // Shown this once.
  await page.goto('/account/calendar')
  await expect(page.getByLabel('订阅链接')).toHaveCount(0)
  await expect(page.getByText('7 月 22 日做的链接正在用。')).toBeVisible()
  await page.getByRole('button', { name: '收回链接' }).click()
  await expect(page.getByText('链接已经收回，打不开了。')).toBeVisible()
  const [gone, never] = await Promise.all([read(), fetch(link.replace(/[\w-]{43}/, 'A'.repeat(43)))])
  expect([gone.status, never.status]).toEqual([404, 404])
  expect(await gone.text()).toBe(await never.text())
})
