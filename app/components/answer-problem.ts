import type { AnswerProblem } from '#app/domains/learning/quiz-answer.policy.ts'
import type { Messages } from '#app/messages/zh.ts'

/** What to do about an answer that cannot be read; `number`: the question's place, from 1. */
export function answerProblemWords(
  { problems }: Messages['quiz'],
  problem: AnswerProblem,
  number: number,
): string {
  switch (problem) {
    case 'unknown-option':
      return problems.unknownOption(number)
    case 'place-twice':
      return problems.placeTwice(number)
    case 'place-missing':
      return problems.placeMissing(number)
    case 'not-a-number':
      return problems.notANumber(number)
  }
}
