import type { ActionFunctionArgs } from '@remix-run/node'
import { receiveOutbox } from '#app/domains/learning/outbox.server.ts'
import { outboxSchema } from '#app/domains/learning/outbox.schema.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { sayArrival, type Said } from './arrival-words.ts'

/**
 * What waited on a device while there was no network. Answers item by item, where the units stand, and what to say; 400
 * when it cannot be read at all.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const sent = outboxSchema.safeParse(await bodyOf(request))
  const messages = messagesFor(requestScope().view.locale)
  if (!sent.success) {
    const said: Said = { text: messages.late.arrived.refused }
    return Response.json({ refused: 'malformed', said }, { status: 400 })
  }
  const received = await receiveOutbox(actor, sent.data)
  return Response.json({ ...received, said: sayArrival(messages, received) })
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
