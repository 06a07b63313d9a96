import { isRight } from '#app/domains/learning/judge.policy.ts'
import type { AskedQuestion, PinnedKey } from '#app/domains/learning/quiz-draw.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { answerInWords } from './quiz-review.tsx'

export type OralReviewed = {
  /** Its place in the attempt, from 1. */
  number: number
  asked: Pick<AskedQuestion, 'id' | 'kind' | 'question' | 'options' | 'after' | 'say'>
  chosen: readonly string[]
  key: PinnedKey
}

/** A question of a finished exam as staff read it to the person: what was said, what is right, why, and the law. */
export function OralReview({ reviewed }: { reviewed: OralReviewed }) {
  const { oral, quiz, locale } = useMessages()
  const words = oral.result
  const { number, asked, chosen, key } = reviewed
  const kinds = { isTrue: quiz.ask.isTrue, isFalse: quiz.ask.isFalse, ...quiz.result }
  const right = isRight(asked.kind, key.right, chosen)
  return (
    <article className="answer">
      <h3>
        {quiz.result.number(number)} <span lang="zh-CN">{asked.say ?? asked.question}</span>
      </h3>
      <dl className="facts">
        <dt>{words.said}</dt>
        <dd lang="zh-CN">
          {chosen.length > 0 ? (
            answerInWords(asked, chosen, kinds)
          ) : (
            <span lang={locale === 'en' ? 'en' : undefined}>{words.nothing}</span>
          )}
        </dd>
        <dt>{words.answer}</dt>
        <dd lang="zh-CN">
          <b>{answerInWords(asked, key.right, kinds)}</b>
          {right && (
            <span className="right" lang={locale === 'en' ? 'en' : undefined}>
              {' '}
              {words.right}
            </span>
          )}
        </dd>
      </dl>
      <p lang="zh-CN">{key.explanation}</p>
      {key.law && (
        <blockquote className="law" lang="zh-CN">
          <p>{key.law.quote}</p>
          <cite>
            {key.law.label}
            <br />
            <span lang={locale === 'en' ? 'en' : undefined}>
              {words.law(key.law.version, key.law.reviewed)}
            </span>
          </cite>
        </blockquote>
      )}
    </article>
  )
}
