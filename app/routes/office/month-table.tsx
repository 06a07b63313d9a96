import { GivenAssignments, SendButton } from '#app/components/assign.tsx'
import { StackedBar } from '#app/components/stacked-bar.tsx'
import type { HelpedRow } from '#app/domains/guidance/office-help.queries.server.ts'
import { useMessages } from '#app/messages/context.tsx'

export const GROUPS = ['short', 'near', 'met', 'none'] as const
export type Group = (typeof GROUPS)[number]

/** The form that the send buttons of the rows belong to. */
export const SEND_FORM = 'send'

/** The table of a month: those of each group, what they have, and what would help. */
export function MonthTable({
  groups,
  inGroup,
  past,
  back,
  plain,
}: {
  groups: readonly Group[]
  inGroup: (group: Group) => HelpedRow[]
  past: boolean
  back: string
  /** Without controls: for paper. */
  plain: boolean
}) {
  const { board } = useMessages()
  const titles = { ...board.groups, none: board.groups.free }
  if (groups.every((group) => inGroup(group).length === 0)) return null
  return (
    <table className="board">
      <caption className="vh">
        {groups.map((group) => titles[group](inGroup(group).length)).join(' · ')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{board.columns.person}</th>
          <th scope="col" className="bar">
            {board.columns.bar}
          </th>
          <th scope="col" className="r">
            {board.columns.short}
          </th>
          <th scope="col" className="r">
            {past ? '' : board.columns.perDay}
          </th>
          <th scope="col" className="how">
            {past ? board.columns.result : board.columns.how}
          </th>
        </tr>
      </thead>
      {groups.map((group, index) => (
        <tbody key={group}>
          {(index > 0 || group !== 'short') && (
            <tr className="rowgroup">
              <th scope="rowgroup" colSpan={5}>
                {titles[group](inGroup(group).length)}
              </th>
            </tr>
          )}
          {inGroup(group).map((row) => (
            <BoardLine key={row.personId} row={row} past={past} back={back} plain={plain} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function BoardLine({
  row,
  past,
  back,
  plain,
}: {
  row: HelpedRow
  past: boolean
  back: string
  plain: boolean
}) {
  const { board, words, format } = useMessages()
  return (
    <tr>
      <th scope="row">
        <a href={`/office/people/${row.personId}`}>{row.name}</a>
        <br />
        <span className="cap">
          {row.grade && words.grades[row.grade]}
          {row.enteredThisMonth && ` · ${board.fromDay(row.enteredThisMonth)}`}
        </span>
      </th>
      <td className="bar">
        <StackedBar parts={row.parts} cut={row.cut} required={row.required} />
      </td>
      <td className="r" data-label={board.columns.short}>
        <b>{row.short > 0 ? format.minutes(row.short) : '—'}</b>
      </td>
      <td className="r" data-label={past ? undefined : board.columns.perDay}>
        {past ? '' : row.short > 0 ? format.plainMinutes(row.perDay) : '—'}
      </td>
      <td className="how">
        <div className="help">
          <span className="bartext">
            <HowToFill row={row} />
          </span>
          {!past && row.assignments.length > 0 && (
            <GivenAssignments assignments={row.assignments} name={row.name} back={back} plain={plain} />
          )}
          {!past && !plain && row.help.kind === 'recommended' && (
            <SendButton form={SEND_FORM} personId={row.personId} name={row.name} help={row.help} />
          )}
        </div>
      </td>
    </tr>
  )
}

/** Facts that tell the office what would help, and why this module; without a control, why there is none. */
function HowToFill({ row }: { row: HelpedRow }) {
  const { board, words, assign, recommended } = useMessages()
  if (row.kind !== 'target') {
    const reason = row.reason
    if (reason === 'paused') return board.how.paused(row.pausedUntil)
    if (reason === 'exempt') return board.how.exempt
    return reason ? board.how.fewDays : ''
  }
  if (row.short === 0) return words.results.met
  const { help } = row
  const facts = [
    ...(row.prorated ? [board.how.prorated(row.required)] : []),
    ...(help.kind === 'recommended' ? [assign.reasons[help.reason]] : []),
    ...(help.kind === 'recommended' && help.aloud ? [recommended.aloud] : []),
    ...(help.kind === 'none' ? [assign.none[help.why]] : []),
    ...(help.kind === 'assigned' && row.onlineRoom !== null
      ? [board.how.online(Math.min(row.onlineRoom, row.short))]
      : []),
  ]
  return facts.join(' · ')
}
