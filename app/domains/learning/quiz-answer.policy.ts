import type { Outcome } from '#app/shared/outcome.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'

/** What was typed into the fields of a page, by name. */
export type Typed = Readonly<Record<string, string>>
export type AnswerProblem = 'unknown-option' | 'place-twice' | 'place-missing' | 'not-a-number'
/** The question at the end of a passage wants an answer; in a quiz nothing filled in is one too. */
export type CheckProblem = AnswerProblem | 'missing'

/** `q04` for the question's one field, `q04.a` for that of an option. */
export function fieldOf(questionId: string, option?: string): string {
  return option === undefined ? questionId : `${questionId}.${option}`
}

const LONGEST_NUMBER = 9

/**
 * The answer to one question out of a form's fields: letters for `single`, `several` (by letter) and `order` (in the
 * places given), `true` or `false`, or digits. Nothing filled in is an empty answer. Refuses an option that the question
 * does not have, steps with the same place or without one, and what is no whole number.
 */
export function readAnswer(
  question: Pick<AskedQuestion, 'id' | 'kind' | 'options'>,
  typed: Typed,
): Outcome<{ chosen: string[] }, AnswerProblem> {
  const keys = question.options.map(({ key }) => key)
  const only = typed[fieldOf(question.id)] ?? ''
  switch (question.kind) {
    case 'single':
      return oneOf(only, keys)
    case 'true-false':
      return oneOf(only, ['true', 'false'])
    case 'several': {
      const prefix = fieldOf(question.id, '')
      const named = Object.keys(typed).filter((name) => name.startsWith(prefix))
      const chosen = named.map((name) => name.slice(prefix.length)).sort()
      return chosen.every((key) => keys.includes(key)) ? { chosen } : { refused: 'unknown-option' }
    }
    case 'order':
      return readOrder(question.id, keys, typed)
    case 'number':
      return readNumber(only)
  }
}

function oneOf(only: string, keys: readonly string[]): Outcome<{ chosen: string[] }, AnswerProblem> {
  if (only === '') return { chosen: [] }
  return keys.includes(only) ? { chosen: [only] } : { refused: 'unknown-option' }
}

function readOrder(
  id: string,
  keys: readonly string[],
  typed: Typed,
): Outcome<{ chosen: string[] }, AnswerProblem> {
  const places = keys.map((key) => ({ key, place: typed[fieldOf(id, key)] ?? '' }))
  if (places.every(({ place }) => place === '')) return { chosen: [] }
  const known = keys.map((_, index) => String(index + 1))
  if (places.some(({ place }) => place !== '' && !known.includes(place))) return { refused: 'unknown-option' }
  const taken = places.map(({ place }) => place).filter(Boolean)
  if (new Set(taken).size < taken.length) return { refused: 'place-twice' }
  if (taken.length < keys.length) return { refused: 'place-missing' }
  return { chosen: known.map((place) => places.find((one) => one.place === place)!.key) }
}

/** Full-width digits and spaces count as plain ones: they are what a Chinese keyboard writes. */
function readNumber(typed: string): Outcome<{ chosen: string[] }, AnswerProblem> {
  const plain = typed.normalize('NFKC').replaceAll(/\s/g, '')
  if (plain === '') return { chosen: [] }
  if (!/^\d+$/.test(plain)) return { refused: 'not-a-number' }
  const digits = plain.replace(/^0+(?=\d)/, '')
  return digits.length > LONGEST_NUMBER ? { refused: 'not-a-number' } : { chosen: [digits] }
}

/** The fields as they are filled in for an answer that was kept: what a page puts back. */
export function typedOf(question: Pick<AskedQuestion, 'id' | 'kind'>, chosen: readonly string[]): Typed {
  switch (question.kind) {
    case 'several':
      return Object.fromEntries(chosen.map((key) => [fieldOf(question.id, key), 'on']))
    case 'order':
      return Object.fromEntries(chosen.map((key, index) => [fieldOf(question.id, key), String(index + 1)]))
    case 'single':
    case 'true-false':
    case 'number':
      return chosen[0] === undefined ? {} : { [fieldOf(question.id)]: chosen[0] }
  }
}
