import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { checkSpan, type SpanRefusal } from '#app/domains/calendar/engagement.policy.ts'
import { keepForCounselling, overlapOf, releaseEngagement } from '#app/domains/calendar/engagement.server.ts'
import { ownStaffId } from '#app/domains/calendar/own-time.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { counsellingAppointments as appointment } from '#db/schema/counselling.ts'
import { checkLength, checkSettling, type AppointmentOutcome } from './appointment.policy.ts'
import type { AppointmentForm } from './appointment.schema.ts'
import {
  CounsellingRefused,
  ownCaseIn,
  partiesOf,
  tellOf,
  type CaseWithConsent,
} from './case-context.server.ts'
import { checkWork } from './case.policy.ts'

export type MoveRefusal = BookingRefusal | 'settled' | 'stale' | 'not-yet' | 'begun'
export type BookingRefusal = SpanRefusal | 'not-found' | 'closed' | 'no-consent' | 'taken' | 'too-long'

/** Arranges a time with the person of a case. Refuses `taken` where the counsellor has a class or anything else. */
export async function makeAppointment(
  actor: Actor,
  caseId: string,
  form: AppointmentForm,
): Promise<Outcome<{ appointmentId: string }, BookingRefusal>> {
  return booking(form, () =>
    inActorTransaction(scopeOf(actor), async (tx) => {
      const found = await ownCaseIn(tx, actor, caseId)
      if (!found) return { refused: 'not-found' as const }
      const refusal = checkWork(found)
      if (refusal) return refusal
      const appointmentId = await bookIn(tx, actor, found, form)
      const subject = { kind: 'counselling-appointment' as const, id: appointmentId }
      await recordAudit(tx, scopeOf(actor), 'counselling.appointment-made', subject)
      await tellPerson(tx, actor, found.personId, 'counselling-appointment-made', `${appointmentId}:1`, form)
      return { appointmentId }
    }),
  )
}

/** Another time in place of this one: the new one is taken before the old one is free, or neither changes. */
export async function moveAppointment(
  actor: Actor,
  appointmentId: string,
  seenVersion: number,
  form: AppointmentForm,
): Promise<Outcome<{ appointmentId: string }, MoveRefusal>> {
  return booking(form, () =>
    inActorTransaction(
      scopeOf(actor),
      async (tx): Promise<Outcome<{ appointmentId: string }, MoveRefusal>> => {
        const seen = await appointmentIn(tx, actor, appointmentId)
        if (!seen) return { refused: 'not-found' as const }
        const refusal = checkWork(seen.of) ?? checkSettling(seen.row, 'moved', seenVersion, now())
        if (refusal) return refusal
        // Its own time first, so that a new one may overlap it; one transaction, so that a lost new one brings it back.
        await releaseEngagement(tx, scopeOf(actor), seen.row.engagementId)
        const movedTo = await bookIn(tx, actor, seen.of, form)
        if (!(await settleRow(tx, actor, appointmentId, seenVersion, 'moved', movedTo)))
          throw new CounsellingRefused('stale')
        const subject = { kind: 'counselling-appointment' as const, id: appointmentId }
        await recordAudit(tx, scopeOf(actor), 'counselling.appointment-moved', subject, { to: movedTo })
        const { personId } = seen.of
        await tellPerson(tx, actor, personId, 'counselling-appointment-moved', `${movedTo}:1`, form)
        return { appointmentId: movedTo }
      },
    ),
  )
}
async function booking<Value extends object, Reason extends string>(
  { during }: AppointmentForm,
  work: () => Promise<Outcome<Value, Reason>>,
): Promise<Outcome<Value, Reason | SpanRefusal | 'taken' | 'too-long'>> {
  const refusal = checkSpan(during, now()) ?? checkLength(during)
  if (refusal) return refusal
  try {
    return await work()
  } catch (error) {
    if (overlapOf(error)) return { refused: 'taken' }
    if (error instanceof CounsellingRefused) return { refused: error.refused as Reason }
    throw error
  }
}

/** Takes the counsellor's time, then writes the appointment that it is for. */
async function bookIn(
  tx: Tx,
  actor: Actor,
  { id: caseId, personId, counsellorId }: CaseWithConsent,
  { during, place }: AppointmentForm,
): Promise<string> {
  const engagementId = await keepForCounselling(tx, scopeOf(actor), counsellorId, during)
  const id = uuidv7()
  await tx
    .insert(appointment)
    .values({ id, countyId: actor.countyId, caseId, personId, engagementId, during, place })
  return id
}

/**
 * What became of an appointment: kept, not kept, or called off. It is noted for the counsellor and the person; nothing
 * else ever reads it. One that is called off frees the counsellor's time, and the person is told.
 */
