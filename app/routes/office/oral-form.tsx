import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useRef } from 'react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { firstFieldOf, QuizQuestion, type ShownQuestion } from '#app/components/quiz-question.tsx'
import { answerProblemWords } from '#app/components/answer-problem.ts'
import type { OralRefusal } from '#app/domains/learning/oral-exam.policy.ts'
import type { AnswerProblem, Typed } from '#app/domains/learning/quiz-answer.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'

type Sheet = { opening: string; rules: readonly string[] }

/**
 * All questions of an oral exam, to be read out one after another. Works as it is; with scripts what is on the page is
 * also kept, answer by answer, and a keeping that fails is said.
 */
export function OralForm({
  here,
  questions,
  sheet,
  saved,
  failed,
}: {
  here: string
  questions: readonly { question: ShownQuestion; typed: Typed; saved: boolean }[]
  /** What the module's sheet says to say first, and how to ask; null where it is not written. */
  sheet: Sheet | null
  /** How many answers were just saved by hand; null: nothing was. */
  saved: number | null
  failed: { problems: Record<string, AnswerProblem>; typed: Typed; refused: string | null } | undefined
}) {
  const { oral, quiz } = useMessages()
  const words = oral.exam
  const { keeper, keep } = useKeeper(here)
  const problemOf = (id: string, number: number) => {
    const problem = failed?.problems[id]
    return problem && answerProblemWords(quiz, problem, number)
  }
  const summary = questions.flatMap(({ question }, index) => {
    const message = problemOf(question.id, index + 1)
    return message ? [{ message, fieldId: firstFieldOf(question) }] : []
  })
  const refused = failed?.refused as OralRefusal | null | undefined
  return (
    <>
      <ErrorSummary
        title={words.problems}
        problems={refused ? [{ message: oral.problems[refused] }] : summary}
      />
      {saved !== null && (
        <div className="notice said" role="status">
          <p>{words.saved(saved)}</p>
        </div>
      )}
      {sheet && (
        <details className="oral-sheet">
          <summary>{words.how}</summary>
          <p lang="zh-CN">{sheet.opening}</p>
          <ul className="bullets" lang="zh-CN">
            {sheet.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </details>
      )}
      <form
        method="post"
        action={here}
        className="quiz oral-form"
        onChange={(event) => {
          const [question = ''] = (event.target as HTMLInputElement | HTMLSelectElement).name.split('.')
          const fields = new FormData()
          for (const [name, value] of new FormData(event.currentTarget)) {
            if (name === question || name.startsWith(`${question}.`)) fields.set(name, value)
          }
          fields.set('question', question)
          fields.set('do', 'keep')
          keep(question, fields)
        }}
      >
        {questions.map(({ question, typed, saved: kept }, index) => (
          <QuizQuestion
            key={question.id}
            question={question}
            number={index + 1}
            questions={questions.length}
            typed={failed ? failed.typed : typed}
            saved={kept}
            problem={problemOf(question.id, index + 1)}
            aloud={sayAfter(question, words)}
          />
        ))}
        <section className="oral-end">
          <p className="quiet">{words.handHint}</p>
          <p className="quiet small" role="status">
            {keptWords(keeper, words)}
          </p>
          <p className="row">
            {/* First, so that Enter in a field saves and never hands in. */}
            <button className="btn plain" name="do" value="save">
              {words.save}
            </button>
            <button className="btn" name="do" value="hand-in">
              {words.hand}
            </button>
          </p>
        </section>
      </form>
      <details className="no-print">
        <summary>{words.giveBack}</summary>
        <form method="post" action={here} className="smallform">
          <p>{words.giveBackHow}</p>
          <button className="btn soft" name="do" value="give-back">
            {words.giveBackDo}
          </button>
        </form>
      </details>
    </>
  )
}

/** Keeps answers one at a time and in order: a second sending would break the first one off. Of a question the newest waits. */
function useKeeper(here: string) {
  const keeper = useFetcher<{ kept?: boolean }>()
  const waiting = useRef(new Map<string, FormData>())
  const sending = useRef(false)
  const { state, submit } = keeper
  const sendNext = useCallback(() => {
    const [next] = waiting.current
    if (sending.current || !next) return
    const [question, fields] = next
    waiting.current.delete(question)
    sending.current = true
    submit(fields, { method: 'post', action: here })
  }, [submit, here])
  useEffect(() => {
    if (state !== 'idle') return
    sending.current = false
    sendNext()
  }, [state, sendNext])
  const keep = (question: string, fields: FormData) => {
    waiting.current.set(question, fields)
    sendNext()
  }
  return { keeper, keep }
}

/** What the asker says once the question and its options are read. */
function sayAfter({ kind }: ShownQuestion, words: Messages['oral']['exam']): string {
  switch (kind) {
    case 'single':
      return words.single
    case 'several':
      return words.several
    case 'true-false':
      return words.trueFalse
    case 'order':
      return words.order
    case 'number':
      return words.number
  }
}

function keptWords(
  { state, data }: { state: string; data?: { kept?: boolean } },
  words: Messages['oral']['exam'],
): string {
  if (state !== 'idle') return words.saving
  if (data === undefined) return ''
  return data.kept ? words.kept : words.unsaved
}
