import { describe, expect, it } from 'vitest'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { messagesFor } from './dictionary.server.ts'
import { explainNote } from './explanation.ts'
import type { Note } from './note.ts'
import { LOCALES } from './locale.ts'

/** Every leaf of a dictionary with its path; functions are called by the tests that know their facts. */
function leaves(value: unknown, path = ''): { path: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
}

const texts = (locale: (typeof LOCALES)[number]) =>
  leaves({ ...messagesFor(locale), format: {} }).filter(
    (leaf): leaf is { path: string; value: string } => typeof leaf.value === 'string',
  )

describe('the two languages', () => {
  it('have the same words to say', () => {
    const paths = (locale: (typeof LOCALES)[number]) =>
      leaves(messagesFor(locale))
        .map((leaf) => leaf.path)
        .sort()
    expect(paths('en')).toEqual(paths('zh'))
  })

  it('leave no Chinese in English, except the names of the languages', () => {
    const chinese = texts('en').filter((leaf) => /[\u4e00-\u9fff]/.test(leaf.value))
    expect(chinese.map((leaf) => leaf.path).sort()).toEqual([
      'common.otherLanguage',
      'common.otherLanguageName',
      'preferences.languageOptions.zh',
    ])
  })

  it.each(LOCALES)('never shout, and use no scolding word (%s)', (locale) => {
    for (const { path, value } of texts(locale)) {
      expect(value, path).not.toMatch(/[!！]|不合格|未达标|无效|输入有误|服刑人员|提交|确定/)
    }
  })

  it('write quotation marks that a Chinese font does not set wide', () => {
    expect(texts('en').filter(({ value }) => /[‘’“”]/.test(value))).toEqual([])
  })

  it('call the reader 您, never 你', () => {
    for (const { path, value } of texts('zh')) expect(value, path).not.toContain('你')
  })
})

describe('why a line has its minutes', () => {
  const day = calendarDay('2026-07-16')
  const cases: [Note, string][] = [
    [
      { code: 'over-nominal', nominalMinutes: 10, cutSeconds: 960 },
      '这一节最多计 10 分，多出的 16 分钟不计。',
    ],
    [{ code: 'idle', cutSeconds: 240 }, '中间 4 分钟没有动静，不计。'],
    [
      { code: 'late-arrival', starts: '19:00', arrived: '19:12', cutMinutes: 12 },
      '19:00 开始，19:12 签到，晚到的 12 分不计。',
    ],
    [{ code: 'replaced', onDay: day }, '已在 7 月 16 日更正。'],
  ]
  it.each(cases)('%o', (note, words) => {
    expect(explainNote(messagesFor('zh'), note)).toBe(words)
    expect(explainNote(messagesFor('en'), note)).toMatch(/\.$/)
  })
})

it('writes under a bar what adds up to what', () => {
  const { board } = messagesFor('zh')
  const parts = [
    { name: '讲座', minutes: 60 },
    { name: '网上', minutes: 18 },
    { name: '谈话', minutes: 32 },
  ]
  expect(board.sum(parts, 0, 240)).toBe('讲座 60 + 网上 18 + 谈话 32 = 110，要求 240')
  expect(board.sum([{ name: '网上', minutes: 120 }], 30, 240)).toBe('网上 120，超上限 30 不计，要求 240')
  expect(board.sum([], 0, 0)).toBe('还没有，不要求')
})
