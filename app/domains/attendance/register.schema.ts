import { z } from 'zod'
import { NOTE_LENGTH } from './mark.policy.ts'
import { outcomeCodes } from './outcome.policy.ts'

/** A person and the revision that the form showed, as the buttons and boxes of a register carry them: `<id>.<revision>`. */
const line = z
  .string('not-found')
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,6}$/, 'not-found')
  .transform((text) => {
    const [personId = '', seen = ''] = text.split('.')
    return { personId, seen: Number(seen) }
  })
export type SeenLine = z.output<typeof line>

const empty = z.literal('').transform(() => null)
const time = z
  .union([empty, z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)], 'bad-time')
  .optional()
  .transform((value) => value ?? null)
const minutes = z
  .union(
    [
      empty,
      z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number),
    ],
    'bad-minutes',
  )
  .optional()
  // No lateness is none.
  .transform((value) => (value ? value : null))
const note = z
  .string()
  .trim()
  .max(NOTE_LENGTH, 'bad-note')
  .optional()
  .transform((value) => value || null)

/** What a register's form says of somebody: times of day, as typed. */
export const factsSchema = z.object({
  outcome: z.enum(outcomeCodes, 'bad-outcome'),
  in: time,
  out: time,
  late: minutes,
  note,
})
export type TypedFacts = z.output<typeof factsSchema>

/** One tap on one line: `here` or `excuse`, or the line of a form about one person. */
export const lineSchema = z.object({ line })
export const noteSchema = z.object({ note })

/** The people who were ticked: each box has a name of its own, `who.<id>`, and the revision as its value. */
export function chosenLines(fields: Record<string, string>): SeenLine[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const parsed = name.startsWith('who.') ? line.safeParse(`${name.slice(4)}.${value}`) : null
    return parsed?.success ? [parsed.data] : []
  })
}
