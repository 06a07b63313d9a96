import type { BrowserContext, Page } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { countyDatabase } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** An office orders a class: from the menu to the confirmed class, moved and called off, on a phone and a desk, with and without scripts. */
test.use({ meantStatuses: [400, 409] })

/** Each of the two has an office of its own, whose times are not another test's. */
const OFFICES = { phone: 'office-hefeng', desktop: 'office-shiwan' } as const
const officeOf = ({ name }: { name: string }) => OFFICES[name as keyof typeof OFFICES]

const idOf = (page: Page) => /\/office\/orders\/([0-9a-f-]{36})/.exec(page.url())![1]!
const stateOf = async (id: string) => {
  const [row] = await countyDatabase()<{ state: string; version: number; steps: number }[]>`
    select o.state, o.version, (select count(*)::int from lecture_order_changes c where c.order_id = o.id) as steps
    from lecture_orders o where o.id = ${id}`
  return row!
}

/** The lecturer's yes, as their own page writes it. */
async function lecturerAccepts(id: string): Promise<void> {
  await countyDatabase().begin(async (sql) => {
    const [order] = await sql<{ version: number; lecturer: string }[]>`
      update lecture_orders set state = 'accepted', version = version + 1 where id = ${id} and state = 'held'
      returning version, lecturer_id as lecturer`
    if (!order) throw new Error('nothing is held')
    await sql`insert into lecture_order_changes (id, county_id, order_id, version, act, from_state, to_state, lecturer_id,
        engagement_id, during, actor_account_id, actor_role, at)
      select ${uuidv7()}, o.county_id, o.id, o.version, 'accept', 'held', 'accepted', o.lecturer_id, o.engagement_id, o.during,
        f.account_id, 'lecturer', (select max(at) from lecture_order_changes where order_id = o.id)
      from lecture_orders o join lecturers l on l.id = o.lecturer_id join staff f on f.id = l.staff_id where o.id = ${id}`
  })
}

