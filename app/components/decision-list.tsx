import { useId } from 'react'

export type Decision = { href: string; what: string; more: string; go: string }

/** What waits for somebody's decision, each with the page where it is decided. */
export function DecisionList({
  title,
  none,
  decisions,
}: {
  title: string
  none: string
  decisions: readonly Decision[]
}) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {decisions.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="plainlist">
          {decisions.map(({ href, what, more, go }, index) => (
            <li className="row decision" key={what}>
              <span>
                <b id={`${id}-${index}`}>{what}</b>
                <br />
                <span className="small quiet">{more}</span>
              </span>
              <a className="btn plain slim push" href={href} aria-describedby={`${id}-${index}`}>
                {go}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
