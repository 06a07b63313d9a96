import { expect, test } from 'vitest'
import { defaultView, viewCookie, viewOfCookie, type View } from './view.ts'

const pair = (setCookie: string) => setCookie.split(';')[0]!

test('every view comes back from its cookie, alone and among others', () => {
  for (const locale of ['zh', 'en'] as const) {
    for (const text of ['normal', 'large'] as const) {
      for (const theme of ['system', 'light', 'dark'] as const) {
        const view: View = { locale, text, theme }
        const cookie = pair(viewCookie(view, false))
        expect(viewOfCookie(cookie)).toEqual(view)
        expect(viewOfCookie(`qc_session=abc; ${cookie}; other=1`)).toEqual(view)
      }
    }
  }
})

test.each([
  ...[
    '',
    'qc_view=',
    'qc_view=de.normal.light',
    'qc_view=zh.huge.light',
    'qc_view=zh.large',
    'qc_view=zh.large.dark.x',
  ],
  ...[
    'xqc_view=en.large.dark',
    'qc_view="en.large.dark"',
    'qc_view=EN.large.dark',
    'a=qc_view=en.large.dark',
  ],
  ...['qc_view=en.large.dark<script>', 'qc_view=en,large,dark', ';;;', 'qc_view', '\u0000'],
])('%j reads as the default', (header) => {
  expect(viewOfCookie(header)).toEqual(defaultView)
})

test('the cookie lives a year, everywhere on this site, and over https only there', () => {
  expect(viewCookie(defaultView, false)).toBe(
    'qc_view=zh.normal.system; Path=/; Max-Age=31536000; SameSite=Lax',
  )
  expect(viewCookie(defaultView, true)).toMatch(/; Secure$/)
})
