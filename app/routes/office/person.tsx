import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { ArrivedAfterClosing } from '#app/components/arrived-after-closing.tsx'
import { CounsellingLink } from '#app/components/counselling-link.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FileReaders } from '#app/components/file-readers.tsx'
import { askFieldId } from '#app/components/line-questions.tsx'
import { openFileWithHelp } from '#app/domains/guidance/person-help.queries.server.ts'
import { daysLeftIn, perDay } from '#app/domains/hours/standing.policy.ts'
import { mayOpen } from '#app/domains/supervision/people.queries.server.ts'
import { arrivedAfterClosing } from '#app/domains/learning/late-evidence.queries.server.ts'
import { didOf } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { didWords, problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { helpFromFile, writeQuestionDown } from './person-forms.server.ts'
import { PersonOrder } from './person-order.tsx'
import { PersonStatement } from './person-statement.tsx'
import { fieldOf, PersonStudy } from './person-study.tsx'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.people.file.order }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, found] = await Promise.all([
    deskFor(actor),
    openFileWithHelp(actor, id, monthOfQuery(request)),
  ])
  if (!found) throw notFound()
  const today = dayAt(now())
  const { short } = found.statement
  const daysLeft = daysLeftIn(found.statement.month, today)
  const did = didOf(new URL(request.url).searchParams.get('did'))
  const afterClosing = await arrivedAfterClosing(actor, id, found.statement.month)
  return { desk, ...found, afterClosing, did, today, daysLeft, perDay: perDay(short, daysLeft) }
}

/**
 * Three forms of one page: a question about a line, written down for the person; a module assigned; an assignment taken
 * back. Nobody else's file: 404.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const id = params.id ?? ''
  if (!isId(id) || !(await mayOpen(actor, id))) throw notFound()
  const fields = await readForm(request)
  return fields.entry !== undefined ? writeQuestionDown(actor, id, fields) : helpFromFile(actor, id, fields)
}

export default function PersonPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { people, questions, assign, common } = messages
  const question = answer?.about === 'question' ? answer : null
  const help = answer?.about === 'help' ? answer : null
  const { file } = people
  const { person, statement } = page
  const here = `/office/people/${person.id}`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/people', messages)}
      sentence={`${person.name}${common.colon}${sentenceOf(page, file)}`}
      lede={statement.short > 0 && !person.leftOn ? file.perDay(page.perDay, page.daysLeft) : undefined}
    >
      {question && (
        <ErrorSummary
          title={questions.ask.problemTitle}
          problems={[
            {
              message: questions.ask.problems[question.problem],
              ...(question.entryId ? { fieldId: askFieldId(question.entryId) } : {}),
            },
          ]}
        />
      )}
      {help && (
        <ErrorSummary
          title={assign.problem}
          problems={[{ message: problemWords(assign, help.problem), fieldId: fieldOf(help.problem) }]}
        />
      )}
      {page.did && !answer && (
        <div className="notice said" role="status">
          <p>{didWords(assign, page.did)}</p>
        </div>
      )}
      <div className="split uneven">
        <div>
          <PersonStatement statement={statement} here={here} today={page.today} question={question} />
          <ArrivedAfterClosing lines={page.afterClosing} forOffice />
        </div>
        <section aria-labelledby="order">
          <PersonOrder
            file={page}
            slip={page.desk.role === 'office' && !person.leftOn ? `${here}/slip` : null}
          />
          {page.desk.role !== 'bureau' && <CounsellingLink personId={person.id} />}
          <PersonStudy page={page} here={here} refused={help} mayAskAloud={page.desk.role !== 'bureau'} />
        </section>
      </div>
      {page.readers && <FileReaders rows={page.readers} personId={person.id} />}
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function sentenceOf(page: Page, file: ReturnType<typeof useMessages>['people']['file']): string {
  const { person, statement } = page
  if (person.leftOn) {
    return person.departure === 'transferred'
      ? file.sentence.transferred(person.leftOn)
      : file.sentence.discharged(person.leftOn)
  }
  if (page.kind === 'no-target') return file.sentence.noTarget
  if (page.kind === 'none') {
    if (page.reason === 'paused') return file.sentence.paused
    return page.reason === 'exempt' ? file.sentence.exempt : file.sentence.nothingRequired
  }
  return statement.short > 0 ? file.sentence.short(statement.short) : file.sentence.met
}
