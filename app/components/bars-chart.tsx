import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { ChartCard, WIDTHS } from './chart-card.tsx'

export type Bar = { id: string; name: string; value: number; more: string }

const ROW = 22.4
const BAR = 16
/** How far the longest bar reaches; behind it stand its number and what it is made of. */
const BAR_END = { wide: 346, narrow: 236 } as const
/** Where bars begin: beyond the longest name that is shown. */
const NAME = { zh: { wide: 176, narrow: 116 }, en: { wide: 196, narrow: 124 } } as const
const MOST = { zh: { wide: 12, narrow: 8 }, en: { wide: 26, narrow: 16 } } as const

/** Counts beside each other: bars with their names before and their numbers behind them. */
export function BarsChart({
  finding,
  caption,
  definition,
  said,
  bars,
  hot = false,
  children,
}: {
  finding: string
  caption: string
  definition: string
  said: string
  /** In the order in which they are drawn. */
  bars: readonly Bar[]
  /** The first one is what is still to be done. */
  hot?: boolean
  /** The table. */
  children: ReactNode
}) {
  const { format, locale } = useMessages()
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const shorten = (name: string, length: number) =>
    name.length > length ? `${name.slice(0, length - 1).trimEnd()}…` : name
  return (
    <ChartCard
      finding={finding}
      caption={caption}
      definition={definition}
      said={said}
      draw={(room) => {
        const left = NAME[locale][room]
        const scale = (BAR_END[room] - left) / most
        return {
          width: WIDTHS[room],
          height: Math.max(1, Math.ceil(bars.length * ROW)),
          drawing: bars.map(({ id, name, value, more }, index) => {
            const y = Math.round((index * ROW + 1) * 10) / 10
            const width = Math.round(value * scale * 10) / 10
            return (
              <g key={id}>
                <text className="g-t" x="0" y={y + 13}>
                  {shorten(name, MOST[locale][room])}
                </text>
                <rect
                  className={hot && index === 0 ? 'g-bar-hot' : 'g-bar'}
                  x={left}
                  y={y}
                  width={width}
                  height={BAR}
                  rx="2"
                  data-value={value}
                />
                <text className="g-b" x={left + width + 8} y={y + 13}>
                  {format.number(value)}
                </text>
                <text className="g-t" x={WIDTHS[room]} y={y + 13} textAnchor="end">
                  {more}
                </text>
              </g>
            )
          }),
        }
      }}
    >
      {children}
    </ChartCard>
  )
}
