import type { ReactNode } from 'react'

/** Only what can be acted on, or a chart; its heading says the finding. Never a card in a card. */
export function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const titleId = `${id}-title`
  return (
    <section className="card stack-s" id={id} aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </section>
  )
}
