import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AssignForm } from '#app/components/assign.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { StackedBarPatterns } from '#app/components/stacked-bar.tsx'
import { Tally } from '#app/components/tally.tsx'
import { officeBoard } from '#app/domains/guidance/office-help.queries.server.ts'
import { usualDueDay } from '#app/domains/learning/assignment.policy.ts'
import { didOf } from '#app/http/did.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { requireActor, safeReturnPath } from '#app/http/require-actor.server.ts'
import { didWords, problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addMonths, lastDayOf } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { helpFromBoard } from './month-forms.server.ts'
import { GROUPS, MonthTable, SEND_FORM, type Group } from './month-table.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.rail.hours }

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

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const fields = await readForm(request)
  const { pathname, search } = new URL(request.url)
  // Back to where it was pressed.
  const back = safeReturnPath(fields.back ?? null, safeReturnPath(pathname + search, '/office/hours'))
  return helpFromBoard(actor, fields, back)
}

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
          id={SEND_FORM}
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
      <MonthTable groups={groups} inGroup={inGroup} past={!page.current} back={back} plain={page.print} />
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
