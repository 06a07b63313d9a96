import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { asks, beginNote, COUNSELLOR, take, whoWaits, withdraws } from './support/counselling.ts'
import { quietPerson } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** A counsellor's case from who waits to its end, with scripts and without. */
test.use({ meantStatuses: [400, 404, 409] })

const SECRET = '夜里听见水声就醒'
const ASKED = '想说说家里的事，好久没睡好'
const said = (page: Page) => page.locator('main .notice').first()
const open = (page: Page, title: string) => page.locator('summary', { hasText: title }).click()

for (const [index, javaScriptEnabled] of [true, false].entries()) {
  const scripts = javaScriptEnabled ? 'on' : 'off'

  test(`from the request to the minutes on the statement: scripts ${scripts}`, async ({ visit }, {
    project,
  }) => {
    test.setTimeout(120_000)
    const who = quietPerson(project, javaScriptEnabled ? 'counselled' : 'counselled-without-scripts')
    const own = await (await visit({ as: who, javaScriptEnabled })).newPage()
    const waiting = await asks(own, who, ASKED)
    const page = await (await visit({ as: COUNSELLOR, javaScriptEnabled })).newPage()
    const path = await take(page, waiting)
    await expect(said(page)).toContainText('接下了')
    await expect(page.locator('main')).not.toContainText(ASKED)
    await page.getByRole('button', { name: '打开本人写的话' }).click()
    await expect(page.locator('main')).toContainText(ASKED)

    // A time is arranged; the same time again is not free.
    const day = `2026-08-${10 + 2 * index + (project.name === 'phone' ? 0 : 1)}`
    const arrange = async () => {
      await page.goto(`${path}/appointments`)
      await page.getByLabel('日期').fill(day)
      await page.getByLabel('几点开始').fill('07:10')
      await page.getByRole('button', { name: '约这个时间' }).click()
    }
    await arrange()
    await expect(said(page)).toContainText('约好了')
    await own.goto('/my/counselling')
    await expect(own.getByRole('heading', { level: 1 })).toContainText('07:10 约好了')
    await arrange()
    await expect(page.getByRole('alert')).toContainText('您那段时间有课，或者有别的安排')
    await expect(page.getByLabel('日期')).toHaveValue(day)

    // The note: what is missing is said, and what was typed is there.
    const note = await beginNote(page, path)
    await page.getByLabel('来谈什么').fill(`${SECRET}\n<b>两行</b>`)
    await page.getByRole('button', { name: '签字并封存' }).click()
    await expect(page.getByRole('alert')).toContainText('请写给司法所看的一句话')
    await expect(page.getByLabel('来谈什么')).toHaveValue(`${SECRET}\n<b>两行</b>`)
    await page.goto(note)
    await expect(page.getByLabel('来谈什么')).toHaveValue(`${SECRET}\n<b>两行</b>`)
    await page.getByLabel('一句话', { exact: true }).fill('按时来，下周再谈。')
    await page.getByRole('button', { name: '签字并封存' }).click()
    await expect(page).toHaveURL(new RegExp(`${path}\\?did=signed$`))
    await expect(page.locator('.notes .seal')).toContainText(['按时来，下周再谈。'])
    expect(await page.content()).not.toContain(SECRET)
    // The address of the draft leads back to the case from now on.
    await page.goto(note)
    await expect(page).toHaveURL(new RegExp(`${path}\\?did=signed$`))

    // On the person's statement: minutes, and nobody's name.
    await own.goto('/my/hours')
    const lines = own.locator('main').getByRole('listitem')
    await expect(lines.filter({ hasText: '心理辅导' })).toContainText(['08:00–08:5050 分'])
    expect(await own.content()).not.toContain('李某05')
    expect(await own.content()).not.toContain(SECRET)

    // Opened by a form: looking at the page is no reading, and nothing of it is kept.
    await page.goto(path)
    await page.locator('.notes .seal a').first().click()
    await expect(page.locator('main')).not.toContainText(SECRET)
    const answer = page.waitForResponse((one) => one.request().method() === 'POST')
    await page.getByRole('button', { name: '打开正文' }).click()
    expect((await answer).headers()['cache-control']).toContain('no-store')
    await expect(page.locator('.opened-note')).toContainText(SECRET)
    await expect(page.locator('.opened-note')).toContainText('<b>两行</b>')
    expect(await page.title()).not.toContain(waiting.name)
    if (javaScriptEnabled) {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    }

    // More is said in an amendment, and the times are corrected by a new version.
    await open(page, '补充')
    await page.getByLabel('补充的话').fill('后来想起来的一件事')
    await page.getByRole('button', { name: '补充并封存' }).click()
    await expect(said(page)).toContainText('补充好了')
    await page.getByRole('button', { name: '打开正文' }).click()
    await expect(page.locator('.opened article')).toContainText([SECRET, '后来想起来的一件事'])
    await open(page, '改时间、方式或一句话')
    await page.locator('#correct-end').fill('08:35')
    await page.getByRole('button', { name: '改成这样' }).click()
    await expect(page.getByRole('alert')).toContainText('请选一个原因')
    await page.getByLabel('为什么改').selectOption('times-wrong')
    await page.getByRole('button', { name: '改成这样' }).click()
    await expect(page.locator('main .lede')).toContainText('35 分钟')
    await own.goto('/my/hours')
    await expect(lines.filter({ hasText: '已冲掉' })).toContainText(['08:00–08:50'])
    await expect(lines.filter({ hasText: '22 日那条重新记' })).toContainText(['08:00–08:3535 分'])
    await own.goto('/my/counselling/record')
    await expect(own.getByRole('region', { name: '司法所看到的' })).toContainText('按时来，下周再谈。')

    // Who opened what: the person's own words once, the note twice.
    await page.goto(`${path}/access`)
    await expect(page.locator('main tbody tr')).toHaveCount(3)

    // Something was told outside.
    await page.goto(`${path}/disclosures`)
    await page.getByLabel('为什么可以说').selectOption('danger-to-life')
    await page.getByLabel('告诉了谁').selectOption('court')
    await page.getByLabel('哪一天').fill('2026-07-22')
    await page.getByLabel('几点').fill('09:00')
    await page.getByLabel('说了什么，为什么').fill('只说了地址')
    await page.locator('#told').check()
    await page.getByRole('button', { name: '记下并封存' }).click()
    await expect(page.getByRole('alert')).toContainText('这种情况不能告诉这里')
    await expect(page.getByLabel('说了什么，为什么')).toHaveValue('只说了地址')
    await page.getByLabel('告诉了谁').selectOption('family')
    await page.getByRole('button', { name: '记下并封存' }).click()
    await expect(said(page)).toContainText('记下了，已封存')
    await page.getByRole('button', { name: '打开说了什么' }).click()
    await expect(page.locator('main .as-typed')).toHaveText('只说了地址')

    // It ends when nothing is left lying about.
    const end = async () => {
      await page.goto(`${path}/end`)
      await page.getByLabel('谈完了，照约定结束').check()
      await page.getByRole('button', { name: '结束这个个案' }).click()
    }
    await end()
    await expect(page.getByRole('alert')).toContainText('还有约好的时间')
    await page.goto(`${path}/appointments`)
    await page.getByRole('button', { name: '取消' }).click()
    await expect(said(page)).toContainText('取消了')
    await end()
    await expect(said(page)).toContainText('个案结束了')
    await page.goto('/counsellor')
    await expect(page.locator('#closed ~ table')).toContainText(waiting.name)
  })

  test(`two tabs on one note, and nothing is written over: scripts ${scripts}`, async ({ visit }, {
    project,
  }) => {
    const who = quietPerson(project, javaScriptEnabled ? 'two-tabs' : 'two-tabs-without-scripts')
    const waiting = await whoWaits(who)
    const context = await visit({ as: COUNSELLOR, javaScriptEnabled })
    const first = await context.newPage()
    const path = await take(first, waiting)
    const note = await beginNote(first, path)
    const second = await context.newPage()
    await second.goto(note)
    await first.getByLabel('来谈什么').fill('第一个页面写的')
    await second.getByLabel('来谈什么').fill('第二个页面写的')
    if (javaScriptEnabled) {
      await expect(first.locator('[data-status]')).toContainText('自动存好了')
      await second.getByLabel('接下来').fill('也在第二个页面')
      await expect(second.locator('[data-status]')).toContainText('没有盖掉那一份')
      const kept = await first.evaluate(() => [localStorage.length, sessionStorage.length])
      expect(kept).toEqual([0, 0])
    } else {
      await first.getByRole('button', { name: '保存，先不签' }).click()
      await expect(said(first)).toContainText('存好了')
      await second.getByRole('button', { name: '保存，先不签' }).click()
      await expect(second.getByRole('alert')).toContainText('没有盖掉那一份')
    }
    await expect(second.getByLabel('来谈什么')).toHaveValue('第二个页面写的')
    await first.goto(note)
    await expect(first.getByLabel('来谈什么')).toHaveValue('第一个页面写的')

    // Put away, it is gone, and the other one is led to the case.
    await open(first, '丢掉这一份')
    await first.getByRole('button', { name: '丢掉，不要了' }).click()
    await expect(said(first)).toContainText('丢掉了')
    await first.goto(note)
    await expect(first).toHaveURL(new RegExp(`${path}\\?did=ended$`))
    if (javaScriptEnabled) second.on('dialog', (dialog) => void dialog.accept())
  })

  test(`consent withdrawn in the middle of a note: scripts ${scripts}`, async ({ visit }, { project }) => {
    const who = quietPerson(project, javaScriptEnabled ? 'withdrawn' : 'withdrawn-without-scripts')
    const waiting = await whoWaits(who)
    const page = await (await visit({ as: COUNSELLOR, javaScriptEnabled })).newPage()
    const path = await take(page, waiting)
    const note = await beginNote(page, path)
    await page.getByLabel('来谈什么').fill('写到一半')
    if (javaScriptEnabled) await expect(page.locator('[data-status]')).toContainText('自动存好了')
    await withdraws(waiting.personId)
    await page.getByLabel('这次做了什么').fill('还没有存的字')
    if (javaScriptEnabled) {
      await expect(page.locator('[data-status]')).toContainText('没有存上')
      page.on('dialog', (dialog) => void dialog.accept())
    }
    await page.getByRole('button', { name: '签字并封存' }).click()
    await expect(page.getByRole('alert')).toContainText('同意刚刚撤回')
    // Their own words stay on the screen; the page opened anew shows nothing.
    await expect(page.getByLabel('这次做了什么')).toHaveValue('还没有存的字')
    await page.goto(note)
    await expect(page.locator('main')).toContainText('这份记录现在打不开')
    expect(await page.content()).not.toContain('写到一半')
    await page.goto(path)
    await expect(page.locator('main')).toContainText('现在没有有效的知情同意')
    await expect(page.getByRole('button', { name: '写这一次的记录' })).toHaveCount(0)
    await page.goto('/counsellor')
    await expect(page.locator('tr', { hasText: waiting.name })).toContainText('没有有效的同意')
  })
}

