import type { SessionKind } from '#app/domains/counselling/session.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'

export type OutlineRow = {
  id: string
  day: CalendarDay
  kind: SessionKind
  minutes: Minutes
  agreedLine: string
}

/** What an office sees of its person's counselling: four columns, the same for the person whom they are about. */
export function OutlineTable({
  lines,
  caption,
  columns,
}: {
  lines: readonly OutlineRow[]
  caption: string
  columns: { day: string; kind: string; minutes: string; line: string }
}) {
  const { counselling, format } = useMessages()
  return (
    <table className="listing outline">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.day}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col" className="r">
            {columns.minutes}
          </th>
          <th scope="col">{columns.line}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, day, kind, minutes, agreedLine }) => (
          <tr key={id}>
            <th scope="row">{format.day(day)}</th>
            <td>{counselling.kinds[kind]}</td>
            <td className="r" data-label={columns.minutes}>
              {minutes}
            </td>
            <td className="said words-cell">{agreedLine}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
