import type { ActionFunctionArgs } from '@remix-run/node'
import { receiveOutbox } from '#app/domains/learning/outbox.server.ts'
import { outboxSchema } from '#app/domains/learning/outbox.schema.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** What waited on a device while there was no network. Answers item by item; 400 when it cannot be read at all. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const sent = outboxSchema.safeParse(await bodyOf(request))
  if (!sent.success) return Response.json({ refused: 'malformed' }, { status: 400 })
  return Response.json(await receiveOutbox(actor, sent.data))
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    return null
  }
}

export function loader(): Response {
  throw notFound()
}
