import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { lengthMs } from '#app/shared/instants.ts'
import { creditsOf, worthOf } from './credit.policy.ts'
import { minutesToCredit, worthTable, type Presence } from './minutes.policy.ts'
import { outcomeCodes, OUTCOMES } from './outcome.policy.ts'

const at = (time: string, day = '2026-07-25') => instantAt(calendarDay(day), time)
/** The drawn Saturday: 14:30 to 16:00. */
const session = { from: at('14:30'), to: at('16:00') }
const presence = (more: Partial<Presence> = {}): Presence => ({
  ...{ outcome: 'attended', session, inAt: null, outAt: null, lateMinutes: null, toleranceMinutes: 0 },
  ...more,
})

describe('what a presence is worth', () => {
  test.each<[string, Partial<Presence>, number, number, number]>([
    // words, presence, minutes, cut for lateness, cut for leaving
    ['in time, nobody wrote when', {}, 90, 0, 0],
    ['early', { inAt: at('14:21') }, 90, 0, 0],
    ['to the minute', { inAt: at('14:30') }, 90, 0, 0],
    ['eleven minutes late, as drawn', { inAt: at('14:41') }, 79, 11, 0],
    ['ten minutes late, without an in-time', { lateMinutes: 10 }, 80, 10, 0],
    ['an in-time stands before recorded lateness', { inAt: at('14:35'), lateMinutes: 30 }, 85, 5, 0],
    ['half a minute late costs a minute', { inAt: new Date(at('14:30').getTime() + 30_000) }, 89, 1, 0],
    ['left early', { outcome: 'left-early', outAt: at('15:10') }, 40, 0, 50],
    ['late and left early', { outcome: 'left-early', inAt: at('14:40'), outAt: at('15:10') }, 30, 10, 50],
    ['stayed longer', { outAt: at('16:40') }, 90, 0, 0],
    ['came after the end', { inAt: at('16:10') }, 0, 90, 0],
    ['left before it began', { outAt: at('14:10') }, 0, 0, 90],
    ['went before they came', { inAt: at('15:00'), outAt: at('14:50') }, 0, 30, 60],
    ['later than it is long', { lateMinutes: 200 }, 0, 90, 0],
    ['within the tolerance', { inAt: at('14:34'), toleranceMinutes: 5 }, 90, 0, 0],
    ['at the tolerance', { inAt: at('14:35'), toleranceMinutes: 5 }, 90, 0, 0],
    ['beyond it, all of it', { inAt: at('14:36'), toleranceMinutes: 5 }, 84, 6, 0],
    ['lateness within it', { lateMinutes: 5, toleranceMinutes: 5 }, 90, 0, 0],
    ['excused', { outcome: 'excused' }, 0, 0, 0],
    ['absent', { outcome: 'absent' }, 0, 0, 0],
    ['could not take part', { outcome: 'could-not-take-place' }, 0, 0, 0],
  ])('%s', (_, more, minutes, cutLate, cutEarly) => {
    expect(minutesToCredit(presence(more))).toMatchObject({ minutes, cutLate, cutEarly })
  })

  test('past midnight it is two lines, each rounded down', () => {
    const night = { from: at('23:30', '2026-07-31'), to: at('01:00', '2026-08-01') }
    const { days, minutes } = minutesToCredit(
      presence({ session: night, inAt: new Date(at('23:40', '2026-07-31').getTime() + 30_000) }),
    )
    expect(days.map(({ day, minutes }) => `${day} ${minutes}`)).toEqual(['2026-07-31 19', '2026-08-01 60'])
    expect(minutes).toBe(79)
  })

  test('the preview is the credit: ten minutes late → an hour and twenty', () => {
    expect(worthTable(session, 0)).toEqual([
      { lateMinutes: 0, minutes: 90 },
      { lateMinutes: 10, minutes: 80 },
      { lateMinutes: 30, minutes: 60 },
    ])
    expect(worthTable(session, 10)[1]).toEqual({ lateMinutes: 10, minutes: 90 })
    expect(worthTable({ from: at('14:30'), to: at('14:50') }, 0)).toHaveLength(2)
  })
})

