import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { nextReferralOn, type ReferralReason } from './request.policy.ts'
import type { SessionKind } from './session.policy.ts'

/** One line of the office's table. These four, and there is no fifth. */
export type OutlineLine = { day: CalendarDay; kind: SessionKind; minutes: Minutes; agreedLine: string }
/** When and why an office referred somebody. What became of it is not the office's to see. */
export type ReferralMade = { askedAt: Date; reason: ReferralReason }

const isOfOffice = ({ role }: Actor) => role === 'office' || role === 'social-worker'

/**
 * All that an office sees of its person's counselling: newest first, empty for whoever is not its to see and for whoever
 * has none. Whether there is a case, a request, an appointment or a missed one is not in it. One audit row.
 */
export async function counsellingOutline(actor: Actor, personId: string): Promise<OutlineLine[]> {
  return inActorTransaction(scopeOf(actor), (tx) => outlineIn(tx, actor, personId))
}

async function outlineIn(tx: Tx, actor: Actor, personId: string): Promise<OutlineLine[]> {
  if (!isOfOffice(actor)) return []
  const rows = await tx.execute<{ day: string; kind: SessionKind; minutes: number; agreed_line: string }>(
    sql`select day::text as day, kind, minutes, agreed_line from door_counselling_outline(${personId}::uuid)`,
  )
  if (rows.length > 0)
    await recordAudit(tx, scopeOf(actor), 'counselling.outline-opened', {
      kind: 'person',
      id: personId,
      personId,
    })
  return rows.map(({ day, kind, minutes, agreed_line: agreedLine }) => ({
    ...{ day: day as CalendarDay, kind, minutes, agreedLine },
  }))
}

/** When and why this office referred the person, the latest first. */
export async function referralsMade(actor: Actor, personId: string): Promise<ReferralMade[]> {
  return inActorTransaction(scopeOf(actor), (tx) => referralsIn(tx, personId))
}

/** The same in the running transaction. */
export async function referralsIn(tx: Tx, personId: string): Promise<ReferralMade[]> {
  const rows = await tx.execute<{ asked_at: string | Date; reason: ReferralReason }>(
    sql`select asked_at, reason from door_counselling_referred(${personId}::uuid)`,
  )
  return rows.map(({ asked_at, reason }) => ({ askedAt: new Date(asked_at), reason }))
}

/**
 * What the office's page of somebody's counselling shows: the outline, the office's own referrals, and from when on it may
 * refer again (null: now). Null for whoever is not the actor's to open.
 */
export async function openOutline(actor: Actor, personId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const person = isOfOffice(actor) ? await findPerson(tx, actor, personId) : null
    if (!person) return null
    const { id, name, leftOn } = person
    const [lines, referrals] = await Promise.all([outlineIn(tx, actor, personId), referralsIn(tx, personId)])
    const [last] = referrals
    return {
      person: { id, name, gone: leftOn !== null },
      ...{ lines, referrals },
      nextReferralOn: nextReferralOn(last ? dayAt(last.askedAt) : null, dayAt(now())),
    }
  })
}
