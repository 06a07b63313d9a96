import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf, type Instants } from '#app/shared/instants.ts'
import { creditForUnit, mayEarnAgain } from './credit.policy.ts'
import { between } from './hours-entry.factory.ts'

const at = (day: string, time: string) => instantAt(calendarDay(day), time).getTime()

describe('one unit', () => {
  test('21:05–21:31 in a unit of ten minutes: 10 counted, 16 over', () => {
    const { credits, withoutCredit, totals } = creditForUnit({
      witnessed: between('2026-07-08', '21:05', '21:31'),
      nominalMinutes: 10,
      readingFactor: 1,
    })
    expect(credits).toEqual([
      {
        day: '2026-07-08',
        minutes: 10,
        during: between('2026-07-08', '21:05', '21:15'),
        witnessedSeconds: 1560,
        cutOverNominalSeconds: 960,
        cutByRoundingSeconds: 0,
      },
    ])
    expect(withoutCredit).toEqual([])
    expect(totals).toMatchObject({ minutes: 10, capSeconds: 600, witnessedSeconds: 1560 })
  })

  test('a recorded reading need doubles what can be credited', () => {
    const unit = { witnessed: between('2026-07-08', '21:05', '21:31'), nominalMinutes: 10 }
    expect(creditForUnit({ ...unit, readingFactor: 2 }).totals.minutes).toBe(20)
  })

  test('seconds of a day are summed before they are rounded', () => {
    const start = at('2026-07-08', '20:00')
    const witnessed: Instants = [
      [start, start + 150_000],
      [start + 300_000, start + 450_000],
      [start + 600_000, start + 659_999],
    ]
    const { credits } = creditForUnit({ witnessed, nominalMinutes: 10, readingFactor: 1 })
    expect(credits).toMatchObject([{ minutes: 5, witnessedSeconds: 359, cutByRoundingSeconds: 59 }])
  })

  test('23:50–00:10 over the month’s end is split at county midnight', () => {
    const witnessed: Instants = [[at('2026-04-30', '23:50'), at('2026-05-01', '00:10')]]
    const { credits } = creditForUnit({ witnessed, nominalMinutes: 30, readingFactor: 1 })
    expect(credits.map(({ day, minutes }) => [day, minutes])).toEqual([
      ['2026-04-30', 10],
      ['2026-05-01', 10],
    ])
  })

  test('the nominal time is one for all days; the earlier day has it first', () => {
    const witnessed: Instants = [[at('2026-04-30', '23:54'), at('2026-05-01', '00:10')]]
    const { credits } = creditForUnit({ witnessed, nominalMinutes: 10, readingFactor: 1 })
    expect(credits.map(({ minutes }) => minutes)).toEqual([6, 4])
    expect(credits[1]).toMatchObject({ witnessedSeconds: 600, cutOverNominalSeconds: 360 })
  })

  test('days that earn nothing say why', () => {
    const witnessed: Instants = [
      [at('2026-07-08', '20:00'), at('2026-07-08', '20:10')],
      [at('2026-07-09', '20:00'), at('2026-07-09', '20:05')],
    ]
    const over = creditForUnit({ witnessed, nominalMinutes: 10, readingFactor: 1 })
    expect(over.withoutCredit).toMatchObject([{ day: '2026-07-09', minutes: 0, cutOverNominalSeconds: 300 }])

    const glance: Instants = [[at('2026-07-08', '20:00'), at('2026-07-08', '20:00') + 59_000]]
    const short = creditForUnit({ witnessed: glance, nominalMinutes: 10, readingFactor: 1 })
    expect(short).toMatchObject({ credits: [], withoutCredit: [{ minutes: 0, cutByRoundingSeconds: 59 }] })
  })

  test('nothing witnessed, nothing credited', () => {
    const { credits, totals } = creditForUnit({ witnessed: [], nominalMinutes: 10, readingFactor: 1 })
    expect(credits).toEqual([])
    expect(totals).toMatchObject({ minutes: 0, witnessedSeconds: 0 })
  })
})

test('a unit earns again after its window', () => {
  const day = calendarDay
  expect(mayEarnAgain(null, day('2026-07-22'), 180)).toBe(true)
  expect(mayEarnAgain(day('2026-01-23'), day('2026-07-22'), 180)).toBe(true)
  expect(mayEarnAgain(day('2026-01-24'), day('2026-07-22'), 180)).toBe(false)
})

test('credit ≤ wall clock, ≤ nominal × factor, within what was witnessed, and every second is accounted for', () => {
  const midnight = at('2026-07-09', '00:00')
  const anySpan = fc
    .tuple(fc.integer({ min: -90_000_000, max: 90_000_000 }), fc.integer({ min: 1, max: 2_000_000 }))
    .map(([from, length]): [number, number] => [midnight + from, midnight + from + length])
  fc.assert(
    fc.property(
      fc.array(anySpan, { maxLength: 12 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(1, 1.5, 2),
      (spans, nominalMinutes, readingFactor) => {
        const { credits, withoutCredit, totals } = creditForUnit({
          witnessed: spans,
          nominalMinutes,
          readingFactor,
        })
        const wallClock = lengthMs(unionOf(spans))
        expect(totals.minutes * 60_000).toBeLessThanOrEqual(wallClock)
        expect(totals.minutes).toBeLessThanOrEqual(nominalMinutes * readingFactor)
        for (const day of [...credits, ...withoutCredit]) {
          expect(day.minutes * 60_000).toBeLessThanOrEqual(lengthMs(day.during))
          expect(day.cutByRoundingSeconds).toBeGreaterThanOrEqual(0)
          expect(day.minutes * 60 + day.cutByRoundingSeconds + day.cutOverNominalSeconds).toBe(
            day.witnessedSeconds,
          )
        }
        const during = credits.flatMap((day) => [...day.during])
        expect(lengthMs(unionOf([...spans, ...during]))).toBe(wallClock)
      },
    ),
    { numRuns: 200, seed: 20260722 },
  )
})
