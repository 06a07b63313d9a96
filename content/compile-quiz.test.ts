import { describe, expect, test } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { compileQuiz } from './compile-quiz.ts'
import type { Citation, Regime, Unit } from './lesson.ts'
import { readQuizFile } from './quiz-file.ts'

const unit = (code: string, regime: Regime): Unit => ({
  ...{ code, id: `a9/${code}`, title: { zh: '一节', en: 'A unit' }, minutes: 10, regime, passages: [] },
})
const day = calendarDay('2026-06-01')
const citation: Citation = {
  ...{ id: 'law-1', law: '某法', article: '1', label: '《某法》第一条', quote: '第一条的话。' },
  ...{ version: day, inForce: day, reviewed: day },
}
const around = { units: [unit('1', 'all'), unit('4', 'adults'), unit('5', 'minors')], citations: [citation] }

const question = (more: string) => `
  - id: q01
    explanation: 书上第一段写着。
    question: 下面哪一个是对的？
${more.replaceAll(/^/gm, '    ')}`
const SINGLE = 'kind: single\noptions: [{ text: 甲, right: true }, { text: 乙 }, { text: 丙 }]'
const compiled = (more: string) => compileQuiz('a9', readQuizFile(`questions:${question(more)}`), around)

describe('what is asked says nothing about what is right', () => {
  test('options carry letters and words alone, and the key stands apart', () => {
    const { bank, keys } = compiled(`unit: '1'\ncite: law-1\n${SINGLE}`)
    const [asked] = bank
    expect(Object.keys(asked!).sort()).toEqual(
      ['id', 'version', 'kind', 'regime', 'unit', 'question', 'options'].sort(),
    )
    for (const option of asked!.options) expect(Object.keys(option).sort()).toEqual(['key', 'text'])
    const { right, cite, explanation } = keys['a9#q01']!
    expect(asked!.options.filter(({ key }) => right.includes(key)).map(({ text }) => text)).toEqual(['甲'])
    expect([cite, explanation]).toEqual(['law-1', '书上第一段写着。'])
  })

  test('a letter does not depend on where its option was written', () => {
    const turned = SINGLE.replace('{ text: 甲, right: true }, { text: 乙 }', '{ text: 乙 }, { text: 甲, right: true }')
    const [one, other] = [SINGLE, turned].map((written) => compiled(`unit: '1'\n${written}`))
    expect(other!.bank[0]!.options).toEqual(one!.bank[0]!.options)
    expect(other!.keys['a9#q01']!.right).toEqual(one!.keys['a9#q01']!.right)
  })

  test('letters of steps do not follow their order, and steps do not stand in it', () => {
    const words = ['甲', '乙', '丙', '丁', '戊']
    const inOrder = (steps: readonly string[]) => {
      const { bank, keys } = compiled(`unit: '1'\nkind: order\nsteps: [${steps.join(', ')}]`)
      const text = (key: string) => bank[0]!.options.find((option) => option.key === key)!.text
      expect(keys['a9#q01']!.right.map(text)).toEqual(steps)
      return bank[0]!.options.map(({ text }) => text).join()
    }
    // The same letters for the same steps, whichever order is right.
    expect(inOrder(words)).toBe(inOrder([...words].reverse()))
  })

  test('true or false, and a number', () => {
    expect(compiled(`unit: '1'\nkind: true-false\nanswer: false`).keys['a9#q01']!.right).toEqual(['false'])
    const number = compiled(`unit: '1'\nkind: number\nanswer: 10\nafter: 天`)
    expect([number.keys['a9#q01']!.right, number.bank[0]!.after]).toEqual([['10'], '天'])
  })
})

describe('what does not hold stops the build, by name', () => {
  test.each([
    ['a unit that is not there', "unit: '9'", /quiz.yaml: q01: no unit "9"/],
    ['a citation that is not there', "unit: '1'\ncite: law-2", /q01: no citation "law-2"/],
    ['everyone asked about an adults’ unit', "unit: '4'", /is asked of all, but unit 4 is for adults/],
    ['adults asked about a minors’ unit', "unit: '5'\nregime: adults", /unit 5 is for minors/],
  ])('%s', (_, written, fault) => {
    expect(() => compiled(`${written}\n${SINGLE}`)).toThrow(fault)
  })

  test('adults asked about an adults’ unit is as it should be', () => {
    expect(compiled(`unit: '4'\nregime: adults\n${SINGLE}`).bank[0]!.regime).toBe('adults')
  })
})
