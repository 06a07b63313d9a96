import { expect, type Page } from '@playwright/test'
import { letTimePass } from './county-database.ts'

export const UNIT = '/my/study/a1/1'

/** What a person who has read the lesson answers, and one answer that is wrong; in the order of the passages. */
export const ANSWERS = [
  { right: '十天之内，自己去执行地的社区矫正机构', wrong: '在家等电话，通知了再去' },
  { right: '把难处讲给工作人员，商量换个时间', wrong: '不好意思开口，能去几回算几回' },
  { right: '看“学时”那一页，不明白就问司法所', wrong: '别人怎么说，就怎么算' },
] as const

/** Likewise of the second unit; the middle one has several right options. */
export const NEXT_UNIT = '/my/study/a1/2'
export const NEXT_ANSWERS = [
  ['带上请柬先去报，批了再走'],
  ['单位开的证明，写明跑哪条线', '一星期跑几趟，哪几天、几点', '车牌号，一起跑车的人的电话'],
  ['马上打电话说清楚，照工作人员说的做'],
] as const

export async function answer(page: Page, words: string): Promise<void> {
  await page.getByRole('radio', { name: words }).check()
  await page.getByRole('button', { name: /^答好了/ }).click()
}

/** Answers the unit from its first passage to its end, two minutes each, without the small script. */
export async function takeUnit(page: Page, personId: string): Promise<void> {
  await page.goto(`${UNIT}/1`)
  for (const [index, { right }] of ANSWERS.entries()) {
    await expect(page).toHaveURL(`${UNIT}/${index + 1}`)
    await letTimePass(personId, 120)
    await answer(page, right)
  }
  await expect(page).toHaveURL(UNIT)
}

/** “1 小时 50 分” → 110. */
export function minutesIn(words: string): number {
  const found = /(?:(\d+) 小时)? ?(?:(\d+) 分)?/.exec(words.slice(words.search(/\d/)))
  if (!found?.[0]) throw new Error(`no minutes in “${words}”`)
  return Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0)
}
