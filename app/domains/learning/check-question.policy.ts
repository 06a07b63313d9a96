import type { Check } from '#content/lesson.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'

/** A passage's check as its page shows it: one question whose fields are named `answer`. */
export type ShownCheck = Pick<AskedQuestion, 'id' | 'kind' | 'question' | 'options' | 'after'>

/** Holds nothing of what is right; what is said of a miss or a right answer is not in it either. */
export function shownCheck({ kind, question, options, after }: Check): ShownCheck {
  return { id: 'answer', kind, question, options, ...(after === undefined ? {} : { after }) }
}
