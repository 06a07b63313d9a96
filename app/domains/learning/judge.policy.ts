import type { QuizKind } from '#content/lesson.ts'

/**
 * Whether an answer is right. `several` wants all right options and no other, in whatever order they were chosen;
 * `order` wants every step in its place. An empty answer is not answered, and never right.
 */
export function isRight(kind: QuizKind, right: readonly string[], chosen: readonly string[]): boolean {
  if (chosen.length !== right.length || chosen.length === 0) return false
  const [wanted, given] = kind === 'several' ? [[...right].sort(), [...chosen].sort()] : [right, chosen]
  return wanted.every((key, index) => key === given[index])
}

/** Ids of the questions that were not answered right, in the order asked. */
export function missedOf(
  asked: readonly { id: string; kind: QuizKind }[],
  keys: ReadonlyMap<string, readonly string[]>,
  chosen: ReadonlyMap<string, readonly string[]>,
): string[] {
  return asked
    .filter(({ id, kind }) => !isRight(kind, keys.get(id) ?? [], chosen.get(id) ?? []))
    .map(({ id }) => id)
}