const anyPresence = fc
  .record({
    outcome: fc.constantFrom(...outcomeCodes),
    begin: fc.integer({ min: 0, max: 2 * 24 * 3600 }),
    length: fc.integer({ min: 1, max: 720 }),
    inAfter: fc.option(fc.integer({ min: -7200, max: 60_000 })),
    outAfter: fc.option(fc.integer({ min: -7200, max: 60_000 })),
    late: fc.option(fc.integer({ min: 1, max: 800 })),
    tolerance: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ outcome, begin, length, inAfter, outAfter, late, tolerance }): Presence => {
    const from = at('00:00').getTime() + begin * 1000
    const after = (seconds: number | null) => (seconds === null ? null : new Date(from + seconds * 1000))
    return {
      ...{ outcome, session: { from: new Date(from), to: new Date(from + length * 60_000) } },
      ...{ inAt: after(inAfter), outAt: after(outAfter), lateMinutes: late, toleranceMinutes: tolerance },
    }
  })

describe('whatever was recorded', () => {
  test('no minute beyond the class, none beyond the wall clock of its day, none without presence', () => {
    fc.assert(
      fc.property(anyPresence, (one) => {
        const { minutes, days } = minutesToCredit(one)
        const length = (one.session.to.getTime() - one.session.from.getTime()) / 60_000
        expect(minutes).toBeLessThanOrEqual(length)
        expect(Number.isInteger(minutes) && minutes >= 0).toBe(true)
        for (const day of days) {
          expect(day.minutes).toBeGreaterThan(0)
          expect(day.minutes * 60_000).toBeLessThanOrEqual(lengthMs(day.during))
          expect(lengthMs(day.during) - day.minutes * 60_000).toBeLessThan(60_000)
        }
        if (!OUTCOMES[one.outcome].credited) expect(minutes).toBe(0)
      }),
    )
  })

  test('coming earlier, staying longer or more tolerance never costs a minute', () => {
    fc.assert(
      fc.property(anyPresence, fc.integer({ min: 0, max: 90 }), (one, minutes) => {
        const ms = minutes * 60_000
        const before = minutesToCredit(one).minutes
        const move = (instant: Date | null, by: number) => instant && new Date(instant.getTime() + by)
        expect(minutesToCredit({ ...one, inAt: move(one.inAt, -ms) }).minutes).toBeGreaterThanOrEqual(
          before - 1,
        )
        expect(minutesToCredit({ ...one, outAt: move(one.outAt, ms) }).minutes).toBeGreaterThanOrEqual(
          before - 1,
        )
        expect(
          minutesToCredit({ ...one, toleranceMinutes: one.toleranceMinutes + minutes }).minutes,
        ).toBeGreaterThanOrEqual(before - 1)
      }),
    )
  })
})

test('the line says why it is not the whole class', () => {
  const terms = {
    ...{ sourceKind: 'lecture' as const, sourceId: 'occasion:x', session, toleranceMinutes: 0 },
    ...{ subject: { code: 'b3', zh: '求职', en: 'Work' }, policyVersionId: null },
    today: calendarDay('2026-08-01'),
  }
  const mark = {
    ...{ outcome: 'left-early' as const, inAt: at('14:41'), outAt: at('15:30') },
    ...{ lateMinutes: null, note: null },
  }
  const [line] = creditsOf('zhou12', worthOf(mark, terms), mark, terms)
  expect(line).toMatchObject({ minutes: 49, countyDay: '2026-07-25', late: true })
  expect(line!.explanation).toEqual({
    subject: terms.subject,
    notes: [
      {
        ...{ code: 'late-arrival', starts: '14:30' },
        ...{ arrived: '14:41', cutMinutes: 11 },
      },
      {
        ...{ code: 'left-early', ends: '16:00' },
        ...{ left: '15:30', cutMinutes: 30 },
      },
    ],
  })
})
