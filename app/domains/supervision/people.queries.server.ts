import { and, asc, eq, gt, ilike, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { gradePeriods, judicialOffices, supervisedPersons as person } from '#db/schema/supervision.ts'
import type { PeopleFilter } from './people-filter.schema.ts'

export const PEOPLE_PER_PAGE = 50

const today = () => dayAt(now())
const onRegister = () =>
  and(lte(person.enteredOn, today()), or(isNull(person.leftOn), gt(person.leftOn, today())))

/** Whose people an actor's lists are about: an office's own, or the county's for the bureau. */
const inActorsCare = (actor: Actor): SQL | undefined =>
  and(
    eq(person.countyId, actor.countyId),
    actor.role === 'bureau' ? undefined : eq(person.officeId, actor.officeId!),
  )

// Table names in full: drizzle leaves them out of a column when a query has one table, and the inner one would win.
const gradeNow = () =>
  sql<
    'strict' | 'ordinary' | 'lenient' | null
  >`(select g.grade from ${gradePeriods} g where g.county_id = supervised_persons.county_id and g.person_id = supervised_persons.id and g.during @> ${today()}::date)`

/** Whom a list is of: without those of the minors' regime, who have their own. */
const listed = (actor: Actor, filter: PeopleFilter) =>
  and(inActorsCare(actor), eq(person.minorsRegime, false), ...conditionsOf(filter))

/** People in the actor's care by number: a page of them, or all (`page` null); in the running transaction. */
export async function peopleMatching(tx: Tx, actor: Actor, filter: PeopleFilter, page: number | null) {
  const all = tx
    .select({
      id: person.id,
      name: person.name,
      registerNumber: person.registerNumber,
      category: person.category,
      phase: person.phase,
      grade: gradeNow(),
      dueOn: person.dueOn,
      leftOn: person.leftOn,
    })
    .from(person)
    .where(listed(actor, filter))
    .orderBy(asc(person.registerNumber))
  return page === null ? all : all.limit(PEOPLE_PER_PAGE).offset((page - 1) * PEOPLE_PER_PAGE)
}

export async function countPeople(tx: Tx, actor: Actor, filter: PeopleFilter): Promise<number> {
  const [all] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(person)
    .where(listed(actor, filter))
  return all?.count ?? 0
}

/** One audit row for a list that was read: the filter's shape and the counts. */
export async function recordPeopleListed(
  tx: Tx,
  actor: Actor,
  filter: PeopleFilter,
  shown: number,
  count: number,
): Promise<void> {
  await recordAudit(
    tx,
    scopeOf(actor),
    'supervision.people-listed',
    { kind: 'office', id: actor.officeId },
    { shown, count, page: filter.page, state: filter.state, filtered: filteredBy(filter) },
  )
}

function conditionsOf(filter: PeopleFilter): (SQL | undefined)[] {
  const typed = filter.q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  return [
    filter.state === 'current' ? onRegister() : undefined,
    filter.state === 'discharged' ? eq(person.departure, 'discharged') : undefined,
    filter.category ? eq(person.category, filter.category) : undefined,
    filter.phase ? eq(person.phase, filter.phase) : undefined,
    filter.grade ? sql`${gradeNow()} = ${filter.grade}` : undefined,
    filter.q ? or(ilike(person.name, `%${typed}%`), ilike(person.registerNumber, `${typed}%`)) : undefined,
  ]
}

/** Which filters were used; never what was typed into them. */
const filteredBy = (filter: PeopleFilter): string[] =>
  (['q', 'category', 'phase', 'grade', 's'] as const).filter((name) => filter[name])

/**
 * One person's own facts for the file. Finds nothing outside the actor's care, of the minors' regime without the
 * bureau's grant, or gone to another office: the page answers 404. In the running transaction; the caller records the opening.
 */
export async function findPerson(tx: Tx, actor: Actor, personId: string) {
  const [found] = await tx
    .select({
      id: person.id,
      name: person.name,
      registerNumber: person.registerNumber,
      category: person.category,
      phase: person.phase,
      grade: gradeNow(),
      minorsRegime: person.minorsRegime,
      accessNeeds: person.accessNeeds,
      enteredOn: person.enteredOn,
      dueOn: person.dueOn,
      leftOn: person.leftOn,
      departure: person.departure,
      officeZh: judicialOffices.nameZh,
      officeEn: judicialOffices.nameEn,
    })
    .from(person)
    .innerJoin(
      judicialOffices,
      and(eq(judicialOffices.countyId, person.countyId), eq(judicialOffices.id, person.officeId)),
    )
    .where(and(inActorsCare(actor), eq(person.id, personId)))
  return found ?? null
}

/** Whether somebody's file is the actor's to open; for commands, which leave their own audit row. */
export function mayOpen(actor: Actor, personId: string): Promise<boolean> {
  return inActorTransaction(scopeOf(actor), async (tx) => (await findPerson(tx, actor, personId)) !== null)
}
