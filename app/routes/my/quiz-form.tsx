import { answerProblemWords } from '#app/components/answer-problem.ts'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Icon } from '#app/components/icon.tsx'
import { firstFieldOf, QuizQuestion, type ShownQuestion } from '#app/components/quiz-question.tsx'
import { ReadAloud } from '#app/components/read-aloud.tsx'
import type { AnswerProblem, Typed } from '#app/domains/learning/quiz-answer.policy.ts'
import { useMessages } from '#app/messages/context.tsx'

type Shown = { question: ShownQuestion; typed: Typed; saved: boolean }

/** All questions of an attempt in one form. The small script (enhance/quiz.ts) shows one at a time and saves each. */
export function QuizForm({
  here,
  title,
  attemptId,
  questions,
  answer,
}: {
  here: string
  title: string
  attemptId: string
  questions: readonly Shown[]
  answer: { problems: Record<string, AnswerProblem>; typed: Typed } | undefined
}) {
  const { quiz, late } = useMessages()
  const { ask, problems } = quiz
  const messageOf = (id: string, number: number) => {
    const problem = answer?.problems[id]
    return problem && answerProblemWords(quiz, problem, number)
  }
  const summary = questions.flatMap(({ question }, index) => {
    const message = messageOf(question.id, index + 1)
    return message ? [{ message, fieldId: firstFieldOf(question) }] : []
  })
  const saved = questions.filter((one) => one.saved).length
  return (
    <>
      <ErrorSummary title={problems.title} problems={summary} />
      <h1 className="quiz-title">{quiz.of(title)}</h1>
      <form
        method="post"
        action={here}
        className="quiz"
        data-quiz={attemptId}
        data-handed-in={late.quiz.handedIn}
        data-words={JSON.stringify({
          ...{ saved: ask.savedCount('{n}'), saving: ask.saving, unsaved: ask.unsaved },
          ...{ unfinished: ask.unfinished, over: ask.over, leftOpen: ask.leftOpen, list: ask.list },
          ...{ allAnswered: ask.allAnswered, next: ask.next, toEnd: ask.toEnd, endTitle: ask.endTitle },
        })}
      >
        <div className="stack-s quiz-progress" hidden data-progress>
          <ol className="steps" aria-hidden="true">
            {questions.map(({ question }) => (
              <li key={question.id} />
            ))}
          </ol>
        </div>
        <p className="quiet small row quiz-status" hidden={saved === 0} data-status>
          <Icon name="check" />
          <span role="status">{ask.savedCount(String(saved))}</span>
        </p>
        <ReadAloud what="question" />
        {questions.map(({ question, typed, saved }, index) => (
          <QuizQuestion
            key={question.id}
            question={question}
            number={index + 1}
            questions={questions.length}
            typed={answer ? answer.typed : typed}
            saved={saved}
            problem={messageOf(question.id, index + 1)}
          />
        ))}
        <div hidden data-moves>
          <button className="btn wide" type="button" data-next>
            {ask.next}
          </button>
          <p className="row">
            <button className="btn text" type="button" data-previous>
              {ask.previous}
            </button>
            <button className="btn text push" type="button" data-skip>
              {ask.skip}
            </button>
          </p>
        </div>
        <section data-end tabIndex={-1}>
          <h2>{ask.endTitleAll}</h2>
          <p hidden data-left-open />
          <p className="quiet">{ask.endHint}</p>
          <button className="btn wide">{ask.hand}</button>
        </section>
      </form>
    </>
  )
}
