import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { assigningRoles, moduleAssignments } from '#db/schema/assignments.ts'
import { assignmentState, mayAssign, type AssignRefusal, type WithdrawalReason } from './assignment.policy.ts'
import { standingAssignments, studiedBy } from './assignments.queries.server.ts'
import { findModule, unitsFor } from './lessons.server.ts'

/** Only these roles reach the commands below; the database asks again. */
function assigningRole({ role }: Actor) {
  const found = assigningRoles.find((one) => one === role)
  if (!found) throw new Error(`${role} assigns nothing`)
  return found
}

const rowOf = (actor: Actor, personId: string, moduleCode: string, dueOn: CalendarDay) => ({
  ...{ id: uuidv7(), countyId: actor.countyId, personId, moduleCode, dueOn },
  ...{ assignedBy: actor.accountId, assignedAs: assigningRole(actor) },
})

/**
 * Asks somebody to study a module by a day. It moves no minute. An assignment of the same module that is done or overdue
 * gives way to the new one. Refuses `not-found` for whoever is not in the actor's care, and what mayAssign() refuses.
 */
export async function assignModule(
  actor: Actor,
  wanted: { personId: string; moduleCode: string; dueOn: CalendarDay },
): Promise<Outcome<{ personId: string; moduleCode: string }, AssignRefusal | 'not-found'>> {
  const { personId, moduleCode, dueOn } = wanted
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const person = await findPerson(tx, actor, personId)
      if (!person) return { refused: 'not-found' as const }
      const [assignments, studied] = await Promise.all([
        standingAssignments(actor, [personId]),
        studiedBy(actor, [personId]),
      ])
      const module = findModule(moduleCode, person.minorsRegime)
      const unitIds = module ? unitsFor(module, person.minorsRegime).map(({ id }) => id) : []
      const earlier = assignments.find((one) => one.moduleCode === moduleCode)
      const today = dayAt(now())
      const verdict = mayAssign({
        ...{ today, dueOn, leftOn: person.leftOn, unitIds, studied: studied(personId) },
        standing: earlier ? assignmentState(earlier, unitIds, studied(personId), today).state : null,
      })
      if (isRefused(verdict)) return verdict
      if (earlier) await withdraw(tx, actor, earlier.id, 'renewed')
      const row = rowOf(actor, personId, moduleCode, dueOn)
      await tx.insert(moduleAssignments).values(row)
      await recordAudit(
        tx,
        scope,
        'learning.module-assigned',
        { kind: 'module-assignment', id: row.id, personId },
        { module: moduleCode, dueOn, renews: verdict.renews },
      )
      return { personId, moduleCode }
    })
  } catch (error) {
    // Two pressed at the same moment: the other one's stands.
    if (violatedConstraint(error) === 'module_assignments_one_standing')
      return { refused: 'already-assigned' }
    throw error
  }
}

/**
 * Asks many at once, in the running transaction, leaving one audit row with the counts. The caller has looked at each of
 * them; whoever got the module in the meantime is skipped. Answers whom it reached.
 */
export async function assignEach(
  tx: Tx,
  actor: Actor,
  wanted: readonly { personId: string; moduleCode: string; renews: string | null }[],
  dueOn: CalendarDay,
  skipped: number,
): Promise<{ assigned: string[] }> {
  for (const { renews } of wanted) if (renews) await withdraw(tx, actor, renews, 'renewed')
  const rows =
    wanted.length === 0
      ? []
      : await tx
          .insert(moduleAssignments)
          .values(wanted.map(({ personId, moduleCode }) => rowOf(actor, personId, moduleCode, dueOn)))
          .onConflictDoNothing()
          .returning({ personId: moduleAssignments.personId })
  await recordAudit(
    tx,
    scopeOf(actor),
    'learning.modules-assigned',
    { kind: 'office', id: actor.officeId },
    {
      ...{ dueOn, assigned: rows.length, skipped: skipped + wanted.length - rows.length },
      modules: [...new Set(wanted.map(({ moduleCode }) => moduleCode))],
    },
  )
  return { assigned: rows.map(({ personId }) => personId) }
}

/** Takes an assignment back. Refuses `not-found` when it is nobody's in the actor's care, or was taken back before. */
export async function withdrawAssignment(
  actor: Actor,
  assignmentId: string,
  reason: WithdrawalReason,
  ofPerson?: string,
): Promise<Outcome<{ personId: string; moduleCode: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [found] = await tx
      .select({ personId: moduleAssignments.personId, moduleCode: moduleAssignments.moduleCode })
      .from(moduleAssignments)
      .where(and(eq(moduleAssignments.countyId, actor.countyId), eq(moduleAssignments.id, assignmentId)))
    if (!found || (ofPerson && found.personId !== ofPerson)) return { refused: 'not-found' as const }
    if (!(await findPerson(tx, actor, found.personId))) return { refused: 'not-found' as const }
    if (!(await withdraw(tx, actor, assignmentId, reason))) return { refused: 'not-found' as const }
    await recordAudit(
      tx,
      scope,
      'learning.assignment-withdrawn',
      { kind: 'module-assignment', id: assignmentId, personId: found.personId },
      { module: found.moduleCode, reason },
    )
    return found
  })
}

/** Whether it still stood. */
async function withdraw(tx: Tx, actor: Actor, id: string, reason: WithdrawalReason | 'renewed') {
  const rows = await tx
    .update(moduleAssignments)
    .set({ withdrawnAt: now(), withdrawnBy: actor.accountId, withdrawnReason: reason })
    .where(
      and(
        eq(moduleAssignments.countyId, actor.countyId),
        eq(moduleAssignments.id, id),
        isNull(moduleAssignments.withdrawnAt),
      ),
    )
    .returning({ id: moduleAssignments.id })
  return rows.length > 0
}
