import { expect, test } from 'vitest'
import { OCCASION_PAGES, occasionPlace, ORDER_PAGES, orderPlace } from '#app/routes/office/notice-place.ts'
import { mappedRoutes } from './support/mapped-routes.ts'

const onMap = new Set(mappedRoutes().map(({ path }) => path))

test('a message leads to a page of the map', () => {
  for (const page of [...Object.values(ORDER_PAGES), ...Object.values(OCCASION_PAGES)])
    expect(onMap.has(page), page).toBe(true)
})

test('a role without a page of one order is led nowhere', () => {
  expect(orderPlace('supervised-person', 'x')).toBeNull()
  expect(orderPlace('bureau', 'x')).toBeNull()
  expect(occasionPlace('lecturer', 'x')).toBeNull()
  expect(occasionPlace('supervised-person', 'x')).toBe('/my/lectures#c-x')
})
