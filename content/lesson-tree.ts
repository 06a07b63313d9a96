/** The part of a Markdown tree (mdast with MDX) that a lesson may consist of. */
export interface LessonNode {
  type: string
  name?: string | null
  value?: string
  depth?: number
  checked?: boolean | null
  ordered?: boolean | null
  align?: (string | null)[] | null
  attributes?: LessonAttribute[]
  children?: LessonNode[]
  /** What the compiler adds to the HTML of a Markdown node. */
  data?: { hProperties: Record<string, string> }
  position?: { start: { line: number } }
}

export interface LessonAttribute {
  type: string
  name?: string
  value?: unknown
}

/** What an author may use, with the attributes each takes. Everything else is refused. */
const ELEMENTS: Readonly<Record<string, { required: readonly string[]; optional?: readonly string[] }>> = {
  Passage: { required: ['minutes'], optional: ['heading'] },
  Situation: { required: [] },
  Remember: { required: [] },
  Ask: { required: [] },
  Cite: { required: ['id'] },
  Law: { required: ['id'] },
  Term: { required: ['id'] },
  Diagram: { required: ['src', 'caption'] },
  Check: { required: ['question', 'again'], optional: ['praise', 'kind', 'answer', 'after'] },
  Picture: { required: ['src'] },
}

const MARKDOWN = new Set([
  'root',
  'paragraph',
  'text',
  'strong',
  'emphasis',
  'break',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
])

export function isElement(node: LessonNode, name?: string): boolean {
  const element = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
  return element && (name === undefined || node.name === name)
}

export function attribute(node: LessonNode, name: string): string | undefined {
  const value = node.attributes?.find((candidate) => candidate.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

/** Sets what the compiler adds to an element, in place of what it had under these names. */
export function setAttributes(node: LessonNode, attributes: Record<string, string>): void {
  const others = (node.attributes ?? []).filter(({ name }) => name === undefined || !(name in attributes))
  node.attributes = [...others, ...(element('', attributes).attributes ?? [])]
}

/** An element that only the compiler writes. */
export function element(name: string, attributes: Record<string, string>): LessonNode {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value,
    })),
    children: [],
  }
}

/** Throws at the first thing that is not allowed: code, imports, raw HTML, links, pictures, styles, headings. */
export function assertAllowed(node: LessonNode): void {
  const line = node.position?.start.line
  const refuse = (why: string): never => {
    throw new Error(`line ${line ?? '?'}: ${why}`)
  }
  if (isElement(node)) {
    const shape = ELEMENTS[node.name ?? '']
    if (!shape) return refuse(`<${node.name ?? ''}> is not a part of lessons`)
    const given = (node.attributes ?? []).map((one) => {
      if (one.type !== 'mdxJsxAttribute' || typeof one.value !== 'string' || one.value.trim() === '')
        refuse(`<${node.name}> takes plain text attributes only, key="words"`)
      return one.name ?? ''
    })
    for (const key of shape.required) if (!given.includes(key)) refuse(`<${node.name}> needs ${key}="…"`)
    for (const key of given)
      if (![...shape.required, ...(shape.optional ?? [])].includes(key))
        refuse(`<${node.name}> takes no ${key}`)
  } else if (!MARKDOWN.has(node.type)) {
    refuse(`"${node.type}" is not allowed in a lesson`)
  } else if (node.align?.some(Boolean)) {
    refuse('columns cannot be aligned: it would need a style attribute')
  }
  node.children?.forEach(assertAllowed)
}

/** Chinese lines broken in the source join without a space. */
export function joinLines(node: LessonNode): void {
  if (node.type === 'text' && node.value !== undefined) node.value = joined(node.value)
  node.children?.forEach(joinLines)
}

export function joined(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/\n/g, (_, at: number, whole: string) => {
    const latin = /[\x21-\x7e]/
    return latin.test(whole[at - 1] ?? '') && latin.test(whole[at + 1] ?? '') ? ' ' : ''
  })
}
