import { expect, test } from 'vitest'
import { database } from '#tests/support/this-database.ts'
import { addCounty, addPerson, addStaff, staffDevice } from '#tests/support/study-setup.ts'
import { peopleFilterSchema } from './people-filter.schema.ts'
import { listPeople } from './people.queries.server.ts'

test('the list shows the grade that everyone has today, and finds them by it', async () => {
  const county = await addCounty(database.ownerSql)
  const person = await addPerson(database.ownerSql, county)
  const { actor } = await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))
  const shown = async (query: Record<string, string>) =>
    (await listPeople(actor, peopleFilterSchema.parse(query))).people.map(({ id, grade }) => ({ id, grade }))
  const listed = [{ id: person.personId, grade: 'ordinary' }]
  expect(await shown({})).toEqual(listed)
  expect(await shown({ grade: 'ordinary' })).toEqual(listed)
  expect(await shown({ grade: 'strict' })).toEqual([])
})
