import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { receiveBeat } from '#app/domains/learning/beat.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** Everything but these is ignored, whatever a client adds to it. */
const schema = z.object({
  session: z.uuid(),
  nonce: z.string().min(16).max(64),
  seq: z.string().regex(/^\d{1,9}$/).transform(Number),
  resumed: z.string().optional(),
})

/** “I am here, number n.” Answers the whole minutes counted for the unit, or why nothing is counted any more (409). */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const form = await parseForm(request, schema)
  if (!form.ok) return Response.json({ refused: 'malformed' }, { status: 400 })
  const { session, nonce, seq, resumed } = form.value
  const answer = await receiveBeat(actor, { id: session, nonce, seq, resumed: resumed !== undefined })
  return Response.json(answer, { status: 'refused' in answer ? 409 : 200 })
}

export function loader(): Response {
  throw notFound()
}
