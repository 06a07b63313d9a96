import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { between, credit, reversal } from './hours-entry.factory.ts'
import { revisionOf, type LineOfSource } from './revision.policy.ts'

const DAY = calendarDay('2026-07-08')
const OTHER = calendarDay('2026-07-09')
const line = (entry: ReturnType<typeof credit>, postedAs = 'counsellor'): LineOfSource => ({
  ...entry,
  postedAs,
})
const first = credit('c1', 'counselling', between(DAY, '09:00', '09:50'))
const undone = reversal('r1', first, new Date())
const again = credit('c2', 'counselling', between(DAY, '09:00', '09:40'), { revision: 2 })
const wanted = (day = DAY, to = '09:50', minutes = 50) => ({
  ...{ countyDay: day, minutes, during: between(day, '09:00', to) },
})
const OFFICE = ['office', 'bureau']

describe('lines that follow their record', () => {
  test('nothing yet: a first credit', () => {
    expect(revisionOf([], [wanted()], OFFICE)).toEqual({
      reverse: [],
      credit: [{ ...wanted(), revision: 1 }],
    })
  })

  test('the same again: nothing', () => {
    expect(revisionOf([line(first)], [wanted()], OFFICE)).toEqual({ reverse: [], credit: [] })
  })

  test('shorter: taken back, and credited anew as the next revision', () => {
    const next = wanted(DAY, '09:40', 40)
    expect(revisionOf([line(first)], [next], OFFICE)).toEqual({
      reverse: [line(first)],
      credit: [{ ...next, revision: 2 }],
    })
  })

  test('as long, at another time: a new line too', () => {
    const later = { ...wanted(), during: between(DAY, '10:00', '10:50') }
    expect(revisionOf([line(first)], [later], OFFICE)).toMatchObject({ credit: [{ revision: 2 }] })
  })

  test('on another day: taken back here, credited there', () => {
    expect(revisionOf([line(first)], [wanted(OTHER)], OFFICE)).toEqual({
      reverse: [line(first)],
      credit: [{ ...wanted(OTHER), revision: 1 }],
    })
  })

  test('it did not take place: taken back, once', () => {
    expect(revisionOf([line(first)], [], OFFICE)).toEqual({ reverse: [line(first)], credit: [] })
    expect(revisionOf([line(first), line(undone)], [], OFFICE)).toEqual({ reverse: [], credit: [] })
  })

  test('after two corrections the third is revision 3', () => {
    const lines = [first, undone, again].map((one) => line(one))
    expect(revisionOf(lines, [wanted()], OFFICE)).toEqual({
      reverse: [line(again)],
      credit: [{ ...wanted(), revision: 3 }],
    })
  })
})

describe('what an office has decided is not undone', () => {
  const decided = [line(first), line(undone, 'office')]

  test('a line it took back stays taken back', () => {
    expect(revisionOf(decided, [wanted()], OFFICE)).toEqual({ refused: 'decided-elsewhere' })
  })

  test('a line it credited anew stays', () => {
    const lines = [...decided, line(again, 'office')]
    expect(revisionOf(lines, [wanted()], OFFICE)).toEqual({ refused: 'decided-elsewhere' })
    expect(revisionOf(lines, [wanted(DAY, '09:40', 40)], OFFICE)).toEqual({ reverse: [], credit: [] })
  })
})
