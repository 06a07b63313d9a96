import { now } from '#app/clock.server.ts'
import { answerQuestion, type Answer } from '#app/domains/hours/answer-question.server.ts'
import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import { correctionOf, type CorrectionProblem } from '#app/domains/hours/question.policy.ts'
import { answerQuestionSchema, type TypedAnswer } from '#app/domains/hours/question.schema.ts'
import type { questionForAnswer } from '#app/domains/hours/questions.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import type { Instants } from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'

type Opened = NonNullable<Awaited<ReturnType<typeof questionForAnswer>>>

export type AnswerProblem =
  | CorrectionProblem
  | 'verdict-missing'
  | 'reason-missing'
  | 'answer-words-missing'
  | 'words-too-long'
  | 'words-missing'
  | 'beyond-interval'
  | 'not-a-credit'
  | 'already-reversed'
  | 'already-answered'

export type AnswerField = 'verdict' | 'reason' | 'from' | 'minutes' | 'words'

export type AnswerStep =
  /** Shown before it is done. */
  | { step: 'check'; answer: Preview; typed: Record<string, string> }
  | {
      step: 'problems'
      status: 200 | 400 | 409
      problems: Partial<Record<AnswerField, AnswerProblem>>
      typed: Record<string, string>
    }
  | { step: 'not-found' }
  | { step: 'done' }

export type Preview = {
  verdict: TypedAnswer['verdict']
  reason: TypedAnswer['reason'] | null
  words: string | null
  minutes: Minutes | null
  during: Instants | null
}

const FIELDS: readonly AnswerField[] = ['verdict', 'reason', 'from', 'minutes', 'words']

/** Takes a typed answer: first shows what it comes to, then does it. Nothing is written before `step=answer`. */
export async function takeAnswer(actor: Actor, request: Request, opened: Opened): Promise<AnswerStep> {
  const form = await parseForm(request, answerQuestionSchema)
  if (!form.ok) {
    const problems: Partial<Record<AnswerField, AnswerProblem>> = {}
    for (const field of FIELDS) {
      const code = ANSWER_PROBLEM_CODES.find((known) => known === form.problems[field])
      if (code) problems[field] = code
    }
    return { step: 'problems', status: 400, problems, typed: form.typed }
  }
  const typed = typedOf(form.value)
  if (form.value.step === 'edit') return { step: 'problems', status: 200, problems: {}, typed }
  const answer = answerOf(form.value, opened)
  if ('problem' in answer) {
    return { step: 'problems', status: 400, problems: { [answer.field]: answer.problem }, typed }
  }
  if (form.value.step === 'check') return { step: 'check', answer: previewOf(answer), typed }
  const answered = await answerQuestion(actor, opened.questionId, answer)
  if (!('refused' in answered)) return { step: 'done' }
  if (answered.refused === 'not-found') return { step: 'not-found' }
  return { step: 'problems', status: 409, problems: { verdict: answered.refused }, typed }
}

const ANSWER_PROBLEM_CODES: readonly AnswerProblem[] = [
  ...([
    'verdict-missing',
    'reason-missing',
    'answer-words-missing',
    'words-too-long',
    'words-missing',
  ] as const),
  'minutes-out-of-range',
]

function answerOf(
  { verdict, reason, words, from, to, minutes }: TypedAnswer,
  { line, verdicts }: Opened,
): Answer | { field: AnswerField; problem: AnswerProblem } {
  const said = words || null
  if (!verdicts.includes(verdict)) {
    return { field: 'verdict', problem: line.revision < 0 ? 'not-a-credit' : 'already-reversed' }
  }
  if (verdict === 'upheld') {
    return said ? { verdict, words: said } : { field: 'words', problem: 'answer-words-missing' }
  }
  if (!reason) return { field: 'reason', problem: 'reason-missing' }
  if (verdict === 'reversed') return { verdict, reason, words: said }
  const corrected = correctionOf(
    { ...line, explanation: line.explanation as EntryExplanation },
    {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(minutes === undefined ? {} : { minutes }),
    },
    now(),
  )
  if ('refused' in corrected) return { field: line.during ? 'from' : 'minutes', problem: corrected.refused }
  return { verdict, reason, corrected, words: said }
}

const previewOf = (answer: Answer): Preview => ({
  verdict: answer.verdict,
  reason: answer.verdict === 'upheld' ? null : answer.reason,
  words: answer.words,
  minutes: answer.verdict === 'recredited' ? answer.corrected.minutes : null,
  during: answer.verdict === 'recredited' ? answer.corrected.during : null,
})

/** What was typed, to come back in the form or to travel on to the last step. */
function typedOf({ verdict, reason, from, to, minutes, words }: TypedAnswer): Record<string, string> {
  const entries = Object.entries({ verdict, reason, from, to, minutes, words })
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  )
}
