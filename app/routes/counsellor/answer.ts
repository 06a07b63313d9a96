/** How a form came back: which one, what is to be mended (codes by field), and what was typed. */
export type Answer = {
  form: string | null
  problems: Record<string, string>
  typed: Record<string, string>
}
export const NOTHING: Answer = { form: null, problems: {}, typed: {} }

/** The sentences of a page by code; a code without one is a bug that the tests of the messages find. */
export type ProblemWords = Record<string, string>

/** A form's own fields and what is wrong with them; another form of the page gets nothing of it. */
export function fieldsOf(answer: Answer, form: string, words: ProblemWords) {
  const own = answer.form === form
  return {
    sent: own,
    typed: own ? answer.typed : NOTHING.typed,
    error: (field: string): string | undefined => {
      const code = own ? answer.problems[field] : undefined
      return code === undefined ? undefined : words[code]
    },
  }
}

/** The lines of the error summary, each leading to its field where the page has one. */
export function summaryOf(
  answer: Answer,
  words: ProblemWords,
  fieldId: (field: string) => string | undefined = () => undefined,
) {
  return Object.entries(answer.problems).flatMap(([field, code]) => {
    const message = words[code]
    const id = fieldId(field)
    return message ? [{ message, ...(id ? { fieldId: id } : {}) }] : []
  })
}

/** What a refusal is answered with: a rule said no to something that was whole. */
export const refusedWith = (form: string | null, field: string, code: string, typed: Answer['typed'] = {}) =>
  ({ form, problems: { [field]: code }, typed }) satisfies Answer
