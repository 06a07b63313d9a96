import { sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { officesOf } from '#app/domains/supervision/offices.queries.server.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'

export type WaitingCount = {
  /** Null: asked during a stay that has gone to another office; the bureau answers it. */
  officeId: string | null
  minorsRegime: boolean
  waiting: number
  firstAsked: Date
  soonestDue: CalendarDay
}

type DoorRow = {
  office_id: string | null
  minors_regime: boolean
  waiting: number
  first_asked: string
  soonest_due: string
}

/** How many questions wait in the actor's reach, by office and regime: counts and days alone, of every regime. */
export async function waitingCounts(tx: Tx): Promise<WaitingCount[]> {
  const rows = await tx.execute<DoorRow>(sql`select * from door_waiting_questions()`)
  return [...rows].map((row) => ({
    officeId: row.office_id,
    minorsRegime: row.minors_regime,
    waiting: row.waiting,
    firstAsked: new Date(row.first_asked),
    soonestDue: row.soonest_due as CalendarDay,
  }))
}

/** The number on the rail: how many wait for this office, or in the county for the bureau. 0 for every other role. */
export async function waitingQuestionCount(actor: Actor): Promise<number> {
  if (actor.role !== 'office' && actor.role !== 'social-worker' && actor.role !== 'bureau') return 0
  const counts = await inActorTransaction(scopeOf(actor), waitingCounts)
  return counts.reduce((sum, { waiting }) => sum + waiting, 0)
}

/**
 * For the bureau's board: offices with questions that wait, soonest due first, minors' ones among the numbers. In the
 * running transaction; the caller records the looking.
 */
export async function waitingQuestionsByOffice(tx: Tx, actor: Actor) {
  const [counts, offices] = await Promise.all([waitingCounts(tx), officesOf(tx, actor)])
  const found = offices.flatMap((office) => {
    const own = counts.filter(({ officeId }) => officeId === office.id)
    return own.length > 0 ? [{ office, ...together(own) }] : []
  })
  const moved = counts.filter(({ officeId }) => officeId === null)
  return [...found, ...(moved.length > 0 ? [{ office: null, ...together(moved) }] : [])].sort(
    (a, b) => Number(a.soonestDue > b.soonestDue) - Number(a.soonestDue < b.soonestDue) || b.count - a.count,
  )
}

function together(counts: readonly WaitingCount[]) {
  return {
    count: counts.reduce((sum, { waiting }) => sum + waiting, 0),
    oldestAsked: new Date(Math.min(...counts.map(({ firstAsked }) => firstAsked.getTime()))),
    soonestDue: counts.map(({ soonestDue }) => soonestDue).sort()[0]!,
  }
}
