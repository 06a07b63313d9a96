import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { staff, staffAppointments as appointment } from '#db/schema/identity.ts'
import { scopeOf, type Actor } from './actor.policy.ts'

/**
 * The bureau says which counsellor supervises (督导), or that they no longer do. Held at once, in sessions that are open
 * too. Refuses one's own appointment, one that is over, and one that is no counsellor's.
 */
export async function setSupervising(
  actor: Actor,
  appointmentId: string,
  supervises: boolean,
): Promise<Outcome<{ supervises: boolean }, 'unknown' | 'self' | 'over' | 'not-counsellor'>> {
  const scope = scopeOf(actor)
  const today = dayAt(now())
  return inActorTransaction(scope, async (tx) => {
    const here = and(eq(appointment.countyId, actor.countyId), eq(appointment.id, appointmentId))
    const [found] = await tx
      .select({ role: appointment.role, to: appointment.validTo, accountId: staff.accountId })
      .from(appointment)
      .innerJoin(staff, eq(staff.id, appointment.staffId))
      .where(here)
    if (!found || actor.role !== 'bureau') return { refused: 'unknown' as const }
    if (found.accountId === actor.accountId) return { refused: 'self' as const }
    if (found.role !== 'counsellor') return { refused: 'not-counsellor' as const }
    const changed = await tx
      .update(appointment)
      .set({ supervises })
      .where(and(here, or(isNull(appointment.validTo), gt(appointment.validTo, today))))
      .returning({ id: appointment.id })
    if (changed.length === 0) return { refused: 'over' as const }
    const subject = { kind: 'account' as const, id: found.accountId }
    await recordAudit(tx, scope, 'identity.supervising-set', subject, { supervises })
    return { supervises }
  })
}
