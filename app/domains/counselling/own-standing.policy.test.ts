import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { ERASED_AFTER_DAYS } from '#db/sealing/reseal.server.ts'
import { CONSENT_TEXTS } from './consent-text.policy.ts'
import { consentState, type ConsentWord } from './consent.policy.ts'
import {
  isOwnToGive,
  KEPT_DAYS,
  keptUntil,
  lastWordOf,
  ownStanding,
  type OwnStanding,
} from './own-standing.policy.ts'

const TODAY = calendarDay('2026-07-22')
const word = (party: 'person' | 'guardian', round: number, act: 'given' | 'withdrawn'): ConsentWord => ({
  ...{ party, round, act, textVersion: 1, signedOn: calendarDay('2026-07-20') },
})
const GIVEN = [word('person', 1, 'given')]
const WITHDRAWN = [word('person', 2, 'withdrawn'), ...GIVEN]
const BOTH = [...GIVEN, word('guardian', 1, 'given')]

type Case = {
  words?: ConsentWord[]
  minor?: boolean
  inCase?: boolean
  waiting?: ('person' | 'office')[]
  left?: boolean
}
const standingOf = ({ words = [], minor = false, inCase = false, waiting = [], left = false }: Case) =>
  ownStanding({
    ...{ left, words, inCase, waiting },
    consent: consentState(words, { minorsRegime: minor, today: TODAY }, CONSENT_TEXTS),
  })

describe('where somebody stands', () => {
  test.each<[OwnStanding, string, Case]>([
    ['never', 'nothing said', {}],
    ['ready', 'a yes alone', { words: GIVEN }],
    ['unsigned', 'asked before the yes', { waiting: ['person'] }],
    ['waiting', 'asked and agreed', { words: GIVEN, waiting: ['person'] }],
    ['referred', 'referred, not a word yet', { waiting: ['office'] }],
    ['waiting', 'referred, and agreed', { words: GIVEN, waiting: ['office'] }],
    ['unsigned', 'referred and asked', { waiting: ['office', 'person'] }],
    ['in-case', 'a case', { words: GIVEN, inCase: true }],
    ['in-case', 'a case, and a referral beside it', { words: GIVEN, inCase: true, waiting: ['office'] }],
    ['withdrawn', 'taken back in a case', { words: WITHDRAWN, inCase: true }],
    ['withdrawn', 'taken back, something waits', { words: WITHDRAWN, waiting: ['person'] }],
    [
      'in-case',
      'taken back and given again',
      { words: [...WITHDRAWN, word('person', 3, 'given')], inCase: true },
    ],
    ['incomplete', 'the guardian’s is missing', { words: GIVEN, minor: true }],
    ['unsigned', 'asked, the guardian’s is missing', { words: GIVEN, minor: true, waiting: ['person'] }],
    [
      'unsigned',
      'referred and agreed, the guardian’s is missing',
      { words: GIVEN, minor: true, waiting: ['office'] },
    ],
    ['ready', 'both of a minor', { words: BOTH, minor: true }],
    [
      ...(['halted', 'the guardian took it back'] as const),
      { words: [...BOTH, word('guardian', 2, 'withdrawn')], minor: true, inCase: true },
    ],
    ['left', 'off the register, with a case', { words: GIVEN, inCase: true, left: true }],
    ['left', 'off the register, taken back', { words: WITHDRAWN, left: true }],
  ])('%s: %s', (standing, _what, given) => {
    expect(standingOf(given)).toBe(standing)
  })
})

test('the latest round of a party counts, whatever the order', () => {
  expect(lastWordOf([word('person', 1, 'given'), word('person', 2, 'withdrawn')], 'person')?.act).toBe(
    'withdrawn',
  )
  expect(lastWordOf(WITHDRAWN, 'guardian')).toBeUndefined()
})

test('what a person can say themselves, and what is the guardian’s', () => {
  expect(isOwnToGive(['guardian'])).toBe(false)
  expect(isOwnToGive(['guardian', 'new-text'])).toBe(true)
  expect(isOwnToGive(['person'])).toBe(true)
})

test('the day that a page names is the one on which the job destroys, and the one in the text', () => {
  expect(KEPT_DAYS).toBe(ERASED_AFTER_DAYS)
  expect(keptUntil(calendarDay('2026-07-22'))).toBe('2026-08-21')
  for (const { zh, en } of CONSENT_TEXTS) {
    expect(JSON.stringify(zh)).toContain(`满 ${KEPT_DAYS} 天`)
    expect(JSON.stringify(en)).toContain('Thirty days')
  }
})
