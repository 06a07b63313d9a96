import { isRight } from '#app/domains/learning/judge.policy.ts'
import type { AskedQuestion, PinnedKey } from '#app/domains/learning/quiz-draw.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'

export type ReviewedQuestion = {
  /** Its place in the attempt, from 1. */
  number: number
  asked: Pick<AskedQuestion, 'id' | 'kind' | 'question' | 'options' | 'after'>
  chosen: readonly string[]
  key: PinnedKey
  /** The unit that teaches it, where this person has it. */
  unit: { href: string; number: number } | null
}

/** An answer in words: the options chosen, the steps in their order, 对 or 不对, “10 天”. */
export function answerInWords(
  { kind, options, after }: Pick<AskedQuestion, 'kind' | 'options' | 'after'>,
  chosen: readonly string[],
  words: { isTrue: string; isFalse: string; semicolon: string; arrow: string },
): string {
  const text = (key: string) => options.find((option) => option.key === key)?.text ?? key
  switch (kind) {
    case 'single':
      return chosen.map(text).join('')
    case 'several':
      return chosen.map(text).join(words.semicolon)
    case 'order':
      return chosen.map(text).join(words.arrow)
    case 'true-false':
      return chosen[0] === 'true' ? words.isTrue : words.isFalse
    case 'number':
      return `${chosen[0]} ${after ?? ''}`.trim()
  }
}

/** A question of a submitted attempt: what was chosen, what is safer or what the law says, and why. */
export function QuizReview({ reviewed }: { reviewed: ReviewedQuestion }) {
  const messages = useMessages()
  const { result, ask } = messages.quiz
  const { number, asked, chosen, key, unit } = reviewed
  const words = { isTrue: ask.isTrue, isFalse: ask.isFalse, ...result }
  const wasRight = isRight(asked.kind, key.right, chosen)
  return (
    <article className="answer">
      <h3>
        {result.number(number)} <span lang="zh-CN">{asked.question}</span>
      </h3>
      <dl className="facts">
        <dt>{chosen.length === 0 ? result.left : asked.kind === 'number' ? result.wrote : result.chose}</dt>
        <dd lang="zh-CN">
          {chosen.length > 0 ? (
            answerInWords(asked, chosen, words)
          ) : (
            <span lang={messages.locale === 'en' ? 'en' : undefined}>{result.nothing}</span>
          )}
        </dd>
        {wasRight ? (
          <>
            <dt className="vh">{result.bar(1, 1)}</dt>
            <dd className="right">{result.yourAnswerRight}</dd>
          </>
        ) : (
          <>
            <dt>{key.law ? result.inLaw : result.safer}</dt>
            <dd lang="zh-CN">
              <b>{answerInWords(asked, key.right, words)}</b>
            </dd>
          </>
        )}
      </dl>
      <p lang="zh-CN">{key.explanation}</p>
      {key.law && <LawOfAnswer law={key.law} messages={messages} />}
      {!wasRight && unit && (
        <p className="row">
          <a className="btn plain" href={unit.href}>
            {result.backToUnit(unit.number)}
          </a>
        </p>
      )}
    </article>
  )
}

function LawOfAnswer({ law, messages }: { law: NonNullable<PinnedKey['law']>; messages: Messages }) {
  return (
    <blockquote className="law" lang="zh-CN">
      <p>{law.quote}</p>
      <cite>
        {law.label}
        <br />
        <span lang={messages.locale === 'en' ? 'en' : undefined}>
          {messages.quiz.result.version(law.version, law.reviewed)}
        </span>
      </cite>
    </blockquote>
  )
}
