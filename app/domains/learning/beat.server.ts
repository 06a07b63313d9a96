import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { studySessions as session } from '#db/schema/learning.ts'
import { taughtUnit } from './lessons.server.ts'
import { mayStudy } from './study-place.policy.ts'
import type { Contact } from './witness.policy.ts'

/** SET expressions of one contact: the same rule as witness.policy.ts, on the row as it stands when it is locked. */
export const contactExpressions = (contact: Contact | ReturnType<typeof sql.placeholder>) => {
  const until = sql`counted_until(${session.lastSeenAt}, app_now(), ${contact}, ${session.scripted}, ${session.viewNominalSeconds}, ${session.idleLimitSeconds})`
  return {
    witnessed: sql`${session.witnessed} + tstzmultirange(tstzrange(${session.lastSeenAt}, ${until}))`,
    // A contact that waited for another one's lock may carry an earlier time: the clock of the row never goes back.
    lastSeenAt: sql`greatest(${session.lastSeenAt}, app_now())`,
  }
}

/**
 * Whole minutes witnessed for this study so far, over all its sessions, at most nominal × reading factor. Names are
 * written out: among a statement's results drizzle leaves the table off its columns, and inside the subqueries
 * "county_id" would be theirs.
 */
export const minutesSoFar = sql<number>`(
  select least(u.nominal_minutes * u.reading_factor, floor((seconds_of(study_sessions.witnessed) + coalesce((
    select sum(seconds_of(w.witnessed)) from study_sessions w
    where w.county_id = study_sessions.county_id and w.unit_study_id = study_sessions.unit_study_id and w.id <> study_sessions.id
  ), 0)) / 60))::int
  from unit_studies u where u.county_id = study_sessions.county_id and u.id = study_sessions.unit_study_id
)`

const owned = and(
  eq(session.countyId, sql.placeholder('countyId')),
  eq(session.personId, sql.placeholder('personId')),
  eq(session.id, sql.placeholder('id')),
  eq(session.nonce, sql.placeholder('nonce')),
  eq(session.loginSessionId, sql.placeholder('loginSessionId')),
)

/** Names written out, as above. */
const unitOfSession = sql<string>`(
  select u.unit_id from unit_studies u
  where u.county_id = study_sessions.county_id and u.id = study_sessions.unit_study_id
)`

const fold = db
  .update(session)
  .set({
    ...contactExpressions(sql.placeholder('contact')),
    lastSeq: sql`${sql.placeholder('seq')}::int`,
    scripted: true,
  })
  .where(and(owned, isNull(session.endedAt), lt(session.lastSeq, sql`${sql.placeholder('seq')}::int`)))
  .returning({ minutes: minutesSoFar, seq: session.lastSeq, unitId: unitOfSession })
  .prepare('beat')

const endWithdrawn = db
  .update(session)
  .set({ endedAt: sql`greatest(${session.lastSeenAt}, app_now())`, endReason: 'withdrawn' })
  .where(and(owned, isNull(session.endedAt)))
  .prepare('beat_end_withdrawn')

const standing = db
  .select({ minutes: minutesSoFar, seq: session.lastSeq, endReason: session.endReason })
  .from(session)
  .where(owned)
  .prepare('beat_standing')

export type Beat = { id: string; nonce: string; seq: number; resumed: boolean }
/** Whole minutes counted for the unit, and the last number taken: another tab of the same lesson goes on from it. */
export type BeatAnswer = { minutes: number; seq: number }
export type BeatRefusal =
  | 'unknown'
  | 'finished'
  | 'moved-on'
  | 'taken-over'
  | 'signed-out'
  | 'left-register'
  | 'withdrawn'
  // Opened for late evidence and ended at once; its nonce was told to nobody.
  | 'arrived-late'

/**
 * “I am here, number n.” Folds the time since the server last heard from this session into its witnessed instants, by
 * the database's clock. A repeated or overtaken number changes nothing and answers the same. Refuses when the session
 * is not this person's and device's, or has ended (with how it ended). Answers whole minutes counted for the unit.
 */
export async function receiveBeat(actor: Actor, beat: Beat): Promise<Outcome<BeatAnswer, BeatRefusal>> {
  if (!actor.personId) return { refused: 'unknown' }
  if (!mayStudy(actor, dayAt(now()))) return { refused: 'left-register' }
  const key = {
    countyId: actor.countyId,
    personId: actor.personId,
    loginSessionId: actor.loginSessionId,
    id: beat.id,
    nonce: beat.nonce,
  }
  return inActorTransaction(
    scopeOf(actor),
    async () => {
      const contact: Contact = beat.resumed ? 'resume' : 'beat'
      const [counted] = await fold.execute({ ...key, seq: beat.seq, contact })
      if (counted) {
        const { unitId, ...answer } = counted
        // Taken out of the lessons while it was open: what was seen until now stays, and no more is added.
        if (taughtUnit(unitId)) return answer
        await endWithdrawn.execute(key)
        return { refused: 'withdrawn' as const }
      }
      const [found] = await standing.execute(key)
      if (!found) return { refused: 'unknown' as const }
      return found.endReason ? { refused: found.endReason } : { minutes: found.minutes, seq: found.seq }
    },
    { idempotent: true },
  )
}
