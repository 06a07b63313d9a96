import { expect, test } from 'vitest'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import { makeUpWindow } from './make-up.policy.ts'

const demo = policyPack('demo-county').policy
const policy = { ...demo, makeUp: { windowDays: 10, sources: ['collective_class' as const] } }
const given = {
  policy,
  month: calendarMonth('2026-06'),
  sourceKind: 'collective_class' as const,
  day: calendarDay('2026-07-10'),
}

test('a gap can be made up by the named sources until the window is over', () => {
  expect(makeUpWindow(given)).toEqual({ until: '2026-07-10' })
  expect(makeUpWindow({ ...given, day: calendarDay('2026-07-11') })).toEqual({ refused: 'window-over' })
  expect(makeUpWindow({ ...given, day: calendarDay('2026-06-30') })).toEqual({ refused: 'month-still-open' })
  expect(makeUpWindow({ ...given, sourceKind: 'online_unit' })).toEqual({ refused: 'source-not-accepted' })
  expect(makeUpWindow({ ...given, policy: demo })).toEqual({ refused: 'not-offered' })
})
