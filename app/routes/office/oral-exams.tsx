import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { openOralExams, type OralStanding } from '#app/domains/learning/oral-exam.queries.server.ts'
import { startOralExam } from '#app/domains/learning/oral-exam.server.ts'
import { needsMoreReadingTime } from '#app/domains/supervision/access-needs.policy.ts'
import { mayOpen } from '#app/domains/supervision/people.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.oral.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  // Asking is the office's and its social workers': it records, it decides nothing (decisions 10).
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, found] = await Promise.all([deskFor(actor), openOralExams(actor, id)])
  if (!found) throw notFound()
  const { person, refused, modules } = found
  return {
    desk,
    refused,
    person: { id: person.id, name: person.name, reading: needsMoreReadingTime(person.accessNeeds) },
    modules: modules.map(({ code, title, standing }) => ({ code, title, standing: shown(standing) })),
  }
}

/** Instants as a page shows them: in the county's day and time. */
function shown(standing: OralStanding) {
  if (standing.state === 'passed') {
    const { at, ...rest } = standing
    return { ...rest, on: dayAt(at) }
  }
  if (standing.state === 'wait') {
    const { from, ...rest } = standing
    return { ...rest, day: dayAt(from), time: timeOfDay(from) }
  }
  return standing
}

const schema = z.object({
  module: z.string('module-missing').regex(/^[a-z]\d{1,2}$/, 'module-missing'),
  takeOver: z.literal('1').optional(),
})

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id) || !(await mayOpen(actor, id))) throw notFound()
  const form = await parseForm(request, schema)
  if (!form.ok) return data({ problem: 'module-missing' as const }, 400)
  const module = findAnyModule(form.value.module)
  if (!module) return data({ problem: 'not-found' as const }, 409)
  const started = await startOralExam(actor, id, module, form.value.takeOver === '1')
  if (isRefused(started)) return data({ problem: started.refused }, 409)
  return redirect(`/office/people/${id}/oral/${started.attemptId}`, 303)
}

export default function OralExamsPage() {
  const { desk, person, refused, modules } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { oral, locale } = messages
  const here = `/office/people/${person.id}/oral`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/people', messages)}
      sentence={oral.of(person.name)}
      lede={person.reading ? `${oral.reading} ${oral.lede}` : oral.lede}
      actions={<a href={`/office/people/${person.id}`}>{oral.result.toFile}</a>}
    >
      {answer && (
        <ErrorSummary title={oral.problem} problems={[{ message: oral.problems[answer.problem] }]} />
      )}
      {refused ? <Notice>{oral.problems[refused]}</Notice> : <p className="quiet">{oral.fromPhone}</p>}
      {modules.length === 0 ? (
        <EmptyState icon="book" title={oral.none} />
      ) : (
        <table className="listing oral-modules">
          <caption className="vh">{oral.title}</caption>
          <thead>
            <tr>
              <th scope="col">{oral.columns.module}</th>
              <th scope="col">{oral.columns.standing}</th>
              <th scope="col">{oral.columns.action}</th>
            </tr>
          </thead>
          <tbody>
            {modules.map(({ code, title, standing }) => (
              <tr key={code}>
                <th scope="row">
                  {code.toUpperCase()} {title[locale]}
                </th>
                <td>{standingWords(standing, oral)}</td>
                <td className="own-line">
                  <Next here={here} code={code} standing={standing} closed={refused !== null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DeskPage>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['modules'][number]['standing']

function standingWords(standing: Shown, { standing: words }: Messages['oral']): string {
  switch (standing.state) {
    case 'new':
      return words.new
    case 'open':
      if (standing.mine) return words.mine(standing.answered, standing.questions)
      return standing.asker === null
        ? words.open(standing.answered, standing.questions)
        : words.other(standing.asker, standing.answered, standing.questions)
    case 'passed':
      return words.passed(standing.on, standing.right, standing.questions)
    case 'missed':
      return words.missed(standing.right, standing.questions)
    case 'wait':
      return words.wait(standing.right, standing.questions, standing.day, standing.time)
  }
}

/** What can be done about a module now. */
function Next({
  here,
  code,
  standing,
  closed,
}: {
  here: string
  code: string
  standing: Shown
  closed: boolean
}) {
  const { oral } = useMessages()
  const name = code.toUpperCase()
  const result =
    standing.state === 'passed' || standing.state === 'missed' || standing.state === 'wait' ? (
      <a href={`${here}/${standing.attemptId}`}>
        {oral.see}
        <span className="vh"> {name}</span>
      </a>
    ) : null
  if (closed || standing.state === 'wait') return result
  if (standing.state === 'open' && standing.mine) {
    return <a href={`${here}/${standing.attemptId}`}>{oral.goOn(name)}</a>
  }
  const other = standing.state === 'open' && standing.asker !== null
  const words = other
    ? oral.takeOver(name)
    : standing.state === 'open'
      ? oral.goOn(name)
      : standing.state === 'new'
        ? oral.start(name)
        : oral.again(name)
  return (
    <form method="post" action={here} className="row no-print">
      {other && <input type="hidden" name="takeOver" value="1" />}
      <button className="btn soft slim" name="module" value={code}>
        {words}
      </button>
      {result}
    </form>
  )
}
