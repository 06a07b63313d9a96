import type { LessonNode } from './lesson-tree.ts'
import { plainText, sentencesOf } from './sentences.ts'

/** Between two sentences that are said of one thing on the page, in `data-say`. */
export const NEXT_SENTENCE = '|'

/** Where a sentence stands in its block's words, as offsets. */
type Sentence = { number: number; from: number; to: number }
/** A part of a block: belongs to one sentence, or to none (the space between two). */
type Piece = { node: LessonNode; number: number | null }

/**
 * Puts the sentences of a block of words into `<span data-s="n">`, numbered from `first`, so that the page can show the
 * one being said. Bold words and explained words stay whole; a sentence that begins or ends inside one is marked in
 * two parts with the same number. Changes the block in place; answers its sentences.
 */
export function markSentences(block: LessonNode, first: number): string[] {
  const words = plainText(block)
  const said = sentencesOf(words)
  let at = 0
  const places = said.map((sentence, index): Sentence => {
    const from = words.indexOf(sentence, at)
    at = from + sentence.length
    return { number: first + index, from, to: at }
  })
  mark(block, 0, places)
  return said
}

/** `data-s` and `data-say` of a thing that is said in words of its own: a heading, a row, a drawing. */
export function spokenAs(said: readonly string[], first: number): { said: string; say: string } {
  const split = said.find((sentence) => sentence.includes(NEXT_SENTENCE))
  if (split) throw new Error(`"${NEXT_SENTENCE}" may not stand in "${split}"`)
  return { said: said.map((_, index) => first + index).join(' '), say: said.join(NEXT_SENTENCE) }
}

function mark(parent: LessonNode, offset: number, places: readonly Sentence[]): void {
  const pieces: Piece[] = []
  let at = offset
  for (const child of parent.children ?? []) {
    const from = at
    at += plainText(child).length
    const inside = places.filter((place) => place.from < at && place.to > from)
    const whole = places.find((place) => place.from <= from && at <= place.to && place.from < place.to)
    if (whole && (at > from || from < whole.to)) pieces.push({ node: child, number: whole.number })
    else if (child.type === 'text') pieces.push(...cut(child.value ?? '', from, inside))
    else {
      mark(child, from, inside)
      pieces.push({ node: child, number: null })
    }
  }
  parent.children = joined(pieces)
}

/** A text that holds more than one sentence, or a space beside one. */
function cut(text: string, offset: number, places: readonly Sentence[]): Piece[] {
  const pieces: Piece[] = []
  const push = (from: number, to: number, number: number | null) => {
    if (to > from) pieces.push({ node: { type: 'text', value: text.slice(from, to) }, number })
  }
  let at = 0
  for (const place of places) {
    const from = Math.max(0, place.from - offset)
    const to = Math.min(text.length, place.to - offset)
    push(at, from, null)
    push(from, to, place.number)
    at = to
  }
  push(at, text.length, null)
  return pieces
}

function joined(pieces: readonly Piece[]): LessonNode[] {
  const runs: { number: number | null; nodes: LessonNode[] }[] = []
  for (const { node, number } of pieces) {
    const run = runs.at(-1)
    if (run?.number === number) run.nodes.push(node)
    else runs.push({ number, nodes: [node] })
  }
  return runs.flatMap(({ number, nodes }) => (number === null ? nodes : [spanOf(number, nodes)]))
}

function spanOf(number: number, children: LessonNode[]): LessonNode {
  const attributes = [{ type: 'mdxJsxAttribute', name: 'data-s', value: String(number) }]
  return { type: 'mdxJsxTextElement', name: 'span', attributes, children }
}
