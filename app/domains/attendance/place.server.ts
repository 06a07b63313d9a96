import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import type { Outcome, Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { occasionPlaces } from '#db/schema/attendance.ts'
import { audienceIn } from './audience.queries.server.ts'
import { accountsOfPeople, occasionIn, rosterIn, type Occasion } from './occasion-in.server.ts'
import { tellOf } from './occasion.server.ts'

/** Who sits there: offered, joined, waiting, given up. Seats are given one after the other by the database. */

/** `closed`: it has begun, is called off, or its register is complete. `elsewhere`: another class at that time. */
export type JoinRefusal = 'not-offered' | 'closed' | 'gone' | 'elsewhere' | 'full'

/**
 * A seat, or a number in the waiting list when there is none. For oneself, or by staff for one of their office's people
 * (`personId`). Joining twice answers where one stands.
 */
export async function joinOccasion(
  actor: Actor,
  occasionId: string,
  personId: string | null = actor.personId,
): Promise<Outcome<{ state: 'joined' | 'waiting' }, JoinRefusal>> {
  if (!personId) return { refused: 'not-offered' }
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const joined = await joinIn(tx, occasionId, personId)
    if ('refused' in joined) return joined
    await recordAudit(
      ...([tx, scopeOf(actor), 'attendance.place-joined'] as const),
      { kind: 'occasion', id: occasionId, personId },
      { state: joined.state },
    )
    return joined
  })
}

/** The same in the running transaction, under the caller's audit row. */
export async function joinIn(
  tx: Tx,
  occasionId: string,
  personId: string,
): Promise<Outcome<{ state: 'joined' | 'waiting' }, JoinRefusal>> {
  const [row] = await tx.execute<{ it: 'joined' | 'waiting' | JoinRefusal }>(
    sql`select door_join_occasion(${occasionId}::uuid, ${personId}::uuid) as it`,
  )
  const it = row!.it
  return it === 'joined' || it === 'waiting' ? { state: it } : { refused: it }
}

/**
 * Gives a place up, before the class begins; whoever waits longest has the seat in the same transaction, and is told. For
 * oneself, or by staff (`personId`), who take somebody out.
 */
export async function leaveOccasion(
  actor: Actor,
  occasionId: string,
  personId: string | null = actor.personId,
): Promise<Outcome<{ promoted: number }, 'not-offered' | 'closed'>> {
  if (!personId) return { refused: 'not-offered' }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const occasion = await occasionIn(tx, actor.countyId, occasionId)
    if (!occasion) return { refused: 'not-offered' as const }
    const left = await leaveIn(tx, actor, occasion, personId, false)
    if ('refused' in left) return left
    const byStaff = actor.personId !== personId
    if (byStaff) {
      const accounts = await accountsOfPeople(tx, actor.countyId, [personId])
      await tellOf(tx, scope, occasion, 'occasion-taken-out', accounts, uuidv7())
    }
    await recordAudit(
      ...([tx, scope, byStaff ? 'attendance.place-taken-out' : 'attendance.place-left'] as const),
      { kind: 'occasion', id: occasionId, personId },
      left,
    )
    return left
  })
}

/** The same in the running transaction, under the caller's audit row; `excused`: staff alone. */
export async function leaveIn(
  tx: Tx,
  actor: Actor,
  occasion: Occasion,
  personId: string,
  excused: boolean,
): Promise<Outcome<{ promoted: number }, 'not-offered' | 'closed'>> {
  const [left] = await tx.execute<{ result: 'left' | 'not-offered' | 'closed'; promoted: string[] }>(
    sql`select result, promoted from door_leave_occasion(${occasion.id}::uuid, ${personId}::uuid, ${excused}::boolean)`,
  )
  const { result, promoted } = left!
  if (result !== 'left') return { refused: result }
  // Each promotion is an event of its own: somebody may wait, leave, and wait again.
  await tellOf(tx, scopeOf(actor), occasion, 'occasion-promoted', promoted, uuidv7())
  return { promoted: promoted.length }
}

export type OfferRefusal = 'not-found' | 'closed' | 'nobody' | 'not-let-in'
export type Offered = { offered: number; seated: number; waiting: number }

/**
 * Offers places to people of one's office, and tells them; `seat` puts them on the list straight away (somebody without a
 * phone said yes at the counter). Asks the audience's rule again: refuses `not-let-in` when somebody cannot be in this class,
 * and offers to nobody then. Whoever has a place already keeps it.
 */
export async function offerPlaces(
  actor: Actor,
  occasionId: string,
  personIds: readonly string[],
  { seat = false }: { seat?: boolean } = {},
): Promise<Outcome<Offered, OfferRefusal>> {
  const scope = scopeOf(actor)
  const people = [...new Set(personIds)]
  if (!actor.officeId) return { refused: 'not-found' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  return inActorTransaction(scope, async (tx) => {
    const found = await rosterIn(tx, of)
    if (!found) return { refused: 'not-found' as const }
    const { occasion, roster } = found
    if (occasion.state !== 'planned' || roster.completedAt) return { refused: 'closed' as const }
    const audience = await audienceIn(tx, actor, occasion)
    const letIn = new Set([...audience.suggested, ...audience.others].map(({ personId }) => personId))
    const wrong = audience.notLetIn.some(({ candidate }) => people.includes(candidate.personId))
    if (wrong || people.some((id) => !letIn.has(id) && !audience.known.has(id)))
      return { refused: 'not-let-in' as const }
    const chosen = people.filter((id) => letIn.has(id))
    if (chosen.length === 0) return { refused: 'nobody' as const }
    return offerIn(tx, actor, occasion, chosen, seat)
  })
}

async function offerIn(
  tx: Tx,
  actor: Actor,
  occasion: Occasion,
  personIds: string[],
  seat: boolean,
): Promise<Offered | Refusal<OfferRefusal>> {
  const scope = scopeOf(actor)
  const by = { changedBy: actor.accountId, changedAs: actor.role }
  const added = await tx
    .insert(occasionPlaces)
    .values(
      personIds.map((personId) => ({
        ...{ id: uuidv7(), countyId: actor.countyId, occasionId: occasion.id, officeId: actor.officeId! },
        ...{ personId, regime: occasion.regime, state: 'offered' as const },
        ...{ offeredBy: actor.accountId, offeredAs: actor.role as 'office' | 'social-worker', ...by },
      })),
    )
    .onConflictDoNothing()
    .returning({ personId: occasionPlaces.personId })
  const [again] = await tx.execute<{ people: string[] }>(
    sql`select door_offer_again(${occasion.id}::uuid, ${idArray(personIds)}::uuid[]) as people`,
  )
  const offered = [...added.map(({ personId }) => personId), ...again!.people]
  const states = seat ? await seatAll(tx, occasion.id, offered) : []
  const accounts = await accountsOfPeople(tx, actor.countyId, offered)
  await tellOf(tx, scope, occasion, 'occasion-offered', accounts, uuidv7())
  const counts = {
    offered: offered.length,
    seated: states.filter((state) => state === 'joined').length,
    waiting: states.filter((state) => state === 'waiting').length,
  }
  await recordAudit(
    ...([tx, scope, 'attendance.places-offered'] as const),
    { kind: 'occasion', id: occasion.id },
    { ...counts, people: offered },
  )
  return counts
}

/** One statement for all: in the order given, so that the waiting list is in it too. */
async function seatAll(tx: Tx, occasionId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ state: string }>(
    sql`select door_join_occasion(${occasionId}::uuid, p.id) as state
      from unnest(${idArray(personIds)}::uuid[]) with ordinality as p (id, n)`,
  )
  return rows.map(({ state }) => state)
}
