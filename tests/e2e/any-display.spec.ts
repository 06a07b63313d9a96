import type { Page } from '@playwright/test'
import { expect, test } from './support/county.ts'

/** Screens that replace our colours, readers who want stillness, paper. */
const PLACES = [
  { as: undefined, at: '/' },
  { as: 'zhou12', at: '/my' },
  { as: 'zhou12', at: '/my/hours' },
  { as: 'zhou12', at: '/my/study' },
  { as: 'office-dongtang', at: '/office/hours' },
] as const

/** Buttons, fields and options whose edge cannot be seen, with forced colours. */
const withoutEdge = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main .btn, main .box, main .option > span')]
      .filter((one) => one.offsetParent !== null && !one.classList.contains('text'))
      .filter((one) => {
        const style = getComputedStyle(one)
        return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1
      })
      .map((one) => one.outerHTML),
  )

for (const { as, at } of PLACES) {
  test(`${at} keeps its edges when colours are forced, and moves nothing`, async ({ visit }) => {
    const page = await (await visit({ as, forcedColors: 'active', reducedMotion: 'reduce' })).newPage()
    await page.goto(at)
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    expect(await withoutEdge(page)).toEqual([])
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((one) => {
          const style = getComputedStyle(one)
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'
        })
        .map((one) => one.tagName),
    )
    expect(moving).toEqual([])
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
    expect(outline).toBe('solid')
  })

  test(`${at} on paper: black on white, no controls, whatever the theme`, async ({ visit }) => {
    const view = { locale: 'zh', text: 'normal', theme: 'dark' } as const
    const page = await (await visit({ as, view })).newPage()
    await page.goto(at)
    await page.emulateMedia({ media: 'print' })
    const body = page.locator('body')
    await expect(body).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await expect(body).toHaveCSS('color', 'rgb(0, 0, 0)')
    for (const control of ['.tools', '.dock', '.side nav', '.skip', '.btn', '.signin'])
      for (const one of await page.locator(control).all()) await expect.soft(one, control).toBeHidden()
  })
}
