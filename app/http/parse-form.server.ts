import type { z } from 'zod'

export type FormProblems = Record<string, string>
export type Parsed<Shape> =
  | { ok: true; value: Shape; typed: Record<string, string> }
  | { ok: false; problems: FormProblems; typed: Record<string, string> }

/**
 * Reads a posted form by its schema. Problems are codes by field (the page has the sentence), and what was typed comes
 * back except passwords. A body that is no form reads as an empty one.
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Parsed<z.output<Schema>>> {
  return parseFields(await readForm(request), schema)
}

/** The same of fields that were read before: a page with several forms looks which one was sent. */
export function parseFields<Schema extends z.ZodType>(
  fields: Record<string, string>,
  schema: Schema,
): Parsed<z.output<Schema>> {
  const parsed = schema.safeParse(fields)
  const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => !SECRET.has(name)))
  if (parsed.success) return { ok: true, value: parsed.data, typed }
  const problems: FormProblems = {}
  for (const issue of parsed.error.issues) problems[issue.path.join('.')] ??= issue.message
  return { ok: false, problems, typed }
}

const SECRET = new Set(['password', 'current', 'next', 'again'])

export async function readForm(request: Request): Promise<Record<string, string>> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    // Not a form at all: every field is missing, and the page says which are needed.
    return {}
  }
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    // PostgreSQL text cannot hold U+0000, and lone surrogates are no characters.
    if (typeof value === 'string') fields[name] = value.replaceAll('\u0000', '').toWellFormed()
  }
  return fields
}
