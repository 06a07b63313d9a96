import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  calendarDay,
  calendarMonth,
  dayAt,
  daysBetween,
  daysOf,
  firstDayOf,
  instantAt,
  isCalendarDay,
  isCalendarMonth,
  lastDayOf,
  monthOf,
  startOfDay,
  timeOfDay,
  weekdayOf,
} from './calendar-day.ts'

const day = calendarDay
const month = calendarMonth

test('only days of the calendar are days', () => {
  expect(isCalendarDay('2028-02-29')).toBe(true)
  for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-7-3', 'today', '']) {
    expect(isCalendarDay(text)).toBe(false)
    expect(() => day(text)).toThrow(RangeError)
  }
  expect(isCalendarMonth('2026-12')).toBe(true)
  for (const text of ['2026-13', '2026-00', '2026-7', '2026-07-01']) {
    expect(isCalendarMonth(text)).toBe(false)
    expect(() => month(text)).toThrow(RangeError)
  }
})

describe('the county’s clock', () => {
  test('a day begins at 00:00 there, 16:00 UTC the day before', () => {
    expect(startOfDay(day('2026-05-01')).toISOString()).toBe('2026-04-30T16:00:00.000Z')
    expect(dayAt(new Date('2026-04-30T15:59:59.999Z'))).toBe('2026-04-30')
    expect(dayAt(new Date('2026-04-30T16:00:00.000Z'))).toBe('2026-05-01')
  })

  test('a time of day there and back', () => {
    expect(instantAt(day('2026-07-03'), '19:12').toISOString()).toBe('2026-07-03T11:12:00.000Z')
    expect(timeOfDay(instantAt(day('2026-07-03'), '19:12'))).toBe('19:12')
    expect(timeOfDay(instantAt(day('2026-07-03'), '00:05'))).toBe('00:05')
    expect(() => instantAt(day('2026-07-03'), 'noon')).toThrow(RangeError)
  })
})

describe('months', () => {
  test('have their days', () => {
    expect(daysOf(month('2026-02'))).toHaveLength(28)
    expect(daysOf(month('2028-02'))).toHaveLength(29)
    expect(daysOf(month('2100-02'))).toHaveLength(28)
    expect(daysOf(month('2026-07')).at(-1)).toBe('2026-07-31')
    expect(firstDayOf(month('2026-07'))).toBe('2026-07-01')
    expect(lastDayOf(month('2026-12'))).toBe('2026-12-31')
  })

  test('follow each other over the year’s end', () => {
    expect(addMonths(month('2026-12'), 1)).toBe('2027-01')
    expect(addMonths(month('2026-01'), -1)).toBe('2025-12')
    expect(addMonths(month('2026-07'), -60)).toBe('2021-07')
  })
})

test('weekdays: 22 July 2026 is a Wednesday, 26 July a Sunday', () => {
  expect(weekdayOf(day('2026-07-22'))).toBe(3)
  expect(weekdayOf(day('2026-07-26'))).toBe(7)
})

describe('for any day', () => {
  const anyDay = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays(day('1990-01-01'), count))
  const options = { numRuns: 200, seed: 20260722 }

  test('adding days and counting them agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count)
        expect(addDays(addDays(from, count), -count)).toBe(from)
        expect(isCalendarDay(addDays(from, count))).toBe(true)
        expect(weekdayOf(addDays(from, 7))).toBe(weekdayOf(from))
      }),
      options,
    )
  })

  test('it is in its month once, and its first instant is in it', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(daysOf(monthOf(any)).filter((other) => other === any)).toHaveLength(1)
        expect(dayAt(startOfDay(any))).toBe(any)
        expect(dayAt(new Date(startOfDay(any).getTime() - 1))).toBe(addDays(any, -1))
      }),
      options,
    )
  })

  test('months add like numbers', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (any, count) => {
        const from = monthOf(any)
        expect(addMonths(addMonths(from, count), -count)).toBe(from)
        expect(isCalendarMonth(addMonths(from, count))).toBe(true)
      }),
      options,
    )
  })
})
