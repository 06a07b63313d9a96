import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { checkSettling } from './appointment.policy.ts'
import { checkDisclosure, disclosureGrounds, disclosureRecipients } from './disclosure.policy.ts'
import { noteSchema } from './note.schema.ts'
import { checkCorrection, checkSession, minutesByDay, minutesOf } from './session.policy.ts'

const at = (day: string, time: string) => instantAt(calendarDay(day), time)
const NOW = at('2026-07-22', '10:00')
const since = calendarDay('2026-07-10')
const plus = (from: Date, ms: number) => new Date(from.getTime() + ms)

describe('a session that can have been', () => {
  test.each<[string, Date, Date, string | null]>([
    ['an ordinary one', at('2026-07-22', '08:00'), at('2026-07-22', '08:50'), null],
    ['one that ends now', at('2026-07-22', '09:10'), NOW, null],
    ['over midnight', at('2026-07-21', '23:40'), at('2026-07-22', '00:20'), null],
    ['on the day of the consent', at('2026-07-10', '00:00'), at('2026-07-10', '00:50'), null],
    ['the day before it', at('2026-07-09', '23:50'), at('2026-07-10', '00:30'), 'before-consent'],
    ['not over', at('2026-07-22', '09:30'), at('2026-07-22', '10:01'), 'not-over-yet'],
    ['without length', at('2026-07-22', '08:00'), at('2026-07-22', '08:00'), 'ends-before-start'],
    ['backwards', at('2026-07-22', '09:00'), at('2026-07-22', '08:00'), 'ends-before-start'],
    ['no time at all', new Date(NaN), NOW, 'ends-before-start'],
    ['of four hours', at('2026-07-21', '10:00'), at('2026-07-21', '14:00'), null],
    ['longer', at('2026-07-21', '10:00'), at('2026-07-21', '14:01'), 'too-long'],
    ['on seconds', plus(at('2026-07-21', '10:00'), 1000), at('2026-07-21', '11:00'), 'not-whole-minutes'],
  ])('%s', (_, from, to, refused) => {
    expect(checkSession({ from, to }, { now: NOW, consentSince: since })).toEqual(refused && { refused })
  })

  test('entered within a month', () => {
    const old = { from: at('2026-06-20', '10:00'), to: at('2026-06-20', '11:00') }
    const consentSince = calendarDay('2026-06-01')
    expect(checkSession(old, { now: NOW, consentSince })).toEqual({ refused: 'too-long-ago' })
  })
})

test('whatever the times, the days together have the minutes of the whole', () => {
  const start = at('2026-07-01', '00:00').getTime()
  fc.assert(
    fc.property(fc.nat(60 * 24 * 40), fc.integer({ min: 1, max: 240 }), (offset, length) => {
      const from = new Date(start + offset * 60_000)
      const span = { from, to: plus(from, length * 60_000) }
      const days = minutesByDay(span)
      expect(days.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(minutesOf(span))
      expect(days.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('an end before the start is on the next day', () => {
  const { during } = noteSchema.parse({
    ...{
      day: '2026-07-21',
      start: '23:40',
      end: '00:20',
      kind: 'remote',
      agreedLine: '谈过了。',
      brought: '睡不好',
    },
  })
  expect(during).toEqual({ from: at('2026-07-21', '23:40'), to: at('2026-07-22', '00:20') })
})

test.each([
  ['the latest', { revision: 2, struck: false }, 2, null],
  ['an earlier one', { revision: 3, struck: false }, 2, { refused: 'stale' }],
  ['one that did not take place', { revision: 2, struck: true }, 2, { refused: 'struck' }],
])('a correction of %s', (_, latest, seen, refusal) => {
  expect(checkCorrection(latest, seen)).toEqual(refusal)
})

describe('what becomes of an appointment', () => {
  const soon = { outcome: null, version: 1, from: at('2026-07-22', '15:00') }
  const past = { ...soon, from: at('2026-07-22', '09:00') }
  test.each([
    ['kept, after it began', past, 'kept', null],
    ['not kept, after it began', past, 'not-kept', null],
    ['kept, before', soon, 'kept', { refused: 'not-yet' }],
    ['not kept, before', soon, 'not-kept', { refused: 'not-yet' }],
    ['called off, before', soon, 'cancelled', null],
    ['called off, after', past, 'cancelled', { refused: 'begun' }],
    ['moved, before', soon, 'moved', null],
    ['moved, after nobody came', past, 'moved', null],
    ['twice', { ...past, outcome: 'kept' as const }, 'not-kept', { refused: 'settled' }],
    ['as another one than was seen', { ...past, version: 2 }, 'kept', { refused: 'stale' }],
  ] as const)('%s', (_, appointment, outcome, refusal) => {
    expect(checkSettling(appointment, outcome, 1, NOW)).toEqual(refusal)
  })
})

test('what is told outside, and to whom', () => {
  const allowed = disclosureGrounds.map((ground) =>
    disclosureRecipients.filter(
      (recipient) => checkDisclosure({ ground, recipient, madeAt: NOW }, NOW) === null,
    ),
  )
  expect(allowed).toEqual([
    ['family', 'hospital', 'police', 'office'],
    ['hospital', 'police', 'civil-affairs', 'education'],
    ['police', 'court', 'procuratorate'],
    [...disclosureRecipients],
  ])
  const early = { ground: 'order-of-law' as const, recipient: 'court' as const, madeAt: plus(NOW, 1) }
  expect(checkDisclosure(early, NOW)).toEqual({ refused: 'in-the-future' })
})
