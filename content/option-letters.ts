import { createHash } from 'node:crypto'

const LETTERS = 'abcdefgh'

/**
 * Letters in an order that the words decide by a digest: a letter says neither where its author wrote an option, nor
 * which step comes first.
 */
export function keyed(id: string, texts: readonly string[]) {
  const sorted = [...texts].sort((a, b) => (digest(id + a) < digest(id + b) ? -1 : 1))
  const keyOf = (text: string) => LETTERS[sorted.indexOf(text)]!
  return { options: sorted.map((text) => ({ key: keyOf(text), text })), keyOf }
}

/** Steps as they are asked for: in an order of their own, and never in the right one. */
export function keyedSteps(id: string, steps: readonly string[]) {
  const { options, keyOf } = keyed(id, steps)
  const right = steps.map(keyOf)
  const given = options.every(({ text }, index) => text === steps[index])
  return { options: given ? [...options.slice(1), options[0]!] : options, right }
}

/** 12 hex characters. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
