import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { completionOn } from './module-completion.policy.ts'

const day = calendarDay
const days = (...list: string[]) => list.map(day)

test.each<[string, string[], number, string, { on: string; again: string } | null]>([
  ['never passed', [], 180, '2026-07-22', null],
  ['passed today', ['2026-07-22'], 180, '2026-07-22', { on: '2026-07-22', again: '2027-01-18' }],
  ['the last day', ['2026-01-23'], 180, '2026-07-21', { on: '2026-01-23', again: '2026-07-22' }],
  ['the window is over', ['2026-01-23'], 180, '2026-07-22', null],
  [
    'a pass within',
    ['2026-06-01', '2026-07-01'],
    180,
    '2026-07-22',
    { on: '2026-06-01', again: '2026-11-28' },
  ],
  [
    'a pass after it',
    ['2026-01-01', '2026-07-10'],
    180,
    '2026-07-22',
    { on: '2026-07-10', again: '2027-01-06' },
  ],
  [
    'in any order',
    ['2026-07-10', '2026-01-01'],
    180,
    '2026-07-22',
    { on: '2026-07-10', again: '2027-01-06' },
  ],
  ['a shorter window', ['2026-07-10'], 10, '2026-07-22', null],
  ['no window', ['2026-07-22'], 0, '2026-07-22', { on: '2026-07-22', again: '2026-07-23' }],
  ['a pass to come', ['2026-07-23'], 180, '2026-07-22', null],
])('%s', (_, passed, window, today, expected) => {
  expect(completionOn(days(...passed), window, day(today))).toEqual(expected)
})

test('completions of a module never stand within a window of each other', () => {
  const start = day('2026-01-01')
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 400 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 200 }),
      (offsets, window) => {
        const passed = offsets.map((offset) => addDays(start, offset))
        const seen = new Set<CalendarDay>()
        for (let offset = 0; offset <= 400; offset++) {
          const found = completionOn(passed, window, addDays(start, offset))
          if (found) seen.add(found.on)
        }
        const completed = [...seen].sort()
        completed.slice(1).forEach((on, index) => {
          expect(on >= addDays(completed[index]!, window)).toBe(true)
        })
      },
    ),
  )
})
