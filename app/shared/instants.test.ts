import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, startOfDay } from './calendar-day.ts'
import {
  differenceOf,
  earliestOf,
  intersectionOf,
  lengthMs,
  splitByDay,
  unionOf,
  type Instants,
  type Span,
} from './instants.ts'

describe('spans', () => {
  test('a union is disjoint and in order; spans that touch become one, empty and backward ones vanish', () => {
    const spans: Span[] = [
      [50, 60],
      [10, 20],
      [20, 30],
      [25, 28],
      [5, 5],
      [9, 3],
    ]
    expect(unionOf(spans)).toEqual([
      [10, 30],
      [50, 60],
    ])
  })

  test('intersection and difference', () => {
    const a: Instants = [
      [0, 10],
      [20, 30],
    ]
    const b: Instants = [[5, 25]]
    expect(intersectionOf(a, b)).toEqual([
      [5, 10],
      [20, 25],
    ])
    expect(differenceOf(a, b)).toEqual([
      [0, 5],
      [25, 30],
    ])
    expect(differenceOf([[0, 30]], a)).toEqual([[10, 20]])
  })

  test('the earliest of it', () => {
    const spans: Instants = [
      [0, 10],
      [20, 30],
    ]
    expect(earliestOf(spans, 15)).toEqual([
      [0, 10],
      [20, 25],
    ])
    expect(earliestOf(spans, 0)).toEqual([])
    expect(earliestOf(spans, 99)).toEqual(spans)
  })

  test('a span over two county midnights has three days', () => {
    const start = startOfDay(calendarDay('2026-04-30')).getTime()
    const hour = 3_600_000
    const days = splitByDay([[start + 23 * hour, start + 49 * hour]])
    expect(days.map(({ day, instants }) => [day, lengthMs(instants) / hour])).toEqual([
      ['2026-04-30', 1],
      ['2026-05-01', 24],
      ['2026-05-02', 1],
    ])
  })
})

describe('for any instants', () => {
  const base = Date.parse('2026-07-01T00:00:00Z')
  const anyInstants = (most: number) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: most })), {
        maxLength: 10,
      })
      .map((spans) => unionOf(spans.map(([from, length]): Span => [base + from, base + from + length])))
  const options = { numRuns: 200, seed: 20260722 }

  test('splitting at midnight loses no millisecond and keeps each part in its day', () => {
    fc.assert(
      fc.property(anyInstants(400_000_000), (instants) => {
        const days = splitByDay(instants)
        expect(unionOf(days.flatMap((part) => [...part.instants]))).toEqual(instants)
        expect(days.reduce((sum, part) => sum + lengthMs(part.instants), 0)).toBe(lengthMs(instants))
        expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort())
        for (const { day, instants: ofDay } of days) {
          const midnight = startOfDay(day).getTime()
          expect(ofDay[0]![0]).toBeGreaterThanOrEqual(midnight)
          expect(ofDay.at(-1)![1]).toBeLessThanOrEqual(midnight + 86_400_000)
        }
      }),
      options,
    )
  })

  test('difference and intersection divide it', () => {
    fc.assert(
      fc.property(anyInstants(200), anyInstants(200), (a, b) => {
        const both = intersectionOf(a, b)
        const onlyA = differenceOf(a, b)
        expect(lengthMs(both) + lengthMs(onlyA)).toBe(lengthMs(a))
        expect(unionOf([...both, ...onlyA])).toEqual(a)
        expect(intersectionOf(onlyA, b)).toEqual([])
        expect(intersectionOf(b, a)).toEqual(both)
      }),
      options,
    )
  })

  test('the earliest n of it is n long, or all of it, and lies in it', () => {
    fc.assert(
      fc.property(anyInstants(200), fc.integer({ min: 0, max: 600 }), (instants, limit) => {
        const earliest = earliestOf(instants, limit)
        expect(lengthMs(earliest)).toBe(Math.min(limit, lengthMs(instants)))
        expect(differenceOf(earliest, instants)).toEqual([])
      }),
      options,
    )
  })
})