async function openTopic(context: BrowserContext, code: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/office/menu')
  await page.getByRole('link', { name: new RegExp(`点这一课.*${code} `) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('点课：')
  return page
}
const send = (page: Page) => page.getByRole('button', { name: '送出点课单' }).click()
const freeSlots = (page: Page) => page.locator('.week input[name="slot"]')

for (const javaScriptEnabled of [true, false]) {
  test.describe(`scripts: ${javaScriptEnabled}`, () => {
    test('named, confirmed, moved, called off', async ({ visit }, { project }) => {
      test.setTimeout(120_000) // some twenty pages
      const context = await visit({ as: officeOf(project), javaScriptEnabled })
      const page = await openTopic(context, 'C5')
      await expect(page.getByRole('list', { name: '点课的四步' }).locator('[aria-current]')).toHaveText(
        '讲师和时间',
      )
      // Chooses a lecturer and another week: what was typed stays.
      await page.getByLabel('人数', { exact: true }).fill('17')
      await page.getByLabel('听不清').fill('3')
      const lecturers = page.getByRole('group', { name: '谁来讲' }).getByRole('radio')
      await lecturers.nth(1).check()
      await page.getByRole('button', { name: '按这些看时间' }).click()
      await expect(page.getByLabel('人数', { exact: true })).toHaveValue('17')
      await expect(lecturers.nth(1)).toBeChecked()
      await page.getByRole('button', { name: '下一周' }).click()
      await page.getByRole('button', { name: '下一周' }).click()
      await expect(page.getByLabel('听不清')).toHaveValue('3')
      await lecturers.nth(0).check()
      await page.getByRole('button', { name: '按这些看时间' }).click()
      await expect(page.locator('main')).toContainText(/前后各留 \d+ 分钟路上时间/)
      await freeSlots(page).first().check()
      const slot = (await page.locator('.week input[name="slot"]:checked').getAttribute('value'))!
      await send(page)
      await expect(page.getByRole('status')).toContainText('点课单送出了')
      await expect(page.locator('main')).toContainText('等讲师答复')
      await expect(page.locator('main')).toContainText('3 人听不清')
      await expect(page.locator('main')).toContainText(/留到 \d+ 月 \d+ 日/)
      const id = idOf(page)
      expect(await stateOf(id)).toEqual({ state: 'held', version: 2, steps: 2 })

      // The same form once more leads to the one that stands.
      const again = await context.request.post('/office/menu/c5', {
        form: { order: id, seats: '17', regime: 'adults', slot },
        headers: { origin: String(process.env.BASE_URL) },
      })
      expect(again.url()).toContain(`/office/orders/${id}?did=before`)
      expect(await stateOf(id)).toEqual({ state: 'held', version: 2, steps: 2 })

      await lecturerAccepts(id)
      await page.goto('/office/orders')
      const row = page.locator('tr').filter({ has: page.locator(`a[href="/office/orders/${id}"]`) })
      await expect(row).toContainText('讲师答应了，等确认')
      await row.getByRole('link').click()
      await page.getByRole('button', { name: '确认上课' }).click()
      await expect(page.getByRole('status')).toContainText('课定下了')
      // What is next is to choose who comes; nothing else is as loud.
      await expect(page.locator('.btn:not(.plain):not(.text):not(.soft)')).toHaveText(['看名单，请人来听'])

      const seenBefore = await context.newPage()
      await seenBefore.goto(`/office/orders/${id}`)

      await page.getByText('改时间', { exact: true }).click()
      await page.getByRole('button', { name: '下一周' }).click()
      await freeSlots(page).first().check()
      // No reason yet: told what is missing, the time still chosen.
      await page.getByRole('button', { name: '改到这个时间' }).click()
      await expect(page.getByRole('alert')).toContainText('请选一个原因')
      await page.locator('#reschedule-reason').selectOption('天气')
      const chosen = freeSlots(page).and(page.locator(':checked'))
      if ((await chosen.count()) === 0) await freeSlots(page).first().check()
      await page.getByRole('button', { name: '改到这个时间' }).click()
      await expect(page.getByRole('status')).toContainText('新的时间先留着')
      expect((await stateOf(id)).state).toBe('held')
      await expect(page.locator('.history')).toContainText('原因：天气')

      // What was looked at before the move is not acted upon: it says how things stand now.
      await seenBefore.getByText('取消这堂课', { exact: true }).first().click()
      await seenBefore.locator('#cancel-by-office-reason').selectOption('人太少')
      await seenBefore.getByRole('button', { name: '取消这堂课' }).click()
      await expect(seenBefore.getByRole('alert')).toContainText('刚刚有了变化')
      await expect(seenBefore.locator('main')).toContainText('等讲师答复')
      expect((await stateOf(id)).state).toBe('held')

      await lecturerAccepts(id)
      await page.goto(`/office/orders/${id}`)
      await page.getByText('取消这堂课', { exact: true }).first().click()
      await page.locator('#cancel-by-office-reason').selectOption('人太少')
      await page.getByRole('button', { name: '取消这堂课' }).click()
      await expect(page.getByRole('status')).toContainText('取消了')
      await expect(page.locator('main')).toContainText('现在没有要您办的')
      expect((await stateOf(id)).state).toBe('cancelled-by-office')
    })

    test('to anyone, without a time; changed, withdrawn', async ({ visit }, { project }) => {
      const context = await visit({ as: officeOf(project), javaScriptEnabled })
      const page = await openTopic(context, 'B2')
      await page.getByLabel('人数', { exact: true }).fill('11')
      await page.getByRole('radio', { name: /谁有空谁来/ }).check()
      await page.getByLabel('从哪天起').fill('2026-08-20')
      await page.getByLabel('到哪天为止').fill('2026-08-10')
      await send(page)
      await expect(page.getByRole('alert')).toContainText('最后一天早于第一天')
      await expect(page.getByLabel('人数', { exact: true })).toHaveValue('11')
      await expect(page.getByRole('radio', { name: /谁有空谁来/ })).toBeChecked()
      await page.getByLabel('到哪天为止').fill('2026-08-30')
      await page.getByLabel('一天里的什么时候').selectOption('晚上')
      await send(page)
      await expect(page.getByRole('status')).toContainText('点课单送出了')
      await expect(page.locator('main')).toContainText('8 月 20 日到 8 月 30 日，晚上')
      const id = idOf(page)
      await page.getByText('改想要的时间和人数', { exact: true }).click()
      await page.locator('#change-seats').fill('14')
      await page.getByRole('button', { name: '存下改动' }).click()
      await expect(page.getByRole('status')).toContainText('改动存下了')
      await expect(page.locator('.facts')).toContainText('14 人')
      await page.getByRole('button', { name: '撤回这张点课单' }).click()
      await expect(page.getByRole('status')).toContainText('撤回了')
      expect(await stateOf(id)).toEqual({ state: 'withdrawn', version: 4, steps: 4 })
    })

    test('a time that somebody else was faster for: why, what is free next, everything kept', async ({
      visit,
    }, { project }) => {
      const context = await visit({ as: officeOf(project), javaScriptEnabled })
      const page = await openTopic(context, 'C1')
      await page.getByLabel('人数', { exact: true }).fill('13')
      await page.getByLabel('要讲方言').fill('2')
      await page.getByRole('button', { name: '下一周' }).click()
      await freeSlots(page).last().check()
      const slot = (await page.locator('.week input[name="slot"]:checked').getAttribute('value'))!
      // Somebody else of the office, a moment before.
      const faster = await context.request.post('/office/menu/c1', {
        form: { order: uuidv7(), seats: '5', regime: 'adults', slot },
        headers: { origin: String(process.env.BASE_URL) },
      })
      const fasterId = /orders\/([0-9a-f-]{36})/.exec(faster.url())![1]!
      await send(page)
      await expect(page.getByRole('alert')).toContainText(/慢了一步|场地有人用|排满/)
      await expect(page.getByLabel('人数', { exact: true })).toHaveValue('13')
      await expect(page.getByLabel('要讲方言')).toHaveValue('2')
      const next = page.getByRole('group', { name: '还空着的时间' }).getByRole('radio')
      await expect(next).not.toHaveCount(0)
      await next.first().check()
      await send(page)
      await expect(page.getByRole('status')).toContainText('点课单送出了')
      await expect(page.locator('.facts')).toContainText('2 人要讲方言')
      await page.getByRole('button', { name: '撤回这张点课单' }).click()
      await expect(page.getByRole('status')).toContainText('撤回了')
      await page.goto(`/office/orders/${fasterId}`)
      await page.getByRole('button', { name: '撤回这张点课单' }).click()
      await expect(page.getByRole('status')).toContainText('撤回了')
    })
  })
}

test('a social worker asks; confirming and calling off are not offered to them', async ({ visit }) => {
  const page = await (await visit({ as: 'social-worker-dongtang' })).newPage()
  await page.goto('/office')
  await expect(page.getByRole('heading', { name: /张点课单等本所办/ })).toBeVisible()
  await page.getByRole('link', { name: 'A3 酒驾醉驾' }).click()
  await expect(page.locator('main')).toContainText('由司法所工作人员来办')
  await expect(page.getByRole('button', { name: '确认上课' })).toHaveCount(0)
  await expect(page.getByText('取消这堂课', { exact: true })).toHaveCount(0)
})

test('the menu tells who waits and when it was here; filters stand in the address; a session of another office is joined and left', async ({
  visit,
}, { project }) => {
  const as = project.name === 'phone' ? 'office-liuqiao' : 'office-qingzhu'
  const page = await (await visit({ as, javaScriptEnabled: false })).newPage()
  await page.goto('/office/menu')
  await expect(page.locator('.topic')).toHaveCount(18)
  await expect(page.locator('.topic').filter({ hasText: 'A7 ' })).toContainText(
    /5 个所在等，5 张点课单，121 人/,
  )
  await page.goto('/office/orders?s=waiting&topic=a7')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['在等的'])
  await page.goto('/office/orders')
  const joinable = page.getByRole('region', { name: '别的所的课，可以一起听' })
  await joinable.getByRole('link', { name: /B1 / }).click()
  await page.getByLabel('本所多少人').fill('4')
  await page.getByRole('button', { name: '本所一起来听' }).click()
  await expect(page.getByRole('status')).toContainText('本所加入了')
  await page.goto('/office/orders?s=coming')
  await expect(page.locator('main')).toContainText('本所一起听')
  await page.getByRole('link', { name: /打开 B1/ }).click()
  await page.getByRole('button', { name: '本所不去了' }).click()
  await expect(page.getByRole('status')).toContainText('本所退出了')
})

test('the bureau sets an end to an office’s delegation: from then on it orders nothing, and is told so', async ({
  visit,
}, { project }) => {
  const code = project.name === 'phone' ? 'yusha' : 'beitang'
  const [office] = await countyDatabase()<
    { id: string }[]
  >`select id from judicial_offices where code = ${code}`
  const bureau = await (await visit({ as: 'bureau', javaScriptEnabled: false })).newPage()
  const setEnd = async (day: string) => {
    await bureau.goto(`/bureau/accounts/offices/${office!.id}`)
    await bureau.getByLabel(/到哪天为止/).fill(day)
    await bureau.getByRole('button', { name: '保存司法所' }).click()
  }
  await setEnd('2010-01-01')
  await expect(bureau.getByRole('alert')).toContainText('要晚于开始的那天')
  await setEnd('2026-07-22')
  await expect(bureau).toHaveURL(/done=office/)
  const page = await (await visit({ as: `office-${code}`, javaScriptEnabled: false })).newPage()
  await page.goto('/office/menu')
  await expect(page.locator('main')).toContainText('没有委托本所，不能点课')
  await expect(page.getByRole('link', { name: /点这一课/ })).toHaveCount(0)
  await page.goto('/office/menu/a8')
  await expect(page.getByRole('button', { name: '送出点课单' })).toBeDisabled()
  await setEnd('')
  await page.goto('/office/menu')
  await expect(page.getByRole('link', { name: /点这一课/ }).first()).toBeVisible()
})
