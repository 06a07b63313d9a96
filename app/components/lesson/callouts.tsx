import type { ReactNode } from 'react'

interface BlockProps {
  children?: ReactNode
}

/** Where its heading stands in the passage as spoken, and what is said of it. */
interface HeadedProps extends BlockProps {
  said?: string
  say?: string
}

/** What a reader recognises: the small story a lesson opens with. */
export function Situation({ children }: BlockProps) {
  return <div className="situation">{children}</div>
}

/** The few lines to keep. */
export function Remember({ said, say, children }: HeadedProps) {
  return (
    <section className="remember">
      <h3 data-s={said} data-say={say}>
        记住这几句
      </h3>
      {children}
    </section>
  )
}

/** Whom to ask. */
export function Ask({ said, say, children }: HeadedProps) {
  return (
    <section className="ask-whom">
      <h3 data-s={said} data-say={say}>
        有事问谁
      </h3>
      {children}
    </section>
  )
}
