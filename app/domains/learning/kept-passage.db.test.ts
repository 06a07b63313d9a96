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
  rightAnswer,
  type County,
  type Device,
} from '#tests/support/study-setup.ts'
import { answerCheck } from './check-answer.server.ts'
import { keptPassage, moduleInHand } from './kept-passage.queries.server.ts'
import { startQuiz } from './quiz-start.server.ts'
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

const listed = (unit = '1', on = phone) =>
  callRoute('routes/my/kept-pages.ts', {
    ...{ method: 'GET', url: `/my/keep/a1/${unit}`, cookie: on.cookieHeader },
    params: { module: 'a1', unit },
  })

test('keeping a passage begins nothing, counts nothing, and says nothing of a session or of how far one has come', async () => {
  const before = await traces()
  const [first] = await Promise.all([1, 2, 3].map((passage) => kept(passage)))
  expect(first).toMatchObject({ status: 200, data: { view: { kind: 'kept', passages: 3 }, number: 1 } })
  expect(await traces()).toEqual(before)
  const view = await openPassage(phone.actor, lesson(UNIT, 1))
  if (view.kind !== 'counting') throw new Error(view.kind)
  await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))
  after(60)
  const during = await traces()
  // The same page as before the session, so that it needs not be kept anew.
  expect((await kept(1)).data).toEqual(first!.data)
  const text = JSON.stringify((await kept(2)).data)
  for (const secret of [view.session.id, view.session.nonce]) expect(text).not.toContain(secret)
  expect(await traces()).toEqual(during)
})

test('a unit that would not count is not kept, nor anything for somebody who has left', async () => {
  await openPassage(phone.actor, lesson(UNIT, 1))
  after(120)
  for (const passage of [1, 2, 3])
    await answerCheck(phone.actor, lesson(UNIT, passage), rightAnswer(UNIT, passage))
  expect(await keptPassage(phone.actor, lesson(UNIT, 1).unit)).toBeNull()
  expect((await kept(1)).status).toBe(404)
  const gone = { ...phone.actor, leftOn: '2026-07-22' as never }
  expect(await keptPassage(gone, lesson('a1/2', 1).unit)).toBeNull()
  expect(await moduleInHand(gone, lesson('a1/2', 1))).toBeNull()
})

test('a module is kept from the unit in hand on: those that would count, and the quiz that is open', async () => {
  const idsOf = async (unit: string) =>
    (await moduleInHand(phone.actor, lesson(unit, 1)))?.units.map(({ id }) => id)
  expect(await idsOf('a1/1')).toEqual(['a1/1', 'a1/2', 'a1/3', 'a1/4'])
  expect(await idsOf('a1/3')).toEqual(['a1/3', 'a1/4', 'a1/1', 'a1/2'])
  await openPassage(phone.actor, lesson(UNIT, 1))
  after(120)
  for (const passage of [1, 2, 3])
    await answerCheck(phone.actor, lesson(UNIT, passage), rightAnswer(UNIT, passage))
  expect(await idsOf('a1/3')).toEqual(['a1/3', 'a1/4', 'a1/2'])
  const begun = await startQuiz(phone.actor, lesson(UNIT, 1).module)
  if ('refused' in begun) throw new Error(begun.refused)
  const before = await traces()
  const list = await listed('4')
  expect(list.status).toBe(200)
  expect(await moduleInHand(phone.actor, lesson('a1/4', 1))).toMatchObject({ attemptId: begun.attemptId })
  expect(await traces()).toEqual(before)
  expect((await listed('99')).status).toBe(404)
  // For minors only.
  expect((await listed('5')).status).toBe(404)
})
