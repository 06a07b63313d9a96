import { matchRoutes } from '@remix-run/react'
import { expect, it, test } from 'vitest'
import { mappedRoutes } from '#tests/support/mapped-routes.ts'
import { finder } from './page-handlers.ts'

const routes = mappedRoutes()
  .map(({ path }) => ({ path }))
  .filter(({ path }) => !path.includes('*'))
const find = finder(routes)
const framework = (pathname: string) => matchRoutes(routes, pathname)?.at(-1)?.route

it.each(routes)('finds $path where the framework finds it', ({ path }) => {
  const asked = path.replaceAll(/:\w+/g, 'x1')
  expect(find(asked)).toBe(framework(asked))
  expect(find(asked)).toBeDefined()
})

it.each(['/', '/my/', '/nowhere', '/my/study/a1/1/1/1', '//', '/my//', '/my/study//1', '/MY', ''])(
  '%j: finds what the framework finds, or leaves it to the framework',
  (asked) => {
    const found = find(asked)
    if (found) expect(found).toBe(framework(asked))
  },
)

test('a fixed part wins over a parameter, in whatever order they stand', () => {
  const pages = [
    { path: '/a/:any/:more' },
    { path: '/a/:any/quiz' },
    { path: '/a/fixed/quiz' },
    { path: '/a/:any' },
  ]
  for (const list of [pages, [...pages].reverse()]) {
    const among = finder(list)
    expect(among('/a/1/quiz')?.path).toBe('/a/:any/quiz')
    expect(among('/a/fixed/quiz')?.path).toBe('/a/fixed/quiz')
    expect(among('/a/1/2')?.path).toBe('/a/:any/:more')
    expect(among('/a/1')?.path).toBe('/a/:any')
    expect(among('/a')).toBeUndefined()
  }
})
