import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studyTimes } from './study-times.policy.ts'

const CASES: [string, [open: number, seen: number, nominal: number, factor: number], object][] = [
  ['nothing yet', [0, 0, 10, 1], { countedMinutes: 0, idleSeconds: 0, overSeconds: 0 }],
  ['all of it', [300, 300, 10, 1], { countedMinutes: 5, idleSeconds: 0, overSeconds: 0 }],
  ['a pause', [900, 300, 10, 1], { countedMinutes: 5, idleSeconds: 600, overSeconds: 0 }],
  ['half a minute is not a minute', [119, 119, 10, 1], { countedMinutes: 1, idleSeconds: 0 }],
  ['longer than the unit', [700, 700, 10, 1], { countedMinutes: 10, overSeconds: 100, idleSeconds: 0 }],
  ['with double time', [1300, 1260, 10, 2], { countedMinutes: 20, overSeconds: 60, idleSeconds: 40 }],
  ['fractions of a second', [60.2, 60.9, 10, 1], { openSeconds: 60, witnessedSeconds: 60, idleSeconds: 0 }],
]

test.each(CASES)('%s', (_, [openSeconds, witnessedSeconds, nominalMinutes, readingFactor], expected) => {
  expect(studyTimes({ openSeconds, witnessedSeconds, nominalMinutes, readingFactor })).toMatchObject(expected)
})

test('what was counted, was idle, was too much and is less than a minute make up the whole', () => {
  fc.assert(
    fc.property(
      fc.record({
        witnessedSeconds: fc.integer({ min: 0, max: 20_000 }),
        idle: fc.integer({ min: 0, max: 90_000 }),
        nominalMinutes: fc.integer({ min: 1, max: 60 }),
        readingFactor: fc.constantFrom(1, 2),
      }),
      ({ idle, ...of }) => {
        const times = studyTimes({ ...of, openSeconds: of.witnessedSeconds + idle })
        const rest = times.openSeconds - times.countedMinutes * 60 - times.idleSeconds - times.overSeconds
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(rest).toBeLessThan(60)
        expect(times.countedMinutes).toBeLessThanOrEqual(times.mostMinutes)
        expect(times.countedMinutes * 60).toBeLessThanOrEqual(times.openSeconds)
      },
    ),
  )
})
