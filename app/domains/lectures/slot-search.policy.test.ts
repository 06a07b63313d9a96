import { describe, expect, test } from 'vitest'
import {
  addDays,
  calendarDay,
  dayAt,
  instantAt,
  timeOfDay,
  type CalendarDay,
} from '#app/shared/calendar-day.ts'
import { blockedAround } from '#app/domains/calendar/engagement.policy.ts'
import { isDayOff, openMinutes, type DayKind } from './availability.policy.ts'
import { searchSlots, type FreeSlot, type SlotWish } from './slot-search.policy.ts'
import { checkSlot, type SlotBusy, type SlotLecturer, type SlotRoom, type SlotWorld } from './slot.policy.ts'
import { firstServed, type Waiting } from './waiting.policy.ts'

const day = calendarDay
const at = (on: string, time: string) => instantAt(day(on), time)
const NOW = at('2026-07-22', '10:00')
const TOPIC = { code: 'a7', minutes: 90, roomNeeds: [] as string[] }

const hours = (weekday: number, fromMinute: number, toMinute: number) => ({
  ...{ weekday, fromMinute, toMinute, fromOn: day('2026-01-01'), toOn: null },
})
const lecturer = (id: string, more: Partial<SlotLecturer> = {}): SlotLecturer => ({
  ...{ id, staffId: `staff-${id}`, travelLimitMinutes: 60, dayLimit: 2, monthLimit: 8 },
  ...{ fromOn: day('2026-01-01'), toOn: null, exceptions: [] },
  topics: [{ code: 'a7', fromOn: day('2026-01-01'), toOn: null }],
  // Tuesday and Saturday, afternoon and evening.
  hours: [2, 6].flatMap((weekday) => [hours(weekday, 840, 1050), hours(weekday, 1110, 1260)]),
  ...more,
})
const room = (id: string, more: Partial<SlotRoom> = {}): SlotRoom => ({
  ...{ id, officeId: 'dongtang', capacity: 60, equipment: ['projector'], travelMinutes: 30, retiredOn: null },
  ...more,
})
const busy = (staff: string | null, where: string | null, on: string, from: string, to: string): SlotBusy => {
  const during = { from: at(on, from), to: at(on, to) }
  return {
    staffId: staff && `staff-${staff}`,
    roomId: where,
    during,
    blocked: blockedAround(during, 30),
    lecture: true,
  }
}
const world = (more: Partial<SlotWorld> = {}): SlotWorld => ({
  ...{ now: NOW, lecturers: [lecturer('he')], rooms: [room('hall')], busy: [] },
  days: new Map<CalendarDay, DayKind>(),
  ...more,
})
const wish = (more: Partial<SlotWish> = {}): SlotWish => ({
  ...{ topic: TOPIC, seats: 30, from: day('2026-08-03'), to: day('2026-08-09'), time: 'any' },
  ...{ lecturerId: null, roomIds: ['hall'] },
  ...more,
})
const told = (slots: readonly FreeSlot[]) =>
  slots.map(({ lecturerId, roomId, start }) => `${lecturerId} ${roomId} ${dayAt(start)} ${timeOfDay(start)}`)

describe('open hours of a day', () => {
  const SATURDAY = day('2026-08-08')
  test.each([
    [
      'an ordinary Saturday',
      lecturer('he'),
      null,
      [
        [840, 1050],
        [1110, 1260],
      ],
    ],
    ['a public holiday', lecturer('he'), 'holiday', []],
    ['a Saturday that is worked instead: the evening', lecturer('he'), 'workday', [[1110, 1260]]],
    [
      'hours more on a holiday',
      lecturer('he', { exceptions: [{ day: SATURDAY, open: true, fromMinute: 540, toMinute: 660 }] }),
      'holiday',
      [[540, 660]],
    ],
    [
      'hours less in the middle',
      lecturer('he', { exceptions: [{ day: SATURDAY, open: false, fromMinute: 900, toMinute: 960 }] }),
      null,
      [
        [840, 900],
        [960, 1050],
        [1110, 1260],
      ],
    ],
    [
      'another day’s exception',
      lecturer('he', {
        exceptions: [{ day: day('2026-08-09'), open: false, fromMinute: 0, toMinute: 1440 }],
      }),
      null,
      [
        [840, 1050],
        [1110, 1260],
      ],
    ],
    [
      'hours that ended the day before',
      lecturer('he', { hours: [{ ...hours(6, 840, 1050), toOn: SATURDAY }] }),
      null,
      [],
    ],
  ] as const)('%s', (_, one, kind, expected) => {
    expect(openMinutes(one, SATURDAY, kind)).toEqual(expected)
  })

  test('a worked Saturday is no day off, a holiday on a Wednesday is', () => {
    expect(isDayOff(SATURDAY, null)).toBe(true)
    expect(isDayOff(SATURDAY, 'workday')).toBe(false)
    expect(isDayOff(day('2026-08-05'), 'holiday')).toBe(true)
  })
})

