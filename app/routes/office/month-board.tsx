import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AssignForm, GivenAssignments, SendButton } from '#app/components/assign.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { StackedBar, StackedBarPatterns } from '#app/components/stacked-bar.tsx'
import { Tally } from '#app/components/tally.tsx'
import { assignToEveryoneShort } from '#app/domains/guidance/help-everyone.server.ts'
import { officeBoard, type HelpedRow } from '#app/domains/guidance/office-help.queries.server.ts'
import { usualDueDay } from '#app/domains/learning/assignment.policy.ts'
import {
  assignEveryoneSchema,
  assignOneSchema,
  withdrawSchema,
} from '#app/domains/learning/assignment.schema.ts'
import { assignModule, withdrawAssignment } from '#app/domains/learning/assignment.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { requireActor, safeReturnPath } from '#app/http/require-actor.server.ts'
import { didWords, problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addMonths, lastDayOf } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.rail.hours }

const GROUPS = ['short', 'near', 'met', 'none'] as const
type Group = (typeof GROUPS)[number]
/** The page leads with those who need help; the others are a click away, and all on paper. */
const LEADING: readonly Group[] = ['short', 'near']

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const query = new URL(request.url).searchParams
  const board = await officeBoard(actor, monthOfQuery(request))
  return {
    ...{ desk: await deskFor(actor), ...board, did: didOf(query.get('did')), print: query.has('print') },
    shown: GROUPS.find((group) => group === query.get('s')) ?? null,
    due: usualDueDay(board.today, lastDayOf(board.month)),
  }
}

/** Three buttons of one page: help one, help everyone listed, take one back. Leads back to where it was pressed. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const fields = await readForm(request)
  const { pathname, search } = new URL(request.url)
  const back = safeReturnPath(fields.back ?? null, safeReturnPath(pathname + search, '/office/hours'))
  const refuse = (code: string, status: 400 | 409) => data({ problem: code, due: fields.due ?? null }, status)
  if (fields.withdraw !== undefined) {
    const form = parseFields(fields, withdrawSchema)
    if (!form.ok) return refuse(Object.values(form.problems)[0] ?? 'assignment-missing', 400)
    const done = await withdrawAssignment(actor, form.value.withdraw, form.value.reason)
    if (isRefused(done)) return refuse(done.refused, 409)
    throw redirect(toDid(back, 'withdrawn', done.moduleCode), 303)
  }
  if (fields.everyone !== undefined) {
    const form = parseFields(fields, assignEveryoneSchema)
    if (!form.ok) return refuse(form.problems.due ?? 'person-missing', 400)
    const done = await assignToEveryoneShort(actor, form.value.due)
    if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
    throw redirect(toDid(back, 'everyone', done.assigned, done.skipped), 303)
  }
  const form = parseFields(fields, assignOneSchema)
  if (!form.ok) return refuse(form.problems.due ?? form.problems.one ?? 'person-missing', 400)
  const done = await assignModule(actor, { ...form.value.one, dueOn: form.value.due })
  if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
  throw redirect(toDid(back, 'one', done.moduleCode), 303)
}

const FORM = 'send'

export default function MonthBoardPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { board, office, assign } = messages
  const { month, rows, shown } = page
  const inGroup = (group: Group) => rows.filter((row) => row.standing === group)
  const short = inGroup('short')
  const names: Record<Group, string> = {
    short: board.tally.short,
    near: board.tally.near,
    met: board.tally.met,
    none: board.tally.free,
  }
  const here = page.current ? '/office/hours?' : `/office/hours?m=${month}&`
  const filled = GROUPS.filter((group) => inGroup(group).length > 0)
  const leading = page.print ? filled : filled.filter((group) => LEADING.includes(group))
  const groups = shown ? [shown] : leading.length > 0 ? leading : filled
  const folded = shown ? [] : filled.filter((group) => !groups.includes(group))
  const toHelp = short.filter(({ help }) => help.kind === 'recommended').length
  const shownQuery = shown ? `s=${shown}&` : ''
  const back = `${here}${shownQuery}`.slice(0, -1)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/hours', messages)}
      sentence={
        page.noTarget
          ? board.noTarget(month)
          : page.current
            ? board.sentence(month, short.length)
            : board.sentencePast(month, short.length)
      }
      lede={
        page.print ? assign.printView : page.current ? board.lede(page.today, page.daysLeft) : board.ledePast
      }
      actions={
        page.print ? (
          <a className="btn plain" href={back}>
            {assign.backToBoard}
          </a>
        ) : (
          <>
            <a className="btn plain" href={`/office/hours?m=${addMonths(month, -1)}`}>
              {office.month.previous(addMonths(month, -1))}
            </a>
            {!page.current && (
              <a className="btn plain" href={`/office/hours?m=${addMonths(month, 1)}`}>
                {office.month.next(addMonths(month, 1))}
              </a>
            )}
            <a className="btn plain" href={`${here}${shownQuery}print=1`}>
              {assign.print}
            </a>
          </>
        )
      }
    >
      {answer && (
        <ErrorSummary
          title={assign.problem}
          problems={[
            {
              message: problemWords(assign, answer.problem),
              fieldId: answer.problem.startsWith('due-') ? 'due' : undefined,
            },
          ]}
        />
      )}
      {page.did && !answer && <Did words={didWords(assign, page.did)} />}
      <StackedBarPatterns />
      {!page.print && (
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
      )}
      {page.current && !page.print && rows.some(({ help }) => help.kind === 'recommended') && (
        <AssignForm
          id={FORM}
          action={back}
          due={answer?.due ?? page.due}
          error={answer?.problem.startsWith('due-') ? problemWords(assign, answer.problem) : undefined}
        >
          {toHelp > 0 ? (
            <button className="btn" name="everyone" value="1">
              {assign.everyone(toHelp)}
            </button>
          ) : (
            short.length > 0 && <p className="quiet small">{assign.nobody}</p>
          )}
        </AssignForm>
      )}
      <Board groups={groups} inGroup={inGroup} past={!page.current} back={back} plain={page.print} />
      {folded.length > 0 && (
        <ul className="plainlist no-print folded">
          {folded.map((group) => (
            <li className="row" key={group}>
              <span>{{ ...board.groups, none: board.groups.free }[group](inGroup(group).length)}</span>
              <a className="push" href={`${here}s=${group}`}>
                {assign.seeList(inGroup(group).length)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {page.current && page.register.minors > 0 && (
        <p className="quiet small">{board.minorsApart(page.register.minors)}</p>
      )}
      {groups.every((group) => inGroup(group).length === 0) && <EmptyState title={board.empty} />}
    </DeskPage>
  )
}

function Did({ words }: { words: string }) {
  return (
    <div className="notice said" role="status">
      <p>{words}</p>
    </div>
  )
}

function Board({
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
            <SendButton form={FORM} personId={row.personId} name={row.name} help={row.help} />
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
