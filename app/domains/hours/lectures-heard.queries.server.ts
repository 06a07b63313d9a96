import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Scope, Tx } from '#db/client.server.ts'
import { hoursEntries as entry } from '#db/schema/hours.ts'

/**
 * When the people whom the actor may see last sat in a lecture on each topic, from a day on; by the topic's code. No name,
 * no count. In the running transaction.
 */
export async function lecturesHeard(
  tx: Tx,
  scope: Scope,
  since: CalendarDay,
): Promise<Map<string, CalendarDay>> {
  const topic = sql<string>`lower(${entry.explanation} -> 'subject' ->> 'code')`
  const rows = await tx
    .select({ topic, day: sql<CalendarDay>`max(${entry.countyDay})::text` })
    .from(entry)
    .where(
      sql`${entry.countyId} = ${scope.countyId} and ${entry.sourceKind} = 'lecture' and ${entry.countyDay} >= ${since}::date
        and ${entry.revision} > 0 and ${entry.explanation} -> 'subject' ->> 'code' is not null`,
    )
    .groupBy(topic)
  return new Map(rows.map(({ topic: code, day }) => [code, day]))
}
