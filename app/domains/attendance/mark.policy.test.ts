import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { checkMark, instantNear, type MarkFacts, type MarkRefusal } from './mark.policy.ts'
import type { OccasionState } from './occasion.policy.ts'

const at = (time: string, day = '2026-07-25') => instantAt(calendarDay(day), time)
const session = { from: at('14:30'), to: at('16:00') }
const mark = (more: Partial<MarkFacts> = {}): MarkFacts => ({
  ...{ outcome: 'attended', inAt: null, outAt: null, lateMinutes: null, note: null },
  ...more,
})
const check = (facts: Partial<MarkFacts>, now: Date, state: OccasionState = 'planned') =>
  checkMark(mark(facts), { session, state, now })

describe('before, during and after the class', () => {
  const [longBefore, doors, during, after] = [at('13:29'), at('13:30'), at('15:00'), at('16:05')]
  test.each<[string, Partial<MarkFacts>, Date, MarkRefusal | null]>([
    ['an excuse for a class to come', { outcome: 'excused' }, longBefore, null],
    ['taking it back', { outcome: null }, longBefore, null],
    ['anything else is not known yet', {}, longBefore, 'not-begun'],
    ['nor that somebody did not come', { outcome: 'absent' }, longBefore, 'not-begun'],
    ['from an hour before, who is there', { inAt: at('13:30') }, doors, null],
    ['who came late', { inAt: at('14:41') }, during, null],
    ['a time that has not come', { inAt: at('15:01') }, during, 'time-to-come'],
    ['an out that has not come', { outcome: 'left-early', outAt: at('15:30') }, during, 'time-to-come'],
    ['long before the doors open', { inAt: at('13:29') }, during, 'in-outside'],
    ['when it was over', { inAt: at('16:00') }, after, 'in-outside'],
    ['out before in', { inAt: at('15:00'), outAt: at('14:59') }, after, 'out-before-in'],
    ['out before it began', { outAt: at('14:30') }, after, 'out-outside'],
    ['out at the same minute as in', { inAt: at('15:00'), outAt: at('15:00') }, after, null],
    ['out long after the end', { outAt: at('18:01') }, at('19:00'), 'out-outside'],
    ['lateness beside an in-time', { inAt: at('14:41'), lateMinutes: 11 }, after, 'late-beside-in-time'],
    ['lateness alone', { lateMinutes: 11 }, after, null],
    ['later than it is long', { lateMinutes: 91 }, after, 'late-beyond-class'],
    ['left early, nobody knows when', { outcome: 'left-early' }, after, 'leaving-needs-time'],
    ['absent with a time', { outcome: 'absent', inAt: at('14:30') }, after, 'times-without-presence'],
    ['taken back with a time', { outcome: null, lateMinutes: 3 }, after, 'times-without-presence'],
    ['could not, without a reason', { outcome: 'could-not-take-place' }, after, 'note-needed'],
    ['could not, with one', { outcome: 'could-not-take-place', note: '停电' }, after, null],
  ])('%s', (_, facts, now, expected) => {
    expect(check(facts, now)?.refused ?? null).toBe(expected)
  })

  test.each<OccasionState>(['cancelled', 'did-not-take-place', 'unsettled'])(
    'nothing of one that is %s',
    (state) => {
      expect(check({ outcome: 'absent' }, after, state)).toEqual({ refused: 'called-off' })
      expect(check({ outcome: 'excused' }, longBefore, state)).toEqual({ refused: 'called-off' })
    },
  )
})

describe('which instant a typed time means', () => {
  const night = { from: at('23:30'), to: at('01:00', '2026-07-26') }
  test.each<[string, typeof session, string, Date]>([
    ['the day of the class', session, '14:41', at('14:41')],
    ['a little before', session, '13:40', at('13:40')],
    ['before midnight of one that runs past it', night, '23:40', at('23:40')],
    ['after midnight of one that runs past it', night, '00:20', at('00:20', '2026-07-26')],
    ['nowhere near: as typed, for the rule to refuse', session, '08:00', at('08:00')],
  ])('%s', (_, span, typed, expected) => {
    expect(instantNear(span, typed)).toEqual(expected)
  })
})
