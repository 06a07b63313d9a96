import { expect, test } from 'vitest'
import { mayAttend } from './minors.policy.ts'

test('minors’ regime, now aged 19: minors’ sessions only', () => {
  // The rule has no age to look at: whoever entered as a minor stays in the regime.
  const nowNineteen = { enteredAsMinor: true }
  expect(mayAttend(nowNineteen, 'minors')).toEqual({ allowed: true })
  expect(mayAttend(nowNineteen, 'adults')).toEqual({ refused: 'minors-sessions-only' })
})

test('someone who entered as an adult attends no minors’ session', () => {
  expect(mayAttend({ enteredAsMinor: false }, 'adults')).toEqual({ allowed: true })
  expect(mayAttend({ enteredAsMinor: false }, 'minors')).toEqual({ refused: 'adults-sessions-only' })
})
