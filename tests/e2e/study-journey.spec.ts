import { type BrowserContext, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'
import { letTimePass, personOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { ANSWERS, answer, minutesIn, UNIT } from './support/lesson.ts'
import { countedOnBoard, countedOnOverview, countedOnStatement } from './support/month.ts'

/** From signing in to the same number on four pages. Everyone's own learner, so that no test disturbs another. */
const LEARNERS = {
  phone: { scripted: 'chen17', plain: 'sun22' },
  desktop: { scripted: 'wu31', plain: 'qian40' },
} as const
type Project = keyof typeof LEARNERS
/** Three passages of 3, 4 and 3 minutes. */
const NOMINAL = 10

async function signIn(context: BrowserContext, who: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/my')
  await expect(page).toHaveURL('/sign-in?to=%2Fmy')
  await page.getByLabel('编号、手机号或登录名').fill(who)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL('/my')
  return page
}

async function openFirstPassage(page: Page): Promise<void> {
  await page.getByRole('link', { name: '学习', exact: true }).click()
  await expect(page).toHaveURL('/my/study')
  await page.getByRole('link', { name: '第一课：权利与义务' }).click()
  await page.getByRole('link', { name: '从第 1 节开始' }).click()
  await expect(page).toHaveURL(`${UNIT}/1`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('头几天，先做这几件事')
  await expect(page.getByText('本次已计 0 分钟')).toBeVisible()
}

/** Answers the three checks, the first one wrongly at first; `read` is what passes on each passage before that. */
async function answerAll(page: Page, read: (passage: number) => Promise<void>): Promise<void> {
  for (const [index, { right, wrong }] of ANSWERS.entries()) {
    await expect(page).toHaveURL(`${UNIT}/${index + 1}`)
    await read(index + 1)
    if (index === 0) {
      await answer(page, wrong)
      await expect(page.getByRole('heading', { name: '再看一眼' })).toBeVisible()
      await expect(page.getByText('不扣什么，时间照样计')).toBeVisible()
      await expect(page.getByRole('radio', { name: wrong })).toBeChecked()
    }
    await answer(page, right)
  }
  await expect(page).toHaveURL(UNIT)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一节学完了')
}

/** The same number on the overview, the statement, the office's board and the person's file. */
async function sameOnFourPages(
  learner: Page,
  name: string,
  before: { counted: number; short: number },
  minutes: number,
  openOffice: () => Promise<Page>,
): Promise<void> {
  const after = { counted: before.counted + minutes, short: before.short - minutes }
  await learner.getByRole('link', { name: '看这一笔' }).click()
  await expect(learner).toHaveURL('/my/hours')
  const line = learner.locator('.entry').filter({ hasText: '第一课：权利与义务' })
  await expect(line).toHaveCount(1)
  expect(minutesIn(await line.locator('.min').innerText())).toBe(minutes)
  const statement = await countedOnStatement(learner)
  expect(statement).toMatchObject({ ...after, running: after.counted })
  expect(statement.lines.reduce((sum, one) => sum + one, 0)).toBe(after.counted)
  expect(await countedOnOverview(learner)).toEqual(after)

  const office = await openOffice()
  await office.goto('/office/hours')
  const { file, ...row } = await countedOnBoard(office, name)
  expect(row).toEqual(after)
  await file.click()
  await expect(office.getByRole('heading', { level: 1 })).toContainText(name)
  expect(await countedOnStatement(office)).toEqual(statement)
}

test.describe('without scripts', () => {
  test('a unit is studied, and the time between the pages is counted', async ({ visit }, { project }) => {
    const who = LEARNERS[project.name as Project].plain
    const person = await personOf(who)
    const context = await visit({ javaScriptEnabled: false })
    const page = await signIn(context, who)
    const before = await countedOnOverview(page)
    await openFirstPassage(page)
    // 4 minutes on 3 minutes' worth of text count as 3; 4 on 4 as 4; 2 on 3 as 2.
    const minutes = [4, 4, 2]
    await answerAll(page, (passage) => letTimePass(person.id, minutes[passage - 1]! * 60))

    await expect(page.getByText('计入 9 分')).toBeVisible()
    await expect(page.getByText('中间 1 分钟没有动静，不计。')).toBeVisible()
    await sameOnFourPages(page, person.name, before, 9, async () =>
      (await visit({ as: 'office-dongtang', javaScriptEnabled: false })).newPage(),
    )
    // Once counted, it can be read again and says that it does not count.
    await page.goto(`${UNIT}/1`)
    await expect(page.getByText('计过了')).toBeVisible()
    await expect(page.getByRole('radio')).toHaveCount(0)
  })
})

test.describe('with scripts', () => {
  test('a unit is studied, and the beats are counted', async ({ visit }, { project }) => {
    const who = LEARNERS[project.name as Project].scripted
    const person = await personOf(who)
    const context = await visit()
    const page = await signIn(context, who)
    const before = await countedOnOverview(page)
    const firstBeat = page.waitForResponse('**/my/beat')
    await page.clock.install()
    await openFirstPassage(page)
    expect((await firstBeat).status()).toBe(200)

    const beat = async () => {
      const heard = page.waitForResponse('**/my/beat')
      await page.clock.runFor(30_000)
      expect((await heard).status()).toBe(200)
    }
    await answerAll(page, async (passage) => {
      if (passage > 1) await page.waitForLoadState('networkidle')
      // Twice under the idle limit counts; longer than it does not.
      for (const seconds of passage === 2 ? [110, 110, 240] : [115, 115]) {
        await letTimePass(person.id, seconds)
        await beat()
      }
      const sofar = [3, 7, 11][passage - 1]!
      const shown = `本次已计 ${Math.min(sofar, NOMINAL)} 分钟`
      await expect(page.getByRole('complementary', { name: '本次计时' })).toContainText(shown)
    })
    await expect(page.getByText(`计入 ${NOMINAL} 分`)).toBeVisible()
    await expect(page.getByText(`这一节最多计 ${NOMINAL} 分`)).toBeVisible()
    await sameOnFourPages(page, person.name, before, NOMINAL, async () =>
      (await visit({ as: 'office-dongtang' })).newPage(),
    )
  })
})
