import { expect, test } from 'vitest'
import {
  COUNSELLING_PAGES,
  counsellingPlace,
  OCCASION_PAGES,
  occasionPlace,
  ORDER_PAGES,
  orderPlace,
} from '#app/routes/office/notice-place.ts'
import { noticeCodes } from '#app/domains/notices/notice.policy.ts'
import { mappedRoutes } from './support/mapped-routes.ts'

const onMap = new Set(mappedRoutes().map(({ path }) => path))

test('a message leads to a page of the map', () => {
  const pages = [ORDER_PAGES, OCCASION_PAGES, COUNSELLING_PAGES].flatMap((of) => Object.values(of))
  const own = noticeCodes.flatMap((code) =>
    (['supervised-person', 'counsellor'] as const).flatMap((role) => counsellingPlace(role, code) ?? []),
  )
  for (const page of [...pages, ...own]) expect(onMap.has(page), page).toBe(true)
})

test('a role without a page of one order is led nowhere', () => {
  expect(orderPlace('supervised-person', 'x')).toBeNull()
  expect(orderPlace('bureau', 'x')).toBeNull()
  expect(occasionPlace('lecturer', 'x')).toBeNull()
  expect(occasionPlace('supervised-person', 'x')).toBe('/my/lectures#c-x')
})

test('a message of counselling leads its person and its counsellor to their pages, and nobody of an office anywhere', () => {
  for (const code of noticeCodes) {
    const place = counsellingPlace('supervised-person', code)
    expect(place === null, code).toBe(!code.startsWith('counselling-'))
    expect(counsellingPlace('counsellor', code) === null, code).toBe(place === null)
    for (const role of ['office', 'social-worker', 'bureau', 'lecturer'] as const)
      expect(counsellingPlace(role, code), code).toBeNull()
  }
  expect(counsellingPlace('supervised-person', 'counselling-disclosed')).toBe('/my/counselling/record')
  expect(counsellingPlace('counsellor', 'counselling-waiting')).toBe('/counsellor/waiting')
})
