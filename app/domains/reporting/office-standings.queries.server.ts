import { recordAudit } from '#app/domains/audit/record.server.ts'
import { monthsOf } from '#app/domains/hours/month.queries.server.ts'
import { standingOf, type Standing } from '#app/domains/hours/standing.policy.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { officesOf, registerCounts } from '#app/domains/supervision/offices.queries.server.ts'
import { monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'

/** How many people of each office stand where in the month of `today`; the minors' regime only as a number. One audit row. */
export async function officeStandings(actor: Actor, today: CalendarDay) {
  const scope = scopeOf(actor)
  const month = monthOf(today)
  return inActorTransaction(scope, async (tx) => {
    const [offices, { people: everyone }, counts] = await Promise.all([
      officesOf(tx, actor),
      monthsOf(tx, actor, { county: true }, month),
      registerCounts(tx, today),
    ])
    const people = everyone.filter(({ facts }) => facts.leftOn === null || facts.leftOn > today)
    await recordAudit(
      tx,
      scope,
      'reporting.offices-listed',
      { kind: 'county', id: actor.countyId },
      { month, offices: offices.length, people: people.length },
    )
    const standings = people.map(({ facts, assessment }) => ({
      officeId: facts.officeId,
      standing: standingOf({ assessment, today }),
    }))
    return offices.map((office) => {
      const own = standings.filter((one) => one.officeId === office.id)
      const count = (standing: Standing) => own.filter((one) => one.standing === standing).length
      return {
        ...office,
        people: counts.get(office.id)?.all ?? 0,
        minors: counts.get(office.id)?.minors ?? 0,
        short: count('short'),
        near: count('near'),
        met: count('met'),
        free: count('none'),
      }
    })
  })
}
