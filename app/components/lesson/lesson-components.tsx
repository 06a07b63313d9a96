import type { ComponentType, ReactNode } from 'react'
import { Ask, Remember, Situation } from './callouts.tsx'
import { Diagram, type DrawnDiagram } from './diagram.tsx'
import { LawQuote, Sources, type QuotedLaw } from './law.tsx'
import { Term, TermNote, type GlossaryWord } from './term.tsx'

/** What the words of one lesson refer to. Each look-up throws when there is no such thing. */
export interface LessonReferences {
  law(id: string): QuotedLaw
  word(id: string): GlossaryWord
  diagram(src: string): DrawnDiagram
}

type LessonProps = Record<string, string> & { children?: ReactNode }

/** Everything a lesson may contain, bound to its references, drawing one passage of it. */
export function lessonComponents(
  references: LessonReferences,
  passage: number,
): Record<string, ComponentType<LessonProps>> {
  return {
    Passage: ({ number, children }) => (number === String(passage) ? children : null),
    Situation,
    Remember,
    Ask,
    Term,
    TermNote: ({ id = '', say = '' }) => <TermNote word={references.word(id)} say={say} />,
    Law: ({ id = '', children }) => <LawQuote law={references.law(id)}>{children}</LawQuote>,
    Sources: ({ ids = '' }) => <Sources laws={ids.split(' ').map((id) => references.law(id))} />,
    Diagram: ({ src = '', caption = '', said, say }) => (
      <Diagram
        id={src.replace('.svg', '')}
        diagram={references.diagram(src)}
        caption={caption}
        said={said}
        say={say}
      />
    ),
  }
}
