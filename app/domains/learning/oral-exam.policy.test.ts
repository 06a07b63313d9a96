import { expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { mayAskAloud, takingOf } from './oral-exam.policy.ts'

const today = calendarDay('2026-07-22')
const usual = {
  today,
  person: { leftOn: null, accountId: 'person' as string | null },
  askedBy: 'staff',
  oralEquivalent: true,
}

test.each([
  ['somebody on the register', {}, { ask: true }],
  [
    'somebody who has never been given a sign-in',
    { person: { leftOn: null, accountId: null } },
    { ask: true },
  ],
  ['the last day', { person: { ...usual.person, leftOn: calendarDay('2026-07-23') } }, { ask: true }],
  ['the day of leaving', { person: { ...usual.person, leftOn: today } }, { refused: 'left' }],
  ['oneself', { askedBy: 'person' }, { refused: 'own-exam' }],
  ['a policy that takes only written ones', { oralEquivalent: false }, { refused: 'not-equivalent' }],
])('%s', (_, change, answer) => {
  expect(mayAskAloud({ ...usual, ...change })).toEqual(answer)
})

test.each([
  ['nothing is open', null, false, { taking: 'drawn' }],
  ['begun on the phone', { takenBy: null }, false, { taking: 'from-phone' }],
  ['mine', { takenBy: 'me' }, false, { taking: 'mine' }],
  ['a colleague’s', { takenBy: 'colleague' }, false, { refused: 'asked-by-other' }],
  ['a colleague’s, taken over', { takenBy: 'colleague' }, true, { taking: 'from-colleague' }],
  ['mine, taken over', { takenBy: 'me' }, true, { taking: 'mine' }],
])('%s', (_, open, takeOver, answer) => {
  expect(takingOf(open, 'me', takeOver)).toEqual(answer)
})
