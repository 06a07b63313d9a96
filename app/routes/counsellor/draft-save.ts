import type { ActionFunctionArgs } from '@remix-run/node'
import { now } from '#app/clock.server.ts'
import { isPartOf } from '#app/domains/counselling/cases.queries.server.ts'
import { saveDraft } from '#app/domains/counselling/draft.server.ts'
import { draftSchema } from '#app/domains/counselling/note.schema.ts'
import { seenVersionSchema } from '#app/domains/counselling/request.schema.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'

const answer = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

export function loader(): never {
  throw notFound()
}

/**
 * A note saves itself while it is typed: the small script's own address. Answers with the version that stands now and
 * when it was saved; 409 with a code where nothing was saved. Never with anything that was typed.
 */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'counsellor')
  const [caseId, draftId] = [params.case ?? '', params.draft ?? '']
  if (!isId(caseId) || !isId(draftId) || !(await isPartOf(actor, caseId, 'draft', draftId))) throw notFound()
  const fields = await readForm(request)
  const seen = parseFields(fields, seenVersionSchema)
  const draft = parseFields(fields, draftSchema)
  if (!seen.ok || !draft.ok) return answer({ refused: 'not-a-draft' }, 400)
  const saved = await saveDraft(actor, draftId, seen.value.version, draft.value)
  if (isRefused(saved)) return answer(saved, 409)
  return answer({ version: saved.version, time: timeOfDay(now()) })
}
