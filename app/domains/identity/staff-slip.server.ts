import { and, eq } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { accounts, signInNames, staff, staffAppointments } from '#db/schema/identity.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import { scopeOf, type Actor } from './actor.policy.ts'
import { slipMark, type Slip } from './slip.policy.ts'
import { servesElsewhere } from './serves-elsewhere.server.ts'
import { newTemporaryPassword, replaceWithTemporary, temporaryColumns } from './temporary-password.server.ts'

export type SlipRefusal = 'self' | 'unknown' | 'disabled' | 'elsewhere' | 'made-already'

/**
 * Makes a one-time slip for a member of staff: a temporary password that is shown this once. The former password and
 * every login session end. `mark`: which password stood when the form was made; another one since refuses
 * `made-already`, so that loading the page again makes no second slip. Refuses oneself, a disabled account, and one that
 * also serves another county.
 */
export async function makeStaffSlip(
  actor: Actor,
  staffId: string,
  mark: string,
): Promise<Outcome<Slip, SlipRefusal>> {
  const scope = scopeOf(actor)
  const { password, hash } = await newTemporaryPassword()
  return inActorTransaction(scope, async (tx) => {
    const [found] = await tx
      .select({
        accountId: staff.accountId,
        name: staff.name,
        signInName: signInNames.name,
        disabledAt: accounts.disabledAt,
        changedAt: accounts.passwordChangedAt,
        officeZh: judicialOffices.nameZh,
        officeEn: judicialOffices.nameEn,
        officePhone: judicialOffices.phone,
      })
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
      .where(eq(staff.id, staffId))
      .orderBy(staffAppointments.validFrom, staffAppointments.id)
      .limit(1)
      .for('no key update', { of: accounts })
    // One that serves elsewhere cannot be locked for a change: told apart from an unknown one here.
    if (!found) return { refused: await whyNot(staffId) }
    if (found.accountId === actor.accountId) return { refused: 'self' }
    if (found.disabledAt !== null) return { refused: 'disabled' }
    if (slipMark(found.changedAt) !== mark) return { refused: 'made-already' }
    if (!(await replaceWithTemporary(tx, found.accountId, hash))) return { refused: 'unknown' }
    await recordAudit(
      tx,
      scope,
      'identity.slip-made',
      { kind: 'account', id: found.accountId },
      { for: 'staff' },
    )
    return {
      name: found.name,
      signInName: found.signInName,
      password,
      until: temporaryColumns(hash).temporaryUntil.toISOString(),
      office: found.officeZh && found.officeEn ? { zh: found.officeZh, en: found.officeEn } : null,
      officePhone: found.officePhone,
    }

    async function whyNot(id: string): Promise<SlipRefusal> {
      const [member] = await tx.select({ accountId: staff.accountId }).from(staff).where(eq(staff.id, id))
      if (!member) return 'unknown'
      return (await servesElsewhere(tx, member.accountId)) ? 'elsewhere' : 'unknown'
    }
  })
}
