import { countyDatabase, personOf, rightAnswersOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { fillIn } from './support/quiz.ts'

/** One exam aloud, from the file to the person's own page; a module that no other test asks of them. */
const WHO = { phone: 'zhao03', desktop: 'zhou12' } as const

for (const [javaScriptEnabled, module] of [
  [true, 'a3'],
  [false, 'a4'],
] as const) {
  test.describe(`scripts: ${javaScriptEnabled}`, () => {
    test.use({ meantStatuses: [400] })

    test('asked aloud, recorded, handed in, read on the own page', async ({ visit }, { project }) => {
      const learner = WHO[project.name as keyof typeof WHO]
      const { id: personId } = await personOf(learner)
      const savedIn = async (attempt: string) =>
        (
          await countyDatabase()`select count(*)::int as n from quiz_answers
          where attempt_id = ${attempt} and recorded_by is not null`
        )[0]!.n as number
      const page = await (await visit({ as: 'social-worker-dongtang', javaScriptEnabled })).newPage()
      await page.goto(`/office/people/${personId}`)
      await page.getByRole('link', { name: '口头考试' }).click()
      await page.getByRole('button', { name: `开始问 ${module.toUpperCase()}` }).click()
      await expect(page).toHaveURL(/\/oral\/[0-9a-f-]{36}$/)
      const attempt = new URL(page.url()).pathname.split('/').at(-1)!
      const asked = await rightAnswersOf(attempt)
      await expect(page.locator('.question')).toHaveCount(asked.length)
      // Before it is handed in, not even who asks is told what is right.
      const html = await page.content()
      for (const { explanation } of asked) expect(html).not.toContain(explanation)

      // The person's own page says that it is being asked.
      const own = await (await visit({ as: learner, javaScriptEnabled: false })).newPage()
      await own.goto(`/my/study/${module}/quiz`)
      await expect(own.getByText(/^口头考试：.*在念题/)).toBeVisible()
      await expect(own.getByRole('button', { name: '开始答题' })).toHaveCount(0)

      await fillIn(page, asked[0]!)
      if (javaScriptEnabled) {
        await expect(page.getByText('刚才记的存好了。')).toBeVisible()
        expect(await savedIn(attempt)).toBe(1)
      }
      const number = page.locator('input[inputmode=numeric]').first()
      if ((await number.count()) > 0) {
        await number.fill('好几天')
        await page.getByRole('button', { name: '存下，先问到这里' }).click()
        await expect(page.getByRole('alert')).toContainText('写一个整数')
        await expect(number).toHaveValue('好几天')
        expect(await savedIn(attempt)).toBe(javaScriptEnabled ? 1 : 0)
      }
      for (const question of asked.slice(0, -1)) await fillIn(page, question)
      const last = asked.at(-1)!
      if (last.kind === 'number') await page.locator(`[id="${last.id}"]`).fill('')
      await page.getByRole('button', { name: '存下，先问到这里' }).click()
      await expect(page.getByText(`记下了 ${asked.length - 1} 题`)).toBeVisible()
      await page.getByRole('button', { name: '交卷，看结果' }).click()
      await expect(page.getByText(`答对 ${asked.length - 1} 题，通过了`)).toBeVisible()
      await expect(page.getByText(last.explanation).first()).toBeVisible()

      await own.reload()
      await expect(own.getByText(/^口头考试，.*念题。$/)).toBeVisible()
      await own.getByRole('link', { name: '看上次的结果' }).click()
      await expect(own.getByRole('heading', { level: 1 })).toHaveText(`答对 ${asked.length - 1} 题，通过了`)
      await expect(own.getByText(/^口头考试：.*念题，您来答/)).toBeVisible()
      await expect(own.getByText(last.explanation).first()).toBeVisible()
    })
  })
}
