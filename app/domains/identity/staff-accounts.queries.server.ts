import { and, asc, eq, ilike, or, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { accounts, signInNames, staff, staffAppointments } from '#db/schema/identity.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import { scopeOf, type Actor, type Role } from './actor.policy.ts'
import { servesElsewhere } from './serves-elsewhere.server.ts'
import { signInState, type SignInState } from './sign-in-state.policy.ts'
import { slipMark } from './slip.policy.ts'

/** More staff than any county has; a list that long is searched, not read. */
const MOST = 500

type Appointment = {
  id: string
  role: Exclude<Role, 'supervised-person'>
  from: CalendarDay
  to: CalendarDay | null
  officeZh: string | null
  officeEn: string | null
}
export type StaffAccount = {
  staffId: string
  name: string
  signInName: string
  state: SignInState
  appointments: (Appointment & { holds: boolean })[]
}

const state = {
  disabledAt: accounts.disabledAt,
  mustChangePassword: accounts.mustChangePassword,
  temporaryUntil: accounts.temporaryUntil,
}
const appointment = {
  id: staffAppointments.id,
  role: staffAppointments.role,
  from: staffAppointments.validFrom,
  to: staffAppointments.validTo,
  officeZh: judicialOffices.nameZh,
  officeEn: judicialOffices.nameEn,
}

/** The county's staff with their appointments here, by name; `q` looks into names and sign-in names. One audit row. */
export async function listStaffAccounts(actor: Actor, q: string) {
  const scope = scopeOf(actor)
  const typed = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const today = dayAt(now())
  return inActorTransaction(scope, async (tx) => {
    const rows = await tx
      .select({ staffId: staff.id, name: staff.name, signInName: signInNames.name, ...state, appointment })
      .from(staff)
      .innerJoin(
        staffAppointments,
        and(eq(staffAppointments.staffId, staff.id), eq(staffAppointments.countyId, actor.countyId)),
      )
      .innerJoin(accounts, eq(accounts.id, staff.accountId))
      .innerJoin(signInNames, eq(signInNames.accountId, accounts.id))
      .leftJoin(
        judicialOffices,
        and(
          eq(judicialOffices.countyId, staffAppointments.countyId),
          eq(judicialOffices.id, staffAppointments.officeId),
        ),
      )
      .where(q ? or(ilike(staff.name, typed), ilike(signInNames.name, typed)) : undefined)
      .orderBy(asc(signInNames.name), asc(staffAppointments.validFrom))
      .limit(MOST)
    const members = new Map<string, StaffAccount>()
    for (const { appointment: one, ...row } of rows) {
      const { staffId, name, signInName } = row
      const member = members.get(staffId) ?? {
        ...{ staffId, name, signInName, state: signInState(row, now()) },
        appointments: [],
      }
      // Somebody with two sign-in names comes once for each of them.
      if (!member.appointments.some(({ id }) => id === one.id)) {
        member.appointments.push({ ...one, holds: one.from <= today && (one.to === null || one.to > today) })
      }
      members.set(staffId, member)
    }
    const list = [...members.values()]
    await recordAudit(
      tx,
      scope,
      'identity.staff-listed',
      { kind: 'county', id: actor.countyId },
      { shown: list.length, filtered: q !== '' },
    )
    return list
  })
}

/** One member of the county's staff, with every appointment here; null for everyone else. One audit row. */
export async function findStaffAccount(actor: Actor, staffId: string) {
  const scope = scopeOf(actor)
  const today = dayAt(now())
  return inActorTransaction(scope, async (tx) => {
    const [member] = await tx
      .select({
        accountId: accounts.id,
        name: staff.name,
        signInName: signInNames.name,
        changedAt: accounts.passwordChangedAt,
        ...state,
      })
      .from(staff)
      .innerJoin(accounts, eq(accounts.id, staff.accountId))
      .innerJoin(signInNames, eq(signInNames.accountId, accounts.id))
      .where(
        and(
          eq(staff.id, staffId),
          sql`exists (select 1 from staff_appointments t where t.staff_id = ${staffId}::uuid and t.county_id = ${actor.countyId}::uuid)`,
        ),
      )
      .limit(1)
    if (!member) return null
    const appointments = await tx
      .select(appointment)
      .from(staffAppointments)
      .leftJoin(
        judicialOffices,
        and(
          eq(judicialOffices.countyId, staffAppointments.countyId),
          eq(judicialOffices.id, staffAppointments.officeId),
        ),
      )
      .where(and(eq(staffAppointments.countyId, actor.countyId), eq(staffAppointments.staffId, staffId)))
      .orderBy(asc(staffAppointments.validFrom), asc(staffAppointments.id))
    await recordAudit(tx, scope, 'identity.staff-opened', { kind: 'account', id: member.accountId })
    return {
      staffId,
      name: member.name,
      signInName: member.signInName,
      state: signInState(member, now()),
      temporaryUntil: member.temporaryUntil?.toISOString() ?? null,
      mark: slipMark(member.changedAt),
      self: member.accountId === actor.accountId,
      elsewhere: await servesElsewhere(tx, member.accountId),
      appointments: appointments.map((one) => ({
        ...one,
        over: one.to !== null && one.to <= today,
        ahead: one.from > today,
      })),
    }
  })
}

/** The account behind a member of staff of this county; null otherwise. Disabling and enabling go by it. */
export async function accountOfStaff(actor: Actor, staffId: string): Promise<string | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [member] = await tx
      .select({ accountId: staff.accountId })
      .from(staff)
      .innerJoin(
        staffAppointments,
        and(eq(staffAppointments.staffId, staff.id), eq(staffAppointments.countyId, actor.countyId)),
      )
      .where(eq(staff.id, staffId))
      .limit(1)
    return member?.accountId ?? null
  })
}
