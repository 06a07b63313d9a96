import { attribute, isElement, setAttributes, type LessonNode } from './lesson-tree.ts'
import { markSentences, spokenAs } from './sentence-marks.ts'
import { plainText, sentencesOf } from './sentences.ts'

export interface SpokenParts {
  /** 《…》第…条 and the quote, for `<Law id>`. */
  law(id: string): { label: string; quote: string }
  /** A glossary word and what it means. */
  word(id: string): { word: string; means: string }
  /** Text alternative of a diagram. */
  diagram(src: string): { title: string; description: string }
}

/**
 * What reading aloud says of a block, one sentence an entry, numbered from `first`; and marks in the tree where each of
 * them stands (`data-s`; `data-say` where what is said is not what is written: symbols, rows, drawings, headings).
 * Citations under the text are not spoken. Changes the tree in place.
 */
export function speechOf(node: LessonNode, parts: SpokenParts, first: number): string[] {
  if (isElement(node, 'Cite') || isElement(node, 'Check')) return []
  if (isElement(node, 'Law')) return lawSpeech(node, parts, first)
  if (isElement(node, 'Diagram')) {
    const { title, description } = parts.diagram(attribute(node, 'src') ?? '')
    const said = [`图：${title}`, description, attribute(node, 'caption') ?? ''].flatMap(sentencesOf)
    setAttributes(node, spokenAs(said, first))
    return said
  }
  if (node.type === 'tableRow') {
    const said = sentencesOf((node.children ?? []).map(plainText).join('，'))
    const marks = spokenAs(said, first)
    node.data = { hProperties: { 'data-s': marks.said, 'data-say': marks.say } }
    return said
  }
  const said = isElement(node, 'Remember') ? ['请记住。'] : isElement(node, 'Ask') ? ['有事问谁。'] : []
  if (said.length > 0) setAttributes(node, spokenAs(said, first))
  const children = node.children ?? []
  if (children.some(({ type }) => type === 'text') || node.type === 'paragraph')
    return [...said, ...markSentences(node, first + said.length)]
  for (const child of children) said.push(...speechOf(child, parts, first + said.length))
  return said
}

/** The law's name is said before its words, with the first of them. */
function lawSpeech(node: LessonNode, parts: SpokenParts, first: number): string[] {
  const { label, quote } = parts.law(attribute(node, 'id') ?? '')
  node.children = [{ type: 'text', value: quote }]
  const said = markSentences(node, first + 1)
  const opening = `${label}写着：`
  const begin = spokenAs([opening, said[0]!], first)
  setAttributes(node.children[0]!, { 'data-s': begin.said, 'data-say': begin.say })
  return [opening, ...said]
}

/** What is said of an explained word under its paragraph: its own words, not part of the passage's. */
export function explanation(id: string, parts: SpokenParts): string {
  const { word, means } = parts.word(id)
  return spokenAs([`${word}，意思是：`, ...sentencesOf(means)], 0).say
}
