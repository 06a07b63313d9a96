import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asSaid, bestVoice, LONGEST_PIECE, patienceFor, piecesOf } from './spoken-pieces.ts'

it('a long sentence is cut after a comma, and where there is none, anyway', () => {
  const half = '社区矫正对象离开所居住的市、县或者迁居，'
  expect(piecesOf(`${half}应当报经社区矫正机构批准，社区矫正机构对于有正当理由的，应当批准。`)).toEqual([
    `${half}应当报经社区矫正机构批准，`,
    '社区矫正机构对于有正当理由的，应当批准。',
  ])
  expect(piecesOf('好'.repeat(90)).map((piece) => piece.length)).toEqual([40, 40, 10])
})

it('pieces are the sentence, and none outlasts a browser’s patience', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'好，、：走。 '.split('')), maxLength: 300 }),
      (sentence) => {
        const pieces = piecesOf(sentence)
        expect(pieces.join('')).toBe(sentence)
        expect(pieces.every((piece) => piece.length <= LONGEST_PIECE)).toBe(true)
      },
    ),
  )
})

it.each([
  ['有危险，打120或者 110。', '有危险，打幺二零或者 幺幺零。'],
  ['可以打 12309，不用谁同意。', '可以打 幺二三零九，不用谁同意。'],
  ['罚款1200元，2024 年 12 月 30 日', '罚款1200元，2024 年 12 月 30 日'],
  ['1120 和 120.5 米', '1120 和 120.5 米'],
])('says %s as a telephone is said', (written, said) => {
  expect(asSaid(written)).toBe(said)
})

it('a slower voice is waited for longer', () => {
  expect(patienceFor('十天之内', 0.75)).toBeGreaterThan(patienceFor('十天之内', 1))
})

it.each([
  [['de-DE', 'en-US'], undefined],
  [['zh-HK', 'yue-HK'], undefined],
  [['zh-TW', 'zh-CN'], 'zh-CN'],
  [['zh-HK', 'zh_TW'], 'zh_TW'],
  [['en-US', 'cmn-Hans-CN'], 'cmn-Hans-CN'],
  [['zh_CN_#Hans'], 'zh_CN_#Hans'],
  [['zh'], 'zh'],
])('of %j it takes %s', (langs, lang) => {
  expect(bestVoice(langs.map((one) => ({ lang: one, localService: true })))?.lang).toBe(lang)
})

it('takes the voice that needs no network', () => {
  const voices = [
    { lang: 'zh-CN', localService: false, name: 'far' },
    { lang: 'zh-CN', localService: true, name: 'near' },
  ]
  expect(bestVoice(voices)?.name).toBe('near')
})
