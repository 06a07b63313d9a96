import type { LoaderFunctionArgs } from '@remix-run/node'
import { feedName } from '#app/domains/calendar/calendar-file.policy.ts'
import { isKnown, tagOf, writeCalendar } from '#app/domains/calendar/calendar-file.server.ts'
import { isFeedToken } from '#app/domains/calendar/feed.server.ts'
import { feedWait, noteFeedMiss } from '#app/domains/calendar/feed-limit.server.ts'
import { feedEvents } from '#app/domains/lectures/order-events.queries.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'

/**
 * A lecturer's or an office's classes for a calendar program: opened by the token in the URL alone. Wrong, taken back and
 * misspelt are answered alike. A program that has these bytes already is answered with 304; one that asks too often, with
 * 429 and when to ask again.
 */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const token = params.token ?? ''
  // What cannot be a token is not looked up, and not counted.
  if (!isFeedToken(token)) throw notFound()
  const { address } = requestScope()
  const wait = await feedWait(token, address)
  if (wait > 0) {
    const headers = { 'Retry-After': String(wait), 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' }
    return new Response('Too many requests for this calendar. Try again later.\n', { status: 429, headers })
  }
  const found = await feedEvents(token)
  if (!found) {
    await noteFeedMiss(address)
    throw notFound()
  }
  const file = writeCalendar(found.events, { name: feedName(found.language) })
  const tag = tagOf(file)
  const headers = {
    ETag: tag,
    // A program that asks more often than that asks its own store.
    'Cache-Control': 'private, max-age=900',
    'X-Robots-Tag': 'noindex',
  }
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  return new Response(file, { headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' } })
}
