import { data, redirect } from '@remix-run/node'
import { askQuestion } from '#app/domains/hours/ask-question.server.ts'
import { askQuestionSchema } from '#app/domains/hours/question.schema.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { assignFromFileSchema, withdrawSchema } from '#app/domains/learning/assignment.schema.ts'
import { assignModule, withdrawAssignment } from '#app/domains/learning/assignment.server.ts'
import { entryNumber } from '#app/components/statement-lines.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields } from '#app/http/parse-form.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { monthOf } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'

/** A module assigned, or an assignment taken back, on the file of somebody whom the actor may open. */
export async function helpFromFile(actor: Actor, id: string, fields: Record<string, string>) {
  const here = `/office/people/${id}`
  const refuse = (problem: string, status: 400 | 409) =>
    data({ about: 'help' as const, problem, module: fields.module ?? '', due: fields.due ?? null }, status)
  if (fields.withdraw !== undefined) {
    const form = parseFields(fields, withdrawSchema)
    if (!form.ok) return refuse(Object.values(form.problems)[0] ?? 'assignment-missing', 400)
    const done = await withdrawAssignment(actor, form.value.withdraw, form.value.reason, id)
    if (isRefused(done)) return refuse(done.refused, 409)
    throw redirect(toDid(here, 'withdrawn', done.moduleCode), 303)
  }
  const form = parseFields(fields, assignFromFileSchema)
  if (!form.ok) return refuse(form.problems.module ?? form.problems.due ?? 'module-missing', 400)
  const { module: moduleCode, due: dueOn } = form.value
  const done = await assignModule(actor, { personId: id, moduleCode, dueOn })
  if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
  throw redirect(toDid(here, 'one', moduleCode), 303)
}

/**
 * A question about a line, written down for the person. The line must be the person's own; what was typed comes back with
 * what is wrong with it.
 */
export async function writeQuestionDown(actor: Actor, personId: string, fields: Record<string, string>) {
  const about = 'question' as const
  const form = parseFields(fields, askQuestionSchema)
  if (!form.ok) {
    const { entry = '', words = '' } = form.typed
    const problem = form.problems.entry
      ? ('entry-missing' as const)
      : form.problems.words === 'words-too-long'
        ? ('words-too-long' as const)
        : ('words-missing' as const)
    return data({ about, entryId: entry, words, problem }, 400)
  }
  const { entry: entryId, words } = form.value
  const asked = await askQuestion(actor, { personId, entryId, words })
  if (isRefused(asked)) {
    if (asked.refused === 'not-found') throw notFound()
    return data({ about, entryId, words, problem: asked.refused }, 409)
  }
  throw redirect(`/office/people/${personId}?m=${monthOf(asked.countyDay)}#${entryNumber(asked)}`, 303)
}
