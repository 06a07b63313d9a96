import { QUIZ_KINDS, type Check, type Picture, type QuestionOption, type QuizKind } from './lesson.ts'
import { attribute, isElement, joined, type LessonNode } from './lesson-tree.ts'
import { keyedSteps } from './option-letters.ts'
import { plainText } from './sentences.ts'

/** Where the drawings beside options come from. Throws when there is no such file. */
export interface CheckParts {
  picture(src: string): Picture
}

type Answers = Pick<Check, 'options' | 'after'> & { right: string[] }

/** Option keys by position, so that a key says nothing. */
const KEYS = ['a', 'b', 'c', 'd', 'e']

/**
 * The question at the end of a passage, with what is right beside it. Five kinds, as in a quiz (`quiz-file.ts`):
 * - `single` (the usual one): three or four options as a task list, `- [x]` the right one; each may begin with a
 *   `<Picture src>`, all or none
 * - `several`: four or five options, two or more of them right, never all
 * - `true-false`: a statement and `answer="true"` or `"false"`
 * - `order`: three to five steps as a numbered list in the right order (shown in another one)
 * - `number`: `answer`, digits, and `after`, the word behind the box (天, 元)
 */
export function readCheck(node: LessonNode, parts: CheckParts): { check: Check; right: string[] } {
  const kind = kindOf(node)
  const question = joined(attribute(node, 'question') ?? '')
  const praise = attribute(node, 'praise')
  const { right, ...shown } = answersOf(kind, node, question, parts)
  return {
    check: {
      ...{ kind, question, ...shown, again: joined(attribute(node, 'again') ?? '') },
      ...(praise && { praise: joined(praise) }),
    },
    right,
  }
}

function kindOf(node: LessonNode): QuizKind {
  const written = attribute(node, 'kind') ?? 'single'
  const kind = QUIZ_KINDS.find((one) => one === written)
  if (!kind) throw new Error(`kind="${written}" is none of ${QUIZ_KINDS.join(', ')}`)
  return kind
}

function answersOf(kind: QuizKind, node: LessonNode, question: string, parts: CheckParts): Answers {
  const answer = attribute(node, 'answer')
  const after = attribute(node, 'after')
  if ((kind === 'true-false' || kind === 'number') === (answer === undefined))
    throw new Error('answer="…" belongs to true-false and number, and to no other kind')
  if ((kind === 'number') === (after === undefined))
    throw new Error('after="…" is the word behind the box of a number')
  switch (kind) {
    case 'single':
    case 'several':
      return chosenFrom(kind, node, parts)
    case 'true-false':
      if (answer !== 'true' && answer !== 'false') throw new Error('answer="true" or answer="false"')
      withoutList(node)
      return { options: [], right: [answer] }
    case 'order': {
      const steps = itemsOf(node, true).map(wordsOf)
      if (steps.length < 3 || steps.length > 5) throw new Error('three to five steps are put in order')
      assertDifferent(steps)
      return keyedSteps(question, steps)
    }
    case 'number':
      if (!/^(0|[1-9]\d{0,6})$/.test(answer ?? '')) throw new Error('answer="…" is a whole number in digits')
      withoutList(node)
      return { options: [], right: [answer!], after: after! }
  }
}

/** A task list is the question's options: `- [ ] wrong`, `- [x] right`. */
function chosenFrom(kind: 'single' | 'several', node: LessonNode, parts: CheckParts): Answers {
  const items = itemsOf(node, false)
  const [least, most, count] = kind === 'single' ? [3, 4, 'three or four'] : [4, 5, 'four or five']
  if (items.length < least || items.length > most) throw new Error(`a check has ${count} options`)
  const options = items.map((item, index): QuestionOption => {
    if (typeof item.checked !== 'boolean')
      throw new Error('options of a check are written "- [ ] words" or "- [x] words"')
    const picture = pictureOf(item)
    return { key: KEYS[index]!, text: wordsOf(item), ...(picture && { picture: parts.picture(picture) }) }
  })
  assertDifferent(options.map(({ text }) => text))
  const drawn = options.filter(({ picture }) => picture).length
  if (drawn > 0 && (kind !== 'single' || drawn < options.length))
    throw new Error('pictures stand in each option of a single choice, or in none')
  const right = options.filter((_, index) => items[index]?.checked).map(({ key }) => key)
  if (kind === 'single' && right.length !== 1) throw new Error('a check has exactly one right option')
  if (kind === 'several' && (right.length < 2 || right.length === options.length))
    throw new Error('several options are right, and not all')
  return { options, right }
}

function itemsOf(node: LessonNode, ordered: boolean): LessonNode[] {
  const lists = node.children ?? []
  if (lists.length !== 1 || lists[0]!.type !== 'list' || Boolean(lists[0]!.ordered) !== ordered)
    throw new Error(`a check holds one ${ordered ? 'numbered list of steps' : 'list of options'}`)
  return lists[0]!.children ?? []
}

function withoutList(node: LessonNode): void {
  if (node.children?.length) throw new Error('true-false and number have no list')
}

function wordsOf(item: LessonNode): string {
  const words = plainText(item).trim()
  if (!words) throw new Error('an option has no words: a picture alone is not read by everybody')
  return words
}

function pictureOf(node: LessonNode): string | undefined {
  if (isElement(node, 'Picture')) return attribute(node, 'src')
  for (const child of node.children ?? []) {
    const found = pictureOf(child)
    if (found) return found
  }
  return undefined
}

function assertDifferent(texts: readonly string[]): void {
  if (new Set(texts).size !== texts.length) throw new Error('two options are the same')
}
