import { recordAudit } from '#app/domains/audit/record.server.ts'
import { monthSpanOf, type MonthOfSpan } from '#app/domains/hours/month-span.queries.server.ts'
import { standingOf, type Standing } from '#app/domains/hours/standing.policy.ts'
import { waitingQuestionsByOffice } from '#app/domains/hours/waiting-questions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { appointedToday } from '#app/domains/identity/appointed.queries.server.ts'
import { waitingMinorRequests } from '#app/domains/supervision/minor-grants.queries.server.ts'
import { officesOf, registerCounts } from '#app/domains/supervision/offices.queries.server.ts'
import { addMonths, monthOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'

/** The running month and the eleven before it. */
export const MONTHS_SHOWN = 12

/** Of those with hours required in a month, how many met them. */
export type MetMonth = { month: CalendarMonth; asked: number; met: number }
export type OfficeOfBoard = {
  id: string
  nameZh: string
  nameEn: string
  /** On the register today, the minors' regime included. */
  people: number
  minors: number
  /** Office staff and social workers appointed today. */
  staff: number
  short: number
  near: number
  met: number
  free: number
}

/**
 * The county at a glance: who met each of the last twelve months, and how many of each office stand where in the running
 * one, all from one query of lines and the one assessment; the minors' regime only as a number. One audit row.
 */
export async function countyBoard(actor: Actor, today: CalendarDay) {
  const scope = scopeOf(actor)
  const month = monthOf(today)
  return inActorTransaction(scope, async (tx) => {
    const [offices, span, counts, appointed, requests, questions] = await Promise.all([
      officesOf(tx, actor),
      monthSpanOf(tx, actor, { county: true }, month, month),
      registerCounts(tx, today),
      appointedToday(actor),
      waitingMinorRequests(tx, actor),
      waitingQuestionsByOffice(tx, actor),
    ])
    const finished = await finishedMonths(tx, actor, month)
    const running = span.at(-1)!.people.filter(({ facts }) => facts.leftOn === null || facts.leftOn > today)
    await recordAudit(
      tx,
      scope,
      'reporting.offices-listed',
      { kind: 'county', id: actor.countyId },
      { month, offices: offices.length, people: running.length },
    )
    const standings = running.map(({ facts, assessment }) => ({
      officeId: facts.officeId,
      standing: standingOf({ assessment, today }),
    }))
    return {
      months: [...finished, ...span.map(metOf)],
      requests,
      questions,
      offices: offices.map((office): OfficeOfBoard => {
        const own = standings.filter((one) => one.officeId === office.id)
        const count = (standing: Standing) => own.filter((one) => one.standing === standing).length
        const staff = appointed.filter(
          ({ role, officeId }) => officeId === office.id && (role === 'office' || role === 'social-worker'),
        )
        return {
          ...office,
          people: counts.get(office.id)?.all ?? 0,
          minors: counts.get(office.id)?.minors ?? 0,
          staff: new Set(staff.map(({ accountId }) => accountId)).size,
          ...{ short: count('short'), near: count('near'), met: count('met'), free: count('none') },
        }
      }),
    }
  })
}

function metOf({ month, people }: MonthOfSpan): MetMonth {
  const asked = people.filter(({ assessment }) => assessment.requirement.kind === 'target')
  const met = asked.filter(({ assessment }) => assessment.result === 'met')
  return { month, asked: asked.length, met: met.length }
}

/**
 * The months before the running one change only by late evidence and corrections; their counts, which name nobody, are
 * kept for a while by each process, because a year of the county's lines is much to assess on every opening.
 */
const KEEP_MS = 10 * 60_000
const kept = new Map<string, { month: CalendarMonth; until: number; months: MetMonth[] }>()

async function finishedMonths(tx: Tx, actor: Actor, running: CalendarMonth): Promise<MetMonth[]> {
  const known = kept.get(actor.countyId)
  if (known && known.month === running && known.until > Date.now()) return known.months
  const months: MetMonth[] = []
  // One after the other: between two months other requests of this process have their turn.
  for (let back = MONTHS_SHOWN - 1; back > 0; back--) {
    const month = addMonths(running, -back)
    months.push(...(await monthSpanOf(tx, actor, { county: true }, month, month)).map(metOf))
  }
  kept.set(actor.countyId, { month: running, until: Date.now() + KEEP_MS, months })
  return months
}
