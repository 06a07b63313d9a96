import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { now } from '#app/clock.server.ts'
import { officeMonth } from '#app/domains/hours/office-month.queries.server.ts'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { database } from '#tests/support/this-database.ts'
import { addCounty, addPerson, addStaff, staffDevice } from '#tests/support/study-setup.ts'
import { peopleFilterSchema } from '#app/domains/supervision/people-filter.schema.ts'
import { officePeople } from './people-list.queries.server.ts'

test('the list shows the grade that everyone has today, and finds them by it', async () => {
  const county = await addCounty(database.ownerSql)
  const person = await addPerson(database.ownerSql, county)
  const { actor } = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
  const shown = async (query: Record<string, string>) =>
    (await officePeople(actor, peopleFilterSchema.parse(query))).people.map(({ id, grade }) => ({
      id,
      grade,
    }))
  const listed = [{ id: person.personId, grade: 'ordinary' }]
  expect(await shown({})).toEqual(listed)
  expect(await shown({ grade: 'ordinary' })).toEqual(listed)
  expect(await shown({ grade: 'strict' })).toEqual([])
})

test('standing and shortfall are the board’s, filter and sort the list', async () => {
  const county = await addCounty(database.ownerSql)
  const first = await addPerson(database.ownerSql, county)
  const second = await addPerson(database.ownerSql, county)
  const { actor } = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
  await database.ownerSql`insert into hours_entries ${database.ownerSql({
    ...{ id: uuidv7(), county_id: county.countyId, person_id: first.personId, bucket: 'study' },
    ...{ source_kind: 'lecture', source_id: uuidv7(), county_day: '2026-07-08', revision: 1, minutes: 240 },
    ...{ posted_as: 'office', explanation: '{"notes":[]}' },
  })}`
  const list = async (query: Record<string, string>) => officePeople(actor, peopleFilterSchema.parse(query))
  const ids = async (query: Record<string, string>) => (await list(query)).people.map(({ id }) => id)
  const board = await officeMonth(actor, monthOf(dayAt(now())))
  const { people, count, all } = await list({})
  for (const { id, month } of people) {
    const row = board.rows.find(({ personId }) => personId === id)!
    expect(month).toEqual({ standing: row.standing, short: row.short })
  }
  expect({ count, all }).toEqual({ count: 2, all: 2 })
  expect(await ids({ s: 'met' })).toEqual([first.personId])
  expect(await ids({ s: 'short' })).toEqual([second.personId])
  expect(await ids({ sort: 'short' })).toEqual([second.personId, first.personId])
  expect(await list({ s: 'met' })).toMatchObject({ count: 1, all: 2 })
  expect((await list({ state: 'all' })).people.map(({ month }) => month)).toEqual([null, null])
})
