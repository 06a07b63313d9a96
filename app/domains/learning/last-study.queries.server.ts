import { sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { db } from '#db/client.server.ts'
import { studySessions } from '#db/schema/learning.ts'

const latest = db
  .select({ at: studySessions.lastSeenAt })
  .from(studySessions)
  .where(
    sql`${studySessions.countyId} = ${sql.placeholder('countyId')} and ${studySessions.personId} = ${sql.placeholder('personId')}`,
  )
  .orderBy(sql`${studySessions.lastSeenAt} desc`)
  .limit(1)
  .prepare('last_study')

/** The day on which a lesson of theirs was last seen open; null: never. In the running transaction. */
export async function lastStudyDay(actor: Actor, personId: string): Promise<CalendarDay | null> {
  const [found] = await latest.execute({ countyId: actor.countyId, personId })
  return found ? dayAt(found.at) : null
}
