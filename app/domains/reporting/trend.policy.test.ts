import { expect, test } from 'vitest'
import { percentOf, trendOf } from './trend.policy.ts'

test.each([
  [[82, 78, 91], { trend: 'rising', from: 82, to: 91 }],
  [[82, 85], { trend: 'rising', from: 82, to: 85 }],
  [[82, 60, 84], { trend: 'steady', from: 82, to: 84 }],
  [[90, 88], { trend: 'steady', from: 90, to: 88 }],
  [[90, 99, 87], { trend: 'falling', from: 90, to: 87 }],
  [[90], null],
  [[], null],
] as const)('%j', (percents, answer) => {
  expect(trendOf(percents)).toEqual(answer)
})

test.each([
  [0, 0, null],
  [0, 7, 0],
  [999, 1000, 99],
  [1000, 1000, 100],
  [159, 365, 43],
])('%i of %i', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent)
})
