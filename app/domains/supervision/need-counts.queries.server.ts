import { sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { supervisedPersons as person } from '#db/schema/supervision.ts'
import { registerCounts } from './offices.queries.server.ts'

export type OfficeCounts = { adults: number; minors: number; needs: Map<string, number> }

/**
 * How many are on the actor's own register today, and how many adults have which need. Counts alone: nobody is named, so
 * nothing is written down about having looked. Needs of minors are not told without their files' grant. In the running
 * transaction.
 */
export async function officeCounts(tx: Tx, actor: Actor): Promise<OfficeCounts> {
  const today = dayAt(now())
  const [counts, rows] = await Promise.all([
    registerCounts(tx, today),
    tx.execute<{ need: string; people: number }>(sql`
      select need, count(*)::int as people from ${person} cross join unnest(${person.accessNeeds}) need
      where ${person.countyId} = ${actor.countyId} and ${person.officeId} = ${actor.officeId} and not ${person.minorsRegime}
        and ${person.enteredOn} <= ${today}::date and (${person.leftOn} is null or ${person.leftOn} > ${today}::date)
      group by need`),
  ])
  const own = counts.get(actor.officeId ?? '') ?? { all: 0, minors: 0 }
  return {
    ...{ adults: own.all - own.minors, minors: own.minors },
    needs: new Map(rows.map(({ need, people }) => [need, people])),
  }
}

/** The same in a transaction of its own. */
export function readOfficeCounts(actor: Actor): Promise<OfficeCounts> {
  return inActorTransaction(scopeOf(actor), (tx) => officeCounts(tx, actor))
}
