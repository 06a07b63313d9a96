import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import {
  checkCaseStep,
  checkClosing,
  checkHandingOver,
  checkWork,
  mayOpen,
  type Reader,
} from './case.policy.ts'
import type { ConsentState } from './consent.policy.ts'

const STANDS: ConsentState = { stands: true, since: calendarDay('2026-07-01'), missing: [] }
const GONE: ConsentState = { stands: false, since: null, missing: ['person'] }
const own: Reader = { role: 'counsellor', staffId: 'a', supervises: false }
const WHY = { reason: 'quality' as const, words: '季度督导抽查' }

describe('who opens what is sealed', () => {
  const roles = ['supervised-person', 'office', 'social-worker', 'lecturer', 'bureau', 'system:calendar', '']
  test.each<[string, Reader, ConsentState, typeof WHY | null, object]>([
    ['the case’s counsellor', own, STANDS, null, { as: 'counsellor' }],
    ['the same who also supervises', { ...own, supervises: true }, STANDS, null, { as: 'counsellor' }],
    ['another counsellor', { ...own, staffId: 'b' }, STANDS, WHY, { refused: 'not-found' }],
    [
      'a supervisor with a reason',
      { ...own, staffId: 'b', supervises: true },
      STANDS,
      WHY,
      { as: 'supervisor' },
    ],
    ['one without', { ...own, staffId: 'b', supervises: true }, STANDS, null, { refused: 'reason-missing' }],
    [
      'one with a word for a reason',
      { ...own, staffId: 'b', supervises: true },
      STANDS,
      { ...WHY, words: ' 看看 ' },
      { refused: 'reason-missing' },
    ],
    ['the counsellor, consent withdrawn', own, GONE, null, { refused: 'no-consent' }],
    [
      'the supervisor, consent withdrawn',
      { ...own, staffId: 'b', supervises: true },
      GONE,
      WHY,
      { refused: 'no-consent' },
    ],
    [
      'somebody without a staff id',
      { ...own, staffId: null, supervises: true },
      STANDS,
      WHY,
      { refused: 'not-found' },
    ],
    ...roles.map((role): [string, Reader, ConsentState, typeof WHY, object] => [
      `the role "${role}" with the counsellor’s own id`,
      { role, staffId: 'a', supervises: true },
      STANDS,
      WHY,
      { refused: 'not-found' },
    ]),
  ])('%s', (_, reader, consent, stated, answer) => {
    expect(mayOpen(reader, { counsellorId: 'a', consent }, stated)).toEqual(answer)
  })
})

test.each([
  ['open, as seen', { closedAt: null, version: 3 }, null],
  ['moved meanwhile', { closedAt: null, version: 4 }, { refused: 'stale' }],
  ['closed', { closedAt: new Date(), version: 3 }, { refused: 'closed' }],
])('a step of a case that is %s', (_, state, refusal) => {
  expect(checkCaseStep(state, 3)).toEqual(refusal)
})

test('work in a case needs it open and consented', () => {
  const open = { closedAt: null, version: 1 }
  expect(checkWork({ ...open, consent: STANDS })).toBeNull()
  expect(checkWork({ ...open, consent: GONE })).toEqual({ refused: 'no-consent' })
  expect(checkWork({ ...open, closedAt: new Date(), consent: STANDS })).toEqual({ refused: 'closed' })
})

test('a case ends with nothing left lying about', () => {
  expect(checkClosing({ appointments: 0, drafts: 0 })).toBeNull()
  expect(checkClosing({ appointments: 1, drafts: 1 })).toEqual({ refused: 'appointment-waits' })
  expect(checkClosing({ appointments: 0, drafts: 1 })).toEqual({ refused: 'draft-waits' })
})

test('its own counsellor hands a case on with every note signed; the supervisor cannot wait', () => {
  expect(checkHandingOver(0, { isOwn: true })).toBeNull()
  expect(checkHandingOver(1, { isOwn: true })).toEqual({ refused: 'draft-waits' })
  expect(checkHandingOver(1, { isOwn: false })).toBeNull()
})
