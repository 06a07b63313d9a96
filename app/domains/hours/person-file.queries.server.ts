import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { findPerson } from '#app/domains/supervision/people.queries.server.ts'
import type { CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { monthsOf } from './month.queries.server.ts'
import { statementOfMonth } from './statement.queries.server.ts'

/**
 * Opens somebody's file: the facts of the order and the statement of a month. One audit row. Null, and no row, for a
 * person outside the actor's care, of the minors' regime without a grant, or gone to another office.
 */
export function openPersonFile(actor: Actor, personId: string, month: CalendarMonth) {
  return inActorTransaction(scopeOf(actor), (tx) => openPersonFileIn(tx, actor, personId, month))
}

/** The same in the running transaction. */
export async function openPersonFileIn(tx: Tx, actor: Actor, personId: string, month: CalendarMonth) {
  const person = await findPerson(tx, actor, personId)
  if (!person) return null
  const { people, version } = await monthsOf(tx, actor, { personId }, month)
  const own = people[0]
  if (!own) return null
  await recordAudit(
    tx,
    scopeOf(actor),
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
    /** For what is recommended; never sent to a page. */
    facts: own.facts,
  }
}
