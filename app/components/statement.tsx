import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'

export type StatementLineData = {
  entryId: string
  /** The number one quotes when asking about it. */
  number: string
  day: CalendarDay
  title: string
  /** `19:12–20:00`, with what was spent in all where less is counted. */
  interval?: string
  /** Signed: a reversal takes away. */
  minutes: Minutes
  running: Minutes
  why: readonly string[]
  who: string
  /** Taken back by a later line; stays readable. */
  undone?: boolean
  /** One of the two lines of a correction. */
  correction?: boolean
}

/** The statement: lines in the order of the ledger. `question` draws the way to question a line, once there is one. */
export function Statement({
  lines,
  question,
}: {
  lines: readonly StatementLineData[]
  question?: (line: StatementLineData) => ReactNode
}) {
  const { hours } = useMessages()
  const { labels } = hours
  return (
    <div className="ledger">
      <div className="labels" aria-hidden="true">
        <span>{labels.day}</span>
        <span>{labels.source}</span>
        <span>{labels.when}</span>
        <span>{labels.minutes}</span>
        <span>{labels.running}</span>
        <span>{labels.who}</span>
      </div>
      <ol>
        {lines.map((line) => (
          <StatementLine key={line.number} line={line} question={question?.(line)} />
        ))}
      </ol>
    </div>
  )
}

export function StatementLine({ line, question }: { line: StatementLineData; question?: ReactNode }) {
  const { format, hours } = useMessages()
  return (
    <li className={line.undone ? 'entry undone' : 'entry'} id={line.number}>
      <p className="day">
        <b>{format.dayOfMonth(line.day)}</b> {format.shortWeekday(line.day)}
      </p>
      <h3 className="what">
        {line.title}
        {line.undone && <span className="vh"> ({hours.undone})</span>}
      </h3>
      {line.interval && <p className="when">{line.interval}</p>}
      <p className="min">{format.plainMinutes(line.minutes)}</p>
      <p className="run">
        <span className="no-print">{hours.running} </span>
        {format.minutes(line.running)}
      </p>
      {line.why.length > 0 && (
        <div className={line.correction ? 'why fix' : 'why'}>
          {line.why.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
      <p className="who">
        {line.who}
        {/* Where the line is too short for both, the dot ends it: a line never begins with one. */}
        <span className="no-print">
          {'\u00a0· '}
          <span className="nb">{line.number}</span>
        </span>
      </p>
      {question}
    </li>
  )
}

export type Sum = { label: string; value: string; still?: boolean }

/** What was asked, what is counted, what is still to do. */
export function Sums({ sums }: { sums: readonly Sum[] }) {
  return (
    <dl className="sums">
      {sums.map((sum) => (
        <div key={sum.label}>
          <dt>{sum.label}</dt>
          <dd className={sum.still ? 'still' : undefined}>{sum.value}</dd>
        </div>
      ))}
    </dl>
  )
}
