import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay, calendarMonth, instantAt } from '#app/shared/calendar-day.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import { assess } from './assessment.policy.ts'
import { anyMonth, between, credit, reversal } from './hours-entry.factory.ts'
import type { HoursEntry } from './ledger.policy.ts'
import { statementOf } from './statement.policy.ts'

const policy = policyPack('demo-county').policy
const month = calendarMonth('2026-07')
const requirement = {
  kind: 'target' as const,
  minutes: 240,
  eligibleDays: 31,
  daysInMonth: 31,
  steps: [],
  publicBenefitMinutes: null,
}
const julyOf = (entries: HoursEntry[]) => assess({ entries, requirement, policy, month })

test('the drawn statement: a correction stands where it was made, and the running total follows', () => {
  const wrong = credit('H-31', 'lecture', between('2026-07-03', '19:12', '20:00'))
  const on16 = (time: string) => instantAt(calendarDay('2026-07-16'), time)
  const right = between('2026-07-03', '19:00', '20:00')
  const entries = [
    credit('H-282', 'lecture', right, { sourceId: wrong.sourceId, revision: 2, postedAt: on16('10:06') }),
    reversal('H-281', wrong, on16('10:05')),
    credit('H-266', 'talk', between('2026-07-15', '14:00', '14:32')),
    credit('H-207', 'online_unit', between('2026-07-12', '20:40', '20:48')),
    credit('H-112', 'online_unit', between('2026-07-08', '21:05', '21:15')),
    wrong,
  ]
  const { lines, totals } = statementOf(entries, julyOf(entries))
  expect(lines.map(({ day, entryId, minutes, running }) => [day, entryId, minutes, running])).toEqual([
    ['2026-07-03', 'H-31', 48, 48],
    ['2026-07-08', 'H-112', 10, 58],
    ['2026-07-12', 'H-207', 8, 66],
    ['2026-07-15', 'H-266', 32, 98],
    ['2026-07-16', 'H-281', -48, 50],
    ['2026-07-16', 'H-282', 60, 110],
  ])
  expect(lines[0]).toMatchObject({ undoneBy: 'H-281', undoes: null, counted: 0 })
  expect(lines[4]).toMatchObject({ undoneBy: null, undoes: 'H-31', countyDay: '2026-07-03' })
  expect(totals).toEqual({ ledger: 110, counted: 110, cut: 0 })
})

test('a credit confirmed days later stands under the day it was earned', () => {
  const late = credit('late', 'lecture', between('2026-07-03', '19:00', '20:00'), {
    postedAt: instantAt(calendarDay('2026-07-09'), '09:00'),
  })
  const entries = [credit('unit', 'online_unit', between('2026-07-08', '21:05', '21:15')), late]
  expect(statementOf(entries, julyOf(entries)).lines.map(({ entryId }) => entryId)).toEqual(['late', 'unit'])
})

test('the ledger’s sum is the statement’s, line by line and in total; what is not counted is cut', () => {
  fc.assert(
    fc.property(
      anyMonth(),
      fc.constantFrom('study' as const, 'public_benefit' as const),
      (entries, bucket) => {
        const { lines, totals } = statementOf(entries, julyOf(entries), bucket)
        const ledger = entries.filter((entry) => entry.bucket === bucket)
        expect(totals.ledger).toBe(ledger.reduce((sum, { minutes }) => sum + minutes, 0))
        expect(lines).toHaveLength(ledger.length)
        expect(lines.at(-1)?.running ?? 0).toBe(totals.ledger)
        expect(totals.counted + totals.cut).toBe(totals.ledger)
        expect(totals.cut).toBe(
          lines.flatMap(({ cuts }) => cuts).reduce((sum, { minutes }) => sum + minutes, 0),
        )
        expect(statementOf([...entries].reverse(), julyOf(entries), bucket)).toEqual({ lines, totals })
      },
    ),
    { numRuns: 200, seed: 20260722 },
  )
})
