import { AnswerFields } from '#app/components/quiz-question.tsx'
import type { CheckProblem, Typed } from '#app/domains/learning/quiz-answer.policy.ts'
import type { ShownCheck } from '#app/domains/learning/check-question.policy.ts'
import { useMessages } from '#app/messages/context.tsx'

/** The question at the end of a passage, of whichever kind, with real fields. */
export function CheckQuestion({
  check,
  hint,
  typed,
  problem,
}: {
  check: ShownCheck
  /** What follows from answering. */
  hint: string
  typed: Typed
  problem?: CheckProblem
}) {
  const { study, check: words } = useMessages()
  const { kind } = check
  const how = words.how[kind]
  const described = ['check-hint', how && 'check-how', problem && 'check-error'].filter(Boolean).join(' ')
  return (
    <fieldset className={problem ? 'field bad' : 'field'} aria-describedby={described}>
      <legend className="ask-words">
        {kind === 'true-false' ? words.statement : study.unit.question('')}
        <span
          lang="zh-CN"
          data-s="check"
          data-say={`${kind === 'true-false' ? '这句话对不对？' : '小问题：'}|${check.question}`}
        >
          {check.question}
        </span>
      </legend>
      {how && (
        <p className="quiet small" id="check-how">
          {how}
        </p>
      )}
      <p className="quiet small" id="check-hint">
        {hint}
      </p>
      {problem && (
        <p className="err" id="check-error">
          {words.problems[problem]}
        </p>
      )}
      <AnswerFields question={check} typed={typed} />
    </fieldset>
  )
}
