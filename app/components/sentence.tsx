import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'

/** The page's `h1`: how things stand, in plain words; with `minutes`, the one big number below them. */
export function Sentence({ words, minutes }: { words: string; minutes?: Minutes }) {
  const { format } = useMessages()
  return (
    <h1 className="sentence">
      {words}
      {minutes !== undefined && (
        <>
          {' '}
          <b>
            {format.bigMinutes(minutes).map(({ figure, unit }, index) => (
              <span key={unit}>
                {index > 0 && ' '}
                {figure}
                <small>{unit}</small>
              </span>
            ))}
          </b>
        </>
      )}
    </h1>
  )
}