describe('whether a class can be at an instant', () => {
  const setting = { topic: TOPIC, lecturer: lecturer('he'), room: room('hall'), seats: 30 }
  const check = (more: Partial<typeof setting>, start = at('2026-08-08', '14:30'), busyAt: SlotBusy[] = []) =>
    checkSlot(world({ busy: busyAt }), { ...setting, ...more }, start)?.refused ?? 'free'
  const ended = day('2026-08-01')

  test.each([
    ['free', check({})],
    ['past', check({}, at('2026-07-21', '14:30'))],
    ['past', check({}, NOW)],
    ['too-far-ahead', check({}, at('2030-08-06', '14:30'))],
    ['not-lecturing', check({ lecturer: lecturer('he', { toOn: ended }) })],
    ['not-qualified', check({ topic: { ...TOPIC, code: 'c1' } })],
    [
      'not-qualified',
      check({
        lecturer: lecturer('he', { topics: [{ code: 'a7', fromOn: day('2026-01-01'), toOn: ended }] }),
      }),
    ],
    ['room-closed', check({ room: room('hall', { retiredOn: ended }) })],
    ['room-too-small', check({ seats: 61 })],
    ['room-lacks', check({ topic: { ...TOPIC, roomNeeds: ['movable-chairs'] } })],
    ['too-far', check({ room: room('hall', { travelMinutes: 61 }) })],
    ['not-open', check({}, at('2026-08-07', '14:30'))],
    ['not-open', check({}, at('2026-08-08', '16:30'))],
    ['free', check({}, at('2026-08-08', '16:00'))],
    // 90 minutes + 30 of travel on each side of both: an hour between two classes is enough, a minute less is not.
    [
      'lecturer-taken',
      check({}, at('2026-08-08', '18:30'), [busy('he', null, '2026-08-08', '15:00', '17:31')]),
    ],
    ['free', check({}, at('2026-08-08', '18:30'), [busy('he', null, '2026-08-08', '15:00', '17:30')])],
    [
      'room-taken',
      check({}, at('2026-08-08', '14:30'), [busy(null, 'hall', '2026-08-08', '09:00', '13:31')]),
    ],
    [
      'day-full',
      check({}, at('2026-08-08', '19:00'), [
        busy('he', null, '2026-08-08', '09:00', '10:00'),
        busy('he', null, '2026-08-08', '11:30', '12:30'),
      ]),
    ],
    [
      'month-full',
      check({ lecturer: lecturer('he', { monthLimit: 1 }) }, at('2026-08-08', '19:00'), [
        busy('he', null, '2026-08-31', '19:00', '20:30'),
      ]),
    ],
    [
      'free',
      check({ lecturer: lecturer('he', { monthLimit: 1 }) }, at('2026-08-08', '19:00'), [
        busy('he', null, '2026-09-01', '19:00', '20:30'),
      ]),
    ],
  ])('%s', (expected, found) => expect(found).toBe(expected))

  test('a lecturer may give time beyond their open hours, not time that is taken', () => {
    const start = at('2026-08-07', '09:00')
    expect(checkSlot(world(), setting, start, { ownTime: true })).toBeNull()
    const taken = world({ busy: [busy('he', null, '2026-08-07', '10:00', '11:00')] })
    expect(checkSlot(taken, setting, start, { ownTime: true })).toEqual({ refused: 'lecturer-taken' })
  })
})

