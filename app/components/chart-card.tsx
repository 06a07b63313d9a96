import { useId, type ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { PushedSideways } from './pushed-sideways.tsx'

export type Drawn = { width: number; height: number; drawing: ReactNode }

/** Where a drawing is to fit: a card on a desk, or a phone. */
export type Room = 'wide' | 'narrow'
export const WIDTHS: Readonly<Record<Room, number>> = { wide: 448, narrow: 320 }

/**
 * A chart: its finding as heading, the unit, the drawing (`said`: its numbers in words, for whoever does not see it), what
 * is counted, and the same numbers as a table. It is drawn twice: for a card on a desk and for a phone, each at the width
 * it is shown, so that its words stay as large as they are; large text pushes it sideways.
 */
export function ChartCard({
  finding,
  caption,
  definition,
  said,
  draw,
  children,
}: {
  finding: string
  caption: string
  definition: string
  said: string
  draw: (room: Room) => Drawn
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
        {(['wide', 'narrow'] as const).map((room) => {
          const { width, height, drawing } = draw(room)
          const title = `${id}${room}`
          return (
            <svg
              className={`g-${room}`}
              viewBox={`0 0 ${width} ${height}`}
              role="img"
              aria-labelledby={title}
              key={room}
            >
              <title id={title}>{said}</title>
              {drawing}
            </svg>
          )
        })}
      </PushedSideways>
      <p className="cap">{definition}</p>
      <details>
        <summary>{county.table}</summary>
        {children}
      </details>
    </section>
  )
}