test('a case is handed over: from then on the first counsellor finds nothing', async ({ visit }, {
  project,
}) => {
  const waiting = await whoWaits(quietPerson(project, 'handed-over'))
  const page = await (await visit({ as: COUNSELLOR })).newPage()
  const path = await take(page, waiting)
  await page.goto(`${path}/end`)
  await page.getByRole('button', { name: '交过去' }).click()
  await expect(page.getByRole('alert')).toContainText('请选交给谁')
  const taker = await page.locator('#to option').nth(1).textContent()
  await page.locator('#to').selectOption({ index: 1 })
  await page.locator('#reason').selectOption('workload')
  await page.getByRole('button', { name: '交过去' }).click()
  await expect(said(page)).toContainText('交过去了')
  await expect(page.locator('main')).not.toContainText(waiting.name)
  expect((await page.goto(path))?.status()).toBe(404)
  // The supervisor sees with whom it is now, and opens nothing without a reason.
  const supervisor = await (await visit({ as: 'counsellor-8:counsellor' })).newPage()
  await supervisor.goto('/counsellor')
  await expect(
    supervisor.locator('#county ~ table, #mine ~ table').locator('tr', { hasText: waiting.name }),
  ).toHaveCount(1)
  await supervisor.goto(`${path}/access`)
  await expect(supervisor.locator('main ol')).toContainText(`交给了${taker}`)
})

