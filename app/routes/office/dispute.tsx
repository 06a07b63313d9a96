import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { Choice } from '#app/components/choice.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { QuestionAsked } from '#app/components/line-questions.tsx'
import { Notice } from '#app/components/notice.tsx'
import { statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import { REVERSAL_REASONS } from '#app/domains/hours/explanation.policy.ts'
import { questionForAnswer, openQuestion } from '#app/domains/hours/questions.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { takeAnswer, type AnswerField, type AnswerProblem } from './dispute-answer.server.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.questions.one.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const opened = await openQuestion(actor, id)
  if (!opened) throw notFound()
  return {
    desk: await deskFor(actor),
    ...opened,
    today: dayAt(now()),
    // 社矫法 10: recorders help, they do not decide.
    mayAnswer: actor.role !== 'social-worker',
    answered: new URL(request.url).searchParams.has('answered'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'bureau')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const opened = await questionForAnswer(actor, id)
  if (!opened) throw notFound()
  const taken = await takeAnswer(actor, request, opened)
  switch (taken.step) {
    case 'not-found':
      throw notFound()
    case 'done':
      return redirect(`/office/disputes/${id}?answered`, 303)
    case 'check':
      return data({ check: taken.answer, problems: NONE, typed: taken.typed }, 200)
    case 'problems':
      return data({ check: null, problems: taken.problems, typed: taken.typed }, taken.status)
  }
}

type Problems = Partial<Record<AnswerField, AnswerProblem>>
const NONE: Problems = {}
const NO_WORDS: Record<string, string> = {}

export default function DisputePage() {
  const page = useLoaderData<typeof loader>()
  const posted = useActionData<typeof action>()
  const messages = useMessages()
  const { questions, hours, format, people } = messages
  const { one } = questions
  const { question, line, statement } = page
  const problems = Object.entries(posted?.problems ?? NONE)
  const canAnswer = page.mayAnswer && !question.answer
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/disputes', messages)}
      sentence={one.sentence(statement.person.name, line.countyDay)}
      lede={
        question.answer
          ? undefined
          : page.state === 'overdue'
            ? questions.staffState.overdue(question.answerDue)
            : questions.staffState.waiting(question.answerDue)
      }
    >
      <ErrorSummary
        title={one.problemTitle}
        problems={problems.map(([field, code]) => ({
          message: one.problems[code],
          ...(canAnswer ? { fieldId: field } : {}),
        }))}
      />
      {page.answered && question.answer && !posted && <Notice>{one.answered}</Notice>}
      <div className="split uneven">
        <section aria-labelledby="question" className="stack">
          <h2 id="question">{one.question}</h2>
          <QuestionAsked question={question} today={page.today} staff />
          <h3 id="line">{one.line}</h3>
          <Statement
            lines={statementLines(statement.lines, messages).filter(
              ({ entryId }) =>
                entryId === line.entryId || entryId === line.undoneBy || isLaterOf(page, entryId),
            )}
          />
          {canAnswer &&
            (posted?.check ? (
              <CheckAnswer page={page} answer={posted.check} typed={posted.typed} />
            ) : (
              <AnswerForm page={page} problems={posted?.problems ?? NONE} typed={posted?.typed ?? NO_WORDS} />
            ))}
          {!page.mayAnswer && !question.answer && <Notice>{one.recorderOnly}</Notice>}
        </section>
        <section aria-labelledby="month" className="stack">
          <h2 id="month">{hours.title(statement.month)}</h2>
          <Sums
            sums={[
              {
                label: people.file.required,
                value: statement.hasRequirement ? format.minutes(statement.required) : hours.noRequirement,
              },
              { label: people.file.counted, value: format.minutes(statement.counted) },
              ...(statement.short > 0
                ? [{ label: hours.sums.short, value: format.minutes(statement.short), still: true }]
                : []),
            ]}
          />
          <p>
            <a href={`/office/people/${page.personId}?m=${statement.month}`}>{one.seeFile}</a>
          </p>
          <p className="cap">{people.file.opened}</p>
        </section>
      </div>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** The re-credit that follows the questioned line, so that both stand together. */
function isLaterOf({ line, statement }: Page, entryId: string): boolean {
  const other = statement.lines.find((one) => one.entryId === entryId)
  return (
    other !== undefined &&
    other.sourceKind === line.sourceKind &&
    other.sourceId === line.sourceId &&
    other.countyDay === line.countyDay &&
    other.revision > line.revision
  )
}

function AnswerForm({
  page,
  problems,
  typed,
}: {
  page: Page
  problems: Problems
  typed: Record<string, string>
}) {
  const { questions, hours } = useMessages()
  const { one } = questions
  const { line, verdicts } = page
  const say = (field: AnswerField) => {
    const code = problems[field]
    return code ? { error: one.problems[code] } : {}
  }
  const many = verdicts.length > 1
  return (
    <section aria-labelledby="answer" className="stack">
      <h2 id="answer">{one.answer}</h2>
      <p className="quiet">{one.answerLede}</p>
      <form method="post" action={`/office/disputes/${page.question.id}`} className="dispute-form">
        {!many && <Notice>{one.onlyUpheld}</Notice>}
        <Choice
          name="verdict"
          legend={one.verdict}
          {...say('verdict')}
          options={verdicts.map((value) => ({ value, label: one.verdicts[value] }))}
          {...(many ? (typed.verdict ? { chosen: typed.verdict } : {}) : { chosen: 'upheld' })}
        />
        {many && (
          <>
            <div className={problems.reason ? 'field bad' : 'field'}>
              <SelectField
                name="reason"
                label={one.reason}
                value={typed.reason ?? ''}
                options={[
                  { value: '', label: one.noReason },
                  ...REVERSAL_REASONS.map((value) => ({ value, label: hours.reasons[value] })),
                ]}
              />
              <p className="hint">{one.reasonHint}</p>
              {problems.reason && <p className="err">{one.problems[problems.reason]}</p>}
            </div>
            {line.during ? (
              <fieldset className={problems.from ? 'field bad' : 'field'}>
                <legend className="ask-words">{one.times}</legend>
                <p className="hint">{one.timesHint(line.countyDay)}</p>
                {problems.from && <p className="err">{one.problems[problems.from]}</p>}
                <div className="times">
                  <Field
                    name="from"
                    label={one.from}
                    value={typed.from ?? ''}
                    maxLength={5}
                    inputMode="text"
                  />
                  <Field name="to" label={one.to} value={typed.to ?? ''} maxLength={5} inputMode="text" />
                </div>
              </fieldset>
            ) : (
              <Field
                name="minutes"
                label={one.minutes}
                hint={one.minutesHint}
                {...say('minutes')}
                value={typed.minutes ?? ''}
                inputMode="numeric"
                maxLength={4}
              />
            )}
          </>
        )}
        <div className={problems.words ? 'field bad' : 'field'}>
          <label htmlFor="words">{one.words}</label>
          <p className="hint" id="words-hint">
            {one.wordsHint}
          </p>
          {problems.words && (
            <p className="err" id="words-error">
              {one.problems[problems.words]}
            </p>
          )}
          <textarea
            className="box"
            id="words"
            name="words"
            rows={3}
            defaultValue={typed.words}
            aria-invalid={problems.words ? true : undefined}
            aria-describedby={problems.words ? 'words-hint words-error' : 'words-hint'}
          />
        </div>
        <button className="btn" name="step" value="check">
          {one.check}
        </button>
      </form>
    </section>
  )
}

type Check = NonNullable<NonNullable<ReturnType<typeof useActionData<typeof action>>>['check']>

/** What it comes to, before it is done: the same page with scripts and without. */
function CheckAnswer({ page, answer, typed }: { page: Page; answer: Check; typed: Record<string, string> }) {
  const { questions, hours } = useMessages()
  const { one } = questions
  const before = page.line.minutes
  const span = answer.during?.[0]
  const carried = Object.entries(typed).filter(([name]) => name !== 'step')
  return (
    <section aria-labelledby="check" className="stack">
      <h2 id="check">{one.checkTitle}</h2>
      <Notice tone="todo">
        <p>
          <b>
            {answer.verdict === 'upheld'
              ? one.stays(before)
              : answer.minutes === null
                ? one.takesBack(before)
                : one.change(before, answer.minutes)}
          </b>
        </p>
        {span && <p>{one.interval(timeOfDay(new Date(span[0])), endOf(page, span[1]))}</p>}
        {answer.reason && <p>{one.reasonIs(hours.reasons[answer.reason])}</p>}
        {answer.words && <p>{one.wordsAre(answer.words)}</p>}
        <p>{one.cannotUndo}</p>
      </Notice>
      <form method="post" action={`/office/disputes/${page.question.id}`} className="row">
        {carried.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button className="btn" name="step" value="answer">
          {one.go}
        </button>
        <button className="btn plain" name="step" value="edit">
          {one.back}
        </button>
      </form>
    </section>
  )
}

/** What ends at midnight ends at 24:00 of its own day. */
const endOf = ({ line }: Page, end: number) =>
  dayAt(new Date(end)) === line.countyDay ? timeOfDay(new Date(end)) : '24:00'
