import { expect, test } from 'vitest'
import type { Module, Unit } from '#content/lesson.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { modules as samples } from '#tests/support/two-modules.ts'
import { nextUnit, nextUnits } from './next-unit.server.ts'
import type { UnitState } from './progress.queries.server.ts'

const sample = samples[0]!
/** Modules of `units` units of ten minutes each. */
const module = (code: string, units: number): Module => ({
  ...sample,
  code,
  units: Array.from({ length: units }, (_, index): Unit => ({
    ...sample.units[0]!,
    ...{ code: String(index + 1), id: `${code}/${index + 1}`, minutes: 10, regime: 'all' },
  })),
})
const MENU = [module('m1', 2), module('m2', 4), module('m3', 3)]
const counted: UnitState = {
  state: 'counted',
  on: calendarDay('2026-07-08'),
  again: calendarDay('2027-01-04'),
  minutes: 10,
}
const open: UnitState = { state: 'open', place: 2, passages: 3 }
const after = (states: Record<string, UnitState>) => new Map(Object.entries(states))

test.each([
  ['nothing studied: the first of the menu', {}, 'm1/1', 2],
  ['a module that is partly done goes on', { 'm2/1': counted, 'm2/2': counted }, 'm2/3', 2],
  ['a unit that is open comes before it', { 'm2/1': counted, 'm3/2': open }, 'm3/2', 3],
  ['what is done is passed over', { 'm1/1': counted, 'm1/2': counted }, 'm2/1', 4],
])('%s', (_, states, unitId, unitsLeft) => {
  expect(nextUnit(MENU, after(states), false)).toMatchObject({
    unitId,
    unitsLeft,
    minutesLeft: unitsLeft * 10,
  })
})

test('nothing is left when everything has been counted', () => {
  const all = MENU.flatMap(({ units }) => units.map(({ id }) => [id, counted] as const))
  expect(nextUnit(MENU, new Map(all), false)).toBeNull()
  expect(nextUnits(MENU, new Map(all), false, 100)).toEqual([])
})

test.each([
  [0, ['m1/1']],
  [20, ['m1/1']],
  [21, ['m1/1', 'm2/1']],
  [61, ['m1/1', 'm2/1', 'm3/1']],
  [1000, ['m1/1', 'm2/1', 'm3/1']],
])('modules for %i minutes', (wanted, unitIds) => {
  expect(nextUnits(MENU, after({}), false, wanted).map(({ unitId }) => unitId)).toEqual(unitIds)
})
