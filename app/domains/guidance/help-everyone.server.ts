import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { checkDueDay, type AssignRefusal } from '#app/domains/learning/assignment.policy.ts'
import { assignEach } from '#app/domains/learning/assignment.server.ts'
import { dayAt, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { officeBoardIn } from './office-help.queries.server.ts'

/**
 * Asks everyone of the office who will fall short, still has room for online study and has a phone to study the module
 * recommended to them. Whoever has an open assignment is skipped, and counted. One transaction, one row for all of them.
 * Refuses a day that is past or too far, and `nobody` when there is no one to ask.
 */
export async function assignToEveryoneShort(
  actor: Actor,
  dueOn: CalendarDay,
): Promise<Outcome<{ assigned: number; skipped: number }, AssignRefusal | 'nobody'>> {
  const today = dayAt(now())
  const badDay = checkDueDay(dueOn, today)
  if (badDay) return badDay
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const { rows } = await officeBoardIn(tx, actor, monthOf(today), { shown: false })
    const short = rows.filter(({ standing }) => standing === 'short')
    const wanted = short.flatMap(({ personId, help }) =>
      help.kind === 'recommended' ? [{ personId, moduleCode: help.code, renews: help.renews }] : [],
    )
    if (wanted.length === 0) return { refused: 'nobody' as const }
    const already = short.filter(({ help }) => help.kind === 'assigned').length
    const { assigned } = await assignEach(tx, actor, wanted, dueOn, already)
    return { assigned: assigned.length, skipped: already + wanted.length - assigned.length }
  })
}
