import type { Page } from '@playwright/test'
import { barriersOn, overhang } from './support/barriers.ts'
import { allQuietPeople, countyDatabase } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { minutesIn } from './support/lesson.ts'

/**
 * A register that is complete is put right by people: somebody who was forgotten comes onto it, with what shows that they were
 * there, and is struck off again. The person's statement says both.
 */
test.use({ meantStatuses: [400] })

/** Each run corrects the register of an office of its own; 东塘镇 keeps the drawn story. */
const OFFICES = {
  phone: { true: 'nanpu', false: 'yunxi' },
  desktop: { true: 'beitang', false: 'hefeng' },
} as const
const LATE_MIN = 10

/** The newest complete register of an office that has a seat left, when its class began, and somebody it says nothing of. */
async function forgottenAt(office: string) {
  const quiet = allQuietPeople()
  const [found] = await countyDatabase()<
    { id: string; from: string; late: string; minutes: number; person_id: string; name: string }[]
  >`select c.id, to_char(lower(c.during) at time zone 'Asia/Shanghai', 'HH24:MI') as from,
      to_char((lower(c.during) + ${LATE_MIN} * interval '1 minute') at time zone 'Asia/Shanghai', 'HH24:MI') as late,
      (extract(epoch from upper(c.during) - lower(c.during)) / 60)::int as minutes, p.id as person_id, p.name
    from occasions c
    join occasion_rosters r on r.occasion_id = c.id and r.completed_at is not null and r.joined < r.seats
    join judicial_offices o on o.id = r.office_id and o.code = ${office}
    join supervised_persons p on p.office_id = o.id and p.left_on is null and not p.minors_regime and p.phase = 'regular'
    where c.state = 'took-place' and lower(c.during) >= '2026-07-01T00:00:00+08:00'
      and p.entered_on <= (lower(c.during) at time zone 'Asia/Shanghai')::date
      and not exists (select from occasion_places s join occasions e on e.id = s.occasion_id
        where s.person_id = p.id and (e.id = c.id or e.during && c.during))
      and not exists (select from hours_entries e where e.person_id = p.id and e.source_kind = 'lecture'
        and e.explanation -> 'subject' ->> 'code' = c.title_code and e.county_day > '2025-12-01')
      and not exists (select from sign_in_names n where n.account_id = p.account_id
        and (n.name !~ '^[0-9]+$' or n.name = any(${quiet})))
      -- One of the name, so that it says who is meant.
      and 1 = (select count(*) from supervised_persons t where t.office_id = o.id and t.name = p.name)
    order by lower(c.during) desc, p.register_number limit 1`
  if (!found) throw new Error(`nobody was forgotten in ${office}`)
  return found
}

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

/** No barrier, and nothing beside the window. */
async function expectFit(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([])
  expect(await overhang(page)).toBe(0)
}

for (const javaScriptEnabled of [true, false])
  test(`somebody forgotten is added and struck: scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({
    visit,
  }, { project }) => {
    test.slow()
    const office = OFFICES[project.name as 'phone' | 'desktop'][`${javaScriptEnabled}`]
    const { id, from, late, minutes, person_id: personId, name } = await forgottenAt(office)
    const page = await (await visit({ as: `office-${office}`, javaScriptEnabled })).newPage()
    const register = `/office/occasions/${id}/register`
    await page.goto(register)
    await expect(page.getByText(/核对过，学时已记入对账单/)).toBeVisible()
    await expect(row(page, name)).toHaveCount(0)

    // Nothing counts without what shows that they were there; what was typed stays.
    await page.locator('summary', { hasText: '有人来过，名单上漏记了' }).click()
    await page.getByLabel('补记谁').selectOption({ label: name })
    await page.locator('#add-in').fill(late)
    // The axe of a page without scripts could not run there; its markup is the same.
    if (javaScriptEnabled) await expectFit(page)
    const add = page.getByRole('button', { name: '补记，计学时' })
    await add.click()
    await expect(page.getByRole('alert')).toContainText('请写怎么知道这个人来过。')
    await expect(page.getByLabel('补记谁')).toHaveValue(personId)
    await expect(page.locator('#add-in')).toHaveValue(late)
    if (javaScriptEnabled) await expectFit(page)
    await expect(row(page, name)).toHaveCount(0)
    await page.locator('#add-note').fill('纸质签到表上有签名')
    await add.click()
    await expect(page.getByRole('status')).toContainText('补记了，学时已进对账单')
    await expect(row(page, name)).toContainText(`晚到 ${LATE_MIN} 分 · 纸质签到表上有签名`)
    const counted = minutes - LATE_MIN
    expect(minutesIn(await row(page, name).locator('b').innerText())).toBe(counted)

    // The person's own statement has the line, and says why it is that many minutes.
    const file = await page.context().newPage()
    await file.goto(`/office/people/${personId}?m=2026-07`)
    const line = file
      .locator('.entry')
      .filter({ hasText: `${from} 开始，${late} 签到，晚到的 ${LATE_MIN} 分不计` })
    await expect(line).toHaveCount(1)
    expect(minutesIn(await line.locator('.min').innerText())).toBe(counted)
    const before = await file.locator('.entry').count()

    // Struck, with a reason: the minutes are taken back, and both lines can be read.
    await row(page, name).getByRole('link', { name: /^改/ }).click()
    await page.getByRole('button', { name: '从名单上划掉' }).click()
    await expect(page.getByRole('alert')).toContainText('请选原因')
    await page.locator('#line-reason').selectOption('wrong-person')
    await page.getByRole('button', { name: '从名单上划掉' }).click()
    await expect(page.getByRole('status')).toContainText('划掉了，学时已经收回')
    await expect(row(page, name)).toHaveCount(0)
    await expect(page.getByText('核对以后划掉的：')).toContainText(name)
    await file.reload()
    await expect(file.locator('.entry')).toHaveCount(before + 1)
    await expect(file.locator('.entry.undone').filter({ hasText: `${late} 签到` })).toHaveCount(1)
    const back = file
      .locator('.entry')
      .filter({ hasText: '更正：冲掉' })
      .filter({ hasText: '记到了别人名下' })
    await expect(back.locator('.min')).toHaveText(new RegExp(`^[−-]`))
    expect(Math.abs(minutesIn((await back.locator('.min').innerText()).replace(/^[−-]/, '')))).toBe(counted)
  })
