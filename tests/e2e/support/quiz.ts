import { expect, type Page } from '@playwright/test'

/** Begins the quiz of the first module; answers the attempt's id. */
export async function beginQuiz(page: Page, module = 'a1'): Promise<string> {
  await page.goto(`/my/study/${module}/quiz`)
  await page.getByRole('button', { name: /^(开始答题|再做一次)$/ }).click()
  await expect(page).toHaveURL(/\/quiz\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

type Asked = { id: string; kind: string; right: string[] }

/** Fills a question in, as somebody who knows it. */
export async function fillIn(page: Page, { id, kind, right }: Asked): Promise<void> {
  const field = (option?: string) => page.locator(`[id="${option === undefined ? id : `${id}.${option}`}"]`)
  if (kind === 'number') return field().fill(right[0]!)
  if (kind === 'order') {
    for (const [index, key] of right.entries()) await field(key).selectOption(String(index + 1))
    return
  }
  for (const key of right) await field(key).check()
}
