import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import type { CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { monthsOf } from './month.queries.server.ts'
import { statementOfMonth } from './statement.queries.server.ts'

/** Whether somebody is in the actor's care at all, for what is done in their file. Shows nothing, so it leaves no row. */
export function seesPerson(actor: Actor, personId: string): Promise<boolean> {
  return inActorTransaction(scopeOf(actor), async (tx) => (await findPerson(tx, actor, personId)) !== null)
}

/**
 * Opens somebody's file: the facts of the order and the statement of a month. One audit row. Null, and no row, for a
 * person outside the actor's care, of the minors' regime without a grant, or gone to another office.
 */
export async function openPersonFile(actor: Actor, personId: string, month: CalendarMonth) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const person = await findPerson(tx, actor, personId)
    if (!person) return null
    const { people, version } = await monthsOf(tx, actor, { personId }, month)
    const own = people[0]
    if (!own) return null
    await recordAudit(
      tx,
      scope,
      'supervision.person-opened',
      { kind: 'person', id: personId, personId },
      { month, minorsRegime: person.minorsRegime },
    )
    return {
      person,
      statement: await statementOfMonth(tx, actor, own, version, month),
      reason: own.requirement.kind === 'none' ? own.requirement.reason : null,
      kind: own.requirement.kind,
      grades: own.facts.grades,
      pauses: own.facts.pauses,
    }
  })
}
