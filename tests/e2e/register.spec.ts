import type { Page } from '@playwright/test'
import { countyDatabase } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** From the confirmed order to the minutes on the person's own statement; each run with a class of its own. */
const CLASSES = {
  phone: { true: { office: 'hefeng', topic: 'b4' }, false: { office: 'shiwan', topic: 'a6' } },
  desktop: { true: { office: 'yunxi', topic: 'a5' }, false: { office: 'beitang', topic: 'c1' } },
} as const

async function classOf(office: string, topic: string) {
  const [found] = await countyDatabase()<{ id: string; source_id: string; minutes: number }[]>`
    select c.id, c.source_id, (extract(epoch from upper(c.during) - lower(c.during)) / 60)::int as minutes
    from occasions c join judicial_offices o on o.id = c.office_id where o.code = ${office} and c.title_code = ${topic}
      and c.state = 'planned'`
  return found!
}

/** The class is over: it began at nine this morning, a month's day that is the county's today. */
async function letItBeOver(occasionId: string, orderId: string, minutes: number): Promise<void> {
  const db = countyDatabase()
  const [{ span } = { span: '' }] = await db<{ span: string }[]>`
    select tstzrange('2026-07-22T08:00:00+08'::timestamptz, '2026-07-22T08:00:00+08'::timestamptz + ${minutes} * interval '1 minute')::text as span`
  await db.begin(async (tx) => {
    await tx`update engagements set during = ${span}::tstzrange, blocked = ${span}::tstzrange where for_id = ${orderId}`
    await tx`update lecture_orders set during = ${span}::tstzrange where id = ${orderId}`
    await tx`update occasions set during = ${span}::tstzrange where id = ${occasionId}`
  })
}

/** Sign-in numbers of those who have a seat, by register number. */
const seatedOf = (occasionId: string) =>
  countyDatabase()<{ name: string; number: string }[]>`
    select p.name, p.register_number as number from occasion_places o join supervised_persons p on p.id = o.person_id
    where o.occasion_id = ${occasionId} and o.state = 'joined' and p.account_id is not null order by p.register_number`

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

for (const javaScriptEnabled of [true, false]) {
  test.describe(`scripts: ${javaScriptEnabled}`, () => {
    test.use({ meantStatuses: [400] })

    test('roster, register, review, and the minutes on the statement', async ({ visit }, { project }) => {
      // A whole class, from the list to the statement.
      test.slow()
      const { office, topic } = CLASSES[project.name as 'phone' | 'desktop'][`${javaScriptEnabled}`]
      const made = await classOf(office, topic)
      const page = await (await visit({ as: `office-${office}`, javaScriptEnabled })).newPage()
      await page.goto('/office/occasions')
      await page.locator(`a[href="/office/occasions/${made.id}"]`).first().click()

      // Somebody who said yes at the counter goes straight onto the list; somebody else is taken off it.
      const before = await seatedOf(made.id)
      const candidate = page.locator('.audience input[type=checkbox]').first()
      await candidate.check()
      await page.getByRole('button', { name: '直接排进名单' }).click()
      await expect(page.getByRole('status')).toContainText(/排进名单 \d+ 人|排队 \d+ 人/)
      await page.getByRole('button', { name: new RegExp(`移出.*${before[0]!.name}`) }).click()
      await expect(page.getByRole('status')).toContainText('已移出')
      await page.goto(`/office/occasions/${made.id}/register`)
      await expect(page.getByText('还没到签到的时间')).toBeVisible()
      await expect(page.getByRole('button', { name: /^到了/ })).toHaveCount(0)

      await letItBeOver(made.id, made.source_id, made.minutes)
      const seated = await seatedOf(made.id)
      const [late, first, second] = [seated[0]!, seated[1]!, seated[2]!]
      await page.reload()
      // One tap; the time is not known any more, so it is the whole class.
      await page.getByRole('button', { name: new RegExp(`到了.*${first.name}`) }).click()
      await expect(page.getByRole('status')).toContainText('记下了 1 人')
      await expect(row(page, first.name)).toContainText(`${made.minutes} 分`)

      // Ten minutes late, typed; a time that cannot be is refused and comes back.
      await row(page, late.name).getByRole('link', { name: /^改/ }).click()
      await page.locator('#line-in').fill('07:50')
      await page.locator('#line-out').fill('07:40')
      await page.getByRole('button', { name: '存下' }).click()
      await expect(page.getByRole('alert')).toContainText('走的时间比到的时间早')
      await expect(page.locator('#line-in')).toHaveValue('07:50')
      await page.locator('#line-in').fill('08:10')
      await page.locator('#line-out').fill('')
      await page.getByRole('button', { name: '存下' }).click()
      await expect(row(page, late.name)).toContainText(`${made.minutes - 10} 分`)
      await expect(row(page, late.name)).toContainText('晚到 10 分')

      // The same for several.
      await row(page, second.name).getByRole('checkbox').check()
      await page.getByText('几个人记成一样').click()
      await page.locator('#same-outcome').selectOption('left-early')
      await page.getByRole('button', { name: '这样记下选中的人' }).click()
      await expect(page.getByRole('alert')).toContainText('请填几点走')
      await row(page, second.name).getByRole('checkbox').check()
      await page.locator('#same-out').fill('08:30')
      await page.getByRole('button', { name: '这样记下选中的人' }).click()
      await expect(row(page, second.name)).toContainText('30 分')

      await page.getByRole('link', { name: '下课，核对名单' }).click()
      await expect(page.getByRole('button', { name: '核对完，记入学时' })).toHaveCount(0)
      await page.getByRole('button', { name: /都记成没来/ }).click()
      await page.getByRole('link', { name: '下课，核对名单' }).click()
      await page.getByRole('button', { name: '核对完，记入学时' }).click()
      await expect(page.getByRole('status')).toContainText('已记入学时')
      const total = made.minutes + (made.minutes - 10) + 30
      const [posted] = await countyDatabase()<{ sum: number }[]>`
        select sum(minutes)::int as sum from hours_entries where source_id = ${`occasion:${made.id}`}`
      expect(posted!.sum).toBe(total)

      const own = await (await visit({ as: late.number, javaScriptEnabled: false })).newPage()
      await own.goto('/my/hours')
      const line = own.locator('.entry').filter({ hasText: '08:00 开始，08:10 签到，晚到的 10 分不计' })
      await expect(line.locator('.min')).toHaveText(new RegExp(`^\\+?${made.minutes - 10} ?分$`))

      // A correction, with a reason: the statement says both.
      await row(page, late.name).getByRole('link', { name: /^改/ }).click()
      await page.locator('#line-in').fill('')
      await page.getByRole('button', { name: '更正，重新计学时' }).click()
      await expect(page.getByRole('alert')).toContainText('请选原因')
      await page.locator('#line-reason').selectOption('clock-wrong')
      await page.getByRole('button', { name: '更正，重新计学时' }).click()
      await expect(page.getByRole('status')).toContainText('更正了')
      await own.reload()
      await expect(own.locator('.entry').filter({ hasText: '更正' }).first()).toBeVisible()

      await page.goto('/office/occasions')
      await expect(page.locator(`a[href="/office/occasions/${made.id}/register"]`).first()).toBeVisible()
      await page.goto(`/office/occasions/${made.id}/sheet`)
      await expect(page.getByRole('rowheader', { name: first.name })).toBeVisible()
    })
  })
}
