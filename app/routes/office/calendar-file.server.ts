import { writeCalendar, type CalendarEvent } from '#app/domains/calendar/calendar-file.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'

/** The language that a file is written in: the one that the page with its link was read in. */
export const languageOfFile = () => requestScope().view.locale

/** One event as a file to open in a calendar; 404 where there is none. */
export function eventFile(event: CalendarEvent | null): Response {
  if (!event) throw notFound()
  return new Response(writeCalendar([event], null), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="event.ics"',
      'Cache-Control': 'private, no-store',
    },
  })
}
