import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import { ChartCard, WIDTHS, type Room } from './chart-card.tsx'

/** A month's share in whole per cent; null: nobody had hours to meet. */
export type ShareOfMonth = { month: CalendarMonth; asked: number; met: number; percent: number | null }

const HEIGHT = 224
const LEFT = 20
/** Beside the last point stand the percents of the grid. */
const AFTER = 58
const TOP = 10.5
const BOTTOM = 166.5
const GRID_STEP = 20

/** The share of people who met each month's hours. The running month is an open dot that no line leads to. */
export function ShareChart({
  finding,
  months,
  running,
  today,
}: {
  finding: string
  /** Finished months, in order. */
  months: readonly ShareOfMonth[]
  running: ShareOfMonth
  today: CalendarDay
}) {
  const { county } = useMessages()
  const words = county.share
  const all = [...months, running]
  const known = months.flatMap(({ month, percent }) => (percent === null ? [] : [{ month, percent }]))
  return (
    <ChartCard
      finding={finding}
      caption={words.caption}
      definition={words.definition}
      said={words.said(known, running.percent, today)}
      draw={(room) => ({
        width: WIDTHS[room],
        height: HEIGHT,
        drawing: <Drawing all={all} running={running} today={today} room={room} />,
      })}
    >
      <table>
        <caption className="vh">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.month}</th>
            <th scope="col" className="r">
              {words.columns.asked}
            </th>
            <th scope="col" className="r">
              {words.columns.met}
            </th>
            <th scope="col" className="r">
              {words.columns.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <ShareRow key={one.month} one={one} unfinished={one === running} />
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}

function ShareRow({ one, unfinished }: { one: ShareOfMonth; unfinished: boolean }) {
  const { county, format } = useMessages()
  return (
    <tr>
      <th scope="row">{unfinished ? county.share.unfinished(one.month) : format.fullMonth(one.month)}</th>
      <td className="r">{format.number(one.asked)}</td>
      <td className="r">{format.number(one.met)}</td>
      <td className="r">{one.percent === null ? '—' : `${one.percent}%`}</td>
    </tr>
  )
}

function Drawing({
  all,
  running,
  today,
  room,
}: {
  all: readonly ShareOfMonth[]
  running: ShareOfMonth
  today: CalendarDay
  room: Room
}) {
  const { county } = useMessages()
  const right = WIDTHS[room] - AFTER
  const lowest = Math.min(100 - GRID_STEP, ...all.map(({ percent }) => percent ?? 100))
  const floor = Math.floor(lowest / GRID_STEP) * GRID_STEP
  const step = all.length > 1 ? (right - LEFT) / (all.length - 1) : 0
  const y = (percent: number) => round(TOP + ((100 - percent) / (100 - floor)) * (BOTTOM - TOP))
  const points = all.map((one, index) => ({ ...one, x: round(LEFT + index * step), index }))
  const finished = points.flatMap((point) =>
    point.month !== running.month && point.percent !== null ? [{ ...point, percent: point.percent }] : [],
  )
  const open = points.at(-1)
  const grid = Array.from({ length: (100 - floor) / GRID_STEP + 1 }, (_, index) => floor + index * GRID_STEP)
  const first = finished[0]
  const last = finished.at(-1)
  const low = finished.reduce<(typeof finished)[number] | undefined>(
    (found, point) => (!found || point.percent < found.percent ? point : found),
    undefined,
  )
  const above = [...new Set([first, last])].filter((point) => point !== undefined)
  return (
    <>
      {grid.map((percent) => (
        <g key={percent}>
          <path className="g-grid" d={`M6 ${y(percent)}H${right + 12}`} />
          <text className="g-t" x={right + 18} y={y(percent) + 4.5}>{`${percent}%`}</text>
        </g>
      ))}
      {finished.length > 1 && (
        <path
          className="g-line"
          d={finished.map(({ x, percent }, at) => `${at ? 'L' : 'M'}${x} ${y(percent)}`).join('')}
        />
      )}
      {finished.map(({ month, x, percent }) => (
        <circle key={month} className="g-dot" cx={x} cy={y(percent)} r="3.5" data-percent={percent} />
      ))}
      {above.map(({ month, x, percent }) => (
        <text key={month} className="g-b" x={x} y={y(percent) - 12} textAnchor="middle">{`${percent}%`}</text>
      ))}
      {low && !above.includes(low) && (
        <text className="g-b" x={low.x} y={y(low.percent) + 22} textAnchor="middle">{`${low.percent}%`}</text>
      )}
      {open && running.percent !== null && (
        <>
          <circle
            className="g-open"
            cx={open.x}
            cy={y(running.percent)}
            r="5"
            data-percent={running.percent}
          />
          <text className="g-b" x={open.x - 12} y={y(running.percent) - 2} textAnchor="end">
            {`${running.percent}%`}
          </text>
          <text className="g-t" x={open.x - 12} y={y(running.percent) + 15} textAnchor="end">
            {county.share.until(today)}
          </text>
        </>
      )}
      {points.map(({ month, x, index }) => (
        <text key={month} className="g-t" x={x} y="216" textAnchor="middle">
          {county.share.monthTick(month, index === 0 || index === points.length - 1)}
        </text>
      ))}
    </>
  )
}

const round = (value: number) => Math.round(value * 10) / 10
