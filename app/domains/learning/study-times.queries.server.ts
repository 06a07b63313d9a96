import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { unitStudies } from '#db/schema/learning.ts'
import { taughtUnit, WITHDRAWN_UNIT } from './lessons.server.ts'
import { studyTimes, type OpenStudyTimes } from './study-times.policy.ts'

const ph = sql.placeholder

/** Seconds over all sessions of a study. One person has one session at a time, so they do not overlap. */
const secondsOf = (what: ReturnType<typeof sql>) => sql<number>`coalesce((
  select sum(${what}) from study_sessions s
  where s.county_id = unit_studies.county_id and s.unit_study_id = unit_studies.id
), 0)::float8`

const open = db
  .select({
    id: unitStudies.id,
    unitId: unitStudies.unitId,
    place: unitStudies.place,
    passageCount: unitStudies.passageCount,
    nominalMinutes: unitStudies.nominalMinutes,
    readingFactor: unitStudies.readingFactor,
    openSeconds: secondsOf(sql`extract(epoch from s.last_seen_at - s.opened_at)`),
    witnessedSeconds: secondsOf(sql`seconds_of(s.witnessed)`),
  })
  .from(unitStudies)
  .where(
    and(
      eq(unitStudies.countyId, ph('countyId')),
      eq(unitStudies.personId, ph('personId')),
      isNull(unitStudies.finishedAt),
    ),
  )
  .orderBy(asc(unitStudies.openedAt), asc(unitStudies.id))
  .prepare('open_study_times')

/**
 * The units that somebody has begun and not finished, with what was counted of each and what not, in the running
 * transaction: one query for the person's own pages and the office's file. Rows of people outside the actor's care are
 * not seen by it (row-level security).
 */
export async function openStudiesOf(actor: Actor, personId: string): Promise<OpenStudyTimes[]> {
  const rows = await open.execute({ countyId: actor.countyId, personId })
  return rows.map(({ id, unitId, place, passageCount, ...seconds }) => {
    const unit = taughtUnit(unitId)
    const passages = Math.min(passageCount, unit?.passages.length ?? passageCount)
    return {
      ...{ id, unitId, title: unit?.title ?? WITHDRAWN_UNIT, taught: unit !== null },
      ...{ place: Math.min(place, passages), passages },
      ...studyTimes(seconds),
    }
  })
}

/** One's own, in a transaction of its own. */
export function ownOpenStudies(actor: Actor): Promise<OpenStudyTimes[]> {
  return inActorTransaction(scopeOf(actor), () => openStudiesOf(actor, actor.personId!))
}
