import type { BrowserContext, Page } from '@playwright/test'
import { columns, headings } from '#app/domains/supervision/people-columns.policy.ts'
import { countyDatabase, personOf, quietPerson } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** A county’s first days: an office, staff, people from a list, slips, and a password of one’s own. */
test.use({ meantStatuses: [400, 401, 409] })

/** Each run of this file enters people and names of its own. */
let count = Date.now() % 1_000_000
const fresh = () => String((count += 1)).padStart(6, '0')

const GOOD = ['缓刑', '入矫', '普管', '侵犯财产', '初中', '就业', '是', '', '2026-07-01', '2027-07-01']
const list = (...people: [number: string, name: string, office: string][]) =>
  [
    columns.map((column) => headings[column][0]).join(','),
    ...people.map(([number, name, office]) => [number, name, office, '男', '1990/5/1', ...GOOD].join(',')),
  ].join('\r\n')
const upload = async (page: Page, text: string | Buffer) => {
  await page.goto('/bureau/accounts/import')
  const discard = page.getByRole('button', { name: '不登记，放弃这份名单' })
  if (await discard.isVisible()) await discard.click()
  await page
    .getByLabel('名单文件（CSV）')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: '读入并检查' }).click()
  await page.waitForLoadState()
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const signIn = async (page: Page, who: string, password: string) => {
  await page.goto('/sign-in')
  await page.getByLabel('编号、手机号或登录名').fill(who)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForLoadState()
}
const slipPassword = async (page: Page) =>
  (await page.locator('.slip-key').last().innerText()).replaceAll(/\s/g, '')
const chooseOwn = async (page: Page, current: string, next: string) => {
  await expect(page).toHaveURL('/account')
  await expect(heading(page)).toHaveText('先定一个自己的密码')
  await page.getByLabel('纸条上的临时密码').fill(current)
  await page.getByLabel('新密码', { exact: true }).fill(next)
  await page.getByLabel('再输一次新密码').fill(next)
  await page.getByRole('button', { name: '就用这个密码' }).click()
  await page.waitForLoadState()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    const visitAs = (visit: (options: object) => Promise<BrowserContext>, as?: string) =>
      visit({ ...(as ? { as } : {}), javaScriptEnabled })

    test('an office, its staff, a list, a slip, and a person who starts', async ({ visit }) => {
      const page = await (await visitAs(visit, 'bureau')).newPage()
      const code = `xi-${fresh()}`
      await page.goto('/bureau/accounts?s=offices')
      await page.getByRole('link', { name: '添加司法所' }).click()
      await page.getByLabel('中文名称').fill(`西${code}司法所`)
      await page.getByLabel('英文名称').fill(`West ${code}`)
      await page.getByLabel('电话').fill('不是电话')
      await page.getByLabel('代码').fill(code)
      await page.getByRole('button', { name: '保存司法所' }).click()
      await expect(page.getByRole('alert')).toContainText('电话写数字')
      await expect(page.getByLabel('中文名称')).toHaveValue(`西${code}司法所`)
      await page.getByLabel('电话').fill('0575-8000 1234')
      await page.getByRole('button', { name: '保存司法所' }).click()
      await expect(page.getByText('司法所已经保存。')).toBeVisible()

      await page.goto('/bureau/accounts/staff/new')
      await page.getByLabel('姓名').fill('新某01')
      await page.getByLabel('登录名').fill(`staff-${code}`)
      await page.getByLabel('任职', { exact: true }).selectOption('司法所工作人员')
      await page.getByLabel('司法所', { exact: true }).selectOption(`西${code}司法所`)
      await page.getByRole('button', { name: '添加并去做纸条' }).click()
      await page.getByRole('button', { name: '做一张登录纸条' }).click()
      await expect(heading(page)).toHaveText('登录纸条做好了')
      const staffPassword = await slipPassword(page)
      const clerk = await (await visitAs(visit)).newPage()
      await signIn(clerk, `staff-${code}`, staffPassword)
      await chooseOwn(clerk, staffPassword, '西所的 password')
      await expect(clerk).toHaveURL('/office')

      const [one, two] = [`97${fresh()}`, `97${fresh()}`]
      await upload(page, list([one, '=1+1', code], [one, '钱某', 'nowhere']))
      await expect(heading(page)).toHaveText('名单有 3 处要改，一个人也没有登记')
      await expect(page.getByRole('row').nth(1)).toContainText('“=1+1”')
      await upload(page, list([one, '钱某甲', code], [two, '<b>钱某</b>', code]))
      await expect(heading(page)).toHaveText('名单上有 2 人，还没有登记')
      await page.getByRole('button', { name: '登记这 2 人' }).click()
      await expect(page.getByText('名单上的人都已登记。')).toBeVisible()

      await page.goto(`/bureau/accounts?s=people&q=${two}`)
      await page.getByRole('link', { name: '<b>钱某</b>' }).click()
      await page.getByRole('button', { name: '做一张登录纸条' }).click()
      await expect(page.locator('.slip')).toContainText('0575-8000 1234')
      const password = await slipPassword(page)
      expect(page.url()).not.toContain(password)

      const learner = await (await visitAs(visit)).newPage()
      await signIn(learner, two, password)
      await learner.goto('/my/hours')
      await chooseOwn(learner, password, '自己的 password')
      await expect(learner).toHaveURL('/my')

      // Closed by the bureau while it is being used: the next step leads to sign-in.
      await page.getByRole('link', { name: '返回' }).click()
      await page.getByRole('button', { name: '马上停用' }).click()
      await expect(page.getByText('已经停用。正在用的设备都退出了。')).toBeVisible()
      await learner.goto('/my/study')
      await expect(learner).toHaveURL(/\/sign-in/)
    })
  })
}

test('a list in GBK with semicolons is read, and its template runs no formula', async ({ visit }) => {
  const context = await visit({ as: 'bureau' })
  const page = await context.newPage()
  // “编号;姓名” in GBK
  await upload(
    page,
    Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x31, 0x3b, 0x32]),
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('名单有 12 处要改，一个人也没有登记')
  await expect(page.getByRole('cell', { name: '出生日期' })).toBeVisible()
  const template = await context.request.get('/bureau/accounts/import/template')
  expect(template.headers()['content-type']).toContain('text/csv')
  expect(await template.text()).toMatch(/^\uFEFF?"编号","姓名"/)
})

test('an office makes a slip for its own people; a page that is loaded again makes none', async ({ visit }, {
  project,
}) => {
  const { id } = await personOf(quietPerson(project, 'slip'))
  const [office] = await countyDatabase()<{ code: string }[]>`
    select o.code from judicial_offices o join supervised_persons p on p.office_id = o.id where p.id = ${id}`
  const page = await (await visit({ as: `office-${office!.code}` })).newPage()
  await page.goto(`/office/people/${id}`)
  await page.getByRole('link', { name: '登录纸条' }).click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: /做一张/ }) })
  const mark = await form.locator('[name=mark]').inputValue()
  const address = page.url()
  await page.getByRole('button', { name: /做一张/ }).click()
  await expect(page.locator('.slip')).toHaveCount(1)
  await page.reload()
  await expect(page.locator('.slip')).toHaveCount(0)
  await expect(page.getByText('纸条还没用')).toBeVisible()
  // The same form once more, as a browser sends it that is told to.
  const again = await page.request.post(`${address}?do=slip`, {
    form: { mark },
    headers: { origin: new URL(address).origin },
  })
  expect(again.status()).toBe(409)
  expect(await again.text()).toContain('已经做过纸条')
})
