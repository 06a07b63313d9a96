import type { LoaderFunctionArgs } from '@remix-run/node'
import { orderEvent } from '#app/domains/lectures/order-events.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { eventFile, languageOfFile } from '../office/calendar-file.server.ts'

/** One class for one's own calendar; a cancelled one cancels it there. 404 for what is not in it. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'lecturer')
  const { order = '' } = params
  if (!isId(order)) throw notFound()
  return eventFile(await orderEvent(actor, order, languageOfFile()))
}
