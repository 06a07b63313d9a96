import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import {
  assignmentState,
  mayAssign,
  usualDueDay,
  type AssignmentState,
  type Studied,
} from './assignment.policy.ts'

const day = calendarDay
const TODAY = day('2026-07-22')
const UNITS = ['a1/1', 'a1/2']
const until = (countedUntil: string | null, begun = false): Studied => ({
  countedUntil: countedUntil ? day(countedUntil) : null,
  begun,
})

describe('where an assignment stands', () => {
  const assigned = (dueOn: string) => ({ assignedOn: day('2026-07-20'), dueOn: day(dueOn) })
  test.each([
    ['nothing studied', '2026-07-29', {}, 'open', 2],
    ['one of two', '2026-07-29', { 'a1/1': until('2027-01-17') }, 'open', 1],
    ['three days ahead', '2026-07-25', {}, 'due-soon', 2],
    ['four days ahead', '2026-07-26', {}, 'open', 2],
    ['the due day itself', '2026-07-22', {}, 'due-soon', 2],
    ['the day after', '2026-07-21', {}, 'overdue', 2],
    ['all of it', '2026-07-21', { 'a1/1': until('2027-01-17'), 'a1/2': until('2027-01-18') }, 'done', 0],
    [
      'counted before it was assigned, and still then',
      '2026-07-29',
      { 'a1/1': until('2026-07-21'), 'a1/2': until('2027-01-18') },
      ...(['done', 0] as const),
    ],
    ['counted long ago', '2026-07-29', { 'a1/1': until('2026-07-20') }, 'open', 2],
    ['open, not counted', '2026-07-29', { 'a1/1': until(null, true) }, 'open', 2],
  ] as const)('%s', (_, dueOn, studied, state, unitsLeft) => {
    const found = assignmentState(assigned(dueOn), UNITS, new Map(Object.entries(studied)), TODAY)
    expect(found).toEqual({ state, unitsLeft })
  })

  test('what was done stays done when the unit counts again', () => {
    const studied = new Map([
      ['a1/1', until('2026-12-01')],
      ['a1/2', until('2026-12-01')],
    ])
    expect(assignmentState(assigned('2026-07-29'), UNITS, studied, day('2027-05-01')).state).toBe('done')
  })
})

describe('whether a module may be assigned', () => {
  const usual = {
    ...{ today: TODAY, dueOn: day('2026-07-29'), leftOn: null, unitIds: UNITS },
    ...{ studied: new Map<string, Studied>(), standing: null as AssignmentState | null },
  }
  const all = new Map(UNITS.map((id) => [id, until('2027-01-01')]))
  test.each([
    ['nothing against it', {}, { renews: false }],
    ['today is a day', { dueOn: TODAY }, { renews: false }],
    ['yesterday is not', { dueOn: day('2026-07-21') }, { refused: 'due-past' }],
    ['a quarter ahead', { dueOn: day('2026-10-22') }, { renews: false }],
    ['more than that', { dueOn: day('2026-10-23') }, { refused: 'due-too-far' }],
    ['leaves tomorrow', { leftOn: day('2026-07-23') }, { renews: false }],
    ['gone today', { leftOn: TODAY }, { refused: 'left-register' }],
    ['no unit for this regime', { unitIds: [] }, { refused: 'not-taught' }],
    ['all counted', { studied: all }, { refused: 'nothing-left' }],
    ['one that stands', { standing: 'open' }, { refused: 'already-assigned' }],
    ['one that is due', { standing: 'due-soon' }, { refused: 'already-assigned' }],
    ['one that is overdue', { standing: 'overdue' }, { renews: true }],
    ['one that was done', { standing: 'done' }, { renews: true }],
  ] as const)('%s', (_, change, answer) => {
    expect(mayAssign({ ...usual, ...change })).toEqual(answer)
  })
})

test.each([
  ['2026-07-22', '2026-07-29'],
  ['2026-07-24', '2026-07-31'],
  ['2026-07-25', '2026-07-31'],
  ['2026-07-31', '2026-07-31'],
])('the usual due day of %s is %s', (today, due) => {
  expect(usualDueDay(day(today), day('2026-07-31'))).toBe(due)
})
