import { useMessages } from '#app/messages/context.tsx'
import { ChartCard, WIDTHS } from './chart-card.tsx'

export type StandingOfOffice = {
  id: string
  name: string
  people: number
  short: number
  near: number
  met: number
  free: number
}

const PARTS = ['short', 'near', 'met', 'free'] as const
const LOOK = { short: 's-short', near: 's-near', met: 's-met', free: 's-free' }
const ROW = 24
/** The parts are named in one line, in English in up to two. */
const HEAD = { zh: 34, en: 50 }
const LINE = 15
const BAR = 16
const NAME = { zh: 66, en: 128 }
/** Right edges of the four columns of numbers, which name the parts of the bar. */
const COLUMNS = {
  wide: { zh: [292, 344, 396, 448], en: [288, 342, 388, 448] },
  narrow: { zh: [179, 226, 273, 320], en: [210, 254, 282, 320] },
}
const BAR_END = { wide: { zh: 244, en: 244 }, narrow: { zh: 137, en: 178 } }

/** Where the people of each office stand in the running month; the part that needs help comes first and is apricot. */
export function StandingChart({
  finding,
  offices,
}: {
  finding: string
  offices: readonly StandingOfOffice[]
}) {
  const { county, format, locale } = useMessages()
  const words = county.standing
  const rows = [...offices].sort((a, b) => b.short - a.short || (a.id < b.id ? -1 : 1))
  const most = Math.max(1, ...rows.map((row) => PARTS.reduce((sum, part) => sum + row[part], 0)))
  const left = NAME[locale]
  return (
    <ChartCard
      finding={finding}
      caption={words.caption}
      definition={words.definition}
      said={words.said(rows)}
      draw={(room) => {
        const columns = COLUMNS[room][locale]
        const head = HEAD[locale]
        const scale = (BAR_END[room][locale] - left) / most
        const drawing = (
          <>
            {PARTS.map((part, index) => (
              <g key={part}>
                <Block part={part} x={columns[index]! - 14} y={0} width={14} height={10} />
                {nameLines(words.parts[part]).map((line, at) => (
                  <text className="g-t" key={line} x={columns[index]} y={25 + at * LINE} textAnchor="end">
                    {line}
                  </text>
                ))}
              </g>
            ))}
            {rows.map((row, at) => {
              const y = head + at * ROW
              let from = left
              return (
                <g key={row.id}>
                  <text className="g-t" x="0" y={y + 13}>
                    {row.name}
                  </text>
                  {PARTS.map((part) => {
                    const x = round(from)
                    const width = round((from += row[part] * scale) - x)
                    return row[part] > 0 ? (
                      <Block
                        key={part}
                        part={part}
                        x={x}
                        y={y}
                        width={width}
                        height={BAR}
                        count={row[part]}
                      />
                    ) : null
                  })}
                  {PARTS.map((part, index) => (
                    <text
                      key={part}
                      className={part === 'short' ? 'g-b' : 'g-t'}
                      x={columns[index]}
                      y={y + 13}
                      textAnchor="end"
                    >
                      {format.number(row[part])}
                    </text>
                  ))}
                </g>
              )
            })}
          </>
        )
        return { width: WIDTHS[room], height: head + rows.length * ROW, drawing }
      }}
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{county.load.columns.office}</th>
            {PARTS.map((part) => (
              <th scope="col" className="r" key={part}>
                {words.parts[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {PARTS.map((part) => (
                <td className="r" key={part}>
                  {format.number(row[part])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}

/** A stretch of a bar: its colour, doubled by a pattern. */
function Block({
  part,
  count,
  ...at
}: {
  part: (typeof PARTS)[number]
  x: number
  y: number
  width: number
  height: number
  count?: number
}) {
  return (
    <>
      <rect className={LOOK[part]} {...at} data-count={count} />
      {part === 'near' && <rect fill="url(#bar-dots)" {...at} />}
    </>
  )
}

/** “will fall short” → “will fall”, “short”: the last word below the others. */
function nameLines(name: string): string[] {
  const cut = name.lastIndexOf(' ')
  return cut < 0 ? [name] : [name.slice(0, cut), name.slice(cut + 1)]
}

const round = (value: number) => Math.round(value * 10) / 10
