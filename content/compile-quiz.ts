import { quizKeyId, type Citation, type QuizKey, type QuizQuestion, type Unit } from './lesson.ts'
import { digest, keyed } from './option-letters.ts'
import type { WrittenQuestion } from './quiz-file.ts'

export interface CompiledQuiz {
  /** As it may be shown before it is answered. */
  bank: QuizQuestion[]
  keys: Record<string, QuizKey>
}

/**
 * A written bank → what is asked, and apart from it what is right. Throws with the question's id when it names a unit or
 * a citation that is not there, or leads somebody back to a unit that is not theirs.
 */
export function compileQuiz(
  moduleCode: string,
  written: readonly WrittenQuestion[],
  { units, citations }: { units: readonly Unit[]; citations: readonly Citation[] },
): CompiledQuiz {
  const keys: Record<string, QuizKey> = {}
  const bank = written.map((question): QuizQuestion => {
    const fault = faultOf(question, units, citations)
    if (fault) throw new Error(`content/modules/${moduleCode}/quiz.yaml: ${question.id}: ${fault}`)
    const { options, right, after } = answersOf(`${moduleCode}#${question.id}`, question)
    keys[quizKeyId(moduleCode, question.id)] = {
      right,
      explanation: question.explanation,
      cite: question.cite ?? null,
    }
    return {
      ...{ id: question.id, version: digest(JSON.stringify(question)), kind: question.kind },
      ...{ regime: question.regime, unit: question.unit, question: question.question, options },
      ...(question.say ? { say: question.say } : {}),
      ...(after ? { after } : {}),
    }
  })
  return { bank, keys }
}

function faultOf(
  { unit: code, cite, regime }: WrittenQuestion,
  units: readonly Unit[],
  citations: readonly Citation[],
): string | null {
  const unit = units.find((one) => one.code === code)
  if (!unit) return `no unit "${code}"`
  // A miss leads back to the unit: everyone who is asked must be able to open it.
  if (unit.regime !== 'all' && unit.regime !== regime)
    return `is asked of ${regime}, but unit ${code} is for ${unit.regime}`
  if (cite !== undefined && !citations.some(({ id }) => id === cite))
    return `no citation "${cite}" in module.yaml`
  return null
}

function answersOf(id: string, question: WrittenQuestion) {
  switch (question.kind) {
    case 'single':
    case 'several': {
      const { options, keyOf } = keyed(
        id,
        question.options.map(({ text }) => text),
      )
      const right = question.options.filter((option) => option.right).map(({ text }) => keyOf(text))
      return { options, right: right.sort() }
    }
    case 'order': {
      const { options, keyOf } = keyed(id, question.steps)
      return { options, right: question.steps.map(keyOf) }
    }
    case 'true-false':
      return { options: [], right: [String(question.answer)] }
    case 'number':
      return { options: [], right: [String(question.answer)], after: question.after }
  }
}
