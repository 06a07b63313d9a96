import { Fragment, type ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'

export type Stop = {
  key: string
  title: string
  /** Minutes it adds; left out where it adds none. */
  gain?: Minutes
  words?: ReactNode
  /** The control that does it, when there is one that works. */
  action?: ReactNode
}

/** A hairline with open stops: what comes next, in order. */
export function WayForward({ stops }: { stops: readonly Stop[] }) {
  const { format } = useMessages()
  return (
    <ol className="way">
      {stops.map((stop) => (
        <li key={stop.key}>
          <div className="wayhead">
            <h3>{stop.title}</h3>
            {stop.gain !== undefined && stop.gain > 0 && <p className="gain">{format.gain(stop.gain)}</p>}
          </div>
          {stop.words && <p className="quiet">{stop.words}</p>}
          {stop.action && <div className="row">{stop.action}</div>}
        </li>
      ))}
    </ol>
  )
}

/** Where one is in a fixed number of steps. The bar is decoration; `words` say it (“第 3 节，共 6 节”). */
export function Steps({
  words,
  states,
}: {
  words: string
  states: readonly ('done' | 'now' | 'hold' | 'ahead')[]
}) {
  return (
    <Fragment>
      <p className="quiet small">{words}</p>
      <ol className="steps" aria-hidden="true">
        {states.map((state, index) => (
          // the steps never change order, so their place is their identity
          <li key={index} className={state === 'ahead' ? undefined : state} />
        ))}
      </ol>
    </Fragment>
  )
}
