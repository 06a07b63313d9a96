import { and, eq } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { monthsOf } from '#app/domains/hours/month.queries.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { lastDaysOfTopic } from '#app/domains/hours/topic-days.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { registerCounts } from '#app/domains/supervision/offices.queries.server.ts'
import { addDays, dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { occasionPlaces } from '#db/schema/attendance.ts'
import { audienceOf, type Audience, type Candidate } from './audience.policy.ts'
import { occasionIn, type Occasion } from './occasion-in.server.ts'

export type AudienceCandidate = Candidate & { name: string; noPhone: boolean }
export type OfficeAudience = Audience<AudienceCandidate> & {
  /** Everybody of the office who was looked at, by id. */
  known: ReadonlySet<string>
  /** Of the other regime: a number alone, they stand in their own list (社矫法 54, 58). */
  otherRegime: number
}

/**
 * Whom the actor's office could offer this class to, in the running transaction: its people of the class's regime, with what
 * the month of the class still lacks and when they last had the topic.
 */
export async function audienceIn(tx: Tx, actor: Actor, occasion: Occasion): Promise<OfficeAudience> {
  const day = dayAt(occasion.during.from)
  const among = { officeId: actor.officeId!, regime: occasion.regime }
  const [{ people }, placed, counts, credit] = await Promise.all([
    monthsOf(tx, actor, among, monthOf(day)),
    tx
      .select({ personId: occasionPlaces.personId, state: occasionPlaces.state })
      .from(occasionPlaces)
      .where(and(eq(occasionPlaces.countyId, actor.countyId), eq(occasionPlaces.occasionId, occasion.id))),
    registerCounts(tx, day),
    creditPolicyOn(tx, actor.countyId, day),
  ])
  const ids = people.map(({ facts }) => facts.personId)
  const had = await lastDaysOfTopic(tx, actor.countyId, ids, occasion.titleCode)
  const placeOf = new Map(placed.map(({ personId, state }) => [personId, state]))
  const candidates = people.map(({ facts, assessment }): AudienceCandidate => ({
    ...{ personId: facts.personId, name: facts.name, minorsRegime: facts.minorsRegime },
    ...{ enteredOn: facts.enteredOn, dueOn: facts.dueOn, leftOn: facts.leftOn, pauses: facts.pauses },
    ...{ short: assessment.short, lastHadOn: had.get(facts.personId) ?? null },
    ...{ place: placeOf.get(facts.personId) ?? null, noPhone: facts.accessNeeds.includes('no-smartphone') },
  }))
  const office = counts.get(actor.officeId!) ?? { all: 0, minors: 0 }
  return {
    ...audienceOf(candidates, {
      ...{ regime: occasion.regime, day, notSince: addDays(day, -credit.repeatWindowDays) },
    }),
    known: new Set(ids),
    otherRegime: occasion.regime === 'adults' ? office.minors : office.all - office.minors,
  }
}

/** The same for a page: one audit row for the list of names. Null: no such occasion for this actor's office. */
export function suggestedAudience(actor: Actor, occasionId: string): Promise<OfficeAudience | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const occasion = await occasionIn(tx, actor.countyId, occasionId)
    if (!occasion || !actor.officeId) return null
    const audience = await audienceIn(tx, actor, occasion)
    await recordAudit(
      ...([tx, scopeOf(actor), 'attendance.audience-listed'] as const),
      { kind: 'occasion', id: occasionId },
      { suggested: audience.suggested.length, notLetIn: audience.notLetIn.length },
    )
    return audience
  })
}
