import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import type { Intake } from './intake.policy.ts'
import { isOfMinorsRegime } from './regime.policy.ts'

export const NUMBER_KEY = 'supervised_persons_county_number'

/**
 * Enters one person on an office's register: the regime fixed by the two days, the first grade from the day of entry. No
 * sign-in yet: that comes with the first slip. Refuses a number the county has given, and an office of elsewhere.
 */
export async function enterPerson(
  actor: Actor,
  person: Intake,
): Promise<Outcome<{ personId: string; minorsRegime: boolean }, 'number-taken' | 'no-office'>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const office = await tx
        .select({ id: judicialOffices.id })
        .from(judicialOffices)
        .where(and(eq(judicialOffices.countyId, actor.countyId), eq(judicialOffices.id, person.officeId)))
      if (office.length === 0) return { refused: 'no-office' }
      const [row] = await insertPeople(tx, actor, [person])
      await recordAudit(
        tx,
        scope,
        'supervision.person-entered',
        { kind: 'person', id: row!.id, personId: row!.id },
        { minorsRegime: row!.minorsRegime },
      )
      return { personId: row!.id, minorsRegime: row!.minorsRegime }
    })
  } catch (error) {
    if (violatedConstraint(error) === NUMBER_KEY) return { refused: 'number-taken' }
    throw error
  }
}

/** Rows of one statement: ten thousand people are twenty of them, each far below the statement's time limit. */
const AT_ONCE = 500

/** Inserts people and their first grades in the running transaction, in bulk. Nothing is read back: a minor's row is not to be seen. */
export async function insertPeople(
  tx: Tx,
  actor: Actor,
  people: readonly Intake[],
): Promise<{ id: string; minorsRegime: boolean }[]> {
  // On an empty register the foreign keys' own cached plans read the whole table for each row; ten thousand rows would
  // take minutes. Planned each time, they use the index as soon as there is one worth using.
  await tx.execute(sql`set local plan_cache_mode = force_custom_plan`)
  const entered: { id: string; minorsRegime: boolean }[] = []
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const rows = people.slice(start, start + AT_ONCE).map((person) => ({
      ...person,
      id: uuidv7(),
      gradeId: uuidv7(),
      minorsRegime: isOfMinorsRegime(person.birthDay, person.enteredOn),
    }))
    const json = JSON.stringify(rows)
    await tx.execute(sql`
      insert into supervised_persons (id, county_id, office_id, register_number, name, sex, birth_day, category, minors_regime,
        phase, offence_class, schooling, work, local, access_needs, entered_on, due_on)
      select r.id, ${actor.countyId}::uuid, r."officeId", r.number, r.name, r.sex, r."birthDay", r.category, r."minorsRegime",
        r.phase, r."offenceClass", r.schooling, r.work, r.local, array(select jsonb_array_elements_text(r.needs)),
        r."enteredOn", r."dueOn"
      from jsonb_to_recordset((${json}::text)::jsonb) as r (id uuid, "officeId" uuid, number text, name text, sex text,
        "birthDay" date, category text, "minorsRegime" boolean, phase text, "offenceClass" text, schooling text, work text,
        local boolean, needs jsonb, "enteredOn" date, "dueOn" date)`)
    await tx.execute(sql`
      insert into grade_periods (id, county_id, person_id, grade, during)
      select r."gradeId", ${actor.countyId}::uuid, r.id, r.grade, daterange(r."enteredOn", null)
      from jsonb_to_recordset((${json}::text)::jsonb) as r ("gradeId" uuid, id uuid, grade text, "enteredOn" date)`)
    entered.push(...rows.map(({ id, minorsRegime }) => ({ id, minorsRegime })))
  }
  return entered
}