export async function settleAppointment(
  actor: Actor,
  appointmentId: string,
  seenVersion: number,
  outcome: Exclude<AppointmentOutcome, 'moved'>,
): Promise<Outcome<{ appointmentId: string }, 'not-found' | 'settled' | 'stale' | 'not-yet' | 'begun'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const seen = await appointmentIn(tx, actor, appointmentId)
    if (!seen) return { refused: 'not-found' as const }
    const done = await settleIn(tx, actor, seen, outcome, seenVersion)
    if (isRefused(done)) return done
    const subject = { kind: 'counselling-appointment' as const, id: appointmentId }
    await recordAudit(tx, scope, 'counselling.appointment-settled', subject)
    if (outcome === 'cancelled') {
      const { during, place } = seen.row
      const [code, key] = [
        'counselling-appointment-cancelled',
        `${appointmentId}:${seenVersion + 1}`,
      ] as const
      await tellPerson(tx, actor, seen.of.personId, code, key, { during, place })
    }
    return { appointmentId }
  })
}

type Seen = { row: typeof appointment.$inferSelect & { from: Date }; of: CaseWithConsent }

/** In the caller's transaction; for signing a note, which says that somebody came. */
export async function settleIn(
  tx: Tx,
  actor: Actor,
  { row }: Seen,
  outcome: Exclude<AppointmentOutcome, 'moved'>,
  seenVersion: number,
): Promise<Outcome<{ appointmentId: string }, 'settled' | 'stale' | 'not-yet' | 'begun'>> {
  const refusal = checkSettling(row, outcome, seenVersion, now())
  if (refusal) return refusal
  if (outcome === 'cancelled') await releaseEngagement(tx, scopeOf(actor), row.engagementId)
  return (await settleRow(tx, actor, row.id, seenVersion, outcome, null))
    ? { appointmentId: row.id }
    : { refused: 'stale' }
}

async function settleRow(
  tx: Tx,
  actor: Actor,
  appointmentId: string,
  seenVersion: number,
  outcome: AppointmentOutcome,
  movedTo: string | null,
): Promise<boolean> {
  const settled = await tx
    .update(appointment)
    .set({ outcome, movedTo, settledAt: now(), version: sql`${appointment.version} + 1` })
    .where(
      and(
        ...[eq(appointment.countyId, actor.countyId), eq(appointment.id, appointmentId)],
        ...[eq(appointment.version, seenVersion), isNull(appointment.outcome)],
      ),
    )
    .returning({ id: appointment.id })
  return settled.length > 0
}

/** An appointment of the actor's own case, with the case; null for any other. */
export async function appointmentIn(tx: Tx, actor: Actor, appointmentId: string): Promise<Seen | null> {
  const here = and(eq(appointment.countyId, actor.countyId), eq(appointment.id, appointmentId))
  const [whose] = await tx.select({ caseId: appointment.caseId }).from(appointment).where(here)
  const of = whose && (await ownCaseIn(tx, actor, whose.caseId))
  if (!of || !(await ownStaffId(tx))) return null
  // Read again, now that it is this one's turn.
  const [row] = await tx.select().from(appointment).where(here)
  return row ? { row: { ...row, from: row.during.from }, of } : null
}

/** The person calls their own appointment off before it begins. The counsellor is told, and their time is free. */
export async function cancelOwnAppointment(
  actor: Actor,
  appointmentId: string,
  seenVersion: number,
): Promise<Outcome<{ appointmentId: string }, 'not-found' | 'settled' | 'stale' | 'begun' | 'not-yet'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const { personId } = actor
    if (actor.role !== 'supervised-person' || !personId) return { refused: 'not-found' as const }
    const [row] = await tx
      .select()
      .from(appointment)
      .where(
        and(
          ...[eq(appointment.countyId, actor.countyId), eq(appointment.id, appointmentId)],
          eq(appointment.personId, personId),
        ),
      )
    if (!row) return { refused: 'not-found' as const }
    const refusal = checkSettling({ ...row, from: row.during.from }, 'cancelled', seenVersion, now())
    if (refusal) return refusal
    const [gone] = await tx.execute<{ version: number | null }>(
      sql`select door_cancel_own_appointment(${appointmentId}::uuid, ${seenVersion}::int) as version`,
    )
    if (!gone?.version) return { refused: 'stale' as const }
    const subject = { kind: 'counselling-appointment' as const, id: appointmentId }
    await recordAudit(tx, scope, 'counselling.appointment-cancelled', subject)
    const { counsellor } = await partiesOf(tx, personId)
    const key = `appointment:${appointmentId}:${gone.version}`
    await tellOf(tx, actor, [counsellor], 'counselling-appointment-cancelled', key, whenOf(row))
    return { appointmentId }
  })
}

const whenOf = ({ during: { from }, place }: AppointmentForm) => ({
  ...{ day: dayAt(from), time: timeOfDay(from), place },
})

async function tellPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  code:
    'counselling-appointment-made' | 'counselling-appointment-moved' | 'counselling-appointment-cancelled',
  key: string,
  when: AppointmentForm,
): Promise<void> {
  const { person } = await partiesOf(tx, personId)
  await tellOf(tx, actor, [person], code, `appointment:${key}`, whenOf(when))
}
