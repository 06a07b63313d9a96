import { sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { firstDayOf, lastDayOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { db } from '#db/client.server.ts'
import { gradePeriods, pauses, supervisedPersons as person } from '#db/schema/supervision.ts'

/** Whose month is looked at. The transaction's actor limits it further: nobody is found who may not be seen. */
export type Among =
  { personId: string } | { officeId: string; regime: 'adults' | 'minors' } | { county: true }

/** What the hours rules, and what is recommended, need to know of a person's stay. */
export type RegisterFacts = {
  personId: string
  officeId: string
  name: string
  registerNumber: string
  category: '01' | '02' | '03' | '04'
  offenceClass: (typeof person.$inferSelect)['offenceClass']
  work: (typeof person.$inferSelect)['work']
  local: boolean
  birthDay: CalendarDay
  minorsRegime: boolean
  phase: 'intake' | 'regular' | 'pre-discharge'
  accessNeeds: string[]
  enteredOn: CalendarDay
  /** The day the order ends by itself. */
  dueOn: CalendarDay
  leftOn: CalendarDay | null
  departure: string | null
  grades: { grade: 'strict' | 'ordinary' | 'lenient'; from: CalendarDay; to: CalendarDay | null }[]
  pauses: { kind: (typeof pauses.$inferSelect)['kind']; from: CalendarDay; to: CalendarDay | null }[]
}

const ph = sql.placeholder
const columns = {
  personId: person.id,
  officeId: person.officeId,
  name: person.name,
  registerNumber: person.registerNumber,
  category: person.category,
  offenceClass: person.offenceClass,
  work: person.work,
  local: person.local,
  birthDay: person.birthDay,
  minorsRegime: person.minorsRegime,
  phase: person.phase,
  accessNeeds: person.accessNeeds,
  enteredOn: person.enteredOn,
  dueOn: person.dueOn,
  leftOn: person.leftOn,
  departure: person.departure,
}
const inMonth = sql`${person.enteredOn} <= ${ph('lastDay')} and (${person.leftOn} is null or ${person.leftOn} > ${ph('firstDay')})`

const onePerson = db
  .select(columns)
  .from(person)
  .where(sql`${person.countyId} = ${ph('countyId')} and ${person.id} = ${ph('personId')}`)
  .prepare('facts_person')
const ofOffice = db
  .select(columns)
  .from(person)
  .where(
    sql`${person.countyId} = ${ph('countyId')} and ${person.officeId} = ${ph('officeId')} and ${person.minorsRegime} = ${ph('minors')} and ${inMonth}`,
  )
  .prepare('facts_office')
const ofCounty = db
  .select(columns)
  .from(person)
  .where(sql`${person.countyId} = ${ph('countyId')} and not ${person.minorsRegime} and ${inMonth}`)
  .prepare('facts_county')

const gradesOf = db
  .select({ personId: gradePeriods.personId, grade: gradePeriods.grade, during: gradePeriods.during })
  .from(gradePeriods)
  .where(
    sql`${gradePeriods.countyId} = ${ph('countyId')} and ${gradePeriods.personId} = any(${ph('ids')}::uuid[])`,
  )
  .prepare('facts_grades')
const pausesOf = db
  .select({ personId: pauses.personId, kind: pauses.kind, during: pauses.during })
  .from(pauses)
  .where(sql`${pauses.countyId} = ${ph('countyId')} and ${pauses.personId} = any(${ph('ids')}::uuid[])`)
  .prepare('facts_pauses')

/** A PostgreSQL array of ids, as text: `{a,b}`. */
export const idArray = (ids: readonly string[]) => `{${ids.join(',')}}`

/** People on the register in a month, or at some time in a span of them, with their grades and pauses, in the running transaction. */
export async function registerFacts(
  actor: Actor,
  among: Among,
  month: CalendarMonth,
  until: CalendarMonth = month,
): Promise<RegisterFacts[]> {
  const scope = { countyId: actor.countyId, firstDay: firstDayOf(month), lastDay: lastDayOf(until) }
  if ('personId' in among) {
    const ids = idArray([among.personId])
    // One person's facts are asked for in one flight.
    const [rows, grades, breaks] = await Promise.all([
      onePerson.execute({ ...scope, personId: among.personId }),
      gradesOf.execute({ ...scope, ids }),
      pausesOf.execute({ ...scope, ids }),
    ])
    return join(rows, grades, breaks)
  }
  const rows = await ('officeId' in among
    ? ofOffice.execute({ ...scope, officeId: among.officeId, minors: among.regime === 'minors' })
    : ofCounty.execute(scope))
  const ids = idArray(rows.map((row) => row.personId))
  const [grades, breaks] = await Promise.all([
    gradesOf.execute({ ...scope, ids }),
    pausesOf.execute({ ...scope, ids }),
  ])
  return join(rows, grades, breaks)
}

function join(
  rows: Awaited<ReturnType<typeof onePerson.execute>>,
  grades: Awaited<ReturnType<typeof gradesOf.execute>>,
  breaks: Awaited<ReturnType<typeof pausesOf.execute>>,
): RegisterFacts[] {
  const facts = new Map<string, RegisterFacts>(
    rows.map((row) => [row.personId, { ...row, grades: [], pauses: [] }]),
  )
  for (const { personId, grade, during } of grades) facts.get(personId)?.grades.push({ grade, ...during })
  for (const { personId, kind, during } of breaks) facts.get(personId)?.pauses.push({ kind, ...during })
  return [...facts.values()]
}
