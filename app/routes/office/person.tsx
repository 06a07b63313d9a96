import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { GivenAssignments } from '#app/components/assign.tsx'
import { ArrivedAfterClosing } from '#app/components/arrived-after-closing.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { AskForm, askFieldId, LineQuestions } from '#app/components/line-questions.tsx'
import { entryNumber, statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import { openFileWithHelp } from '#app/domains/guidance/person-help.queries.server.ts'
import { askQuestion } from '#app/domains/hours/ask-question.server.ts'
import { ANSWER_DAYS } from '#app/domains/hours/question.policy.ts'
import { askQuestionSchema } from '#app/domains/hours/question.schema.ts'
import { daysLeftIn, perDay } from '#app/domains/hours/standing.policy.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { mayOpen } from '#app/domains/supervision/people.queries.server.ts'
import { assignFromFileSchema, withdrawSchema } from '#app/domains/learning/assignment.schema.ts'
import { assignModule, withdrawAssignment } from '#app/domains/learning/assignment.server.ts'
import { arrivedAfterClosing } from '#app/domains/learning/late-evidence.queries.server.ts'
import type { AccessNeed } from '#app/domains/supervision/access-needs.policy.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { didWords, problemWords } from '#app/messages/assign-words.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

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
  if (fields.entry !== undefined) return writeQuestionDown(actor, id, fields)
  const here = `/office/people/${id}`
  const refuse = (problem: string, status: 400 | 409) =>
    data({ about: 'help' as const, problem, module: fields.module ?? '', due: fields.due ?? null }, status)
  if (fields.withdraw !== undefined) {
    const form = parseFields(fields, withdrawSchema)
    if (!form.ok) return refuse(Object.values(form.problems)[0] ?? 'assignment-missing', 400)
    const done = await withdrawAssignment(actor, form.value.withdraw, form.value.reason, id)
    if (isRefused(done)) return refuse(done.refused, 409)
    throw redirect(toDid(here, 'withdrawn', done.moduleCode), 303)
  }
  const form = parseFields(fields, assignFromFileSchema)
  if (!form.ok) return refuse(form.problems.module ?? form.problems.due ?? 'module-missing', 400)
  const { module: moduleCode, due: dueOn } = form.value
  const done = await assignModule(actor, { personId: id, moduleCode, dueOn })
  if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
  throw redirect(toDid(here, 'one', moduleCode), 303)
}

/** The line must be the person's own; what was typed comes back with what is wrong with it. */
async function writeQuestionDown(actor: Actor, personId: string, fields: Record<string, string>) {
  const about = 'question' as const
  const form = parseFields(fields, askQuestionSchema)
  if (!form.ok) {
    const { entry = '', words = '' } = form.typed
    const problem = form.problems.entry
      ? ('entry-missing' as const)
      : form.problems.words === 'words-too-long'
        ? ('words-too-long' as const)
        : ('words-missing' as const)
    return data({ about, entryId: entry, words, problem }, 400)
  }
  const { entry: entryId, words } = form.value
  const asked = await askQuestion(actor, { personId, entryId, words })
  if (isRefused(asked)) {
    if (asked.refused === 'not-found') throw notFound()
    return data({ about, entryId, words, problem: asked.refused }, 409)
  }
  throw redirect(`/office/people/${personId}?m=${monthOf(asked.countyDay)}#${entryNumber(asked)}`, 303)
}

export default function PersonPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { people, words, format, hours, questions, assign, common, locale } = messages
  const question = answer?.about === 'question' ? answer : null
  const help = answer?.about === 'help' ? answer : null
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
                const mine = question?.entryId === entryId
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
                          {...(mine
                            ? { typed: question.words, error: questions.ask.problems[question.problem] }
                            : {})}
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
        <ArrivedAfterClosing lines={page.afterClosing} forOffice />
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
          {page.desk.role === 'office' && !person.leftOn && (
            <a href={`${here}/slip`}>{messages.accounts.slips.title}</a>
          )}
          <p className="cap">{file.opened}</p>
          <h2 id="assigned">{assign.title}</h2>
          {page.assignments.length > 0 ? (
            <GivenAssignments assignments={page.assignments} name={person.name} action={here} back={here} />
          ) : (
            <p className="quiet">{assign.noneYet}</p>
          )}
          {!person.leftOn && <AssignFromFile page={page} here={here} answer={help ?? undefined} />}
          <p className="quiet small">
            {assign.latest}
            {common.colon}
            {page.latest ? assign.latestOn(page.latest) : assign.never}
          </p>
          <MonthsBefore months={page.months} here={here} />
        </section>
      </div>
    </DeskPage>
  )
}

function AssignFromFile({
  page,
  here,
  answer,
}: {
  page: Page
  here: string
  answer: { problem: string; module: string; due: string | null } | undefined
}) {
  const { assign, locale } = useMessages()
  if (page.offers.length === 0) return <p className="quiet small">{assign.noModule}</p>
  return (
    <form method="post" action={here} className="smallform no-print">
      <SelectField
        name="module"
        label={assign.module}
        value={answer?.module}
        options={page.offers.map(({ code, title, minutes }) => ({
          value: code,
          label: assign.moduleOption(code.toUpperCase(), title[locale], minutes),
        }))}
      />
      <Field
        name="due"
        type="date"
        label={assign.due}
        value={answer?.due ?? page.due}
        error={answer && fieldOf(answer.problem) === 'due' ? problemWords(assign, answer.problem) : undefined}
      />
      <button className="btn">{assign.fromFile}</button>
    </form>
  )
}

const fieldOf = (problem: string) =>
  problem.startsWith('due-') ? 'due' : problem === 'reason-missing' ? undefined : 'module'

function MonthsBefore({ months, here }: { months: Page['months']; here: string }) {
  const { assign, format } = useMessages()
  const words = assign.months
  return (
    <>
      <h2 id="months">{words.title}</h2>
      {months.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <table>
          <caption className="vh">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              <th scope="col" className="r">
                {words.required}
              </th>
              <th scope="col" className="r">
                {words.counted}
              </th>
              <th scope="col">{words.result}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <th scope="row">
                  <a href={`${here}?m=${one.month}`}>{format.fullMonth(one.month)}</a>
                </th>
                <td className="r">{one.required > 0 ? format.plainMinutes(one.required) : '—'}</td>
                <td className="r">
                  <b>{format.plainMinutes(one.counted)}</b>
                </td>
                <td>{assign.results[one.result]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
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
