import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { db } from '#db/client.server.ts'
import { occasionPlaces, occasions } from '#db/schema/attendance.ts'
import { lengthOf } from './minutes.policy.ts'

export type NextClass = {
  title: { zh: string; en: string }
  day: CalendarDay
  time: string
  room: { zh: string; en: string }
  minutes: Minutes
  /** A seat of one's own; otherwise it is offered, and one has not said anything yet. */
  going: boolean
}

const next = db
  .select({
    titleZh: occasions.titleZh,
    titleEn: occasions.titleEn,
    during: occasions.during,
    roomZh: occasions.roomZh,
    roomEn: occasions.roomEn,
    place: occasionPlaces.state,
  })
  .from(occasionPlaces)
  .innerJoin(
    occasions,
    and(eq(occasions.countyId, occasionPlaces.countyId), eq(occasions.id, occasionPlaces.occasionId)),
  )
  .where(
    sql`${occasionPlaces.countyId} = ${sql.placeholder('countyId')} and ${occasionPlaces.personId} = ${sql.placeholder('personId')}
      and ${occasionPlaces.state} in ('joined', 'offered') and ${occasions.state} = 'planned'
      and lower(${occasions.during}) > app_now()`,
  )
  .orderBy(sql`${occasionPlaces.state} = 'offered'`, sql`lower(${occasions.during})`, occasions.id)
  .limit(1)
  .prepare('own_next_class')

/** The next class that one goes to, or else the next one that one could; in the running transaction. */
export async function ownNextClass({ countyId, personId }: Actor): Promise<NextClass | null> {
  const [row] = await next.execute({ countyId, personId })
  if (!row) return null
  const { titleZh, titleEn, during, roomZh, roomEn, place } = row
  return {
    ...{ title: { zh: titleZh, en: titleEn }, room: { zh: roomZh, en: roomEn } },
    ...{ day: dayAt(during.from), time: timeOfDay(during.from), minutes: lengthOf(during) },
    going: place === 'joined',
  }
}
