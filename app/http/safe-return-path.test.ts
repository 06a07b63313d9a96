import { describe, expect, test } from 'vitest'
import { safeReturnPath } from './require-actor.server.ts'

describe('where a form may lead back to', () => {
  test.each([
    '/',
    '/my',
    '/my?x',
    '/my/hours?m=2026-06',
    '/my/study/a1/2/3',
    '/office/people?q=%E5%BC%A0&page=2',
    '/a-b_c.d~e',
  ])('%s', (path) => expect(safeReturnPath(path, '/')).toBe(path))

  test.each([
    ...['//evil', '///evil', '/\\evil', '\\\\evil', '/\\/evil', '//evil.example/my'],
    ...[
      'https://evil',
      'http:/evil',
      'https:',
      'javascript:alert(1)',
      'data:text/html,x',
      'evil',
      './my',
      '?x',
      '',
    ],
    ...[
      '/my#x',
      '/my\n/evil',
      '/my\r\nset-cookie: a=b',
      '/\t/evil',
      '/ /evil',
      '/my ',
      ' /my',
      '/my?to=https://evil',
    ],
    ...['/%2F/evil', '/%5Cevil', '/my@evil', '/:80', '/<script>', '/my?x="', '/私', '/\u0000'],
    // These only take forms, or lead round in a circle.
    ...['/sign-in', '/sign-in?to=/my', '/sign-out', '/sign-out?x', '/preferences', '/my/beat'],
  ])('not %j', (path) => expect(safeReturnPath(path, '/start')).toBe('/start'))

  test('nothing, or a file, is the fallback', () => {
    expect(safeReturnPath(null, '/start')).toBe('/start')
    expect(safeReturnPath(new File([], '/my'), '/start')).toBe('/start')
  })

  test('whatever is let through stays on this site', () => {
    const here = 'http://localhost:3000'
    for (const path of ['/..//evil.example', '/.//evil.example', '/my/..//evil.example', '/-//evil']) {
      expect(new URL(safeReturnPath(path, '/'), `${here}/sign-in`).origin).toBe(here)
    }
  })
})
