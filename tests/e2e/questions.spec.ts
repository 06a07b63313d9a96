import type { Page } from '@playwright/test'
import { countyDatabase, personOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { countedOnBoard, countedOnOverview, countedOnStatement } from './support/month.ts'

/**
 * The drawn story, lived: a line is short, its person asks, the office answers with a correction, and four pages show the
 * same sums. Each run has a line of its own.
 */
test.use({ meantStatuses: [400, 409] })

type Newcomer = { name: string; id: string; signInName: string }

/** A lecture that was recorded 12 minutes short, in the month of somebody of 东塘镇 whose story it is not. */
async function shortLine(
  signInName: string,
  day: string,
): Promise<Newcomer & { number: string; entryId: string }> {
  const sql = countyDatabase()
  const { id, name } = await personOf(signInName)
  const [line] = await sql<{ id: string }[]>`
    insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision, minutes,
      during, explanation, posted_as, posted_at)
    select gen_random_uuid(), county_id, id, 'study', 'lecture', gen_random_uuid()::text, ${day}::date, 1, 48,
      tstzmultirange(tstzrange(${`${day} 17:12+08`}, ${`${day} 18:00+08`})),
      '{"notes":[{"code":"late-arrival","starts":"17:00","arrived":"17:12","cutMinutes":12}]}'::jsonb, 'system:import',
      ${`${day} 18:05+08`}
    from supervised_persons where id = ${id} returning id`
  const entryId = line!.id
  return { id, name, signInName, entryId, number: `H-07-${entryId.slice(-6).toUpperCase()}` }
}

async function fourPages(own: Page, office: Page, person: Newcomer) {
  const overview = await countedOnOverview(own)
  await own.goto('/my/hours')
  const statement = await countedOnStatement(own)
  await office.goto('/office/hours')
  const board = await countedOnBoard(office, person.name)
  await office.goto(`/office/people/${person.id}`)
  const file = await countedOnStatement(office)
  const [ledger] = await countyDatabase()<{ sum: number }[]>`
    select sum(minutes)::int as sum from hours_entries where person_id = ${person.id} and bucket = 'study'
      and county_day between '2026-07-01' and '2026-07-31'`
  expect(statement.running, 'the running total is the ledger’s sum').toBe(ledger!.sum)
  expect(file).toEqual(statement)
  for (const page of [overview, board]) {
    expect({ counted: page.counted, short: page.short }).toEqual({
      counted: statement.counted,
      short: statement.short,
    })
  }
  return { counted: statement.counted, short: statement.short }
}

for (const [index, scripts] of [true, false].entries()) {
  test(`asked, answered with a correction, seen by both: scripts ${scripts ? 'on' : 'off'}`, async ({
    visit,
  }, { project }) => {
    test.setTimeout(90_000)
    // Somebody and a day for each of the four runs: the people go on living in one county.
    const day = `2026-07-${project.name === 'phone' ? '02' : '04'}`
    const line = await shortLine(['sun22', 'wu31'][index]!, day)
    const own = await (await visit({ as: line.signInName, javaScriptEnabled: scripts })).newPage()
    const office = await (await visit({ as: 'office-dongtang', javaScriptEnabled: scripts })).newPage()
    const before = await fourPages(own, office, line)

    await own.goto('/my/hours')
    const entry = own.locator(`[id="${line.number}"]`)
    await expect(entry).toContainText('晚到的 12 分不计')
    await entry.getByText('这条不对？').click()
    // Nothing written: the words of what to do, and the form open.
    await entry.getByRole('button', { name: '问一问' }).click()
    await expect(own.getByRole('alert')).toContainText('请写一句哪里不对')
    const words = '我 17:00 就到了，<b>签到</b>机快了 😀'
    await own.locator(`[id="${line.number}"]`).getByLabel('哪里不对').fill(words)
    await own.locator(`[id="${line.number}"]`).getByRole('button', { name: '问一问' }).click()
    await expect(own).toHaveURL(`/my/hours?m=2026-07#${line.number}`)
    await expect(entry).toContainText('您 7 月 22 日问的')
    await expect(entry).toContainText(words)
    await expect(entry).toContainText('7 月 29 日前答复您')
    await expect(entry.getByRole('button', { name: '问一问' })).toHaveCount(0)

    await office.goto('/office/disputes')
    await expect(office.locator('.side [aria-current] .n')).toContainText(/\d+ 项待处理/)
    await office
      .getByRole('region', { name: '等着答复' })
      .getByRole('row')
      .filter({ hasText: words })
      .getByRole('link', { name: line.name })
      .click()
    await expect(office.getByRole('heading', { level: 1 })).toContainText('7 月')
    const address = office.url()
    await office.getByRole('radio', { name: '记得不对，冲掉重新记' }).check()
    await office.getByLabel('从', { exact: true }).fill('18:00')
    await office.getByLabel('到', { exact: true }).fill('17:00')
    await office.getByRole('button', { name: '先看看会怎么改' }).click()
    await expect(office.getByRole('alert')).toContainText('请选为什么冲掉')
    await office.getByLabel('为什么冲掉').selectOption('签到的钟走得不准')
    await office.getByRole('button', { name: '先看看会怎么改' }).click()
    await expect(office.getByRole('alert')).toContainText('结束要晚于开始')
    await expect(office.getByLabel('从', { exact: true })).toHaveValue('18:00')
    await office.getByLabel('从', { exact: true }).fill('17:00')
    await office.getByLabel('到', { exact: true }).fill('18:00')
    await office.getByLabel('对学员说的话').fill('对过文化站的钟，您说得对。')
    await office.getByRole('button', { name: '先看看会怎么改' }).click()
    // Shown before it is done.
    await expect(office.getByText('这样改：48 → 60 分')).toBeVisible()
    expect(await fourPages(own, office, line)).toEqual(before)
    await office.goto(address)
    await office.getByRole('radio', { name: '记得不对，冲掉重新记' }).check()
    await office.getByLabel('为什么冲掉').selectOption('签到的钟走得不准')
    await office.getByLabel('从', { exact: true }).fill('17:00')
    await office.getByLabel('到', { exact: true }).fill('18:00')
    await office.getByLabel('对学员说的话').fill('对过文化站的钟，您说得对。')
    await office.getByRole('button', { name: '先看看会怎么改' }).click()
    await office.getByRole('button', { name: '就这样答复' }).click()
    await expect(office).toHaveURL(`${address}?answered`)
    await expect(office.getByText('已经答复，学员看得到了。')).toBeVisible()

    expect(await fourPages(own, office, line)).toEqual({
      counted: before.counted + 12,
      short: before.short - 12,
    })
    await own.goto('/my')
    await own
      .getByRole('listitem')
      .filter({ hasText: '您 22 日问的那条已答复' })
      .first()
      .getByRole('link')
      .click()
    await expect(own).toHaveURL(/\/my\/hours\?m=2026-07#H-07-/)
    await expect(entry).toContainText('核对属实，这条已经冲掉，重新记了一条。')
    await expect(entry).toContainText('对过文化站的钟，您说得对。')
    await expect(entry).toContainText('东塘镇司法所 王某01 答复')
    await expect(
      own.locator('.entry').filter({ hasText: '您 7 月 22 日提出，核对属实：签到的钟走得不准' }).last(),
    ).toBeVisible()
    await expect(own.locator('main')).toContainText('可以向云溪县人民检察院反映，电话 0990-000 1234')
    await expect(entry.getByText('还是不对？')).toBeVisible()
  })
}

test('the drawn story stands with its question and answer', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/hours')
  const first = page.locator('.entry').first()
  await expect(first).toContainText('您 7 月 14 日问的：“我 19:00 就到了，签到机快了 12 分钟。”')
  await expect(first).toContainText('7 月 16 日 县社区矫正机构 赵某01 答复')
  await page.goto('/my')
  await expect(page.getByRole('listitem').filter({ hasText: '您 14 日问的那条已答复' })).toBeVisible()
})

test('a social worker writes a question down and cannot answer it', async ({ visit }, { project }) => {
  const line = await shortLine('wei14', project.name === 'phone' ? '2026-07-06' : '2026-07-07')
  const page = await (await visit({ as: 'social-worker-dongtang' })).newPage()
  await page.goto(`/office/people/${line.id}`)
  const entry = page.locator(`[id="${line.number}"]`)
  await entry.getByText('学员说这条不对').click()
  await entry.getByLabel('学员说的话').fill('那天我提前到的')
  await entry.getByRole('button', { name: '替学员记下' }).click()
  await expect(page).toHaveURL(`/office/people/${line.id}?m=2026-07#${line.number}`)
  await expect(entry).toContainText('7 月 29 日前要答复')
  await entry.getByRole('link', { name: '看这条疑问' }).click()
  await expect(page.getByText('答复由司法所工作人员或者县里作出。您可以')).toBeVisible()
  await expect(page.getByRole('button', { name: '先看看会怎么改' })).toHaveCount(0)
  const own = await (await visit({ as: 'wei14' })).newPage()
  await own.goto('/my/hours')
  await expect(own.locator(`[id="${line.number}"]`)).toContainText('请工作人员代写的')
})

test('the bureau sees the county, the soonest first; an office a closed record as a count', async ({
  visit,
}) => {
  const bureau = await (await visit({ as: 'bureau' })).newPage()
  await bureau.goto('/office/disputes')
  const rows = bureau.locator('table').first().locator('tbody tr')
  await expect(rows.first()).toContainText('禾丰镇')
  await expect(rows.first()).toContainText('还有 2 天')
  await expect(rows.filter({ hasText: '禾丰镇' })).toHaveCount(3)
  const nanpu = await (await visit({ as: 'office-nanpu' })).newPage()
  await nanpu.goto('/office/disputes')
  await expect(nanpu.locator('main')).toContainText('未成年社区矫正对象另有 1 条等着答复')
  await expect(nanpu.locator('main')).not.toContainText('这次谈话比记的要长')
  await expect(nanpu.getByRole('link', { name: /^学时疑问/ })).toContainText('1 项待处理')
})

test('on paper a line keeps its question and loses the form', async ({ visit }) => {
  const page = await (await visit({ as: 'zhou12' })).newPage()
  await page.goto('/my/hours')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.asked').first()).toBeVisible()
  await expect(page.locator('.entry .ask').first()).toBeHidden()
})
