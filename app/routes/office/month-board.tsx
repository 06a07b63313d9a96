import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { StackedBar, StackedBarPatterns } from '#app/components/stacked-bar.tsx'
import { Tally } from '#app/components/tally.tsx'
import { officeMonth, type BoardRow } from '#app/domains/hours/office-month.queries.server.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addMonths } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.rail.hours }

const GROUPS = ['short', 'near', 'met', 'none'] as const
type Group = (typeof GROUPS)[number]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const wanted = new URL(request.url).searchParams.get('s')
  const [desk, board] = await Promise.all([deskFor(actor), officeMonth(actor, monthOfQuery(request))])
  return { desk, ...board, shown: GROUPS.find((group) => group === wanted) ?? null }
}

export default function MonthBoardPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { board, office } = messages
  const { month, rows, shown } = page
  const inGroup = (group: Group) => rows.filter((row) => row.standing === group)
  const short = inGroup('short').length
  const names: Record<Group, string> = {
    short: board.tally.short,
    near: board.tally.near,
    met: board.tally.met,
    none: board.tally.free,
  }
  const here = page.current ? '/office/hours?' : `/office/hours?m=${month}&`
  const groups = shown ? [shown] : GROUPS.filter((group) => inGroup(group).length > 0)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/hours', messages)}
      sentence={
        page.noTarget
          ? board.noTarget(month)
          : page.current
            ? board.sentence(month, short)
            : board.sentencePast(month, short)
      }
      lede={page.current ? board.lede(page.today, page.daysLeft) : board.ledePast}
      actions={
        <>
          <a className="btn plain" href={`/office/hours?m=${addMonths(month, -1)}`}>
            {office.month.previous(addMonths(month, -1))}
          </a>
          {!page.current && (
            <a className="btn plain" href={`/office/hours?m=${addMonths(month, 1)}`}>
              {office.month.next(addMonths(month, 1))}
            </a>
          )}
        </>
      }
    >
      <StackedBarPatterns />
      <Tally
        label={board.tally.label}
        entries={[
          ...GROUPS.map((group) => ({
            href: `${here}s=${group}`,
            count: inGroup(group).length,
            label: names[group],
            current: shown === group,
          })),
          { href: here.slice(0, -1), count: rows.length, label: board.tally.all, current: shown === null },
        ]}
      />
      <Board groups={groups} inGroup={inGroup} past={!page.current} />
      {page.current && page.register.minors > 0 && (
        <p className="quiet small">{board.minorsApart(page.register.minors)}</p>
      )}
      {groups.every((group) => inGroup(group).length === 0) && <EmptyState title={board.empty} />}
    </DeskPage>
  )
}

function Board({
  groups,
  inGroup,
  past,
}: {
  groups: readonly Group[]
  inGroup: (group: Group) => BoardRow[]
  past: boolean
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
          <th scope="col">{past ? board.columns.result : board.columns.how}</th>
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
            <BoardLine key={row.personId} row={row} past={past} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function BoardLine({ row, past }: { row: BoardRow; past: boolean }) {
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
      <td className="r">
        <b>{row.short > 0 ? format.minutes(row.short) : '—'}</b>
      </td>
      <td className="r">{past ? '' : row.short > 0 ? format.plainMinutes(row.perDay) : '—'}</td>
      <td className="bartext">
        <HowToFill row={row} />
      </td>
    </tr>
  )
}

/** Facts that tell the office what would help; controls follow when there is something to offer. */
function HowToFill({ row }: { row: BoardRow }) {
  const { board, words } = useMessages()
  if (row.kind !== 'target') {
    const reason = row.reason
    if (reason === 'paused') return board.how.paused(row.pausedUntil)
    if (reason === 'exempt') return board.how.exempt
    return reason ? board.how.fewDays : ''
  }
  if (row.short === 0) return words.results.met
  const facts = [
    ...(row.prorated ? [board.how.prorated(row.required)] : []),
    ...(row.noPhone
      ? [board.how.noPhone]
      : row.onlineRoom === 0 && row.onlineCap !== null
        ? [board.how.onlineFull(row.onlineCap)]
        : row.onlineRoom !== null
          ? [board.how.online(Math.min(row.onlineRoom, row.short))]
          : []),
  ]
  return facts.join(' · ')
}
