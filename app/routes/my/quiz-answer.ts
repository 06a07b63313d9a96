import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { saveAnswer } from '#app/domains/learning/quiz-answer.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** The rest are the question's own fields; each is short. */
const schema = z
  .object({ attempt: z.uuid(), question: z.string().regex(/^q\d{2}$/) })
  .catchall(z.string().max(40))

/** Saves one answer of a quiz as it is given. Answers that it is saved, or why not (409). */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const form = await parseForm(request, schema)
  if (!form.ok) return Response.json({ refused: 'malformed' }, { status: 400 })
  const { attempt, question, ...typed } = form.value
  const answer = await saveAnswer(actor, { attemptId: attempt, questionId: question, typed })
  return Response.json(answer, { status: 'refused' in answer ? 409 : 200 })
}

export function loader(): Response {
  throw notFound()
}
