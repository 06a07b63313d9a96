import { data, redirect } from '@remix-run/node'
import { assignToEveryoneShort } from '#app/domains/guidance/help-everyone.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import {
  assignEveryoneSchema,
  assignOneSchema,
  withdrawSchema,
} from '#app/domains/learning/assignment.schema.ts'
import { assignModule, withdrawAssignment } from '#app/domains/learning/assignment.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields } from '#app/http/parse-form.server.ts'
import { isRefused } from '#app/shared/outcome.ts'

/** Three buttons of one page: help one, help everyone listed, take one back. Leads to `back`. */
export async function helpFromBoard(actor: Actor, fields: Record<string, string>, back: string) {
  const refuse = (code: string, status: 400 | 409) => data({ problem: code, due: fields.due ?? null }, status)
  if (fields.withdraw !== undefined) {
    const form = parseFields(fields, withdrawSchema)
    if (!form.ok) return refuse(Object.values(form.problems)[0] ?? 'assignment-missing', 400)
    const done = await withdrawAssignment(actor, form.value.withdraw, form.value.reason)
    if (isRefused(done)) return refuse(done.refused, 409)
    throw redirect(toDid(back, 'withdrawn', done.moduleCode), 303)
  }
  if (fields.everyone !== undefined) {
    const form = parseFields(fields, assignEveryoneSchema)
    if (!form.ok) return refuse(form.problems.due ?? 'person-missing', 400)
    const done = await assignToEveryoneShort(actor, form.value.due)
    if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
    throw redirect(toDid(back, 'everyone', done.assigned, done.skipped), 303)
  }
  const form = parseFields(fields, assignOneSchema)
  if (!form.ok) return refuse(form.problems.due ?? form.problems.one ?? 'person-missing', 400)
  const done = await assignModule(actor, { ...form.value.one, dueOn: form.value.due })
  if (isRefused(done)) return refuse(done.refused, done.refused.startsWith('due-') ? 400 : 409)
  throw redirect(toDid(back, 'one', done.moduleCode), 303)
}
