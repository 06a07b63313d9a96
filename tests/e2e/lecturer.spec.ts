import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './support/county.ts'
import { askAnyone, askLecturer, moveOrder } from './support/lectures.ts'

/** The lecturer's side: what is asked is answered on a phone, the calendar shows it, and what cannot be says so. */
test.use({ meantStatuses: [400, 409] })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const alert = (page: Page) => page.getByRole('alert')

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    /** Days that no other run of these tests uses: four of them share a county. */
    const turn = ({ name }: { name: string }) => (name === 'phone' ? 0 : 1) + (javaScriptEnabled ? 0 : 2)
    const open = async (visit: (options: object) => Promise<BrowserContext>, as: string) =>
      (await visit({ as, javaScriptEnabled })).newPage()

    test('a class that is asked: refused without a reason, another time, and what stands then', async ({
      visit,
    }, { project }) => {
      const day = `2026-09-0${5 + turn(project)}`
      const { id, topic } = await askLecturer('lecturer-law-3', `${day}T19:00`)
      const page = await open(visit, 'lecturer-law-3')
      await page.goto('/lecturer')
      await page.locator(`a[href="/lecturer/orders/${id}"]`).first().click()
      await expect(heading(page)).toHaveText(`请您讲《${topic}》`)
      await expect(page.locator('main')).toContainText('2 人听不清')
      await expect(page.locator('main')).toContainText('前后各留 30 分钟')
      await expect(page.getByRole('region', { name: '讲课要知道的' })).not.toContainText(/某\d\d/)

      await page.getByText('不答应', { exact: true }).click()
      await page.getByRole('button', { name: '不答应这一课' }).click()
      await expect(alert(page)).toContainText('请选一个原因。')
      await page.locator('summary', { hasText: '换个时间' }).click()
      await page.getByLabel('另写一个时间').check()
      await page.getByLabel('日期').fill('2026-07-01')
      await page.getByLabel('几点开始').fill('19:00')
      await page.locator('#reason-propose').selectOption('有别的工作')
      await page.getByRole('button', { name: '把这个时间告诉司法所' }).click()
      await expect(alert(page)).toContainText('这个时间已经过了。')
      // What was typed is still there.
      await expect(page.getByLabel('日期')).toHaveValue('2026-07-01')
      await expect(page.getByLabel('几点开始')).toHaveValue('19:00')
      await expect(page.locator('#reason-propose')).toHaveValue('other-duty')

      await page.getByLabel('日期').fill(day.replace('2026-09', '2026-10'))
      await page.getByRole('button', { name: '把这个时间告诉司法所' }).click()
      await expect(page.getByText('时间告诉司法所了')).toBeVisible()
      await expect(heading(page)).toContainText('等司法所看您提的时间')
      await page.goto(`/lecturer?view=list&on=${day.replace('2026-09', '2026-10')}`)
      await expect(page.locator(`#calendar a[href="/lecturer/orders/${id}"]`)).toContainText('等司法所')
    })

    test('accepted; a page that is too old says how it stands; cancelled with a reason', async ({ visit }, {
      project,
    }) => {
      const { id, topic } = await askLecturer('lecturer-moral-3', `2026-09-1${2 + turn(project)}T09:30`)
      const page = await open(visit, 'lecturer-moral-3')
      await page.goto(`/lecturer/orders/${id}`)
      await moveOrder(id)
      await page.getByRole('button', { name: '答应这个时间' }).click()
      await expect(alert(page)).toContainText('这一课刚刚有变动，刚才没有做成。')
      await expect(heading(page)).toHaveText(`请您讲《${topic}》`)
      await page.getByRole('button', { name: '答应这个时间' }).click()
      await expect(page.getByText('答应了。司法所确认以后')).toBeVisible()
      await page.locator('summary', { hasText: '取消这一课' }).click()
      await page.locator('#reason-cancel').selectOption('生病')
      await page.getByRole('button', { name: '取消这一课' }).click()
      await expect(heading(page)).toContainText('讲师取消了')
      await expect(page.getByRole('button', { name: '答应这个时间' })).toHaveCount(0)
    })

    test('a class is handed to a colleague who teaches it and is free', async ({ visit }, { project }) => {
      const { id } = await askLecturer('lecturer-psy-1', `2026-09-2${2 + turn(project)}T10:00`)
      const page = await open(visit, 'lecturer-psy-1')
      await page.goto(`/lecturer/orders/${id}`)
      await page.locator('summary', { hasText: '请同事代讲' }).click()
      await page.getByRole('button', { name: '请这位同事代讲' }).click()
      await expect(alert(page)).toContainText('请选一位同事。')
      await expect(alert(page)).toContainText('请选一个原因。')
      await page.getByLabel('请谁').selectOption({ index: 1 })
      await page.locator('#reason-hand-over').selectOption('生病')
      await page.getByRole('button', { name: '请这位同事代讲' }).click()
      await expect(page.getByText('已经请同事代讲。')).toBeVisible()
      await expect(heading(page)).toContainText('等讲师答复')
    })

    test('what waits for anyone is taken with a time of one’s own', async ({ visit }, { project }) => {
      const week = 7 * turn(project)
      const [from, to] = [`2026-10-0${1 + turn(project)}`, '2026-10-31']
      expect(week).toBeLessThan(28)
      const { id, topic } = await askAnyone('lecturer-law-1', 'a2', from, to)
      const page = await open(visit, 'lecturer-law-1')
      await page.goto('/lecturer')
      await page.locator('summary', { hasText: topic }).click()
      await page.locator(`main a[href="/lecturer/orders/${id}"]`).click()
      await expect(heading(page)).toHaveText(`《${topic}》在等人接`)
      await page.getByRole('button', { name: '接下，用这个时间' }).click()
      await expect(alert(page)).toContainText('请选一个时间。')
      await page.locator('input[name=slot]').first().check()
      await page.getByRole('button', { name: '接下，用这个时间' }).click()
      await expect(page.getByText('接下了。司法所确认以后')).toBeVisible()
      await expect(heading(page)).toContainText('您答应了，等司法所确认')
    })

    test('open hours in a minute: a span more and less, a day off, leave, and what is refused', async ({
      visit,
    }, { project }) => {
      const seat = `lecturer-psy-${5 + turn(project)}`
      const { id } = await askLecturer(seat, `2026-11-1${turn(project)}T14:00`)
      const page = await open(visit, seat)
      await page.goto('/lecturer/availability')
      const week = page.getByRole('region', { name: '每周什么时候' })
      const before = await week.getByRole('button', { name: /^去掉/ }).count()
      await week.getByLabel('星期几').selectOption('星期日')
      await week.getByLabel('从', { exact: true }).fill('20:00')
      await week.getByLabel('到', { exact: true }).fill('19:00')
      await week.getByRole('button', { name: '加上这一段' }).click()
      await expect(alert(page)).toContainText('“到”要在“从”之后。')
      await expect(week.getByLabel('从', { exact: true })).toHaveValue('20:00')
      await week.getByLabel('到', { exact: true }).fill('21:30')
      await week.getByRole('button', { name: '加上这一段' }).click()
      await expect(page.getByText('改好了，司法所现在看到的就是这样。')).toBeVisible()
      await expect(week.getByRole('button', { name: /^去掉/ })).toHaveCount(before + 1)
      await week.getByRole('button', { name: '去掉 星期日 20:00–21:30' }).click()
      await expect(week.getByRole('button', { name: /^去掉/ })).toHaveCount(before)

      const days = page.getByRole('region', { name: '某一天不一样' })
      await days.locator('summary').click()
      await days.getByLabel('哪一天').fill('2026-08-15')
      await days.getByRole('button', { name: '记下这一天' }).click()
      await expect(days).toContainText('8 月 15 日 星期六 整天不约')
      await days.getByRole('button', { name: /^照常/ }).click()
      await expect(days).toContainText('没有不一样的日子。')

      const own = page.getByRole('region', { name: '请假和留出的时间' })
      const keep = async (day: string) => {
        if (!(await own.getByLabel('从哪天').isVisible())) await own.locator('summary').click()
        await own.getByLabel('从哪天').fill(day)
        await own.getByLabel('到哪天').fill(day)
        await own.getByRole('button', { name: '留出这段时间' }).click()
      }
      await keep(`2026-11-1${turn(project)}`)
      await expect(alert(page)).toContainText('这段时间里有课或者别的安排。')
      await expect(own.getByLabel('从哪天')).toHaveValue(`2026-11-1${turn(project)}`)
      await keep('2026-11-20')
      await expect(own).toContainText('11 月 20 日 08:00 到 11 月 20 日 21:00')
      await page.goto('/lecturer?view=week&on=2026-11-20')
      await expect(page.locator('#calendar')).toContainText('08:00–21:00 请假')
      await page.goto(`/lecturer?view=week&on=2026-11-1${turn(project)}`)
      await expect(page.locator(`#calendar a[href="/lecturer/orders/${id}"]`)).toBeVisible()
      await page.goto('/lecturer/availability')
      await own.getByRole('button', { name: /^不用留了/ }).click()
      await expect(own).toContainText('没有。')
    })

    test('the calendar by week, month and list, forward and back, holidays and worked days marked', async ({
      visit,
    }) => {
      const page = await open(visit, 'lecturer-law-1')
      await page.goto('/lecturer?view=month&on=2026-10-01')
      await expect(page.locator('.cal-month')).toContainText('国庆节')
      await expect(page.locator('.cal-month')).toContainText('调休上班')
      await expect(page.locator('.cal-month td')).toHaveCount(35)
      await page.getByRole('link', { name: '上个月' }).click()
      await expect(page.locator('.cal-bar .when')).toHaveText('2026 年 9 月')
      await page.getByRole('link', { name: '列表', exact: true }).click()
      await expect(page.locator('.cal-list')).toContainText('中秋节')
      await page.getByRole('link', { name: '周', exact: true }).click()
      await expect(page.locator('.cal-week > li')).toHaveCount(7)
      await page.getByRole('link', { name: '下一周' }).click()
      await expect(page.locator('.cal-bar .when')).toHaveText('9 月 7 日到 9 月 13 日')
      await page.getByRole('link', { name: '回到今天' }).click()
      await expect(page.locator('.cal-week .today')).toContainText('7 月 22 日')
      for (const odd of ['view=year&on=2026-13-40', 'on=9999-01-01', 'view=month&on=', 'view=list&view=week'])
        expect((await page.goto(`/lecturer?${odd}`))!.status(), odd).toBe(200)
    })
  })
}

test('week, month and list print on one page each, the record with lines to sign', async ({ visit }) => {
  const page = await (await visit({ as: 'lecturer-law-1' })).newPage()
  for (const at of ['/lecturer', '/lecturer?view=month', '/lecturer?view=list']) {
    await page.goto(at)
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g), at).toHaveLength(1)
  }
  await page.goto('/lecturer/record')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('讲师签名')).toBeVisible()
  await expect(page.getByText('县社区矫正机构盖章')).toBeVisible()
})

test('a record holds the demo county’s classes, and the total adds up', async ({ visit }) => {
  const page = await (await visit({ as: 'lecturer-law-2' })).newPage()
  await page.goto('/lecturer/record')
  // What people said of the classes stands in a table of its own below.
  const rows = page.locator('table').first().locator('tbody tr')
  await expect.poll(() => rows.count()).toBeGreaterThan(3)
  const counts = await rows.locator('td:nth-child(3)').allInnerTexts()
  const numbers = counts.slice(0, -1).map(Number)
  const total = await rows.last().locator('td').first().innerText()
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(Number(total))
  await page.goto('/lecturer/record?from=2019-01&to=2019-02')
  await expect(page.getByText('这些月份没有上过的课。')).toBeVisible()
})
