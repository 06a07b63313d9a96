import { attribute, isElement, type LessonNode } from './lesson-tree.ts'

export interface SpokenParts {
  /** 《…》第…条 and the quote, for `<Law id>`. */
  law(id: string): { label: string; quote: string }
  /** Text alternative of a diagram. */
  diagram(src: string): { title: string; description: string }
}

/** What reading aloud says of a passage, one sentence an entry. Citations under the text are not spoken. */
export function speechOf(node: LessonNode, parts: SpokenParts): string[] {
  if (isElement(node, 'Law')) {
    const { label, quote } = parts.law(attribute(node, 'id') ?? '')
    return [`${label}写着：`, ...sentencesOf(quote)]
  }
  if (isElement(node, 'Diagram')) {
    const { title, description } = parts.diagram(attribute(node, 'src') ?? '')
    return [`图：${title}`, description, attribute(node, 'caption') ?? ''].flatMap(sentencesOf)
  }
  if (isElement(node, 'Cite') || isElement(node, 'Check')) return []
  if (node.type === 'tableRow') return sentencesOf((node.children ?? []).map(plainText).join('，'))
  if (node.type === 'paragraph' || node.type === 'text') return sentencesOf(plainText(node))
  const opening = isElement(node, 'Remember') ? ['请记住。'] : isElement(node, 'Ask') ? ['有事问谁。'] : []
  return [...opening, ...(node.children ?? []).flatMap((child) => speechOf(child, parts))]
}

/** The words of a node, without marks of any kind. */
export function plainText(node: LessonNode): string {
  if (isElement(node, 'Cite')) return ''
  return node.value ?? (node.children ?? []).map(plainText).join('')
}

/** Split after 。！？；…… with the quotation mark or bracket that closes; not where the sentence goes on after it. */
export function sentencesOf(text: string): string[] {
  const pieces = text.match(/[^。！？；…]*(?:[。！？；]|…+)[”’」』）》]*|[^。！？；…]+$/gu) ?? []
  const sentences: string[] = []
  for (const piece of pieces) {
    if (/^[，、：”’」』）》]/u.test(piece) && sentences.length > 0) sentences[sentences.length - 1] += piece
    else sentences.push(piece)
  }
  return sentences.map((sentence) => sentence.trim()).filter(Boolean)
}
