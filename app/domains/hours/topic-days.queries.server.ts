import { sql } from 'drizzle-orm'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'

/**
 * The last county day on which a class on a topic was counted for each of these people, in the running transaction: what was
 * taken back does not count. People who never had it are not in it.
 */
export async function lastDaysOfTopic(
  tx: Tx,
  countyId: string,
  personIds: readonly string[],
  topicCode: string,
): Promise<Map<string, CalendarDay>> {
  const rows = await tx.execute<{ person_id: string; day: CalendarDay }>(
    sql`select had.person_id, max(had.county_day)::text as day from (
        select e.person_id, e.county_day from hours_entries e
        where e.county_id = ${countyId} and e.person_id = any(${idArray(personIds)}::uuid[])
          and e.source_kind in ('lecture', 'collective_class') and e.explanation -> 'subject' ->> 'code' = ${topicCode}
        group by e.person_id, e.source_id, e.county_day having sum(e.minutes) > 0) had
      group by had.person_id`,
  )
  return new Map(rows.map(({ person_id: personId, day }) => [personId, day]))
}
