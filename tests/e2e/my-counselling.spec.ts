import type { Page } from '@playwright/test'
import { countyDatabase, personOf, quietPerson } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** A person's own counselling on a phone, and what their office sees of it; with scripts and without. */
test.use({ meantStatuses: [409] })

const OWN = '想说说家里的事，<b>一直</b>没睡好 😀'

/** A counsellor takes what the person asked for and arranges a time: as their own pages do it, but by the database. */
async function takenWithTime(
  signInName: string,
  seat: string,
  day: string,
): Promise<{ appointment: string; engagement: string }> {
  const sql = countyDatabase()
  const { id: personId } = await personOf(signInName)
  const [made] = await sql<{ appointment: string; engagement: string }[]>`
    with f as (select f.id, f.account_id from staff f join sign_in_names n on n.account_id = f.account_id where n.name = ${seat}),
    q as (update counselling_requests q set state = 'taken', settled_by = f.account_id, settled_at = now(), version = q.version + 1
      from f where q.person_id = ${personId} and q.state = 'waiting' returning q.id, q.county_id),
    c as (insert into counselling_cases (id, county_id, person_id, counsellor_id, request_id)
      select gen_random_uuid(), q.county_id, ${personId}, f.id, q.id from q, f returning id, county_id),
    h as (insert into counselling_case_changes (id, county_id, case_id, version, act, counsellor_id, actor_id)
      select gen_random_uuid(), c.county_id, c.id, 1, 'open', f.id, f.account_id from c, f),
    e as (insert into engagements (id, county_id, kind, staff_id, during, blocked, state, placed_by, placed_as)
      select gen_random_uuid(), c.county_id, 'counselling', f.id, r.during, r.during, 'confirmed', f.account_id, 'counsellor'
      from c, f, (select tstzrange(${`${day} 15:00+08`}, ${`${day} 15:50+08`}) as during) r returning id, during)
    insert into counselling_appointments (id, county_id, case_id, person_id, engagement_id, during, place)
    select gen_random_uuid(), c.county_id, c.id, ${personId}, e.id, e.during, 'in-person' from c, e
    returning id as appointment, engagement_id as engagement`
  return made!
}

