import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'

/** Drawn in this order, whatever order the parts come in. */
export const BAR_SOURCES = ['lecture', 'online', 'talk', 'care', 'other'] as const
export type BarSource = (typeof BAR_SOURCES)[number]
export type BarPart = { source: BarSource; minutes: Minutes }

/** One scale for every bar of every page: 480 minutes are 352 px. */
const SCALE_MINUTES = 480
const WIDTH = 352
const HEIGHT = 26
const x = (minutes: Minutes) =>
  Math.round((Math.min(minutes, SCALE_MINUTES) / SCALE_MINUTES) * WIDTH * 10) / 10

const PATTERN: Partial<Record<BarSource, string>> = { online: 'url(#bar-stripe)', talk: 'url(#bar-dots)' }

/** Once on a page that has bars: colour is always doubled by a pattern. */
export function StackedBarPatterns() {
  return (
    <svg width="0" height="0" aria-hidden="true">
      <defs>
        <pattern
          id="bar-stripe"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className="b-stripe" d="M1 0v6" />
        </pattern>
        <pattern id="bar-dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle className="b-dot" cx="3" cy="3" r="1.3" />
        </pattern>
      </defs>
    </svg>
  )
}

/**
 * Minutes by source against the requirement (the upright line). `cut` is what a cap leaves out: a dashed
 * outline. The words below say the same, so the picture is hidden from a screen reader.
 */
export function StackedBar({
  parts,
  cut = 0,
  required,
}: {
  parts: readonly BarPart[]
  cut?: Minutes
  required: Minutes
}) {
  const { board, words } = useMessages()
  const drawn = BAR_SOURCES.flatMap((source) => {
    const minutes = parts
      .filter((part) => part.source === source)
      .reduce((sum, part) => sum + part.minutes, 0)
    return minutes > 0 ? [{ source, minutes }] : []
  })
  const total = drawn.reduce((sum, part) => sum + part.minutes, 0)
  let from = 0
  return (
    <>
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <rect className="b-track" y="6" width={x(required)} height="14" />
        {drawn.map(({ source, minutes }) => {
          const left = x(from)
          const width = Math.round((x((from += minutes)) - left) * 10) / 10
          return (
            <g key={source}>
              <rect className={`b-${source}`} x={left} y="6" width={width} height="14" />
              {PATTERN[source] && <rect fill={PATTERN[source]} x={left} y="6" width={width} height="14" />}
            </g>
          )
        })}
        {cut > 0 && (
          <rect
            className="b-cut"
            x={x(total) + 0.5}
            y="6.5"
            width={Math.max(0, x(total + cut) - x(total))}
            height="13"
          />
        )}
        {required > 0 && <path className="b-need" d={`M${x(required) - 1} 1v24`} />}
      </svg>
      <p className="bartext">
        {board.sum(
          drawn.map(({ source, minutes }) => ({ name: words.bars[source], minutes })),
          cut,
          required,
        )}
      </p>
    </>
  )
}
