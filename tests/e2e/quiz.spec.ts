import type { Page } from '@playwright/test'
import { countyDatabase, personOf, rightAnswersOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { beginQuiz, fillIn } from './support/quiz.ts'

/** Everyone's own learner, so that no test disturbs another. */
const LEARNERS = {
  phone: { scripted: 'wei14', plain: 'qian40', offline: 'lin09' },
  desktop: { scripted: 'zheng26', plain: 'jiang07', offline: 'sun22' },
} as const
const learnerOf = (project: { name: string }, who: keyof (typeof LEARNERS)['phone']) =>
  LEARNERS[project.name as keyof typeof LEARNERS][who]

const minutesOf = async (personId: string) =>
  (await countyDatabase()`select count(*)::int as n from hours_entries where person_id = ${personId}`)[0]!
    .n as number
const savedIn = async (attemptId: string) =>
  (await countyDatabase()`select count(*)::int as n from quiz_answers where attempt_id = ${attemptId}`)[0]!
    .n as number

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('with the script: one at a time, each answer saved, left and come back to, handed in once', async ({
  visit,
}, { project }) => {
  const who = learnerOf(project, 'scripted')
  const { id: personId } = await personOf(who)
  const before = await minutesOf(personId)
  const page = await (await visit({ as: who })).newPage()
  await page.goto('/my/study/a1')
  await page.getByRole('link', { name: '去小测验' }).click()
  const attempt = await beginQuiz(page)
  const asked = await rightAnswersOf(attempt)
  const shown = page.locator('.question:visible')
  const last = asked.length - 1

  for (const [index, question] of asked.entries()) {
    await expect(shown).toHaveCount(1)
    await expect(shown).toContainText(`第 ${index + 1} 题，共 ${asked.length} 题`)
    // One is left out.
    if (index === 1) {
      await page.getByRole('button', { name: '先跳过' }).click()
      continue
    }
    await fillIn(page, question)
    await page.getByRole('button', { name: index === last ? '存好，看一遍' : '存好，下一题' }).click()
    const saved = index === 0 ? 1 : index
    await expect(page.locator('[data-status]').getByRole('status')).toHaveText(
      `存好了 ${saved} 题，随时可以走`,
    )
    if (index === 3) {
      // Gone and back: it goes on where something is still empty.
      await page.goto('/my/study/a1')
      await page.getByRole('link', { name: '接着答' }).click()
      await expect(page.getByText(`存好了 3 题，共 ${asked.length} 题`)).toBeVisible()
      await page.getByRole('link', { name: '接着答' }).click()
      await expect(shown).toContainText('第 2 题')
      for (let step = 0; step < 3; step++) await page.getByRole('button', { name: '先跳过' }).click()
    }
  }
  await expect(page.getByText('还空着：')).toBeVisible()
  await page.getByRole('button', { name: '第 2 题' }).click()
  await expect(shown).toContainText('第 2 题')
  for (let step = 1; step <= last; step++) await page.getByRole('button', { name: '先跳过' }).click()
  // Before it is handed in, nothing here knows what is right.
  const html = await page.content()
  for (const { explanation } of asked) expect(html).not.toContain(explanation)
  await page.getByRole('button', { name: '交卷，看结果' }).click()

  await expect(heading(page)).toHaveText(`答对 ${last} 题，通过了`)
  await expect(page.getByText('再看一眼这 1 题')).toBeVisible()
  await expect(page.getByText('没有答').first()).toBeVisible()
  await expect(page.getByText(asked[1]!.explanation).first()).toBeVisible()
  expect(await minutesOf(personId), 'a quiz moves no minute').toBe(before)

  // The way back leads to the result, never to a form that could be sent again.
  const result = page.url()
  await page.goto('/my/study/a1')
  await expect(page.getByText('通过了，这一课已经完成')).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(result)
  await expect(heading(page)).toHaveText(`答对 ${last} 题，通过了`)
})

test.describe('without scripts', () => {
  test.use({ meantStatuses: [400] })

  test('all on one page, what cannot be read is said and kept, then handed in', async ({ visit }, {
    project,
  }) => {
    const who = learnerOf(project, 'plain')
    const page = await (await visit({ as: who, javaScriptEnabled: false })).newPage()
    // In every ten of B3 a number is asked.
    const attempt = await beginQuiz(page, 'b3')
    const asked = await rightAnswersOf(attempt)
    await expect(page.locator('.question:visible')).toHaveCount(asked.length)
    for (const question of asked.slice(0, 3)) await fillIn(page, question)
    const number = page.locator('input[inputmode=numeric]').first()
    const order = page.locator('.places select')
    await number.fill('好几天')
    for (const select of await order.all()) await select.selectOption('1')
    await page.getByRole('button', { name: '交卷，看结果' }).click()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('写一个整数')
    if ((await order.count()) > 0) await expect(alert).toContainText('两步用了同一个号')
    await expect(number).toHaveValue('好几天')
    expect(await savedIn(attempt), 'nothing is half written').toBe(0)

    for (const question of asked) await fillIn(page, question)
    await page.getByRole('button', { name: '交卷，看结果' }).click()
    await expect(heading(page)).toHaveText(`答对 ${asked.length} 题，通过了`)
    await page.getByText(`看全部 ${asked.length} 题`).click()
    for (const { explanation } of asked) await expect(page.getByText(explanation).first()).toBeVisible()
  })
})

test('a save that fails stays in sight, is tried again, and nothing is lost', async ({ visit }, {
  project,
}) => {
  const context = await visit({ as: learnerOf(project, 'offline') })
  const page = await context.newPage()
  // A fetch that cannot leave, without a line in the console that would be counted as trouble.
  await page.addInitScript(() => {
    const real = window.fetch.bind(window)
    Object.assign(window, { offline: true })
    window.fetch = (...given) =>
      (window as { offline?: boolean }).offline && given[0] === '/my/quiz-answer'
        ? Promise.reject(new TypeError('no network'))
        : real(...given)
  })
  const attempt = await beginQuiz(page)
  const asked = await rightAnswersOf(attempt)
  await fillIn(page, asked[0]!)
  await page.getByRole('button', { name: '存好，下一题' }).click()
  await expect(page.locator('[data-status]').getByRole('status')).toHaveText(
    '网断了，这几题还没存上，连上就接着存：1',
  )
  expect(await savedIn(attempt)).toBe(0)
  await page.evaluate(() => {
    Object.assign(window, { offline: false })
    window.dispatchEvent(new Event('online'))
  })
  await expect(page.locator('[data-status]').getByRole('status')).toHaveText('存好了 1 题，随时可以走')
  expect(await savedIn(attempt)).toBe(1)
})
