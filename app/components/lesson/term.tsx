import type { ReactNode } from 'react'

export interface GlossaryWord {
  id: string
  word: string
  means: string
}

/** A word that is explained right under its paragraph. */
export function Term({ children }: { children?: ReactNode }) {
  return <dfn className="term">{children}</dfn>
}

/** Its explanation; native, so that it opens on an old phone without a script. */
export function TermNote({ word, say }: { word: GlossaryWord; say: string }) {
  return (
    <details className="term-note" data-s={`w-${word.id}`} data-say={say}>
      <summary>“{word.word}”是什么意思</summary>
      <p>{word.means}</p>
    </details>
  )
}
