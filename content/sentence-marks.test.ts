import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LessonNode } from './lesson-tree.ts'
import { markSentences } from './sentence-marks.ts'
import { plainText, sentencesOf } from './sentences.ts'

const text = (value: string): LessonNode => ({ type: 'text', value })
const node = (type: string, ...children: LessonNode[]): LessonNode => ({ type, children })

/** Every marked part with its number, in order. */
function marksOf(tree: LessonNode): { number: number; words: string }[] {
  if (tree.name === 'span') return [{ number: Number(tree.attributes![0]!.value), words: plainText(tree) }]
  return (tree.children ?? []).flatMap(marksOf)
}

describe('sentences marked in a paragraph', () => {
  it('keeps bold words whole and cuts only where a sentence ends', () => {
    const block = node('paragraph', text('先报。'), node('strong', text('再走')), text('，不急。 好'))
    expect(markSentences(block, 4)).toEqual(['先报。', '再走，不急。', '好'])
    expect(marksOf(block)).toEqual([
      { number: 4, words: '先报。' },
      { number: 5, words: '再走，不急。' },
      { number: 6, words: '好' },
    ])
  })

  it('marks a sentence in parts where it ends inside bold words', () => {
    const block = node('paragraph', text('他说'), node('strong', text('不行。走')), text('吧。'))
    expect(markSentences(block, 0)).toEqual(['他说不行。', '走吧。'])
    expect(marksOf(block).map(({ number }) => number)).toEqual([0, 0, 1, 1])
  })

  const words = fc.string({
    unit: fc.constantFrom(...'好走报。！？；…”’）》，、“ '.split(''), '三十天'),
    minLength: 1,
    maxLength: 14,
  })
  const inline = fc.letrec<{ one: LessonNode }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 3 },
      words.map(text),
      fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((children) => node('strong', ...children)),
      fc.constant({ type: 'break' }),
    ),
  })).one

  it('changes no word, marks every sentence once and in order, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(inline, { minLength: 1, maxLength: 6 }), fc.nat(50), (children, first) => {
        const block = node('paragraph', ...children)
        const before = plainText(block)
        const said = markSentences(block, first)
        expect(plainText(block)).toBe(before)
        expect(said).toEqual(sentencesOf(before))
        const spoken: string[] = []
        let last = first - 1
        for (const { number, words } of marksOf(block)) {
          expect(number === last || number === last + 1).toBe(true)
          spoken[number - first] = (spoken[number - first] ?? '') + words
          last = number
        }
        expect(spoken).toEqual(said)
      }),
      { numRuns: 500 },
    )
  })
})
