import { beforeAll, beforeEach, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  after,
  device,
  lesson,
  type County,
  type Device,
} from '#tests/support/study-setup.ts'
import { keptPassage } from './kept-passage.queries.server.ts'
import { openPassage } from './study.server.ts'

const UNIT = 'a1/1'
let county: County
let phone: Device
let personId: string

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  const person = await addPerson(database.ownerSql, county)
  personId = person.personId
  phone = await device(person.accountId)
})

/** Everything that studying leaves behind. */
const traces = async () => [
  await database.root`select * from unit_studies where person_id = ${personId} order by id`,
  await database.root`select * from study_sessions where person_id = ${personId} order by id`,
  await database.root`select * from check_answers where person_id = ${personId} order by id`,
  await database.root`select id from audit_events where person_id = ${personId} order by id`,
]
const kept = (passage: number, cookie = phone.cookieHeader) =>
  callRoute('routes/my/passage.tsx', {
    ...{ method: 'GET', url: `/my/study/${UNIT}/${passage}`, cookie, headers: { 'x-keep': '1' } },
    params: { module: 'a1', unit: '1', passage: String(passage) },
  })

test('keeping the unit in hand begins nothing, counts nothing, and shows every passage as it would be', async () => {
  const view = await openPassage(phone.actor, lesson(UNIT, 1))
  if (view.kind !== 'counting') throw new Error(view.kind)
  after(60)
  const before = await traces()
  for (const passage of [1, 2, 3]) {
    const answer = await kept(passage)
    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({
      kept: true,
      number: passage,
      view: {
        kind: 'counting',
        session: { id: view.session.id, nonce: view.session.nonce },
        most: view.most,
      },
    })
  }
  expect(await traces()).toEqual(before)
})

test('without an open study on this device there is nothing to keep', async () => {
  expect(await keptPassage(phone.actor, UNIT)).toBeNull()
  expect((await kept(1)).status).toBe(404)
  await openPassage(phone.actor, lesson(UNIT, 1))
  expect(await keptPassage(phone.actor, 'a1/2')).toBeNull()
  const elsewhere = await device(phone.actor.accountId)
  const before = await traces()
  expect((await kept(1, elsewhere.cookieHeader)).status).toBe(404)
  expect(await traces()).toEqual(before)
})
