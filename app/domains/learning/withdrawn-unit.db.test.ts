import type { LoaderFunctionArgs } from '@remix-run/node'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { defaultView } from '#app/http/view.ts'
import { action as passageAction, loader as passageLoader } from '#app/routes/my/passage.tsx'
import { action, loader } from '#app/routes/my/unit.tsx'
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
  type Person,
} from '#tests/support/study-setup.ts'
import { receiveBeat } from './beat.server.ts'
import { answerCheck } from './check-answer.server.ts'
import { openPassage } from './study.server.ts'
import { ownOpenStudies } from './study-times.queries.server.ts'
import { closeWithdrawnUnit, ownWithdrawnStudy } from './withdrawn-unit.server.ts'

/** The lessons change under somebody's hands: a unit that no lesson has any more. */
const UNIT = 'a1/1'
const GONE = 'z9/1'
let county: County
let person: Person
let phone: Device

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
})

async function open() {
  const view = await openPassage(phone.actor, lesson(UNIT, 1))
  if (view.kind !== 'counting') throw new Error(view.kind)
  return view.session
}
const withdraw = () =>
  database.ownerSql`update unit_studies set unit_id = ${GONE} where person_id = ${person.personId}`
const entries = () => database.root<
  { minutes: number; seconds: number; explanation: { subject: { zh: string } } }[]
>`
  select minutes, seconds_of(during)::float8 as seconds, explanation from hours_entries where person_id = ${person.personId}`
const sessions = () => database.root<{ end_reason: string | null; seconds: number }[]>`
  select end_reason, round(seconds_of(witnessed))::int as seconds from study_sessions where person_id = ${person.personId}`

type Route = (args: LoaderFunctionArgs) => Promise<unknown>
/** A page as a browser reaches it; what is thrown as an answer is one. */
async function at(route: Route, params: Record<string, string>, form?: Record<string, string>) {
  const url = `http://localhost/my/study/${Object.values(params).join('/')}`
  const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {})
  const scope = {
    nonce: '',
    address: '',
    view: defaultView,
    outage: false,
    loginEnded: false,
    setCookies: [],
  }
  try {
    return await runInRequest({ ...scope, cookieHeader: phone.cookieHeader }, () =>
      route({ request, params, context: {} }),
    )
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
    throw thrown
  }
}
const gone = { module: 'z9', unit: '1' }
const led = (answer: unknown) =>
  answer instanceof Response ? [answer.status, answer.headers.get('location')] : answer

