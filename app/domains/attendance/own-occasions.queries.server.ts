import { and, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { attendanceMarks, occasionPlaces, occasions } from '#db/schema/attendance.ts'
import { worthOf } from './credit.policy.ts'
import { lengthOf, worthTable, type ClassSpan } from './minutes.policy.ts'
import type { MarkFacts } from './mark.policy.ts'
import type { OccasionState, PlaceState } from './occasion.policy.ts'

export type OwnOccasion = {
  occasionId: string
  title: { code: string; zh: string; en: string }
  during: ClassSpan
  room: { zh: string; en: string }
  state: OccasionState
  place: PlaceState
  /** One's own place in the waiting list: how many are before; null: one does not wait. */
  before: number | null
  /** Seats of one's office that are free. */
  seatsLeft: number
  /** Minutes of the whole class, and what coming late would be worth. */
  minutes: Minutes
  worth: { lateMinutes: Minutes; minutes: Minutes }[]
  /** Whether one can join or give up now. */
  mayJoin: boolean
  mayLeave: boolean
  /** What the register says of oneself, and what it is worth; confirmed or not says the statement. */
  mark: Pick<MarkFacts, 'outcome' | 'inAt' | 'outAt'> | null
  credited: Minutes | null
}

/** Every class one was offered, by its time; one's own page, no audit row (decisions 13). */
export function ownOccasions(actor: Actor): Promise<OwnOccasion[]> {
  return own(actor, null)
}

/** One of them, or null. */
export async function ownOccasion(actor: Actor, occasionId: string): Promise<OwnOccasion | null> {
  const [found] = await own(actor, occasionId)
  return found ?? null
}

function own(actor: Actor, occasionId: string | null): Promise<OwnOccasion[]> {
  const personId = actor.personId
  if (!personId) return Promise.resolve([])
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const rows = await tx
      .select({ occasion: occasions, place: occasionPlaces })
      .from(occasionPlaces)
      .innerJoin(
        occasions,
        and(eq(occasions.countyId, occasionPlaces.countyId), eq(occasions.id, occasionPlaces.occasionId)),
      )
      .where(
        and(
          ...[eq(occasionPlaces.countyId, actor.countyId), eq(occasionPlaces.personId, personId)],
          occasionId ? eq(occasions.id, occasionId) : undefined,
        ),
      )
      .orderBy(sql`lower(${occasions.during})`, occasions.id)
    const ids = idArray(rows.map(({ occasion }) => occasion.id))
    const [marks, counts, ahead] = await Promise.all([
      tx
        .selectDistinctOn([attendanceMarks.occasionId])
        .from(attendanceMarks)
        .where(and(eq(attendanceMarks.countyId, actor.countyId), eq(attendanceMarks.personId, personId)))
        .orderBy(attendanceMarks.occasionId, sql`${attendanceMarks.revision} desc`),
      tx.execute<{ occasion_id: string; seats: number; joined: number }>(
        sql`select occasion_id, seats, joined from door_occasion_counts(${ids}::uuid[])`,
      ),
      tx.execute<{ occasion_id: string; ahead: number }>(
        sql`select occasion_id, ahead from door_ahead_of_me(${ids}::uuid[])`,
      ),
    ])
    const at = now()
    const list: OwnOccasion[] = []
    for (const { occasion, place } of rows) {
      const { during } = occasion
      const policy = await creditPolicyOn(tx, actor.countyId, dayAt(during.from))
      const toleranceMinutes = policy.latenessToleranceMinutes
      const mark = during.from <= at ? (marks.find((one) => one.occasionId === occasion.id) ?? null) : null
      const count = counts.find(({ occasion_id: id }) => id === occasion.id)
      const open = occasion.state === 'planned' && during.from > at && actor.leftOn === null
      list.push({
        ...{ occasionId: occasion.id, during, state: occasion.state, place: place.state },
        title: { code: occasion.titleCode, zh: occasion.titleZh, en: occasion.titleEn },
        room: { zh: occasion.roomZh, en: occasion.roomEn },
        before: ahead.find(({ occasion_id: id }) => id === occasion.id)?.ahead ?? null,
        seatsLeft: count ? count.seats - count.joined : 0,
        ...{ minutes: lengthOf(during), worth: worthTable(during, toleranceMinutes) },
        mayJoin: open && (place.state === 'offered' || comesBack(place)),
        mayLeave:
          during.from > at &&
          (occasion.state === 'planned' || occasion.state === 'unsettled') &&
          (place.state === 'offered' || place.state === 'joined' || place.state === 'waiting'),
        mark: mark?.outcome ? { outcome: mark.outcome, inAt: mark.inAt, outAt: mark.outAt } : null,
        credited: mark?.outcome ? worthOf(mark, { session: during, toleranceMinutes }).minutes : null,
      })
    }
    return list
  })
}

/** Who gave their place up themselves may come back; whom staff took out asks staff. */
const comesBack = ({ state, changedAs }: { state: PlaceState; changedAs: string }) =>
  state === 'withdrawn' && changedAs === 'supervised-person'
