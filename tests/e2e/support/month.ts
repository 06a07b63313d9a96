import { expect, type Page } from '@playwright/test'
import { minutesIn } from './lesson.ts'

/** What each page says is counted this month. The overview's ring, and the words of its sentence. */
export async function countedOnOverview(page: Page): Promise<{ counted: number; short: number }> {
  await page.goto('/my')
  const said = await page.getByRole('img', { name: /已计/ }).getAttribute('aria-label')
  const [, counted] = (said ?? '').split('已计')
  const dash = await page.locator('svg.ring circle.counted').getAttribute('stroke-dasharray')
  expect(Number(dash?.split(' ')[0]), 'the ring draws what it says').toBe(minutesIn(counted!))
  return { counted: minutesIn(counted!), short: await shortInSentence(page) }
}

async function shortInSentence(page: Page): Promise<number> {
  const words = await page.getByRole('heading', { level: 1 }).innerText()
  return minutesIn(
    words
      .replaceAll(/\s+/g, '')
      .replace(/(\d+)小时/, '$1 小时 ')
      .replace(/(\d+)分/, '$1 分'),
  )
}

/** A statement's sums, and its last running total, which is what is on the account. */
export async function countedOnStatement(page: Page) {
  const sum = async (label: string) =>
    minutesIn(await page.locator('.sums > div').filter({ hasText: label }).locator('dd').innerText())
  const lines = await page.locator('.entry .min').allInnerTexts()
  return {
    counted: await sum('已计'),
    short: await sum('还差'),
    lines: lines.map((line) => Number(line.replace('−', '-').replace(/ ?分/, ''))),
    running: minutesIn((await page.locator('.entry .run').last().innerText()).replace('累计', '')),
  }
}

/** One person's row of the office's month board. */
export async function countedOnBoard(page: Page, name: string) {
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  const bar = await row.locator('p.bartext').innerText()
  const [sum] = bar.split('，')
  const total = sum!.includes('=') ? sum!.split('=')[1]! : sum!
  return {
    counted: Number(/\d+/.exec(total)?.[0]),
    short: minutesIn(await row.locator('td.r b').innerText()),
    file: row.getByRole('link', { name, exact: true }),
  }
}
