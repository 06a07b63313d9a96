import type { ReactNode } from 'react'

interface BlockProps {
  children?: ReactNode
}

/** What a reader recognises: the small story a lesson opens with. */
export function Situation({ children }: BlockProps) {
  return <div className="situation">{children}</div>
}

/** The few lines to keep. */
export function Remember({ children }: BlockProps) {
  return (
    <section className="remember">
      <h3>记住这几句</h3>
      {children}
    </section>
  )
}

/** Whom to ask. */
export function Ask({ children }: BlockProps) {
  return (
    <section className="ask-whom">
      <h3>有事问谁</h3>
      {children}
    </section>
  )
}
