import { useId, type ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { PushedSideways } from './pushed-sideways.tsx'

/**
 * A chart: its finding as heading, the unit, the drawing (`said`: its numbers in words, for whoever does not see it), what
 * is counted, and the same numbers as a table. On a narrow window the drawing is pushed sideways so that its words stay
 * readable.
 */
export function ChartCard({
  finding,
  caption,
  definition,
  said,
  width,
  height,
  drawing,
  children,
}: {
  finding: string
  caption: string
  definition: string
  said: string
  width: number
  height: number
  drawing: ReactNode
  /** The table. */
  children: ReactNode
}) {
  const { county } = useMessages()
  const id = useId()
  return (
    <section className="chart" aria-labelledby={`${id}h`}>
      <h2 id={`${id}h`}>{finding}</h2>
      <p className="cap">{caption}</p>
      <PushedSideways label={caption}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}t`}>
          <title id={`${id}t`}>{said}</title>
          {drawing}
        </svg>
      </PushedSideways>
      <p className="cap">{definition}</p>
      <details>
        <summary>{county.table}</summary>
        {children}
      </details>
    </section>
  )
}
