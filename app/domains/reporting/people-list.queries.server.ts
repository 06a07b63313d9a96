import { monthsOf } from '#app/domains/hours/month.queries.server.ts'
import { standingOf, type Standing } from '#app/domains/hours/standing.policy.ts'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { PeopleFilter } from '#app/domains/supervision/people-filter.schema.ts'
import {
  countPeople,
  PEOPLE_PER_PAGE,
  peopleMatching,
  recordPeopleListed,
} from '#app/domains/supervision/people.queries.server.ts'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'

/** What the running month is for somebody of the list; null for those who are not on the register. */
export type MonthOfRow = { standing: Standing; short: number } | null

/**
 * A page of the office's people, those on the register with where they stand in the running month: the same numbers as on
 * the board. Standing and shortfall are assessed, not stored, so the list is filtered and sorted by them here; an office
 * has some tens of people. People of the past are paged by the database. One audit row.
 */
export async function officePeople(actor: Actor, filter: PeopleFilter) {
  const today = dayAt(now())
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (filter.state !== 'current') {
      const [count, people] = await Promise.all([
        countPeople(tx, actor, filter),
        peopleMatching(tx, actor, filter, filter.page),
      ])
      await recordPeopleListed(tx, actor, filter, people.length, count)
      const rows = people.map((person) => ({ ...person, month: null as MonthOfRow }))
      return { people: rows, count, all: count, pages: pagesOf(count) }
    }
    const [matching, { people: months }, all] = await Promise.all([
      peopleMatching(tx, actor, filter, null),
      monthsOf(tx, actor, { officeId: actor.officeId!, regime: 'adults' }, monthOf(today)),
      countPeople(tx, actor, { ...filter, q: '', category: null, grade: null, phase: null }),
    ])
    const monthOfPerson = new Map(months.map(({ facts, assessment }) => [facts.personId, assessment]))
    const found = matching
      .map((person) => {
        const assessment = monthOfPerson.get(person.id)
        const month = assessment && { standing: standingOf({ assessment, today }), short: assessment.short }
        return { ...person, month: month ?? (null as MonthOfRow) }
      })
      .filter(({ month }) => filter.s === null || month?.standing === filter.s)
      .sort(by(filter.sort))
    const shown = found.slice((filter.page - 1) * PEOPLE_PER_PAGE, filter.page * PEOPLE_PER_PAGE)
    await recordPeopleListed(tx, actor, filter, shown.length, found.length)
    return { people: shown, count: found.length, all, pages: pagesOf(found.length) }
  })
}

const pagesOf = (count: number) => Math.max(1, Math.ceil(count / PEOPLE_PER_PAGE))

type Row = { registerNumber: string; dueOn: string; month: MonthOfRow }
function by(sort: PeopleFilter['sort']) {
  const number = (a: Row, b: Row) => (a.registerNumber < b.registerNumber ? -1 : 1)
  return (a: Row, b: Row) => {
    if (sort === 'short') return (b.month?.short ?? 0) - (a.month?.short ?? 0) || number(a, b)
    if (sort === 'until' && a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
    return number(a, b)
  }
}