test('a supervisor opens a note with a written reason, and the counsellor is told', async ({ visit }) => {
  const page = await (await visit({ as: 'counsellor-8:counsellor' })).newPage()
  await page.goto('/counsellor')
  await page.locator('#county ~ table').getByRole('link', { name: '林某09' }).click()
  await page.locator('.notes .seal a').first().click()
  await page.getByRole('button', { name: '写下理由并打开' }).click()
  await expect(page.getByRole('alert')).toContainText('请选一个原因')
  await page.getByLabel('为什么打开').selectOption('quality')
  await page.getByLabel('说清楚').fill('每季度抽看一份')
  await page.getByRole('button', { name: '写下理由并打开' }).click()
  await expect(page.locator('.opened-note')).toBeVisible()
  const counsellor = await (await visit({ as: COUNSELLOR })).newPage()
  await counsellor.goto('/inbox')
  await expect(counsellor.locator('main')).toContainText('督导打开了您的一份记录')
  await counsellor.goto('/counsellor')
  await counsellor.getByRole('link', { name: '林某09' }).click()
  await counsellor.getByRole('link', { name: '谁打开过' }).click()
  await expect(counsellor.locator('tr', { hasText: '督导质量' }).first()).not.toContainText('每季度抽看一份')
  await counsellor.getByRole('button', { name: '看写下的理由' }).first().click()
  await expect(counsellor.locator('main')).toContainText('每季度抽看一份')
})
