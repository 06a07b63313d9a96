import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { occasionRosters, occasions } from '#db/schema/attendance.ts'
import { supervisedPersons } from '#db/schema/supervision.ts'

export type Occasion = typeof occasions.$inferSelect
export type Roster = typeof occasionRosters.$inferSelect

/** An occasion that the actor may see, in the running transaction. */
export async function occasionIn(tx: Tx, countyId: string, occasionId: string): Promise<Occasion | null> {
  const [found] = await tx
    .select()
    .from(occasions)
    .where(and(eq(occasions.countyId, countyId), eq(occasions.id, occasionId)))
  return found ?? null
}

/**
 * An office's roster with its occasion. `turn`: what is said of the roster is said one after the other, until the end of the
 * transaction. `row`: nobody gets a seat or gives one up either (office staff alone may hold that). Always before anything of
 * it is read.
 */
export async function rosterIn(
  tx: Tx,
  of: { countyId: string; occasionId: string; officeId: string },
  hold: 'nothing' | 'turn' | 'row' = 'nothing',
): Promise<{ occasion: Occasion; roster: Roster } | null> {
  if (hold !== 'nothing') {
    const turn = `attendance:roster:${of.occasionId}:${of.officeId}`
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`)
  }
  const query = tx
    .select()
    .from(occasionRosters)
    .where(
      and(
        ...[eq(occasionRosters.countyId, of.countyId), eq(occasionRosters.occasionId, of.occasionId)],
        eq(occasionRosters.officeId, of.officeId),
      ),
    )
  const [roster] = await (hold === 'row' ? query.for('update') : query)
  if (!roster) return null
  const occasion = await occasionIn(tx, of.countyId, of.occasionId)
  return occasion && { occasion, roster }
}

/** The accounts of people in the actor's care, for telling them; those without one have none. */
export async function accountsOfPeople(
  tx: Tx,
  countyId: string,
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .select({ accountId: supervisedPersons.accountId })
    .from(supervisedPersons)
    .where(
      and(
        ...[eq(supervisedPersons.countyId, countyId), inArray(supervisedPersons.id, [...personIds])],
        isNotNull(supervisedPersons.accountId),
      ),
    )
  return rows.map(({ accountId }) => accountId!)
}

/** Whether minutes of it are in the ledger already, as far as the actor sees its rosters; in the running transaction. */
export async function anyComplete(tx: Tx, occasion: Occasion): Promise<boolean> {
  const rows = await tx
    .select({ completedAt: occasionRosters.completedAt })
    .from(occasionRosters)
    .where(and(eq(occasionRosters.countyId, occasion.countyId), eq(occasionRosters.occasionId, occasion.id)))
  return rows.some(({ completedAt }) => completedAt !== null)
}

/** Somebody with a place who is in another office's or county's care now. */
export type MovedOn = { personId: string; name: string; registerNumber: string; leftOn: CalendarDay | null }

/** Those of an occasion whom the actor's office had on its list and who have moved on since; in the running transaction. */
export async function movedOnIn(tx: Tx, occasionId: string): Promise<MovedOn[]> {
  const rows = await tx.execute<{
    person_id: string
    name: string
    register_number: string
    left_on: string | null
  }>(
    sql`select person_id, name, register_number, left_on::text from door_moved_on() where occasion_id = ${occasionId}::uuid`,
  )
  return rows.map((row) => ({
    ...{ personId: row.person_id, name: row.name, registerNumber: row.register_number },
    leftOn: row.left_on as CalendarDay | null,
  }))
}

/** Whether somebody had moved on already when the class was. */
export const movedOnBy = (all: readonly MovedOn[], personId: string, { during }: Pick<Occasion, 'during'>) =>
  all.some((one) => one.personId === personId && one.leftOn !== null && one.leftOn <= dayAt(during.from))
