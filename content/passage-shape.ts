import { readCheck, type CheckParts } from './check-shape.ts'
import type { Passage } from './lesson.ts'
import {
  assertAllowed,
  attribute,
  element,
  isElement,
  joinLines,
  type LessonNode,
} from './lesson-tree.ts'
import { explanation, speechOf, type SpokenParts } from './speech.ts'

/** A passage before its HTML is drawn, with what is right beside it. */
export interface ShapedPassage extends Omit<Passage, 'html'> {
  right: string[]
}

/**
 * Takes a lesson's tree apart: numbers the passages, lifts their checks out (question, options and answer never reach
 * the HTML), and moves glossary notes and citations below the block they belong to. Changes the tree in place.
 */
export function shapePassages(root: LessonNode, parts: SpokenParts & CheckParts): ShapedPassage[] {
  assertAllowed(root)
  joinLines(root)
  return (root.children ?? []).map((passage, index) => {
    if (!isElement(passage, 'Passage')) throw new Error('everything in a lesson stands inside a <Passage>')
    const number = index + 1
    try {
      return shapePassage(passage, number, parts)
    } catch (error) {
      throw new Error(`passage ${number}: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
}

function shapePassage(passage: LessonNode, number: number, parts: SpokenParts & CheckParts): ShapedPassage {
  const children = passage.children ?? []
  const checks = children.filter((child) => isElement(child, 'Check'))
  if (checks.length !== 1 || children.at(-1) !== checks[0]) throw new Error('ends with exactly one <Check>')
  const minutes = Number(attribute(passage, 'minutes'))
  if (!Number.isInteger(minutes) || minutes < 1) throw new Error('minutes="…" must be a whole number')
  const heading = attribute(passage, 'heading')
  const blocks = children.slice(0, -1)
  for (const name of ['Passage', 'Check', 'Picture'])
    if (blocks.some((block) => contains(block, name)))
      throw new Error(`a <${name}> stands where it does not belong`)
  // The heading is drawn by the page, which marks it with 0.
  const speech = heading ? [heading.endsWith('？') ? heading : `${heading}。`] : []
  for (const block of blocks) speech.push(...speechOf(block, parts, speech.length))
  const explained = new Set<string>()
  passage.children = blocks.flatMap((block) => withNotes(block, explained, parts))
  passage.attributes = [
    ...(passage.attributes ?? []),
    ...(element('', { number: String(number) }).attributes ?? []),
  ]
  return {
    number,
    minutes,
    ...(heading && { heading }),
    speech,
    ...readCheck(checks[0]!, parts),
  }
}

/**
 * A block with what explains it underneath. `<details>` may not stand inside a paragraph, so a word's meaning and the
 * law's words follow the block. A word is explained once a passage (each passage can be a page of its own).
 */
function withNotes(block: LessonNode, explained: Set<string>, parts: SpokenParts): LessonNode[] {
  const terms = idsOf(block, 'Term').filter((id) => !explained.has(id))
  terms.forEach((id) => explained.add(id))
  const cites = idsOf(block, 'Cite')
  withoutCites(block)
  const empty = isElement(block, 'Cite')
  return [
    ...(empty ? [] : [block]),
    ...terms.map((id) => element('TermNote', { id, say: explanation(id, parts) })),
    ...(cites.length > 0 ? [element('Sources', { ids: cites.join(' ') })] : []),
  ]
}

function idsOf(node: LessonNode, name: string): string[] {
  const own = isElement(node, name) ? [attribute(node, 'id') ?? ''] : []
  return [...new Set([...own, ...(node.children ?? []).flatMap((child) => idsOf(child, name))])]
}

function withoutCites(node: LessonNode): void {
  if (!node.children) return
  node.children = node.children.filter((child) => !isElement(child, 'Cite'))
  node.children.forEach(withoutCites)
}

function contains(node: LessonNode, name: string): boolean {
  return isElement(node, name) || (node.children ?? []).some((child) => contains(child, name))
}
