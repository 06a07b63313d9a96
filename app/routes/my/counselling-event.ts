import type { LoaderFunctionArgs } from '@remix-run/node'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { eventFile, languageOfFile } from '../office/calendar-file.server.ts'
import { ownOr404 } from './counselling.server.ts'

/**
 * One's own appointment for the calendar of one's phone: a time, and not a word of what it is for or where. Once it is
 * off, it cancels there.
 */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const { appointment: id = '' } = params
  const { appointments } = isId(id) ? await ownOr404(actor) : { appointments: [] }
  const one = appointments.find((known) => known.id === id)
  if (!one) throw notFound()
  return eventFile({
    ...{ id, sequence: one.version - 1, during: one.during, words: null, place: null },
    status: one.outcome === 'cancelled' || one.outcome === 'moved' ? 'cancelled' : 'confirmed',
    title: messagesFor(languageOfFile()).myCounselling.appointments.event,
    changedAt: one.settledAt ?? one.madeAt,
  })
}
