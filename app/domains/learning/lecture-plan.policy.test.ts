import { expect, test } from 'vitest'
import { startsOf } from './lecture-plan.policy.ts'

test('each step begins when the one before it ends', () => {
  const steps = [
    { title: '开场', minutes: 5 },
    { title: '案例', minutes: 25 },
    { title: '收尾', minutes: 10 },
  ]
  expect(startsOf(steps).map(({ from, to }) => [from, to])).toEqual([
    [0, 5],
    [5, 30],
    [30, 40],
  ])
  expect(startsOf([])).toEqual([])
})
