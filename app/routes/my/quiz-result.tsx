import { Icon } from '#app/components/icon.tsx'
import { QuizReview, type ReviewedQuestion } from '#app/components/quiz-review.tsx'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export type ResultView = {
  base: string
  passed: boolean
  /** Who asked the questions aloud, and on which day; null for a written one. */
  aloud: { asker: string; on: CalendarDay } | null
  right: number
  passRight: number
  missed: readonly string[]
  questions: readonly ReviewedQuestion[]
  /** Whether another try may be begun, and from when; null where there is none to begin. */
  again: { from: { day: CalendarDay; time: string } | null } | null
}

/** How an attempt went, the questions to look at again, and all of them on demand. */
export function QuizResult({ page }: { page: ResultView }) {
  const { quiz, oral } = useMessages()
  const words = quiz.result
  const total = page.questions.length
  const missed = page.questions.filter(({ asked }) => page.missed.includes(asked.id))
  return (
    <>
      <div className={page.passed ? 'verdict' : 'verdict not-yet'}>
        <Icon name={page.passed ? 'check' : 'book'} />
        <div>
          <h1>
            {page.passed ? words.passed(page.right) : words.missed(page.right, page.passRight - page.right)}
          </h1>
          <p className="quiet">{words.mark(total, page.passRight)}</p>
        </div>
      </div>
      {page.aloud && <p>{oral.my.result(page.aloud.asker, page.aloud.on)}</p>}
      <p className="vh">{words.bar(page.right, total)}</p>
      <ol className="steps" aria-hidden="true">
        {page.questions.map(({ asked }) => (
          <li key={asked.id} className={page.missed.includes(asked.id) ? 'hold' : 'done'} />
        ))}
      </ol>
      <p>
        {page.passed ? words.completed : words.notYet} {words.hours}
      </p>
      <section>
        <h2>{missed.length > 0 ? words.lookAgain(missed.length) : words.allRight}</h2>
        {missed.map((one) => (
          <QuizReview key={one.asked.id} reviewed={one} />
        ))}
      </section>
      {!page.passed && page.again?.from && (
        <p>{words.againFrom(page.again.from.day, page.again.from.time)}</p>
      )}
      <p>
        {!page.passed && page.again && !page.again.from ? (
          <a className="btn wide" href={`${page.base}/quiz`}>
            {words.again}
          </a>
        ) : (
          <a className="btn wide" href="/my">
            {words.toToday}
          </a>
        )}
      </p>
      <p className="row">
        <a className="btn text" href={page.base}>
          {words.toModule}
        </a>
      </p>
      {missed.length < total && (
        <details>
          <summary>{words.all(total)}</summary>
          {page.questions.map((one) => (
            <QuizReview key={one.asked.id} reviewed={one} />
          ))}
        </details>
      )}
    </>
  )
}