describe('a unit that was withdrawn while it was open', () => {
  test('takes one more beat and then says so; nothing is added after it', async () => {
    const session = await open()
    after(60)
    await receiveBeat(phone.actor, { ...session, seq: 1, resumed: false })
    await withdraw()
    after(60)
    expect(await receiveBeat(phone.actor, { ...session, seq: 2, resumed: false })).toEqual({
      refused: 'withdrawn',
    })
    after(60)
    for (const seq of [2, 3])
      expect(await receiveBeat(phone.actor, { ...session, seq, resumed: false })).toEqual({
        refused: 'withdrawn',
      })
    expect(await sessions()).toEqual([{ end_reason: 'withdrawn', seconds: 120 }])
  })

  test('has a page that says so, where its passages lead; and nobody else’s', async () => {
    await open()
    after(150)
    await openPassage(phone.actor, lesson(UNIT, 1))
    await withdraw()
    expect(await at(loader, gone)).toMatchObject({
      kind: 'withdrawn',
      left: false,
      times: { countedMinutes: 2, idleSeconds: 0, taught: false },
    })
    expect(led(await at(passageLoader, { ...gone, passage: '1' }))).toEqual([303, `/my/study/${GONE}`])
    expect(led(await at(passageAction, { ...gone, passage: '1' }, { answer: 'a' }))).toEqual([
      303,
      `/my/study/${GONE}`,
    ])
    person = await addPerson(database.ownerSql, county)
    phone = await device(person.accountId)
    expect(led(await at(loader, gone))).toEqual([404, null])
    expect(led(await at(loader, { module: 'z9', unit: "1' or '1'='1" }))).toEqual([404, null])
    expect(led(await at(action, gone, { do: 'keep' }))).toEqual([303, '/my/study'])
  })

  test('gives back the minutes that were seen, once, however often and at once it is asked', async () => {
    await open()
    after(150)
    await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))
    await openPassage(phone.actor, lesson(UNIT, 2))
    after(100)
    await openPassage(phone.actor, lesson(UNIT, 2))
    await withdraw()
    after(3600)
    const all = await Promise.all(Array.from({ length: 20 }, () => closeWithdrawnUnit(phone.actor, GONE)))
    expect(all.filter((one) => 'minutes' in one)).toEqual([{ minutes: 4 }])
    expect(all.filter((one) => 'refused' in one)).toHaveLength(19)
    const kept = await entries()
    // 250 seconds, and nothing of the hour after the last sign.
    expect(kept.map(({ minutes, seconds }) => [minutes, Math.round(seconds)])).toEqual([[4, 250]])
    expect(kept[0]!.explanation.subject.zh).toBe('已经撤下的一节')
    expect(await ownWithdrawnStudy(phone.actor, GONE)).toBeNull()
    expect(led(await at(action, gone, { do: 'keep' }))).toEqual([303, '/my/study'])
    expect(await entries()).toHaveLength(1)
  })

  test('never counts beyond its nominal time, and less than a minute is none', async () => {
    const session = await open()
    for (let seq = 1; seq <= 30; seq++) {
      after(30)
      await receiveBeat(phone.actor, { ...session, seq, resumed: false })
    }
    await withdraw()
    expect(await ownWithdrawnStudy(phone.actor, GONE)).toMatchObject({ countedMinutes: 10, overSeconds: 300 })
    expect(led(await at(action, gone, { do: 'keep' }))).toEqual([303, '/my/hours'])
    expect((await entries()).map(({ minutes }) => minutes)).toEqual([10])
    person = await addPerson(database.ownerSql, county)
    phone = await device(person.accountId)
    await open()
    await withdraw()
    expect(led(await at(action, gone, { do: 'keep' }))).toEqual([303, '/my/study'])
    expect(await entries()).toEqual([])
  })

  test('is not a way around the questions of a unit that is taught', async () => {
    await open()
    after(150)
    expect(await closeWithdrawnUnit(phone.actor, UNIT)).toEqual({ refused: 'not-open' })
    expect(led(await at(action, { module: 'a1', unit: '1' }, { do: 'keep' }))).toEqual([
      303,
      `/my/study/${UNIT}`,
    ])
    expect(await entries()).toEqual([])
  })

  test('stays closed to whoever has left the register, and the page says why', async () => {
    await open()
    after(150)
    await openPassage(phone.actor, lesson(UNIT, 1))
    await withdraw()
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    phone = await device(person.accountId)
    expect(await at(loader, gone)).toMatchObject({ kind: 'withdrawn', left: true })
    expect(led(await at(action, gone, { do: 'keep' }))).toEqual([303, `/my/study/${GONE}`])
    expect(await entries()).toEqual([])
  })
})

describe('a unit that has become shorter', () => {
  test('leads from a passage it no longer has to the place where it goes on', async () => {
    await open()
    await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))
    // Begun when the unit had four passages; it has three now.
    await database.ownerSql`update unit_studies set passage_count = 4, place = 2 where person_id = ${person.personId}`
    const fourth = { module: 'a1', unit: '1', passage: '4' }
    expect(led(await at(passageLoader, fourth))).toEqual([303, `/my/study/${UNIT}`])
    expect(led(await at(passageAction, fourth, { answer: 'a' }))).toEqual([303, `/my/study/${UNIT}`])
    expect(led(await at(loader, { module: 'a1', unit: '1' }))).toEqual([303, `/my/study/${UNIT}/2`])
    expect(led(await at(passageLoader, { ...fourth, passage: '5' }))).toEqual([404, null])
    const [own] = await ownOpenStudies(phone.actor)
    expect(own).toMatchObject({ place: 2, passages: 3, taught: true })
  })
})

test('what was counted of a unit in hand, what not and why, is one answer for the person and the office', async () => {
  const session = await open()
  for (let seq = 1; seq <= 4; seq++) {
    after(seq === 3 ? 600 : 45)
    await receiveBeat(phone.actor, { ...session, seq, resumed: false })
  }
  const view = await openPassage(phone.actor, lesson(UNIT, 1))
  if (view.kind !== 'counting') throw new Error(view.kind)
  // 45 + 45 + 45 seconds seen; ten minutes between two signs are idle.
  expect(view.times).toMatchObject({ countedMinutes: 2, idleSeconds: 600, overSeconds: 0, openSeconds: 735 })
  expect(await ownOpenStudies(phone.actor)).toEqual([view.times])
})
