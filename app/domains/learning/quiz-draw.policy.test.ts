import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QUIZ_KINDS, type QuizKind, type QuizQuestion } from '#content/lesson.ts'
import { askedOf, drawQuestions } from './quiz-draw.policy.ts'

const questionOf = (kind: QuizKind, index: number): QuizQuestion => ({
  ...{ id: `q${String(index).padStart(2, '0')}`, version: `v${index}`, kind, regime: 'all', unit: '1' },
  question: `第 ${index} 问？`,
  options: kind === 'number' || kind === 'true-false' ? [] : [...'abcd'].map((key) => ({ key, text: key })),
})
const banks = fc
  .array(fc.constantFrom(...QUIZ_KINDS), { maxLength: 45 })
  .map((kinds) => kinds.map(questionOf))
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const counts = fc.integer({ min: 0, max: 12 })

describe('drawQuestions', () => {
  test('never fewer than wanted while the bank has them, never one twice, never one of another bank', () => {
    fc.assert(
      fc.property(banks, seeds, counts, (bank, seed, count) => {
        const drawn = drawQuestions(bank, seed, count)
        expect(drawn).toHaveLength(Math.min(count, bank.length))
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length)
        for (const one of drawn) {
          const source = bank.find(({ id }) => id === one.id)!
          expect([one.version, one.kind, one.question]).toEqual([
            source.version,
            source.kind,
            source.question,
          ])
          expect([...one.options].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(source.options)
        }
      }),
    )
  })

  test('the same bank, seed and count draw the same', () => {
    fc.assert(
      fc.property(banks, seeds, counts, (bank, seed, count) => {
        expect(drawQuestions(bank, seed, count)).toEqual(drawQuestions(structuredClone(bank), seed, count))
      }),
    )
  })

  test('each kind comes up by its share of the bank, give or take one', () => {
    fc.assert(
      fc.property(banks, seeds, (bank, seed) => {
        const drawn = drawQuestions(bank, seed, 10)
        for (const kind of QUIZ_KINDS) {
          const share = (bank.filter((one) => one.kind === kind).length * drawn.length) / (bank.length || 1)
          const got = drawn.filter((one) => one.kind === kind).length
          expect(got).toBeGreaterThanOrEqual(Math.floor(share))
          expect(got).toBeLessThanOrEqual(Math.ceil(share))
        }
      }),
    )
  })

  const bank = [
    ...Array<QuizKind>(13).fill('single'),
    ...Array<QuizKind>(4).fill('several'),
    ...Array<QuizKind>(3).fill('order'),
  ].map(questionOf)
  const DRAWS = 8000

  test('each question is equally likely', () => {
    const times = new Map<string, number>()
    for (let seed = 0; seed < DRAWS; seed++)
      for (const { id } of drawQuestions(bank, seed * 7919, 10)) times.set(id, (times.get(id) ?? 0) + 1)
    // 10 of 20: half of the draws, within five standard deviations.
    const spread = 5 * Math.sqrt(DRAWS / 4)
    for (const { id } of bank) expect(Math.abs((times.get(id) ?? 0) - DRAWS / 2), id).toBeLessThan(spread)
  })

  test('each step and each option stands first equally often', () => {
    const first = new Map<string, number>()
    let draws = 0
    for (let seed = 0; seed < DRAWS; seed++)
      for (const { options } of drawQuestions(bank, seed * 104_729, 10)) {
        draws++
        first.set(options[0]!.key, (first.get(options[0]!.key) ?? 0) + 1)
      }
    for (const key of 'abcd') expect(first.get(key)! / draws).toBeCloseTo(0.25, 1)
  })
})

test('minors are asked what is for everyone and for minors, adults what is for everyone and for adults', () => {
  const regimes = ['all', 'adults', 'minors'] as const
  const all = regimes.map((regime, index) => ({ ...questionOf('single', index), regime }))
  expect(askedOf(all, false).map(({ regime }) => regime)).toEqual(['all', 'adults'])
  expect(askedOf(all, true).map(({ regime }) => regime)).toEqual(['all', 'minors'])
})
