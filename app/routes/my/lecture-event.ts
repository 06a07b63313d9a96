import type { LoaderFunctionArgs } from '@remix-run/node'
import { now } from '#app/clock.server.ts'
import { ownPlaceVersion } from '#app/domains/attendance/own-after-class.queries.server.ts'
import { ownOccasion } from '#app/domains/attendance/own-occasions.queries.server.ts'
import { calendarStatus, ownStanding } from '#app/domains/attendance/own-standing.policy.ts'
import { neutral } from '#app/domains/calendar/calendar-file.policy.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { eventFile, languageOfFile } from '../office/calendar-file.server.ts'

/** One's own class for the calendar of one's phone: neutral words; once it is off, or not for oneself, it cancels there. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const { occasion: id = '' } = params
  if (!isId(id)) throw notFound()
  const [one, version] = await Promise.all([ownOccasion(actor, id), ownPlaceVersion(actor, id)])
  if (!one || !version) throw notFound()
  const language = languageOfFile()
  return eventFile({
    ...{ id, ...version, during: one.during, words: null },
    status: calendarStatus(ownStanding({ ...one, now: now() })),
    title: neutral(one.title[language]) ?? one.title[language],
    place: neutral(one.room[language]),
  })
}
