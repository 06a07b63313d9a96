import { OralReview, type OralReviewed } from '#app/components/oral-review.tsx'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export type OralResultView = {
  /** Null: the person answered alone. */
  asker: string | null
  on: CalendarDay
  passed: boolean
  right: number
  passRight: number
  missed: readonly string[]
  questions: readonly OralReviewed[]
}

/** How an exam went, for who reads it to the person: what was not right first, then the rest on demand. */
export function OralResult({
  result,
  closing,
  base,
}: {
  result: OralResultView
  closing: string | null
  base: string
}) {
  const { oral, quiz } = useMessages()
  const words = oral.result
  const { right, passRight, questions, on } = result
  const missed = questions.filter(({ asked }) => result.missed.includes(asked.id))
  const rest = questions.filter(({ asked }) => !result.missed.includes(asked.id))
  return (
    <div className="handout">
      <section>
        <h2>{result.passed ? words.passed(right) : words.missed(right, passRight - right)}</h2>
        <p>{quiz.result.mark(questions.length, passRight)}</p>
        <p>{result.asker === null ? words.written(on) : words.oral(result.asker, on)}</p>
        <p className="quiet">{words.readOut}</p>
      </section>
      <section>
        <h2>{missed.length > 0 ? words.missedTitle(missed.length) : words.allRight}</h2>
        {missed.map((one) => (
          <OralReview key={one.asked.id} reviewed={one} />
        ))}
      </section>
      {rest.length > 0 && missed.length > 0 && (
        <details>
          <summary>{words.rest(rest.length)}</summary>
          {rest.map((one) => (
            <OralReview key={one.asked.id} reviewed={one} />
          ))}
        </details>
      )}
      {missed.length === 0 && rest.map((one) => <OralReview key={one.asked.id} reviewed={one} />)}
      {closing && (
        <section>
          <h2>{words.closing}</h2>
          <p lang="zh-CN">{closing}</p>
        </section>
      )}
      <p className="no-print">
        <a className="btn" href={base}>
          {words.back}
        </a>
      </p>
    </div>
  )
}
