import { sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { inActorTransaction } from '#db/client.server.ts'
import type { ReferralReason } from './request.policy.ts'
import type { SessionKind } from './session.policy.ts'

/** One line of the office's table. These four, and there is no fifth. */
export type OutlineLine = { day: CalendarDay; kind: SessionKind; minutes: Minutes; agreedLine: string }

/**
 * All that an office sees of its person's counselling: newest first, empty for whoever is not its to see and for whoever
 * has none. Whether there is a case, a request, an appointment or a missed one is not in it. One audit row.
 */
export async function counsellingOutline(actor: Actor, personId: string): Promise<OutlineLine[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'office' && actor.role !== 'social-worker') return []
    const rows = await tx.execute<{ day: string; kind: SessionKind; minutes: number; agreed_line: string }>(
      sql`select day::text as day, kind, minutes, agreed_line from door_counselling_outline(${personId}::uuid)`,
    )
    if (rows.length > 0)
      await recordAudit(tx, scope, 'counselling.outline-opened', { kind: 'person', id: personId, personId })
    return rows.map(({ day, kind, minutes, agreed_line: agreedLine }) => ({
      ...{ day: day as CalendarDay, kind, minutes, agreedLine },
    }))
  })
}

/** When and why this office referred the person. What became of it is not the office's to see. */
export async function referralsMade(
  actor: Actor,
  personId: string,
): Promise<{ askedAt: Date; reason: ReferralReason }[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const rows = await tx.execute<{ asked_at: string | Date; reason: ReferralReason }>(
      sql`select asked_at, reason from door_counselling_referred(${personId}::uuid)`,
    )
    return rows.map(({ asked_at, reason }) => ({ askedAt: new Date(asked_at), reason }))
  })
}
