import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import type { FreeSlot } from './slot-search.policy.ts'
import type { SlotBusy, SlotLecturer, SlotWorld } from './slot.policy.ts'
import { mondayOf, takenSlots } from './week-grid.policy.ts'

const day = calendarDay
const at = (on: string, time: string) => instantAt(day(on), time)
const SATURDAY = '2026-08-08'
const lecturer = (id: string, more: Partial<SlotLecturer> = {}): SlotLecturer => ({
  ...{ id, staffId: `staff-${id}`, travelLimitMinutes: 60, dayLimit: 2, monthLimit: 8, toOn: null },
  ...{ fromOn: day('2020-01-01'), topics: [{ code: 'a7', fromOn: day('2020-01-01'), toOn: null }] },
  hours: [{ weekday: 6, fromMinute: 540, toMinute: 1050, fromOn: day('2020-01-01'), toOn: null }],
  exceptions: [],
  ...more,
})
const busy = (from: string, to: string, more: Partial<SlotBusy> = {}): SlotBusy => {
  const during = { from: at(SATURDAY, from), to: at(SATURDAY, to) }
  return { staffId: 'staff-he', roomId: null, during, blocked: during, lecture: true, ...more }
}
const world = (taken: SlotBusy[], more: Partial<SlotWorld> = {}): SlotWorld => ({
  ...{ now: at('2026-07-22', '10:00'), lecturers: [lecturer('he')], rooms: [], busy: taken, days: new Map() },
  ...more,
})
const free = (part: FreeSlot['part'], time: string): FreeSlot => ({
  ...{ lecturerId: 'he', roomId: 'room', part, dayOff: true },
  ...{ start: at(SATURDAY, time), end: at(SATURDAY, time) },
})
const seen = (of: SlotWorld, slots: FreeSlot[] = [], ids = ['he'], own: string | null = 'dongtang') =>
  takenSlots(
    of,
    { lecturerIds: ids, roomIds: ['room'], from: day('2026-08-03'), to: day('2026-08-09') },
    slots,
    own,
  ).map(({ part, why, start, officeId }) => [
    ...[part, why, start && start.toISOString().slice(11, 16), officeId],
  ])

describe('what stands in the way', () => {
  test('nothing is said of a part that is free, and none of a day that nobody is open', () => {
    expect(seen(world([]), [free('morning', '09:00'), free('afternoon', '14:00')])).toEqual([])
  })

  test('a hold of another office, and what is booked', () => {
    const taken = [
      busy('09:00', '12:00', { officeId: 'beitang', holdUntil: at('2026-07-24', '18:20') }),
      busy('14:30', '16:00', { officeId: 'nanpu' }),
    ]
    expect(seen(world(taken))).toEqual([
      ['morning', 'held', '01:00', 'beitang'],
      ['afternoon', 'lecture', '06:30', 'nanpu'],
    ])
  })

  test('one’s own class; leave, of which nothing is told; a class of another county', () => {
    expect(
      seen(world([busy('09:00', '12:00', { officeId: 'dongtang' })]), [free('afternoon', '14:00')]),
    ).toEqual([['morning', 'own', '01:00', 'dongtang']])
    expect(seen(world([busy('00:00', '23:00', { lecture: false })]))).toEqual([
      ['morning', 'away', null, null],
      ['afternoon', 'away', null, null],
    ])
    expect(seen(world([busy('09:00', '12:00', { officeId: null })]), [free('afternoon', '14:00')])).toEqual([
      ['morning', 'lecture', '01:00', null],
    ])
  })

  test('what begins in the part comes before what only reaches into it', () => {
    const taken = [
      busy('11:00', '13:30', { officeId: 'beitang' }),
      busy('14:30', '16:00', { officeId: 'nanpu' }),
    ]
    expect(seen(world(taken), [free('morning', '09:00')])).toEqual([
      ['afternoon', 'lecture', '06:30', 'nanpu'],
    ])
    expect(seen(world(taken.slice(0, 1)), [free('morning', '09:00')])).toEqual([
      ['afternoon', 'lecture', null, 'beitang'],
    ])
  })

  test('a day or a month that is full', () => {
    const two = [busy('07:00', '08:00'), busy('18:00', '19:00')]
    expect(seen(world(two))).toEqual([
      ['morning', 'day-full', null, null],
      ['afternoon', 'day-full', null, null],
    ])
    const full = world([busy('07:00', '08:00')], { lecturers: [lecturer('he', { monthLimit: 1 })] })
    expect(seen(full).map(([, why]) => why)).toEqual(['month-full', 'month-full'])
  })

  test('the room, told once for all lecturers', () => {
    const room = busy('09:00', '12:00', { staffId: null, roomId: 'room', officeId: 'nanpu' })
    const both = world([room], { lecturers: [lecturer('he'), lecturer('shao')] })
    const afternoon = [free('afternoon', '14:00'), { ...free('afternoon', '14:00'), lecturerId: 'shao' }]
    expect(seen(both, afternoon, ['he', 'shao'])).toEqual([['morning', 'room', '01:00', 'nanpu']])
  })

  test('of what has gone by nothing is said', () => {
    const taken = [busy('09:00', '12:00'), busy('14:30', '16:00')]
    expect(seen(world(taken, { now: at(SATURDAY, '12:00') })).map(([part]) => part)).toEqual(['afternoon'])
  })
})

test.each([
  ['2026-08-03', '2026-08-03'],
  ['2026-08-09', '2026-08-03'],
  ['2026-08-02', '2026-07-27'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (on, monday) => {
  expect(mondayOf(day(on))).toBe(monday)
})
