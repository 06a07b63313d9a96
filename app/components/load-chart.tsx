import { useMessages } from '#app/messages/context.tsx'
import { ChartCard, WIDTHS } from './chart-card.tsx'

export type LoadOfOffice = { id: string; name: string; people: number; staff: number }

const ROW = 22.4
const BAR = 16
/** How far the longest bar reaches: behind it stand its number and the people and staff it is made of. */
const BAR_END = { wide: 276, narrow: { zh: 196, en: 210 } } as const
const NAME = { zh: 66, en: 128 }

/** People per member of staff, most first; the county's average is a dashed bar in its place in the order. */
export function LoadChart({ finding, offices }: { finding: string; offices: readonly LoadOfOffice[] }) {
  const { county, format, locale } = useMessages()
  const words = county.load
  const sum = (of: (office: LoadOfOffice) => number) => offices.reduce((total, one) => total + of(one), 0)
  const average = {
    id: 'all',
    name: words.all,
    people: sum((one) => one.people),
    staff: sum((one) => one.staff),
  }
  const served = [...offices, average].filter(({ staff }) => staff > 0)
  const rows = served
    .map((one) => ({ ...one, ratio: one.people / one.staff }))
    .sort((a, b) => b.ratio - a.ratio || (a.id < b.id ? -1 : 1))
  const unserved = offices.filter(({ staff }) => staff === 0).map((one) => ({ ...one, ratio: null }))
  const most = Math.max(1, ...rows.map(({ ratio }) => ratio))
  const hot = rows.find(({ id }) => id !== 'all')
  const ratioOf = (ratio: number) => format.number(Math.round(ratio * 10) / 10)
  const left = NAME[locale]
  return (
    <ChartCard
      finding={finding}
      caption={words.caption}
      definition={words.definition}
      said={words.said(rows.map(({ name, ratio }) => ({ name, ratio: ratioOf(ratio) })))}
      draw={(room) => ({
        width: WIDTHS[room],
        height: Math.ceil(rows.length * ROW),
        drawing: rows.map((row, index) => {
          const end = room === 'wide' ? BAR_END.wide : BAR_END.narrow[locale]
          const scale = (end - left) / most
          const y = Math.round((index * ROW + 1) * 10) / 10
          const width = Math.round(row.ratio * scale * 10) / 10
          const mean = row.id === 'all'
          const look = mean ? 'g-mean' : row === hot ? 'g-bar-hot' : 'g-bar'
          return (
            <g key={row.id}>
              <text className={mean ? 'g-b' : 'g-t'} x="0" y={y + 13}>
                {row.name}
              </text>
              <rect
                className={look}
                x={left}
                y={y}
                width={width}
                height={BAR}
                rx="2"
                data-ratio={ratioOf(row.ratio)}
              />
              <text className="g-b" x={left + width + 8} y={y + 13}>
                {ratioOf(row.ratio)}
              </text>
              <text className="g-t" x={WIDTHS[room]} y={y + 13} textAnchor="end">
                {words.row(row.people, row.staff)}
              </text>
            </g>
          )
        }),
      })}
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.office}</th>
            {(['people', 'staff', 'ratio'] as const).map((column) => (
              <th scope="col" className="r" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, ...unserved].map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td className="r">{format.number(row.people)}</td>
              <td className="r">{row.staff === 0 ? words.nobody : format.number(row.staff)}</td>
              <td className="r">{row.ratio === null ? '—' : ratioOf(row.ratio)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}
