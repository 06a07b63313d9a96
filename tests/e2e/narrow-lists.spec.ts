import { expect, test } from './support/county.ts'

/** Staff's lists and charts on a phone: nothing that has to be pushed sideways to be read. */
const LISTS = [
  { as: 'office-dongtang', at: '/office/people' },
  { as: 'office-hefeng', at: '/office/disputes' },
  { as: 'bureau', at: '/office/disputes' },
  { as: 'bureau', at: '/bureau' },
  { as: 'bureau', at: '/bureau/accounts' },
  { as: 'bureau', at: '/bureau/accounts?s=people&q=99' },
  { as: 'lecturer-law-1', at: '/lecturer/lessons' },
] as const

const PHONE = { viewport: { width: 390, height: 844 } }

for (const { as, at } of LISTS) {
  test(`${at} of ${as} is as wide as the phone`, async ({ visit }) => {
    for (const locale of ['zh', 'en'] as const) {
      const view = { locale, text: 'normal', theme: 'light' } as const
      const page = await (await visit({ as, view, ...PHONE })).newPage()
      await page.goto(at)
      const pushed = await page.evaluate(() =>
        [...document.querySelectorAll('main, main .sideways, .side nav')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.className} ${one.getAttribute('aria-label')}`),
      )
      expect.soft(pushed, locale).toEqual([])
    }
  })
}

test('a chart is drawn once for the eye, its numbers said once', async ({ visit }) => {
  const page = await (await visit({ as: 'bureau', ...PHONE })).newPage()
  await page.goto('/bureau')
  await expect(page.locator('.chart')).toHaveCount(3)
  await expect(page.getByRole('img')).toHaveCount(3)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByRole('img')).toHaveCount(3)
})
