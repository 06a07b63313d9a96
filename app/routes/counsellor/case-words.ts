import type { CaseFile } from '#app/domains/counselling/cases.queries.server.ts'
import type { Messages } from '#app/messages/zh.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'

/** A civil day and a wall-clock time, as the messages take them. */
export const whenOf = (at: Date) => ({ day: dayAt(at), time: timeOfDay(at) })

/** How the person came to this case. */
export function wayOf(
  { request }: Pick<CaseFile, 'request'>,
  words: Messages['counsellor']['case'],
  counselling: Messages['counselling'],
): string {
  if (!request) return words.ways.counsellor
  if (request.way === 'person' || !request.reason) return words.ways.person
  return words.ways.office(counselling.referralReasons[request.reason])
}