describe('the search', () => {
  test('evenings and days off first, because people work', () => {
    const { slots, nearest, givenUp } = searchSlots(world(), wish())
    expect(told(slots)).toEqual([
      ...['he hall 2026-08-04 18:30', 'he hall 2026-08-08 14:00', 'he hall 2026-08-08 18:30'],
      'he hall 2026-08-04 14:00',
    ])
    expect([nearest, givenUp]).toEqual([[], []])
  })

  test.each([
    ['weekend', ['he hall 2026-08-08 14:00', 'he hall 2026-08-08 18:30']],
    ['evening', ['he hall 2026-08-04 18:30', 'he hall 2026-08-08 18:30']],
    ['afternoon', ['he hall 2026-08-08 14:00', 'he hall 2026-08-04 14:00']],
  ] as const)('by time of day: %s', (time, expected) => {
    expect(told(searchSlots(world(), wish({ time })).slots)).toEqual(expected)
  })

  test('around what is taken, travel included', () => {
    const taken = world({ busy: [busy('he', null, '2026-08-08', '14:00', '15:00')] })
    expect(told(searchSlots(taken, wish({ time: 'weekend' })).slots)).toEqual([
      // 15:00 + 30 home + 30 there = 16:00.
      ...['he hall 2026-08-08 16:00', 'he hall 2026-08-08 18:30'],
    ])
  })

  test('in the smallest room that holds everybody', () => {
    const rooms = [room('hall'), room('small', { capacity: 24 }), room('middle', { capacity: 40 })]
    const { slots } = searchSlots(
      world({ rooms }),
      wish({ roomIds: ['hall', 'small', 'middle'], time: 'weekend' }),
    )
    expect(new Set(slots.map(({ roomId }) => roomId))).toEqual(new Set(['middle']))
  })

  test('of two at the same instant, whoever teaches less this month', () => {
    const lecturers = [lecturer('he'), lecturer('shao')]
    const taken = world({ lecturers, busy: [busy('he', null, '2026-08-11', '19:00', '20:30')] })
    expect(told(searchSlots(taken, wish({ time: 'weekend' })).slots).slice(0, 2)).toEqual([
      ...['shao hall 2026-08-08 14:00', 'he hall 2026-08-08 14:00'],
    ])
  })

  test.each<[string, Partial<SlotWorld>, Partial<SlotWish>, string[], string]>([
    ['another time of day', {}, { time: 'morning' }, ['time'], 'he hall 2026-08-04 18:30'],
    [
      'another week',
      {},
      { from: day('2026-08-05'), to: day('2026-08-07'), time: 'weekend' },
      ['week'],
      'he hall 2026-08-08 14:00',
    ],
    [
      'another lecturer',
      { lecturers: [lecturer('he', { hours: [] }), lecturer('shao')] },
      { lecturerId: 'he', time: 'evening' },
      ['lecturer'],
      'shao hall 2026-08-04 18:30',
    ],
    [
      'another place',
      { rooms: [room('hall', { capacity: 10 }), room('far', { officeId: 'nanpu' })] },
      {},
      ['place', 'time', 'week'],
      'he far 2026-08-04 18:30',
    ],
  ])('always offers something: %s', (_, changed, asked, givenUp, first) => {
    const answer = searchSlots(world(changed), wish(asked))
    expect(answer.slots).toEqual([])
    expect(answer.givenUp).toEqual(givenUp)
    expect(told(answer.nearest)[0]).toBe(first)
    expect(answer.nearest.length).toBeLessThanOrEqual(6)
  })

  test('empty only when nobody who teaches the topic can come anywhere', () => {
    const nobody = world({ lecturers: [lecturer('he', { topics: [] })] })
    expect(searchSlots(nobody, wish())).toEqual({ slots: [], nearest: [], givenUp: [] })
  })

  test('never a time that has gone by, also later today', () => {
    const evening = world({ now: at('2026-08-04', '18:45') })
    const { slots } = searchSlots(evening, wish({ from: day('2026-08-01'), to: day('2026-08-04') }))
    expect(told(slots)).toEqual(['he hall 2026-08-04 19:00'])
  })

  test('whatever it offers can be had, by the rule that the claim asks', () => {
    const full = world({
      lecturers: [lecturer('he'), lecturer('shao', { dayLimit: 1 })],
      rooms: [room('hall'), room('small', { capacity: 31, travelMinutes: 45 })],
      busy: [
        busy('he', 'hall', '2026-08-04', '19:00', '20:30'),
        busy('shao', null, '2026-08-08', '09:00', '10:00'),
      ],
      days: new Map([
        [day('2026-08-15'), 'holiday'],
        [day('2026-08-22'), 'workday'],
      ]),
    })
    const { slots } = searchSlots(
      full,
      wish({ to: addDays(day('2026-08-03'), 60), roomIds: ['hall', 'small'] }),
    )
    expect(slots.length).toBeGreaterThan(20)
    for (const slot of slots) {
      const setting = {
        topic: TOPIC,
        lecturer: full.lecturers.find(({ id }) => id === slot.lecturerId)!,
        room: full.rooms.find(({ id }) => id === slot.roomId)!,
        seats: 30,
      }
      expect(checkSlot(full, setting, slot.start), told([slot])[0]).toBeNull()
    }
  })
})

describe('who waits first is served first', () => {
  const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
    ...{ id, officeId: 'dongtang', topicCode: 'a7', minutes: 90, roomNeeds: [], seatsTaken: 20 },
    ...{ asked: 'anyone', lecturerId: null, wantedFrom: day('2026-08-03'), wantedTo: day('2026-08-09') },
    wantedTime: 'any',
    ...more,
  })
  const served = (queue: Waiting[], start = at('2026-08-08', '19:00')) =>
    firstServed(world(), lecturer('he'), queue, start)?.orderId ?? null

  test.each<[string, Waiting[], string | null]>([
    ['the first', [waiting('1'), waiting('2')], '1'],
    [
      'not one that asked for another lecturer',
      [waiting('1', { asked: 'named', lecturerId: 'shao' }), waiting('2')],
      '2',
    ],
    ['one that asked for this one', [waiting('1', { asked: 'named', lecturerId: 'he' }), waiting('2')], '1'],
    ['not one whose week is over', [waiting('1', { wantedTo: day('2026-08-07') }), waiting('2')], '2'],
    ['not one that wants an afternoon', [waiting('1', { wantedTime: 'afternoon' }), waiting('2')], '2'],
    [
      'one that wants a weekend, on a Saturday evening',
      [waiting('1', { wantedTime: 'weekend' }), waiting('2')],
      '1',
    ],
    ['not one whose rooms are too small', [waiting('1', { seatsTaken: 90 }), waiting('2')], '2'],
    ['not one without a room', [waiting('1', { officeId: 'nanpu' }), waiting('2')], '2'],
    ['nobody', [], null],
  ])('%s', (_, queue, expected) => expect(served(queue)).toBe(expected))
})
