import type { ReactNode } from 'react'

/**
 * Before a step that cannot be taken back: the question, what follows from it, the button that does it and the way
 * back beside it. A page's content rather than a dialog, so that it needs no script; the form's
 * hidden fields are `children`.
 */
export function AskAgain({
  question,
  more,
  action,
  method = 'post',
  go,
  back,
  level: Heading = 'h1',
  children,
}: {
  question: string
  more: ReactNode
  /** Where the form goes. */
  action: string
  /** Only an example of this part asks with `get`: it changes nothing. */
  method?: 'get' | 'post'
  go: string
  back: { href: string; label: string }
  level?: 'h1' | 'h3'
  children?: ReactNode
}) {
  return (
    <div className="ask-again">
      <Heading>{question}</Heading>
      <p>{more}</p>
      <form method={method} action={action} className="row">
        {children}
        <button className="btn">{go}</button>
        <a className="btn text" href={back.href}>
          {back.label}
        </a>
      </form>
    </div>
  )
}
