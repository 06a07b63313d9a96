import type { ReactNode } from 'react'
import type { ReversalReason } from '#app/domains/hours/explanation.policy.ts'
import { questionState, type Verdict } from '#app/domains/hours/question.policy.ts'
import type { Confirmer } from '#app/domains/identity/confirmer.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { placeOf } from './statement-lines.ts'

/** A question on a line, as a loader hands it to a page. */
export type QuestionShown = {
  id: string
  words: string
  askedAt: Date
  onBehalf: boolean
  answerDue: CalendarDay
  answer: {
    verdict: Verdict
    reason: ReversalReason | null
    words: string | null
    answeredAt: Date
    answerer: Confirmer | null
  } | null
}

/**
 * Under a line of the statement: what was asked about it and how it was answered, then the way to ask. `today` decides
 * what is overdue. `form` is left out while a question waits; `staff` changes the voice, not the facts.
 */
export function LineQuestions({
  questions,
  today,
  staff = false,
  form,
}: {
  questions: readonly QuestionShown[]
  today: CalendarDay
  staff?: boolean
  form: ReactNode
}) {
  return (
    <div className="askbox">
      {questions.map((question) => (
        <QuestionAsked key={question.id} question={question} today={today} staff={staff} />
      ))}
      {form}
    </div>
  )
}

/** One question with its state or its answer; the same words in the list, on the line and on its own page. */
export function QuestionAsked({
  question,
  today,
  staff,
}: {
  question: QuestionShown
  today: CalendarDay
  staff: boolean
}) {
  const { questions } = useMessages()
  const voice = staff ? questions.staffState : questions.state
  const { answer, answerDue } = question
  const asked = dayAt(question.askedAt)
  const state = questionState({ answerDue, verdict: answer?.verdict ?? null }, today)
  return (
    <div className={answer ? 'asked answered' : 'asked'}>
      <p>
        {question.onBehalf ? voice.askedOnBehalf(asked) : voice.asked(asked)}
        <span className="said">{questions.state.quoted(question.words)}</span>
      </p>
      {answer ? (
        <AnswerGiven answer={answer} />
      ) : (
        <p className={state === 'overdue' ? 'owed' : undefined}>
          {state === 'overdue' ? voice.overdue(answerDue) : voice.waiting(answerDue)}
        </p>
      )}
    </div>
  )
}

function AnswerGiven({ answer }: { answer: NonNullable<QuestionShown['answer']> }) {
  const messages = useMessages()
  const { questions, hours } = messages
  const who = answer.answerer
    ? `${placeOf(answer.answerer, messages)} ${answer.answerer.name}`
    : messages.common.bureauName
  return (
    <>
      <p>
        <b>{questions.state.verdicts[answer.verdict]}</b>
        {answer.reason && questions.one.reasonIs(hours.reasons[answer.reason])}
      </p>
      {answer.words && <p className="said">{questions.state.quoted(answer.words)}</p>}
      <p className="by">{questions.state.answered(dayAt(answer.answeredAt), who)}</p>
    </>
  )
}

/**
 * The way to question one line: opens in place, works without a script. After an error it stands open with what was
 * typed. `words`: in whose voice it asks.
 */
export function AskForm({
  action,
  entryId,
  words,
  open,
  typed,
  error,
}: {
  action: string
  entryId: string
  words: { open: string; label: string; hint: string; go: string; plain?: boolean }
  open: boolean
  typed?: string
  error?: string
}) {
  const id = askFieldId(entryId)
  return (
    <details className="ask" open={open}>
      <summary>{words.open}</summary>
      <form method="post" action={action} className={error ? 'field bad' : 'field'}>
        <input type="hidden" name="entry" value={entryId} />
        <label htmlFor={id}>{words.label}</label>
        <p className="hint" id={`${id}-hint`}>
          {words.hint}
        </p>
        {error && (
          <p className="err" id={`${id}-error`}>
            {error}
          </p>
        )}
        <textarea
          className="box"
          id={id}
          name="words"
          rows={2}
          defaultValue={typed}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        />
        <p className="row">
          <button className={words.plain ? 'btn plain slim' : 'btn slim'}>{words.go}</button>
        </p>
      </form>
    </details>
  )
}

/** Where an error summary leads to. */
export const askFieldId = (entryId: string) => `ask-${entryId}`
