import { z } from 'zod'
import { parse } from 'yaml'
import { isCalendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const day = z.custom<CalendarDay>((value) => typeof value === 'string' && isCalendarDay(value), {
  error: 'not a day of the calendar (YYYY-MM-DD)',
})

const moduleFile = z.strictObject({
  menu: z.enum(['A', 'B', 'C']),
  title: words,
  publicTitle: words,
  summary: words,
  reviewed: day,
  reviewDue: day,
  reviewerRole: z.string().min(1),
  glossary: z.array(z.strictObject({ id: z.string(), word: z.string().min(1), means: z.string().min(1) })),
  citations: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      law: z.string().min(1),
      article: z.string().min(1),
      quote: z.string().min(1),
      version: day,
      reviewed: day,
    }),
  ),
})

/** Head of a unit's `.mdx`. */
const unitHead = z.strictObject({
  title: words,
  minutes: z.number().int().min(8).max(12),
  regime: z.enum(['adults', 'minors', 'all']),
})

export type ModuleFile = z.infer<typeof moduleFile>
export type UnitHead = z.infer<typeof unitHead>

/** Days stay text: YAML's own dates would pass through the machine's time zone. */
export const readYaml = (text: string): unknown => parse(text, { schema: 'core' })

export function readModuleFile(text: string): ModuleFile {
  return readShape(moduleFile, readYaml(text), 'module.yaml')
}

/** A unit's front matter and what follows it, on the lines where the author sees it. */
export function readUnitFile(source: string, name: string): { head: UnitHead; body: string } {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? []
  if (head === undefined || body === undefined) throw new Error(`${name}: no front matter`)
  const linesAbove = source.slice(0, source.length - body.length).split('\n').length - 1
  return { head: readShape(unitHead, readYaml(head), name), body: '\n'.repeat(linesAbove) + body }
}

export function readShape<Shape>(schema: z.ZodType<Shape>, value: unknown, name: string): Shape {
  const result = schema.safeParse(value)
  if (!result.success) throw new Error(`${name}: ${z.prettifyError(result.error)}`)
  return result.data
}