async function agreesTo(page: Page): Promise<void> {
  await page.getByRole('link', { name: '看看同意书' }).click()
  await expect(page).toHaveURL('/my/counselling/consent')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('心理辅导知情同意书')
  await expect(page.getByText('眼看有人要受伤')).toBeVisible()
  await page.getByRole('button', { name: '我同意' }).click()
  await expect(page.getByText('记下了，您同意了。')).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  const scripts = javaScriptEnabled ? 'on' : 'off'
  test(`asks, agrees, has a time, calls it off, withdraws, has it destroyed: scripts ${scripts}`, async ({
    visit,
  }, { project }) => {
    const who = quietPerson(project, `counselling-scripts-${scripts}`)
    const page = await (await visit({ as: who, javaScriptEnabled })).newPage()
    const sentence = page.getByRole('heading', { level: 1 })
    await page.goto('/my')
    await page.getByRole('link', { name: '心里有事，找人说说' }).click()
    await expect(page).toHaveURL('/my/counselling')
    await expect(sentence).toHaveText('心里有事，可以找人说说')
    await page.getByRole('link', { name: '我想谈谈' }).click()
    await page.getByText('女老师').click()
    await page.getByLabel('想先说一句（可以不写）').fill(OWN)
    await page.getByRole('button', { name: '跟老师说我想谈谈' }).click()
    await expect(page).toHaveURL('/my/counselling?did=asked')
    await expect(sentence).toHaveText('还差一步：看看同意书')
    await agreesTo(page)
    await expect(sentence).toHaveText('说好了，在等一位老师')

    // What was typed stands behind a press, as it was typed, and nowhere else.
    const words = page.getByText(OWN)
    await expect(words).toBeHidden()
    await page.locator('summary', { hasText: '看看自己写的话' }).click()
    await expect(words).toBeVisible()
    expect(page.url()).not.toContain('%E')
    expect(await page.title()).toBe('找人聊聊 · 启程')

    const day = {
      phone: { on: '2026-08-24', off: '2026-08-25' },
      desktop: { on: '2026-08-26', off: '2026-08-27' },
    }[project.name as 'phone' | 'desktop'][scripts]
    const { appointment, engagement } = await takenWithTime(who, 'counsellor-4', day)
    await page.goto('/my')
    const today = page.getByRole('region', { name: '今天' })
    await today
      .getByRole('listitem')
      .filter({ hasText: '约好了和老师谈' })
      .getByRole('link', { name: '看一看' })
      .click()
    await expect(sentence).toContainText('15:00 约好了')
    const file = await page.request.get(`/my/counselling/appointments/${appointment}/event.ics`)
    expect(await file.text()).toContain('STATUS:CONFIRMED')
    await page.locator('summary', { hasText: '来不了？' }).click()
    await expect(page.getByText('不用说为什么。不扣学时，司法所看不到，也不影响以后再约。')).toBeVisible()
    await page.getByRole('button', { name: '取消这一次' }).click()
    await expect(page.getByText('取消了。老师会知道，那段时间空出来了。')).toBeVisible()
    await expect(sentence).toHaveText('有老师接下了')
    const [freed] = await countyDatabase()`select state from engagements where id = ${engagement}`
    expect(freed).toEqual({ state: 'released' })

    await page.getByRole('link', { name: '撤回同意' }).click()
    await expect(page.getByText('不用说为什么。撤回以后是这样：')).toBeVisible()
    await page.getByRole('button', { name: '撤回，现在就停' }).click()
    await expect(page).toHaveURL('/my/counselling?did=withdrawn')
    await expect(sentence).toHaveText('您撤回了，都停下了')
    await page.getByRole('link', { name: '现在就销毁' }).click()
    await page.getByRole('button', { name: '销毁，我知道恢复不了' }).click()
    await expect(page.getByText('销毁了 1 份，谁也恢复不了。')).toBeVisible()
    await page.goto('/my/counselling/record')
    const own = page.getByRole('region', { name: '只有您和老师看得到的' })
    await expect(own).toContainText('取消了')
    await expect(own).toContainText('想找的老师：女老师')
    await expect(page.getByText(OWN)).toHaveCount(0)
    expect(await page.locator('script').count(), 'no scripts of the framework').toBe(0)
  })

  test(`the office refers, the person decides, the office hears no more: scripts ${scripts}`, async ({
    visit,
  }, { project }) => {
    const who = quietPerson(project, `counselling-referred-scripts-${scripts}`)
    const { id, name } = await personOf(who)
    const [{ code } = { code: '' }] = await countyDatabase()<
      { code: string }[]
    >`select o.code from supervised_persons p
      join judicial_offices o on o.id = p.office_id where p.id = ${id}`
    const office = await (await visit({ as: `office-${code}`, javaScriptEnabled })).newPage()
    await office.goto(`/office/people/${id}`)
    await office.getByRole('link', { name: '心理辅导', exact: true }).click()
    await expect(office).toHaveURL(`/office/people/${id}/counselling`)
    await expect(office.getByRole('heading', { level: 1 })).toHaveText(`${name}：心理辅导`)
    expect(await office.title()).toBe('心理辅导 · 启程')
    await office.getByLabel('原因').selectOption('睡不好、心情低落')
    await office.getByRole('button', { name: '转介，通知心理老师和本人' }).click()
    await expect(office.getByText('转介了，心理老师和本人都收到了消息。')).toBeVisible()
    const refer = office.getByRole('region', { name: '转介给心理老师' })
    await expect(refer).toContainText('2026 年 7 月 22 日，原因：睡不好、心情低落。')
    await expect(refer.getByRole('button')).toHaveCount(0)
    const seen = await office.locator('main').innerText()

    const page = await (await visit({ as: who, javaScriptEnabled })).newPage()
    await page.goto('/my/inbox')
    const message = page.getByRole('listitem').filter({ hasText: '所里想请一位老师跟您谈谈' })
    await message.getByRole('link', { name: /去看看/ }).click()
    await expect(page).toHaveURL('/my/counselling')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('所里想请一位老师，跟您谈谈')
    await agreesTo(page)
    await page.getByRole('button', { name: '这次不谈' }).click()
    await expect(page.getByText('撤回了这一次。以后想谈，随时再说。')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('想谈，随时可以说')

    await office.goto(`/office/people/${id}/counselling?did=referred`)
    expect(await office.locator('main').innerText()).toBe(seen)
  })
}

test('two tabs: what was typed in the second one is not lost, and what is gone is said', async ({ visit }, {
  project,
}) => {
  const who = quietPerson(project, 'counselling-two-tabs')
  const context = await visit({ as: who, javaScriptEnabled: false })
  const [first, second] = [await context.newPage(), await context.newPage()]
  for (const page of [first, second]) await page.goto('/my/counselling/ask')
  await first.getByRole('button', { name: '跟老师说我想谈谈' }).click()
  await expect(first.getByText('跟老师们说了。')).toBeVisible()
  await second.getByLabel('想先说一句（可以不写）').fill(OWN)
  await second.getByRole('button', { name: '跟老师说我想谈谈' }).click()
  await expect(second.getByRole('alert')).toContainText('您已经说过了，在等老师，不用再说。')
  await expect(second.getByText(OWN)).toBeVisible()
  for (const page of [first, second]) await page.goto('/my/counselling')
  for (const page of [first, second]) await page.getByRole('button', { name: '不谈了，撤回这一次' }).click()
  await expect(first.getByText('撤回了这一次。')).toBeVisible()
  await expect(second.getByRole('alert')).toContainText('已经有老师接下了，或者已经撤回了。')
})

test('the office sees four columns of lin09, and lin09 sees the same four', async ({ visit }) => {
  const { id } = await personOf('lin09')
  const office = await (await visit({ as: 'social-worker-dongtang', javaScriptEnabled: false })).newPage()
  await office.goto(`/office/people/${id}/counselling`)
  const table = office.getByRole('table', { name: '司法所看到的，就是这些' })
  await expect(table.getByRole('columnheader')).toHaveText(['日期', '方式', '分钟', '一句话'])
  await expect(office.locator('main')).not.toContainText('约好')
  const page = await (await visit({ as: 'lin09' })).newPage()
  await page.goto('/my/counselling')
  await page.getByRole('link', { name: '一样一样看' }).click()
  const own = page.getByRole('table', { name: '司法所看到的，就是这些' })
  await expect(own.getByRole('columnheader')).toHaveText(['日期', '方式', '分钟', '一句话'])
  const cells = (of: typeof table) => of.locator('tbody th, tbody td').allInnerTexts()
  expect(await cells(own)).toHaveLength(8)
  expect(await cells(own)).toEqual(await cells(table))
})

test('a cold page of it is small', async ({ visit }) => {
  const context = await visit({ as: 'lin09' })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  let bytes = 0
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto('/my/counselling', { waitUntil: 'networkidle' })
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes).toBeGreaterThan(1000)
  expect(bytes).toBeLessThanOrEqual(25_000)
})
