import { createElement } from 'react'
import { lessonComponents, type LessonReferences } from '#app/components/lesson/lesson-components.tsx'
import type { CheckParts } from './check-shape.ts'
import type { Passage } from './lesson.ts'
import type { LessonNode } from './lesson-tree.ts'
import { shapePassages, type ShapedPassage } from './passage-shape.ts'

export interface CompiledLesson {
  passages: Passage[]
  /** What is right, by passage number: letters in their order, `true` or `false`, or digits. */
  right: Map<number, string[]>
}

/**
 * A unit's MDX (without front matter) → finished HTML per passage. Runs at build time only: mdx-bundler evaluates what
 * it bundles, which is why a lesson may hold no code (`assertAllowed`) and why no server ever loads this.
 */
export async function compileLesson(
  body: string,
  folder: string,
  references: LessonReferences & CheckParts,
): Promise<CompiledLesson> {
  // Loaded here, so that reading the build's configuration does not start esbuild.
  const [{ bundleMDX }, { getMDXComponent }, { default: remarkGfm }, { renderToStaticMarkup }] =
    await Promise.all([
      import('mdx-bundler'),
      import('mdx-bundler/client/index.js'),
      import('remark-gfm'),
      import('react-dom/server'),
    ])
  let shaped: ShapedPassage[] = []
  const { code } = await bundleMDX({
    source: body,
    cwd: folder,
    // The rejection says all; printed as well, it would be said twice.
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
    mdxOptions(options: { remarkPlugins?: unknown[] | null }) {
      const shape = () => (tree: LessonNode) => {
        shaped = shapePassages(tree, references)
      }
      // First, so that they see what the author wrote and nothing that other plugins add.
      options.remarkPlugins = [remarkGfm, shape, ...(options.remarkPlugins ?? [])]
      return options
    },
  })
  const Lesson = getMDXComponent(code)
  const rightOnes = new Map(shaped.map(({ number, right }) => [number, right]))
  const passages = shaped.map(({ right: _, check, ...passage }) => {
    const components = lessonComponents(references, passage.number)
    const html = renderToStaticMarkup(createElement(Lesson, { components })).trim()
    assertInert(html)
    return { ...passage, html, check }
  })
  return { passages, right: rightOnes }
}

/** The last wall: whatever the components draw, a lesson's HTML runs nothing, styles nothing and leads nowhere. */
export function assertInert(html: string): void {
  const found =
    /<(?:script|style|iframe|object|embed|link|form|input|a|img)\b|\s(?:style|href|src|on[a-z]+)=/i.exec(html)
  if (found) throw new Error(`a lesson's HTML may not contain "${found[0].trim()}"`)
}
