import type { Problem } from '#app/components/error-summary.tsx'
import type { Messages } from '#app/messages/zh.ts'

type Words = Messages['accounts']['problems']

/** The sentence for a problem's code; undefined where there is none. */
export function problemWords(words: Words, code: string | undefined): string | undefined {
  return code === undefined ? undefined : words[code as keyof Words]
}

/** The lines of an error summary, in the order of the form's fields; each leads to its field. */
export function summaryOf(
  words: Words,
  problems: Record<string, string>,
  fields: readonly string[],
): Problem[] {
  const listed = fields.flatMap((fieldId) => {
    const message = problemWords(words, problems[fieldId])
    return message ? [{ message, fieldId }] : []
  })
  const rest = Object.entries(problems).flatMap(([field, code]) => {
    const message = fields.includes(field) ? undefined : problemWords(words, code)
    return message ? [{ message }] : []
  })
  return [...listed, ...rest]
}
