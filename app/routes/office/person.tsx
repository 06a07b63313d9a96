import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { AskForm, askFieldId, LineQuestions } from '#app/components/line-questions.tsx'
import { entryNumber, statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import { askQuestion } from '#app/domains/hours/ask-question.server.ts'
import { openPersonFile, seesPerson } from '#app/domains/hours/person-file.queries.server.ts'
import { ANSWER_DAYS } from '#app/domains/hours/question.policy.ts'
import { askQuestionSchema } from '#app/domains/hours/question.schema.ts'
import { daysLeftIn, perDay } from '#app/domains/hours/standing.policy.ts'
import type { AccessNeed } from '#app/domains/supervision/access-needs.policy.ts'
import { isId } from '#app/http/ids.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.people.file.order }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, found] = await Promise.all([deskFor(actor), openPersonFile(actor, id, monthOfQuery(request))])
  if (!found) throw notFound()
  const today = dayAt(now())
  const { short } = found.statement
  const daysLeft = daysLeftIn(found.statement.month, today)
  return { desk, ...found, today, daysLeft, perDay: perDay(short, daysLeft) }
}

/** Writes a question down for the person: the line must be theirs. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const personId = params.id ?? ''
  if (!isId(personId) || !(await seesPerson(actor, personId))) throw notFound()
  const form = await parseForm(request, askQuestionSchema)
  if (!form.ok) {
    const { entry = '', words = '' } = form.typed
    const problem = form.problems.entry
      ? ('entry-missing' as const)
      : form.problems.words === 'words-too-long'
        ? ('words-too-long' as const)
        : ('words-missing' as const)
    return data({ entryId: entry, words, problem }, 400)
  }
  const { entry: entryId, words } = form.value
  const asked = await askQuestion(actor, { personId, entryId, words })
  if ('refused' in asked) {
    if (asked.refused === 'not-found') throw notFound()
    return data({ entryId, words, problem: asked.refused }, 409)
  }
  return redirect(`/office/people/${personId}?m=${monthOf(asked.countyDay)}#${entryNumber(asked)}`, 303)
}

export default function PersonPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { people, words, format, hours, questions, common, locale } = messages
  const problem = answer && questions.ask.problems[answer.problem]
  const { file } = people
  const { person, statement } = page
  const facts: [string, string][] = [
    [file.number, person.registerNumber],
    [file.office, locale === 'zh' ? person.officeZh : person.officeEn],
    [file.category, categoryWord(words, person.category)],
    [file.grade, person.grade ? words.grades[person.grade] : common.none],
    [file.phase, words.phases[person.phase]],
    [file.from, format.fullDay(person.enteredOn)],
    [file.until, format.fullDay(person.dueOn)],
    [
      file.needs,
      person.accessNeeds.length > 0
        ? common.list(person.accessNeeds.map((need) => words.needs[need as AccessNeed]))
        : common.none,
    ],
  ]
  const here = `/office/people/${person.id}`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/people', messages)}
      sentence={`${person.name}${common.colon}${sentenceOf(page, file)}`}
      lede={statement.short > 0 && !person.leftOn ? file.perDay(page.perDay, page.daysLeft) : undefined}
    >
      {answer && problem && (
        <ErrorSummary
          title={questions.ask.problemTitle}
          problems={[
            { message: problem, ...(answer.entryId ? { fieldId: askFieldId(answer.entryId) } : {}) },
          ]}
        />
      )}
      <div className="split uneven">
        <section aria-labelledby="statement">
          <div className="row">
            <h2 id="statement">{hours.title(statement.month)}</h2>
            <span className="push" />
            {statement.previous && (
              <a className="tool no-print" href={`${here}?m=${statement.previous}`}>
                {hours.previous}
              </a>
            )}
            {statement.next && (
              <a className="tool no-print" href={`${here}?m=${statement.next}`}>
                {hours.next}
              </a>
            )}
          </div>
          <Sums
            sums={[
              {
                label: file.required,
                value: statement.hasRequirement ? format.minutes(statement.required) : hours.noRequirement,
              },
              { label: file.counted, value: format.minutes(statement.counted) },
              ...(statement.short > 0
                ? [{ label: hours.sums.short, value: format.minutes(statement.short), still: true }]
                : []),
            ]}
          />
          {statement.lines.length > 0 ? (
            <Statement
              lines={statementLines(statement.lines, messages)}
              question={({ entryId }) => {
                const asked = statement.lines.find((line) => line.entryId === entryId)?.questions ?? []
                const waiting = asked.find((one) => !one.answer)
                const mine = answer?.entryId === entryId
                return (
                  <LineQuestions
                    staff
                    questions={asked}
                    today={page.today}
                    form={
                      waiting && !mine ? (
                        <p>
                          <a className="btn text slim" href={`/office/disputes/${waiting.id}`}>
                            {questions.staffState.see}
                          </a>
                        </p>
                      ) : (
                        <AskForm
                          action={`${here}?m=${statement.month}`}
                          entryId={entryId}
                          words={{
                            ...questions.behalf,
                            hint: questions.behalf.hint(ANSWER_DAYS),
                            plain: true,
                          }}
                          open={mine}
                          {...(mine ? { typed: answer.words, error: problem } : {})}
                        />
                      )
                    }
                  />
                )
              }}
            />
          ) : (
            <EmptyState icon="receipt" title={hours.empty} />
          )}
        </section>
        <section aria-labelledby="order">
          <h2 id="order">{file.order}</h2>
          <dl className="facts">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {page.grades.length > 1 && (
            <>
              <h3>{file.gradeHistory}</h3>
              <ul className="plainlist small">
                {page.grades.map((one) => (
                  <li key={one.from}>
                    {format.fullDay(one.from)} {words.grades[one.grade]}
                  </li>
                ))}
              </ul>
            </>
          )}
          {page.pauses.length > 0 && (
            <>
              <h3>{file.pauses}</h3>
              <ul className="plainlist small">
                {page.pauses.map((one) => (
                  <li key={one.from}>
                    {words.pauses[one.kind]}{' '}
                    {one.to ? format.dayRange(one.from, one.to) : format.fullDay(one.from)}
                  </li>
                ))}
              </ul>
            </>
          )}
          <p className="cap">{file.opened}</p>
        </section>
      </div>
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
