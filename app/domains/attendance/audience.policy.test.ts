import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { audienceOf, notLetIn, type Candidate, type NotLetIn } from './audience.policy.ts'
import { OUTCOMES } from './outcome.policy.ts'
import { listedAs } from './occasion.policy.ts'

const day = calendarDay('2026-07-25')
const occasion = { regime: 'adults' as const, day, notSince: calendarDay('2026-01-26') }
const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  ...{ personId: 'zhou12', minorsRegime: false, enteredOn: calendarDay('2026-01-05') },
  ...{ dueOn: calendarDay('2027-01-04'), leftOn: null, pauses: [], short: 130, lastHadOn: null, place: null },
  ...more,
})
const on = (text: string) => calendarDay(text)

describe('who is not let in, and why', () => {
  test.each<[string, Partial<Candidate>, NotLetIn | null]>([
    ['somebody of the office', {}, null],
    ['a minor among adults', { minorsRegime: true }, 'other-regime'],
    ['whose order ends the day before', { dueOn: on('2026-07-24') }, 'discharged'],
    ['whose order ends that day', { dueOn: day }, null],
    ['who has left by then', { leftOn: day }, 'discharged'],
    ['who leaves the day after', { leftOn: on('2026-07-26') }, null],
    ['who comes later', { enteredOn: on('2026-07-26') }, 'not-yet-here'],
    ['who comes that day', { enteredOn: day }, null],
    ['on leave that day', { pauses: [{ from: on('2026-07-20'), to: on('2026-07-26') }] }, 'on-leave'],
    ['back that day', { pauses: [{ from: on('2026-07-20'), to: day }] }, null],
    ['on leave without an end', { pauses: [{ from: day, to: null }] }, 'on-leave'],
    ['who had it in the window', { lastHadOn: on('2026-01-27') }, 'had-it'],
    ['who had it as long ago as the window', { lastHadOn: on('2026-01-26') }, null],
  ])('%s', (_, more, expected) => {
    expect(notLetIn(candidate(more), occasion)).toBe(expected)
  })

  test('adults are not let into a class for minors', () => {
    expect(notLetIn(candidate(), { ...occasion, regime: 'minors' })).toBe('other-regime')
    expect(notLetIn(candidate({ minorsRegime: true }), { ...occasion, regime: 'minors' })).toBeNull()
  })
})

test('the furthest behind come first; who is not behind may be asked; who has a place is in no list', () => {
  const list = [
    candidate({ personId: 'a', short: 10 }),
    candidate({ personId: 'b', short: 200 }),
    candidate({ personId: 'c', short: 0 }),
    candidate({ personId: 'd', short: 10 }),
    candidate({ personId: 'e', place: 'joined' }),
    candidate({ personId: 'f', place: 'waiting', minorsRegime: true }),
    candidate({ personId: 'g', place: 'withdrawn', short: 5 }),
    candidate({ personId: 'h', lastHadOn: day }),
  ]
  const { suggested, others, notLetIn: apart } = audienceOf(list, occasion)
  const names = (people: readonly Candidate[]) => people.map(({ personId }) => personId).join('')
  expect([names(suggested), names(others)]).toEqual(['badg', 'c'])
  expect(apart.map(({ candidate: { personId }, reason }) => `${personId} ${reason}`)).toEqual(['h had-it'])
})

test('minutes only where somebody was there', () => {
  for (const { attended, credited } of Object.values(OUTCOMES)) expect(credited && !attended).toBe(false)
})

describe('where a class stands on the list', () => {
  const during = { from: new Date('2026-07-25T06:30:00Z'), to: new Date('2026-07-25T08:00:00Z') }
  const before = new Date('2026-07-25T05:00:00Z')
  const after = new Date('2026-07-25T08:00:00Z')
  test.each([
    ['planned', before, null, 'planned'],
    ['planned', after, null, 'to-complete'],
    ['took-place', after, null, 'to-complete'],
    ['took-place', after, after, 'done'],
    ['unsettled', before, null, 'planned'],
    ['unsettled', after, null, 'planned'],
    ['cancelled', after, null, 'off'],
    ['did-not-take-place', after, null, 'off'],
  ] as const)('%s', (state, now, completedAt, expected) => {
    expect(listedAs({ state, during, completedAt, now })).toBe(expected)
  })
})
