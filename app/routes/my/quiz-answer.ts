import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { saveAnswer } from '#app/domains/learning/quiz-answer.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** `ago`: milliseconds since the answer was given, where it could not be sent at once. The rest are the question's own fields; each is short. */
const schema = z
  .object({
    ...{ attempt: z.uuid(), question: z.string().regex(/^q\d{2}$/) },
    ago: z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number)
      .optional(),
  })
  .catchall(z.string().max(40))

/** Saves one answer of a quiz as it is given. Answers that it is saved, or why not (409). */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const form = await parseForm(request, schema)
  if (!form.ok) return Response.json({ refused: 'malformed' }, { status: 400 })
  const { attempt, question, ago, ...typed } = form.value
  const told = ago === undefined ? null : { at: 0, sentAt: ago }
  const answer = await saveAnswer(actor, { attemptId: attempt, questionId: question, typed }, told)
  return Response.json(answer, { status: 'refused' in answer ? 409 : 200 })
}

export function loader(): Response {
  throw notFound()
}
