import { z } from 'zod'
import type { WrittenQuestion } from './quiz-file.ts'

/**
 * `given-questions.json`: every id that a bank has given, with the kind and unit it was given to. An attempt is read
 * years later by its ids, so a question moves neither to another id nor to another kind; what is dropped leaves a gap.
 */
export type Given = Readonly<Record<string, Readonly<Record<string, string>>>>

const shape = z.record(z.string(), z.record(z.string(), z.string()))

/** What an id stands for; wording may still be mended. */
const senseOf = ({ kind, unit }: WrittenQuestion) => `${kind}, unit ${unit}`

export function readGiven(text: string): Given {
  return shape.parse(JSON.parse(text))
}

/** Ids that now stand for something else than they were given for. */
export function movedIds(code: string, bank: readonly WrittenQuestion[], given: Given): string[] {
  return bank.flatMap((question) => {
    const was = given[code]?.[question.id]
    const is = senseOf(question)
    return was === undefined || was === is ? [] : [`${question.id} was ${was}, is ${is}`]
  })
}

/** With the ids of this bank added; what is there already stays as it is. */
export function withIdsOf(code: string, bank: readonly WrittenQuestion[], given: Given): Given {
  const fresh = Object.fromEntries(bank.map((question) => [question.id, senseOf(question)]))
  return { ...given, [code]: { ...fresh, ...given[code] } }
}
