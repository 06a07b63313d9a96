import { useMessages } from '#app/messages/context.tsx'
import { ChartCard } from './chart-card.tsx'

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
const WIDTH = 448
const ROW = 24
const HEAD = 34
const BAR = 16
const NAME = { zh: 66, en: 128 }
/** Right edges of the four columns of numbers, which name the parts of the bar. */
const COLUMNS = { zh: [292, 344, 396, 448], en: [290, 340, 390, 448] }
const BAR_END = { zh: 244, en: 252 }

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
  const scale = (BAR_END[locale] - left) / most
  return (
    <ChartCard
      finding={finding}
      caption={words.caption}
      definition={words.definition}
      said={words.said(rows)}
      width={WIDTH}
      height={HEAD + rows.length * ROW}
      drawing={
        <>
          {PARTS.map((part, index) => (
            <g key={part}>
              <Block part={part} x={COLUMNS[locale][index]! - 14} y={0} width={14} height={10} />
              <text className="g-t" x={COLUMNS[locale][index]} y="25" textAnchor="end">
                {words.parts[part]}
              </text>
            </g>
          ))}
          {rows.map((row, at) => {
            const y = HEAD + at * ROW
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
                    <Block key={part} part={part} x={x} y={y} width={width} height={BAR} count={row[part]} />
                  ) : null
                })}
                {PARTS.map((part, index) => (
                  <text
                    key={part}
                    className={part === 'short' ? 'g-b' : 'g-t'}
                    x={COLUMNS[locale][index]}
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
      }
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

const round = (value: number) => Math.round(value * 10) / 10
