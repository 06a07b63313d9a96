import type { Problem } from '#app/components/error-summary.tsx'

/** What a form came back with; `form` is the one of the page's forms that was sent. */
export type Returned = {
  form: string | null
  problems: Record<string, string>
  typed: Record<string, string>
}
export const NOT_SENT: Returned = { form: null, problems: {}, typed: {} }

/** The sentence under a field, by the words of the page. */
export function errorsOf(
  words: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
) {
  return (field: string): string | undefined => {
    const code = problems[field]
    return code === undefined ? undefined : words[code]
  }
}

/** The lines of an error summary; `idOf` gives the field to lead to, or undefined. */
export function problemLines(
  words: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
  idOf: (field: string) => string | undefined,
): Problem[] {
  return Object.entries(problems).flatMap(([field, code]) => {
    const message = words[code]
    const fieldId = idOf(field)
    return message ? [{ message, ...(fieldId ? { fieldId } : {}) }] : []
  })
}
