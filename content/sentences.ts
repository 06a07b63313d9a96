import { isElement, type LessonNode } from './lesson-tree.ts'

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
