import { SEPARATES_FROM } from '#app/domains/learning/item-flag.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { ChartCard, WIDTHS, type Room } from './chart-card.tsx'
import type { ItemOfTable } from './items-table.tsx'

const HEIGHT = 264
const LEFT = 14
/** Beside the last column stand the numbers of the lines. */
const NUMBERS = 60
const TOP = 16
const BOTTOM = 214
const STEP = 25

type Point = { question: string; version: string; facility: number; discrimination: number; look: boolean }

/** Every question that has both numbers, as a dot: how easy it is, and how well it separates. */
export function ItemsChart({ items: list }: { items: readonly ItemOfTable[] }) {
  const { items } = useMessages()
  const words = items.chart
  const points = list.flatMap(({ question, version, numbers, flag }): Point[] =>
    numbers && typeof numbers.discrimination === 'number'
      ? [
          {
            ...{ question, version, facility: numbers.facility, discrimination: numbers.discrimination },
            look: flag !== null,
          },
        ]
      : [],
  )
  return (
    <ChartCard
      finding={useFinding(list)}
      caption={words.caption}
      definition={words.definition}
      said={words.said(points)}
      draw={(room) => ({
        width: WIDTHS[room],
        height: HEIGHT,
        drawing: <Drawing points={points} room={room} />,
      })}
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{items.table.question}</th>
            <th scope="col" className="r">
              {words.easy}
            </th>
            <th scope="col" className="r">
              {words.separates}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ question, version, facility, discrimination }) => (
            <tr key={`${question} ${version}`}>
              <th scope="row">{items.number(question)}</th>
              <td className="r">{items.percent(facility)}</td>
              <td className="r">{items.percent(discrimination)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}

/** What is most worth knowing: a key that may be wrong, else how many questions have something, else that none has. */
function useFinding(list: readonly ItemOfTable[]): string {
  const { chart } = useMessages().items
  const doubtful = list.filter(({ flag }) => flag?.flag === 'key-doubtful').map(({ question }) => question)
  const flagged = list.filter(({ flag }) => flag !== null).length
  if (!list.some(({ numbers }) => numbers !== null)) return chart.none
  if (doubtful.length > 0) return chart.doubtful([...new Set(doubtful)])
  return flagged > 0 ? chart.flagged(flagged) : chart.fine
}

function Drawing({ points, room }: { points: readonly Point[]; room: Room }) {
  const { items } = useMessages()
  const right = WIDTHS[room] - NUMBERS
  const lowest = Math.min(0, ...points.map(({ discrimination }) => discrimination))
  const floor = Math.floor(lowest / STEP) * STEP
  const highest = Math.max(STEP, ...points.map(({ discrimination }) => discrimination))
  const ceiling = Math.ceil(highest / STEP) * STEP
  const x = (facility: number) => round(LEFT + (facility / 100) * (right - LEFT))
  const y = (index: number) => round(TOP + ((ceiling - index) / (ceiling - floor)) * (BOTTOM - TOP))
  const grid = Array.from({ length: (ceiling - floor) / STEP + 1 }, (_, at) => floor + at * STEP)
  const ordinary = points.filter(({ look }) => !look)
  const looked = points.filter(({ look }) => look)
  return (
    <>
      {grid.map((index) => (
        <g key={index}>
          <path className="g-grid" d={`M${LEFT - 8} ${y(index)}h${right - LEFT + 16}`} />
          <text className="g-t" x={right + 14} y={y(index) + 4.5}>
            {items.percent(index)}
          </text>
        </g>
      ))}
      <path className="g-mean" d={`M${LEFT - 8} ${y(SEPARATES_FROM)}h${right - LEFT + 16}`} />
      {ordinary.map((point) => (
        <circle
          key={`${point.question} ${point.version}`}
          className="g-dot"
          cx={x(point.facility)}
          cy={y(point.discrimination)}
          r="4"
        />
      ))}
      {looked.map((point) => (
        <g key={`${point.question} ${point.version}`}>
          <circle className="g-open" cx={x(point.facility)} cy={y(point.discrimination)} r="5" />
          <text className="g-b" x={x(point.facility) - 9} y={y(point.discrimination) + 4.5} textAnchor="end">
            {Number(point.question.replaceAll(/\D/g, ''))}
          </text>
        </g>
      ))}
      {[0, 25, 50, 75, 100].map((facility) => (
        <text key={facility} className="g-t" x={x(facility)} y={BOTTOM + 24} textAnchor="middle">
          {items.percent(facility)}
        </text>
      ))}
      <text className="g-t" x={(LEFT + right) / 2} y={BOTTOM + 45} textAnchor="middle">
        {items.chart.easy}
      </text>
    </>
  )
}

const round = (value: number) => Math.round(value * 10) / 10
