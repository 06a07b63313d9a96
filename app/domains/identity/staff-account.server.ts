import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { accounts, signInNames, staff, staffAppointments } from '#db/schema/identity.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import { scopeOf, type Actor } from './actor.policy.ts'
import { bureauRemainsWithout } from './last-bureau.server.ts'
import type { NewAppointment, NewStaff } from './staff-account.schema.ts'
import { newTemporaryPassword, temporaryColumns } from './temporary-password.server.ts'

/**
 * Makes an account, a sign-in name, a member of staff and a first appointment. No password that anybody knows: the slip
 * is made afterwards. Refuses `name-taken` (whoever has it, wherever) and `no-office` for one that is not this county's.
 */
export async function addStaff(
  actor: Actor,
  wanted: NewStaff,
): Promise<Outcome<{ staffId: string }, 'name-taken' | 'no-office'>> {
  const scope = scopeOf(actor)
  const { hash } = await newTemporaryPassword()
  const [accountId, staffId] = [uuidv7(), uuidv7()]
  try {
    return await inActorTransaction(scope, async (tx) => {
      if (!(await isOfficeHere(tx, actor, wanted.officeId))) return { refused: 'no-office' }
      // The temporary password is known to nobody: used up from the start.
      await tx.insert(accounts).values({ id: accountId, ...temporaryColumns(hash), temporaryUntil: null })
      await tx.insert(staff).values({ id: staffId, accountId, name: wanted.name })
      await insertAppointment(tx, actor, staffId, wanted)
      await tx
        .insert(signInNames)
        .values({ id: uuidv7(), name: wanted.signInName, kind: 'chosen', accountId })
      await recordAudit(
        tx,
        scope,
        'identity.staff-added',
        { kind: 'account', id: accountId },
        { role: wanted.role },
      )
      return { staffId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'sign_in_names_name') return { refused: 'name-taken' }
    throw error
  }
}

export type AppointRefusal = 'self' | 'unknown' | 'overlap' | 'no-office'

/**
 * Appoints a member of the county's staff to one more role. Refuses oneself, somebody this county does not know, and a
 * time in which the same role at the same office is held already.
 */
export async function appoint(
  actor: Actor,
  staffId: string,
  wanted: NewAppointment,
): Promise<Outcome<{ appointmentId: string }, AppointRefusal>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const member = await memberOf(tx, staffId)
      if (!member) return { refused: 'unknown' }
      if (member.accountId === actor.accountId) return { refused: 'self' }
      if (!(await isOfficeHere(tx, actor, wanted.officeId))) return { refused: 'no-office' }
      const appointmentId = await insertAppointment(tx, actor, staffId, wanted)
      await recordAudit(
        tx,
        scope,
        'identity.staff-appointed',
        { kind: 'account', id: member.accountId },
        { role: wanted.role, from: wanted.from, to: wanted.to },
      )
      return { appointmentId }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'staff_appointments_no_overlap') return { refused: 'overlap' }
    throw error
  }
}

export type EndRefusal = 'self' | 'unknown' | 'last-bureau' | 'to-before-from' | 'over' | 'in-the-past'

/**
 * Sets the first day on which an appointment no longer holds; today ends it at once, for sessions that are open too.
 * Refuses one's own, one that is over, a day before its beginning or before today, and the county's last bureau
 * appointment.
 */
export async function endAppointment(
  actor: Actor,
  staffId: string,
  appointmentId: string,
  to: CalendarDay,
): Promise<Outcome<{ to: CalendarDay }, EndRefusal>> {
  const scope = scopeOf(actor)
  const today = dayAt(now())
  return inActorTransaction(scope, async (tx) => {
    const member = await memberOf(tx, staffId)
    const [found] = await tx
      .select({
        from: staffAppointments.validFrom,
        to: staffAppointments.validTo,
        role: staffAppointments.role,
      })
      .from(staffAppointments)
      .where(ofMember(actor, staffId, appointmentId))
    if (!member || !found) return { refused: 'unknown' }
    if (member.accountId === actor.accountId) return { refused: 'self' }
    if (found.to !== null && found.to <= today) return { refused: 'over' }
    if (to <= found.from) return { refused: 'to-before-from' }
    if (to < today) return { refused: 'in-the-past' }
    if (found.role === 'bureau' && !(await bureauRemainsWithout(tx, actor, { appointmentId })))
      return { refused: 'last-bureau' }
    const changed = await tx
      .update(staffAppointments)
      .set({ validTo: to })
      .where(
        and(
          ofMember(actor, staffId, appointmentId),
          or(isNull(staffAppointments.validTo), gt(staffAppointments.validTo, today)),
        ),
      )
      .returning({ id: staffAppointments.id })
    if (changed.length === 0) return { refused: 'over' }
    await recordAudit(
      tx,
      scope,
      'identity.appointment-ended',
      { kind: 'account', id: member.accountId },
      { role: found.role, to },
    )
    return { to }
  })
}

const ofMember = (actor: Actor, staffId: string, appointmentId: string) =>
  and(
    eq(staffAppointments.countyId, actor.countyId),
    eq(staffAppointments.staffId, staffId),
    eq(staffAppointments.id, appointmentId),
  )

/** A member of the county's staff; row-level security shows no others. */
async function memberOf(tx: Tx, staffId: string): Promise<{ accountId: string } | undefined> {
  const [member] = await tx
    .select({ accountId: staff.accountId })
    .from(staff)
    .where(
      and(
        eq(staff.id, staffId),
        sql`exists (select 1 from ${staffAppointments} t where t.staff_id = ${staffId})`,
      ),
    )
  return member
}

async function isOfficeHere(tx: Tx, actor: Actor, officeId: string | null): Promise<boolean> {
  if (officeId === null) return true
  const found = await tx
    .select({ id: judicialOffices.id })
    .from(judicialOffices)
    .where(and(eq(judicialOffices.countyId, actor.countyId), eq(judicialOffices.id, officeId)))
  return found.length === 1
}

async function insertAppointment(
  tx: Tx,
  actor: Actor,
  staffId: string,
  { role, officeId, from, to }: NewAppointment,
): Promise<string> {
  const id = uuidv7()
  await tx
    .insert(staffAppointments)
    .values({ id, countyId: actor.countyId, staffId, role, officeId, validFrom: from, validTo: to })
  return id
}
